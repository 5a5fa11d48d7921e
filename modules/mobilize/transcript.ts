/**
 * The file by which a draw is checked. The draft is published first: who may be drawn, the policy, the quotas, the numbered
 * panels and what officials have committed to, each part with its digest and all of them with one. The seed, the panel and the
 * names come after. A person is an id, or a mark that stands for it and is opened for those who are drawn.
 */
import { z } from 'zod'
import { canonical, type Plain } from '../../platform/pure/canonical.ts'
import { sha256 } from '../../platform/pure/sha256.ts'
import { beaconPromise, type BeaconRound, beaconRound, type WithoutBeacon, withoutBeacon } from './beacon.ts'
import { genders } from './model.ts'
import { policySchema } from './policy.ts'
import { FORMAT, labelled, numbersFrom, pickSome } from './seeded.ts'

/** Bounded, so that a hostile file cannot keep its reader busy for ever. */
const count = z.int().min(0).max(10_000_000)
const fraction = z.tuple([z.int().min(0), z.int().min(1)])
const digest = z.string().regex(/^[0-9a-f]{64}$/)

const sections = {
  order: z.strictObject({
    seats: z.int().min(1).max(100_000),
    lottery: z.string(),
    brought: z.strictObject({
      skills: z.record(z.string(), count),
      genders: z.partialRecord(genders.schema, count),
    }),
    /** The round of a public beacon that the seed waits for; left out where there is none. */
    beacon: beaconPromise.optional(),
  }),
  policy: policySchema,
  quotas: z.array(
    z.strictObject({
      department: z.string(),
      headcount: count,
      eligible: count,
      kept: count,
      share: fraction,
      adjusted: fraction,
      held: z.enum(['floor', 'cap', 'eligible', 'kept']).nullable(),
      group: z.string().nullable(),
      rank: count.nullable(),
      extra: z.boolean(),
      quota: count,
    }),
  ),
  roster: z.array(
    z.strictObject({
      department: z.string(),
      skills: z.array(z.string()),
      gender: genders.schema.nullable(),
      band: count,
      weight: z.number(),
      size: count,
      people: z.array(z.string()),
    }),
  ),
  panels: z.strictObject({
    /** At most so many of a service band and those above it; the multipliers show that no panel does with fewer. */
    bands: z.array(z.strictObject({ band: count, most: count, proof: z.array(z.number()) })),
    /** How many of each type: every different panel once. */
    kinds: z.array(z.array(count)),
    /** Panel 1, 2, 3 …: the place of its kind. */
    numbered: z.array(count),
  }),
  chances: z.strictObject({
    /** No draw under these rules can give everybody who can be drawn at all a greater smallest (weighed) chance. */
    bound: z.number(),
    /** The smallest (weighed) chance before the panels were made equal, and by the numbered panels. */
    exact: z.number(),
    lowest: z.number(),
    /** bound − lowest: what 1000 panels of equal chance cost. */
    loss: z.number(),
    /** Types that no panel under these rules can hold. */
    never: z.array(count),
    /** Multipliers that prove the bound, and that `never` is true; see certificate.ts. */
    proof: z.strictObject({ types: z.array(z.number()), rows: z.array(z.number()) }),
    neverProof: z.array(z.number()),
  }),
  commitments: z.array(z.strictObject({ by: z.string().min(1).max(200), hash: digest })),
} as const

export const SECTIONS = ['order', 'policy', 'quotas', 'roster', 'panels', 'chances', 'commitments'] as const
export type Section = (typeof SECTIONS)[number]

const draftShape = {
  format: z.literal(FORMAT),
  ...sections,
  digests: z.strictObject(Object.fromEntries(SECTIONS.map((name) => [name, digest])) as Record<Section, typeof digest>),
  /** The one digest to put on the notice board before the draw. */
  published: digest,
}
export const draftSchema = z.strictObject(draftShape)
export type Draft = z.infer<typeof draftSchema>
export type Sections = Pick<Draft, Section>

const reveal = z.strictObject({ by: z.string(), value: z.string(), nonce: z.string() })
export type Reveal = z.infer<typeof reveal>

export const transcriptSchema = z.strictObject({
  ...draftShape,
  reveals: z.array(reveal),
  /** A public value named beforehand, such as a beacon's at a stated time. */
  beacon: z.string().nullable(),
  /** Where `beacon` is the round that the order promised: what it was read from; or who decided to draw without it. */
  beaconRound: beaconRound.optional(),
  withoutBeacon: withoutBeacon.optional(),
  /** A seed that somebody gave, in place of commitments or beside them. */
  given: z.string().nullable(),
  seed: digest,
  /** 1 … as many as there are panels. */
  panel: z.int().min(1),
  drawn: z.array(z.strictObject({ id: z.string(), nonce: z.string().optional() })),
})
export type Transcript = z.infer<typeof transcriptSchema>

