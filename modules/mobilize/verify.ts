/**
 * Whether a transcript is what it says, and if not, where it was altered. Needs no network, no solver and no secret: everything
 * but the fairness of numbers beyond the first level is computed anew from the file itself.
 */
import { canonical, type Plain } from '../../platform/pure/canonical.ts'
import type { Params, Word } from '../../platform/pure/words.ts'
import { beaconFault, type WithoutBeacon } from './beacon.ts'
import {
  averageOf,
  bandWorth,
  boundBy,
  brokenRow,
  chanceBound,
  lowestChance,
  neverWorth,
  without,
} from './certificate.ts'
import { bandRows, type Frame, frameOf, highestBand, rowsOf } from './frame.ts'
import { weightOf } from './policy.ts'
import { quotasOf } from './quotas.ts'
import {
  chanceFault,
  commitmentOf,
  digestOf,
  markOf,
  outcomeOf,
  publishedOf,
  SECTIONS,
  type Section,
  seedOf,
  type Transcript,
  transcriptSchema,
} from './transcript.ts'
import { findings, placeWords, unprovedWords } from './verify-words.ts'

export type Place = Section | 'file' | 'published' | 'reveals' | 'beacon' | 'seed' | 'panel' | 'drawn'
export interface Altered {
  readonly place: Place
  readonly what: keyof typeof findings
  readonly params: Params
}
export type Unproved = keyof typeof unprovedWords
export interface Facts {
  readonly panels: number
  readonly panel: number
  readonly drawn: number
  readonly seats: number
  /** The smallest (weighed) chance that the panels give, and the greatest that any could. */
  readonly lowest: number
  readonly bound: number
  /** The round of a public beacon that the draft promised, and who drew without it. */
  readonly beacon: { readonly source: string; readonly round: number; readonly without: WithoutBeacon | null } | null
  /** Exemptions that did not hold: why, and who decided it. */
  readonly waived: { readonly kinds: readonly string[]; readonly reason: string; readonly by: string } | null
}
export interface Verdict {
  readonly ok: boolean
  /** First the parts that were fixed before the draw. */
  readonly altered: readonly Altered[]
  /** The digest to hold against the one that was posted before the draw; null if the file cannot be read. */
  readonly published: string | null
  /** True where the seed was given by somebody, without commitments: whoever gave it must be trusted. */
  readonly givenSeed: boolean
  /**
   * What the file says without a proof by multipliers: that some people fit no panel, that no panel does with fewer who served
   * lately. It may be true all the same, as whole people are harder to fit than divided ones.
   */
  readonly unproved: readonly Unproved[]
  readonly facts: Facts | null
}

export const findingWord = ({ what }: Altered): Word => findings[what]
export const unprovedWord = (what: Unproved): Word => unprovedWords[what]
export const placeWord = ({ place }: Altered): Word => placeWords[place]

type Sound = (...places: readonly Place[]) => boolean
type Note = (place: Place, what: Altered['what'], params?: Params) => void

const differs = (one: unknown, other: unknown): boolean => canonical(one as Plain) !== canonical(other as Plain)

function checkDigests(file: Transcript, note: Note): void {
  for (const name of SECTIONS) if (digestOf(name, file[name] as Plain) !== file.digests[name]) note(name, 'digest')
  if (publishedOf(file.digests) !== file.published) note('published', 'published')
}

function checkQuotas(file: Transcript, note: Note): void {
  const { order, policy } = file
  const census = file.quotas.map(({ department, headcount, eligible, kept }) => ({
    department,
    headcount,
    eligible,
    kept,
  }))
  const { lines, faults } = quotasOf(census, order.seats, policy, order.lottery)
  if (faults.length > 0) return note('quotas', 'noQuotas')
  for (const [at, line] of lines.entries())
    if (differs(line, file.quotas[at])) note('quotas', 'quota', { department: line.department, quota: line.quota })
}

