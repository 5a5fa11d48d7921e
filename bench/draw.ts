/**
 * The fair draw: 400 seats among 5,000 people of 200 types with the smallest chance as great as linear programming allows, the bound
 * proved by adding up; quotas alone for 100,000; uniformity over 20,000 draws; largest remainder against the quota rule, with
 * Webster beside it. Arguments: [--people 5000] [--seats 400] [--roster 100000] [--draws 20000] [--cases 10000].
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { apportion, type Claim } from '../modules/mobilize/apportion.ts'
import { order as orderSchema, type RosterRow } from '../modules/mobilize/model.ts'
import { planDraw } from '../modules/mobilize/plan.ts'
import { policySchema } from '../modules/mobilize/policy.ts'
import { numbersFrom } from '../modules/mobilize/seeded.ts'
import { prepareDraw } from '../modules/mobilize/server/prepare.ts'
import { Solver } from '../modules/mobilize/server/solver.ts'
import { conclude, type Draft, outcomeOf } from '../modules/mobilize/transcript.ts'
import { verify } from '../modules/mobilize/verify.ts'
import { atLeast, atMost, median, printReport, rounded, say } from './rig/report.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '5000' },
    seats: { type: 'string', default: '400' },
    roster: { type: 'string', default: '100000' },
    draws: { type: 'string', default: '20000' },
    cases: { type: 'string', default: '10000' },
  },
})
const [people, seats, big, draws, cases] = [values.people, values.seats, values.roster, values.draws, values.cases].map(
  Number,
) as [number, number, number, number, number]

/** Departments of uneven size; two skills, overlapping, and two genders: eight types each. */
function rosterOf(count: number, departments: number): RosterRow[] {
  const pick = numbersFrom(`bench ${count}`)
  return Array.from({ length: count }, (_, at): RosterRow => {
    const kind = at < departments * 8 ? at % 8 : pick(8) & pick(8)
    const department = at < departments * 8 ? at >> 3 : Math.min(pick(departments), pick(departments))
    return {
      ...{ id: `p${at}`, department: `d${String(department).padStart(3, '0')}`, exempt: '', servedDays: 0 },
      skills: [...(kind & 1 ? ['nurse'] : []), ...(kind & 2 ? ['driver'] : [])],
      gender: kind & 4 ? 'female' : 'male',
    }
  })
}
const policy = policySchema.parse({
  ...{ skills: { nurse: 120, driver: 130 }, genders: { female: 150 } },
  groups: [{ name: 'key', departments: ['d000', 'd001'], share: 0.1 }],
})
const timed = async <T>(work: () => T | Promise<T>): Promise<{ result: T; seconds: number }> => {
  const since = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - since) / 1000 }
}

/** Upper tail of χ² by the cube root of Wilson and Hilferty: good to three decimals at this many degrees of freedom. */
function chanceOfMore(chi: number, degrees: number): number {
  const spread = 2 / (9 * degrees)
  const z = ((chi / degrees) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread)
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? tail : 1 - tail
}

/** Panels against equal chance; people against the others of their type, whose counts hang together as draws without return do. */
function uniformity(draft: Draft): { panels: number; people: number } {
  const byPanel = new Array<number>(draft.panels.numbered.length).fill(0)
  const byPerson = new Map<string, number>()
  const spread = draft.roster.map(() => 0)
  for (let at = 0; at < draws; at++) {
    const { panel, people: drawn } = outcomeOf(draft, `draw ${at}`)
    byPanel[panel - 1]!++
    for (const person of drawn) byPerson.set(person, (byPerson.get(person) ?? 0) + 1)
    const kind = draft.panels.kinds[draft.panels.numbered[panel - 1]!]!
    for (const [type, { size }] of draft.roster.entries())
      spread[type]! += (kind[type]! / size) * (1 - kind[type]! / size)
  }
  const expected = draws / byPanel.length
  const panels = chanceOfMore(
    byPanel.reduce((sum, got) => sum + (got - expected) ** 2 / expected, 0),
    byPanel.length - 1,
  )
  let [chi, degrees] = [0, 0]
  for (const [type, { people: ids, size }] of draft.roster.entries()) {
    if (size < 2 || spread[type] === 0) continue
    const counts = ids.map((id) => byPerson.get(id) ?? 0)
    const mean = counts.reduce((sum, count) => sum + count, 0) / size
    chi += counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / ((spread[type]! * size) / (size - 1))
    degrees += size - 1
  }
  return { panels, people: chanceOfMore(chi, degrees) }
}