/** What an official publishes beforehand. The nonce keeps a short value from being guessed. */
export const commitmentOf = ({ by, value, nonce }: Reveal): string => sha256(labelled('commitment', by, value, nonce))

/** A person's own secret in a roster under a salt: with it they find themselves, nobody else can. */
export const nonceOf = (salt: string, id: string): string => sha256(labelled('nonce', salt, id))
export const markOf = (nonce: string | undefined, id: string): string =>
  nonce === undefined ? id : sha256(labelled('mark', nonce, id))

export const digestOf = (section: Section, value: Plain): string =>
  sha256(labelled('section', section, canonical(value)))
export const publishedOf = (digests: Readonly<Record<Section, string>>): string =>
  sha256(labelled('published', ...SECTIONS.map((name) => digests[name])))

/** The draft with its digests. */
export function publish(parts: Sections): Draft {
  const digests = Object.fromEntries(SECTIONS.map((name) => [name, digestOf(name, parts[name] as Plain)])) as Record<
    Section,
    string
  >
  return { format: FORMAT, ...parts, digests, published: publishedOf(digests) }
}

/** The first part of a draft that does not have its digest; null if all have. */
export function draftFault(draft: Draft): Section | 'published' | null {
  const altered = SECTIONS.find((name) => digestOf(name, draft[name] as Plain) !== draft.digests[name])
  return altered ?? (publishedOf(draft.digests) === draft.published ? null : 'published')
}

/** Where the seed comes from: revealed values in the order of their commitments, a public value, a given seed. */
export interface Chance {
  readonly reveals: readonly Reveal[]
  readonly beacon: string | null
  readonly given: string | null
  /** Of a promised beacon: nothing of it beside the value goes into the seed, or whoever words it could choose the outcome. */
  readonly beaconRound?: BeaconRound | undefined
  readonly withoutBeacon?: WithoutBeacon | undefined
}
export const seedOf = (published: string, { reveals, beacon, given }: Chance): string =>
  sha256(
    labelled(
      'seed',
      published,
      reveals.map(({ by, value, nonce }) => [by, value, nonce]),
      beacon,
      given,
    ),
  )

export interface Outcome {
  /** 1-based. */
  readonly panel: number
  /** Ids or marks, type by type. */
  readonly people: readonly string[]
}

/** The seed's first number is the panel; then, type by type, who of it: every set of people of a type equally likely. */
export function outcomeOf({ roster, panels }: Pick<Draft, 'roster' | 'panels'>, seed: string): Outcome {
  const pick = numbersFrom(seed)
  const at = pick(panels.numbered.length)
  const kind = panels.kinds[panels.numbered[at] as number] as readonly number[]
  return {
    panel: at + 1,
    people: roster.flatMap(({ people }, type) => pickSome(people, kind[type] ?? 0, pick)),
  }
}

/** What stands in the way of concluding: null if nothing does. */
export function chanceFault(
  draft: Draft,
  { reveals, beacon, given }: Pick<Chance, 'reveals' | 'beacon' | 'given'>,
): 'noChance' | 'reveals' | null {
  if (draft.commitments.length === 0 && beacon === null && given === null) return 'noChance'
  const same =
    reveals.length === draft.commitments.length &&
    draft.commitments.every(({ by, hash }, at) => {
      const one = reveals[at]
      return one?.by === by && commitmentOf(one) === hash
    })
  return same ? null : 'reveals'
}

/**
 * The draw itself. `ids` are those of the roster, `salt` the one that the draft was made under (null: the roster holds ids).
 * Ask `chanceFault` first.
 */
export function conclude(draft: Draft, chance: Chance, ids: Iterable<string>, salt: string | null): Transcript {
  const seed = seedOf(draft.published, chance)
  const { panel, people } = outcomeOf(draft, seed)
  const opened = new Map<string, { id: string; nonce?: string }>()
  for (const id of ids) {
    const nonce = salt === null ? undefined : nonceOf(salt, id)
    opened.set(markOf(nonce, id), nonce === undefined ? { id } : { id, nonce })
  }
  return {
    ...draft,
    reveals: [...chance.reveals],
    ...{ beacon: chance.beacon, given: chance.given, seed, panel },
    ...(chance.beaconRound ? { beaconRound: chance.beaconRound } : {}),
    ...(chance.withoutBeacon ? { withoutBeacon: chance.withoutBeacon } : {}),
    drawn: people.map((person) => opened.get(person) ?? { id: person }),
  }
}