function checkRoster({ roster, quotas, policy }: Transcript, note: Note, sound: Sound): void {
  const seen = new Set<string>()
  const counts = new Map<string, number>()
  for (const [at, { department, band, weight, size, people }] of roster.entries()) {
    const place = { type: at + 1, department }
    counts.set(department, (counts.get(department) ?? 0) + people.length)
    if (people.length !== size) note('roster', 'size', { ...place, size, count: people.length })
    if (sound('policy') && weight !== weightOf(policy, band))
      note('roster', 'weight', { ...place, weight: weightOf(policy, band) })
    const disorder = people.findIndex((person, i) => i > 0 && person <= (people[i - 1] as string))
    if (disorder >= 0) note('roster', 'disorder', { ...place, person: disorder + 1 })
    for (const person of people) {
      if (seen.has(person)) note('roster', 'twice', place)
      seen.add(person)
    }
  }
  for (const { department, eligible } of quotas)
    if (sound('quotas') && (counts.get(department) ?? 0) !== eligible)
      note('roster', 'eligible', { department, eligible, count: counts.get(department) ?? 0 })
}

function frameFrom({ roster, quotas, policy, order, panels }: Transcript, bands = panels.bands): Frame {
  return frameOf(roster, [...rowsOf(roster, quotas, policy, order.brought), ...bandRows(roster, bands)])
}

/** Bands are held down one after another, the highest first; each proof stands on those before. */
function checkBands(file: Transcript, note: Note, unproved: Set<Unproved>): void {
  const { roster, policy, panels } = file
  const highest = policy.served.rule === 'last' ? highestBand(roster) : 0
  if (panels.bands.length !== highest || panels.bands.some(({ band }, at) => band !== highest - at))
    note('panels', 'bands')
  for (const [at, { band, most, proof }] of panels.bands.entries()) {
    const least = -boundBy(frameFrom(file, panels.bands.slice(0, at)), bandWorth(roster, band), proof)
    if (most > Math.ceil(least - WHOLE)) unproved.add('bands')
  }
}

function checkPanels({ panels, policy }: Transcript, frame: Frame, note: Note): void {
  // Ten or a hundred times as many are made where fewer would cost somebody too much of the smallest chance.
  if (![1, 10, 100].includes(panels.numbered.length / policy.panels))
    note('panels', 'panelCount', { count: panels.numbered.length, panels: policy.panels })
  const stray = panels.numbered.findIndex((kind) => kind >= panels.kinds.length)
  if (stray >= 0) note('panels', 'noKind', { panel: stray + 1 })
  for (const [kind, counts] of panels.kinds.entries()) {
    const broken = brokenRow(frame, counts)
    if (broken === null) continue
    const row = broken === 'size' ? '' : `${frame.rows[broken]?.kind} ${frame.rows[broken]?.name}`
    note('panels', 'breaksRule', { panel: panels.numbered.indexOf(kind) + 1, row })
  }
}

/** How far sums of multipliers may be from the whole number that they prove. */
const WHOLE = 1e-6
/** Figures are computed twice on different machines: their last digits may differ. */
const close = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 + 1e-6 * Math.abs(other)

function checkChances({ panels, chances }: Transcript, frame: Frame, note: Note, unproved: Set<Unproved>): void {
  const times = new Array<number>(panels.kinds.length).fill(0)
  for (const kind of panels.numbered) times[kind] = (times[kind] ?? 0) + 1
  const average = averageOf(panels.kinds, times, frame.sizes.length)
  const never = new Set(chances.never)
  const lowest = lowestChance(frame, average, never)
  if (chances.never.some((type) => (average[type] ?? 0) > 0)) note('chances', 'never')
  if (!close(chances.lowest, lowest)) note('chances', 'lowest', { lowest })
  const rest = without(frame, never)
  if (!close(chances.bound, chanceBound(rest, chances.proof.types, chances.proof.rows))) note('chances', 'bound')
  if (!close(chances.loss, chances.bound - chances.lowest))
    note('chances', 'loss', { loss: chances.bound - chances.lowest })
  if (chances.exact > chances.bound + 1e-6 || chances.exact < chances.lowest - 1e-6) note('chances', 'exact')
  // A panel holds whole people: less than one of them is none.
  if (never.size > 0 && boundBy(frame, neverWorth(frame, never), chances.neverProof) > 1 - WHOLE) unproved.add('never')
}