/** Random departments, half of the cases with floors and caps; how often a method leaves the whole numbers next to a share. */
function broken(method: 'largest-remainder' | 'webster'): number {
  const pick = numbersFrom('quota rule')
  let count = 0
  for (let at = 0; at < cases; at++) {
    const bounded = at % 2 === 1
    const claims = Array.from({ length: 2 + pick(40) }, (_, i): Claim => {
      const least = bounded ? pick(4) : 0
      return {
        key: `d${i}`,
        weight: 1 + (pick(5) === 0 ? pick(20_000) : pick(300)),
        least,
        most: bounded ? least + pick(60) : 1e6,
      }
    })
    const [low, high] = (['least', 'most'] as const).map((of) => claims.reduce((sum, claim) => sum + claim[of], 0)) as [
      number,
      number,
    ]
    const total = low + pick(Math.min(high, 2000 + low) - low + 1)
    const awarded = apportion(claims, total, method, pick)
    if (awarded.reduce((sum, one) => sum + one.seats, 0) !== total)
      throw new Error(`case ${at}: not all seats are given`)
    if (
      awarded.some(
        ({ share, seats: got }) => got < Math.floor(share[0] / share[1]) || got > Math.ceil(share[0] / share[1]),
      )
    )
      count++
  }
  return count
}

/** The command as others run it, from the file to the last line. */
function commandSeconds(roster: readonly RosterRow[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-draw-'))
  try {
    const file = join(folder, 'P.csv')
    const lines = roster.map(
      ({ id, department, skills, gender }) => `${id},${department},${skills.join(';')},${gender},,0`,
    )
    writeFileSync(file, `id,department,skills,gender,exempt,served_days\n${lines.join('\n')}\n`)
    const since = performance.now()
    const { status } = spawnSync(process.execPath, [
      join(import.meta.dirname, '../apps/draw/main.ts'),
      'quotas',
      '--people',
      file,
      '--seats',
      '1000',
    ])
    if (status !== 0) throw new Error(`the command ended with ${status}`)
    return (performance.now() - since) / 1000
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const solver = new Solver()
try {
  const roster = rosterOf(people, 25)
  const asked = { roster, order: orderSchema.parse({ seats }), policy, salt: 'ab'.repeat(16), commitments: [] }
  const { result: prepared, seconds } = await timed(() => prepareDraw(solver, asked))
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.shortfalls))
  const { draft } = prepared
  const { bound, exact, lowest, loss } = draft.chances
  say(
    `${people} people, ${draft.roster.length} types, ${seats} seats: ${rounded(seconds)} s, ${draft.panels.kinds.length} kinds of panels`,
  )
  say(
    `smallest chance: bound ${bound}, reached ${exact}, by ${draft.panels.numbered.length} panels ${lowest} (loss ${loss})`,
  )
  const file = conclude(
    draft,
    { reveals: [], beacon: null, given: '00' },
    roster.map(({ id }) => id),
    asked.salt,
  )
  const { result: verdict, seconds: checking } = await timed(() => verify(file))
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.altered))

  const many = rosterOf(big, 60)
  const alone: number[] = []
  const plain = policySchema.parse({ skills: { nurse: 4, driver: 10 }, genders: { female: 40 } })
  for (let run = 0; run < 5; run++)
    alone.push((await timed(() => planDraw(many, orderSchema.parse({ seats: 1000 }), plain))).seconds)
  const command = median([0, 1, 2].map(() => commandSeconds(many)))
  const even = uniformity(draft)
  const figures = {
    ...{ types: draft.roster.length, seconds: rounded(seconds), verify: rounded(checking), bound, exact, lowest, loss },
    ...{ quotasAlone: rounded(median(alone)), quotasCommand: rounded(command) },
    ...{ panelsP: rounded(even.panels), peopleP: rounded(even.people), webster: broken('webster') },
  }
  printReport({
    bench: 'draw',
    figures,
    floor: { bound },
    ratio: rounded(exact / bound, 9),
    goals: [
      atLeast('types', draft.roster.length, 200),
      atMost(`${people} people, ${seats} seats: seconds until published`, rounded(seconds), 30),
      atMost('smallest chance below the proved bound, before rounding', rounded(Math.max(0, bound - exact)), 1e-8),
      atMost(`quotas of ${big} people: seconds`, rounded(median(alone)), 1),
      atMost(`quotas of ${big} people by the command, from file to answer: seconds`, rounded(command), 1),
      atLeast(`χ² over ${draws} draws, panels: p`, rounded(even.panels), 0.001),
      atLeast(`χ² over ${draws} draws, people of a type: p`, rounded(even.people), 0.001),
      atMost(`largest remainder breaks the quota rule in ${cases} cases`, broken('largest-remainder'), 0),
    ],
  })
} finally {
  await solver.stop()
}