function checkReveals(file: Transcript, note: Note): void {
  for (const [at, { by, hash }] of file.commitments.entries()) {
    const one = file.reveals[at]
    if (one === undefined || one.by !== by) note('reveals', 'notRevealed', { by })
    else if (commitmentOf(one) !== hash) note('reveals', 'revealed', { by })
  }
  if (file.reveals.length > file.commitments.length)
    note('reveals', 'uncommitted', { by: file.reveals.at(-1)?.by ?? '' })
  if (new Set(file.commitments.map(({ by }) => by)).size < file.commitments.length) note('commitments', 'sameOfficial')
  if (chanceFault(file, file) === 'noChance') note('seed', 'noChance')
}

function checkDrawn(file: Transcript, note: Note): void {
  const { panel, people } = outcomeOf(file, file.seed)
  if (panel !== file.panel) note('panel', 'panel', { panel })
  const marks = file.drawn.map(({ id, nonce }) => markOf(nonce, id))
  if (marks.length !== people.length) note('drawn', 'drawnCount', { drawn: marks.length, count: people.length })
  const [meant, found] = [new Set(people), new Set(marks)]
  let [strange, order] = [false, false]
  for (const [at, mark] of marks.entries()) {
    if (!meant.has(mark)) {
      strange = true
      note('drawn', 'notDrawn', { person: at + 1, id: file.drawn[at]?.id ?? '' })
    } else if (mark !== people[at]) order = true
  }
  for (const person of people)
    if (!found.has(person) && !strange) note('drawn', 'leftOut', { person: people.indexOf(person) + 1 })
  if (order && !strange && marks.length === people.length) note('drawn', 'drawnOrder')
}

/**
 * @param posted the digest that was published before the draw, where one has it: without it a file that was made anew from
 * beginning to end cannot be told
 */
export function verify(value: unknown, posted: string | null = null): Verdict {
  const read = transcriptSchema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const path = issue?.path.map(String).join('.') || '–'
    const keys = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''
    const altered: Altered[] = [
      { place: 'file', what: 'shape', params: { path: keys === '' ? path : `${path} ${keys}` } },
    ]
    return { ok: false, altered, published: null, givenSeed: false, unproved: [], facts: null }
  }
  const file = read.data
  const { exemptions } = file.policy
  const altered: Altered[] = []
  const note: Note = (place, what, params = {}) => void altered.push({ place, what, params })
  const sound: Sound = (...places) => !altered.some(({ place }) => places.includes(place))
  checkDigests(file, note)
  if (posted !== null && posted !== file.published) note('published', 'posted')
  // What rests on an altered part is not judged: it would only repeat that the part was altered.
  if (sound('order', 'policy')) checkQuotas(file, note)
  checkRoster(file, note, sound)
  const frame = frameFrom(file)
  const unproved = new Set<Unproved>()
  if (sound('order', 'policy', 'quotas', 'roster')) {
    checkPanels(file, frame, note)
    checkBands(file, note, unproved)
  }
  if (sound('order', 'policy', 'quotas', 'roster', 'panels')) checkChances(file, frame, note, unproved)
  checkReveals(file, note)
  const fault = sound('order') ? beaconFault(file) : null
  if (fault !== null) note('beacon', fault, { round: file.order.beacon?.round ?? 0 })
  if (sound('published', 'reveals', 'commitments', 'beacon') && seedOf(file.published, file) !== file.seed)
    note('seed', 'seed')
  if (sound('published', 'reveals', 'beacon', 'seed', 'roster', 'panels')) checkDrawn(file, note)
  return {
    ok: altered.length === 0,
    altered,
    published: file.published,
    givenSeed: file.commitments.length === 0,
    unproved: [...unproved],
    facts: {
      ...{ panels: file.panels.numbered.length, panel: file.panel },
      ...{ drawn: file.drawn.length, seats: file.order.seats },
      ...{ lowest: file.chances.lowest, bound: file.chances.bound },
      beacon: file.order.beacon
        ? { source: file.order.beacon.source, round: file.order.beacon.round, without: file.withoutBeacon ?? null }
        : null,
      waived:
        exemptions.waive.length > 0
          ? { kinds: exemptions.waive, reason: exemptions.reason ?? '', by: exemptions.by ?? '' }
          : null,
    },
  }
}
