/** A draw from order to file, by two officials and by a given seed; and every way of altering the file, with the place named. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rosterOf } from '../../../tests/roster.ts'
import { order as orderSchema } from '../model.ts'
import { type Policy, readPolicy } from '../policy.ts'
import {
  chanceFault,
  commitmentOf,
  conclude,
  digestOf,
  type Draft,
  nonceOf,
  publish,
  outcomeOf,
  publishedOf,
  type Reveal,
  SECTIONS,
  seedOf,
  type Transcript,
} from '../transcript.ts'
import { type Altered, verify } from '../verify.ts'
import { applyChange, changeText } from '../shortfall.ts'
import { planTogether, prepareDraw, topUp } from './prepare.ts'
import { Solver } from './solver.ts'

const roster = rosterOf({ 综合办: 40, 应急办: 30, 财政所: 20, 卫生院: 10 })
const ids = roster.map(({ id }) => id)
const SALT = 'a1'.repeat(16)
const policyOf = (value: unknown): Policy => {
  const read = readPolicy(value)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.policy
}
const policy = policyOf({
  ...{ skills: { nurse: 2 }, genders: { female: 8 }, served: { rule: 'weights', bands: [0] } },
  groups: [{ name: '重点', departments: ['应急办', '财政所'], share: 0.25 }],
})
const reveals: Reveal[] = [
  { by: '王值班', value: '4 9 17 22', nonce: 'n1'.repeat(16) },
  { by: '李监督', value: '31', nonce: 'n2'.repeat(16) },
]
const commitments = reveals.map((one) => ({ by: one.by, hash: commitmentOf(one) }))
const chance = { reveals, beacon: 'round 77: 5f2c', given: null }

const solver = new Solver()
afterAll(() => solver.stop())

async function draftOf(salt: string | null, seats = 15): Promise<Draft> {
  const prepared = await prepareDraw(solver, { roster, order: orderSchema.parse({ seats }), policy, salt, commitments })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.shortfalls))
  return prepared.draft
}
let draft: Draft
let whole: Transcript
beforeAll(async () => {
  draft = await draftOf(SALT)
  whole = JSON.parse(JSON.stringify(conclude(draft, chance, ids, SALT))) as Transcript
})

describe('a draw by two officials', () => {
  test('is confirmed, fills quotas and needs, and names nobody before the draw', () => {
    expect(verify(whole, draft.published)).toMatchObject({
      ok: true,
      altered: [],
      givenSeed: false,
      facts: { drawn: 15, seats: 15, panels: 1000 },
    })
    const drawn = whole.drawn.map(({ id }) => roster.find((one) => one.id === id)!)
    expect(new Set(drawn).size).toBe(15)
    expect(drawn.filter(({ skills }) => skills.includes('nurse')).length).toBeGreaterThanOrEqual(2)
    expect(drawn.filter(({ gender }) => gender === 'female').length).toBeGreaterThanOrEqual(8)
    for (const { department, quota } of whole.quotas)
      expect(drawn.filter((one) => one.department === department).length).toBe(quota)
    for (const id of ids) expect(JSON.stringify(draft)).not.toContain(id)
    for (const { id, nonce } of whole.drawn) expect(nonce).toBe(nonceOf(SALT, id))
  })
  test('the same values give the same people; another value, nonce or beacon gives others', () => {
    expect(conclude(draft, chance, ids, SALT)).toEqual(whole)
    const seeds = [
      seedOf(draft.published, { ...chance, beacon: 'round 78' }),
      seedOf(draft.published, { ...chance, reveals: [reveals[0]!, { ...reveals[1]!, value: '32' }] }),
      whole.seed,
    ]
    expect(new Set(seeds.map((seed) => outcomeOf(draft, seed).people.join())).size).toBe(3)
  })
  test('nothing is concluded without the values that were committed to', () => {
    const fault = (more: Partial<typeof chance>) => chanceFault(draft, { ...chance, ...more })
    expect(fault({})).toBeNull()
    expect(fault({ reveals: reveals.slice(1) })).toBe('reveals')
    expect(fault({ reveals: reveals.toReversed() })).toBe('reveals')
    expect(fault({ reveals: [reveals[0]!, { ...reveals[1]!, nonce: 'x' }] })).toBe('reveals')
    expect(chanceFault({ ...draft, commitments: [] }, { reveals: [], beacon: null, given: null })).toBe('noChance')
  })
})

describe('altered files are refuted with the place named', () => {
  type Change = (file: Transcript) => void
  const first = <T>(all: readonly T[]): T => all[0] as T
  const table: [string, Altered['place'], RegExp | null, Change][] = [
    ['a name removed from the roster', 'roster', /size/, (file) => void first(file.roster).people.pop()],
    [
      'a name removed and the size with it',
      'roster',
      /eligible/,
      (file) => void (first(file.roster).people.pop(), first(file.roster).size--),
    ],
    ['a name put in', 'roster', /size/, (file) => void first(file.roster).people.push('f'.repeat(64))],
    [
      'a name replaced',
      'roster',
      null,
      (file) => void (first(file.roster).people[0] = `0${first(file.roster).people[0]!.slice(1)}x`),
    ],
    [
      'two of a type exchanged',
      'roster',
      /disorder/,
      (file) => void first(file.roster.filter(({ people }) => people.length > 1)).people.reverse(),
    ],
    [
      'somebody moved to a type with better chances',
      'roster',
      /size/,
      (file) => void file.roster[1]!.people.push(first(file.roster).people.pop()!),
    ],
    [
      'a weight changed',
      'roster',
      /weight/,
      (file) => void (file.roster.find(({ band }) => band === 1)!.weight = 0.75),
    ],
    ['the policy’s weight changed', 'policy', /digest/, (file) => void (file.policy.served.weights = [1, 0.75])],
    ['a need lowered', 'policy', null, (file) => void (file.policy.genders.female = 1)],
    ['a quota changed', 'quotas', /quota/, (file) => void first(file.quotas).quota++],
    ['a headcount changed', 'quotas', /quota/, (file) => void (first(file.quotas).headcount += 30)],
    [
      'a remainder’s rank changed',
      'quotas',
      /quota/,
      (file) => void (file.quotas.find(({ rank }) => rank !== null)!.rank = 9),
    ],
    ['the seats changed', 'order', /digest/, (file) => void (file.order.seats = 14)],
    ['panels reordered', 'panels', /digest/, (file) => void file.panels.numbered.reverse()],
    ['kinds of panels exchanged', 'panels', /digest/, (file) => void file.panels.kinds.reverse()],
    ['a panel dropped', 'panels', /panelCount/, (file) => void file.panels.numbered.pop()],
    ['a panel that breaks a quota', 'panels', /breaksRule/, (file) => void (first(file.panels.kinds)[0]! += 1)],
    ['a chance that is not true', 'chances', /lowest/, (file) => void (file.chances.lowest += 0.01)],
    ['a bound without proof', 'chances', /bound/, (file) => void (file.chances.bound *= 2)],
    ['a commitment changed', 'commitments', /digest/, (file) => void (first(file.commitments).hash = '0'.repeat(64))],
    ['the published digest changed', 'published', /published/, (file) => void (file.published = '0'.repeat(64))],
    [
      'a nonce swapped',
      'reveals',
      /revealed/,
      (file) =>
        void ([file.reveals[0]!.nonce, file.reveals[1]!.nonce] = [file.reveals[1]!.nonce, file.reveals[0]!.nonce]),
    ],
    ['a value changed', 'reveals', /revealed/, (file) => void (file.reveals[1]!.value = '32')],
    ['a value left out', 'reveals', /notRevealed/, (file) => void file.reveals.pop()],
    [
      'a value nobody committed to',
      'reveals',
      /uncommitted/,
      (file) => void file.reveals.push({ by: '第三人', value: '1', nonce: '2' }),
    ],
    ['the beacon changed', 'seed', /seed/, (file) => void (file.beacon = 'round 78')],
    ['the seed changed', 'seed', /seed/, (file) => void (file.seed = 'e'.repeat(64))],
    ['another panel', 'panel', /panel/, (file) => void (file.panel = (file.panel % 1000) + 1)],
    [
      'somebody else in the result',
      'drawn',
      /notDrawn/,
      (file) =>
        void (file.drawn[3] = {
          id: '综合办-039',
          nonce: nonceOf(SALT, '综合办-039') === file.drawn[3]!.nonce ? '' : nonceOf(SALT, '综合办-999'),
        }),
    ],
    [
      'a drawn person’s nonce swapped',
      'drawn',
      /notDrawn/,
      (file) => void (file.drawn[3]!.nonce = file.drawn[4]!.nonce!),
    ],
    ['a drawn person left out', 'drawn', /drawnCount/, (file) => void file.drawn.splice(5, 1)],
    ['a field added', 'file', /shape/, (file) => void Object.assign(file, { note: 1 })],
    ['a field taken away', 'file', /shape/, (file) => void Reflect.deleteProperty(file, 'quotas')],
  ]
  test.each(table)('%s', (_what, place, what, change) => {
    const file = structuredClone(whole)
    change(file)
    const { ok, altered } = verify(file)
    expect(ok).toBe(false)
    expect(altered.map((one) => one.place)).toContain(place)
    if (what)
      expect(
        altered
          .filter((one) => one.place === place)
          .map((one) => one.what)
          .join(),
      ).toMatch(what)
    // Nothing is blamed that was not touched; a commitment that was changed no longer fits what was revealed.
    const blamed = new Set(altered.map((one) => one.place))
    expect([...blamed]).toEqual(place === 'commitments' ? ['commitments', 'reveals'] : [place])
  })

  test('with every digest made anew the contents still betray it, or the posted digest does', () => {
    const forge = (change: Change): Transcript => {
      const file = structuredClone(whole)
      change(file)
      for (const name of SECTIONS) file.digests[name] = digestOf(name, file[name] as never)
      file.published = publishedOf(file.digests)
      file.seed = seedOf(file.published, file)
      return conclude(file, file, ids, SALT)
    }
    expect(
      verify(forge((file) => void (file.roster.find(({ band }) => band === 1)!.weight = 0.75))).altered,
    ).toMatchObject([{ place: 'roster', what: 'weight' }])
    expect(verify(forge((file) => void first(file.quotas).quota++)).altered[0]).toMatchObject({
      place: 'quotas',
      what: 'quota',
    })
    expect(verify(forge((file) => void (file.panels.kinds[0]![0]! += 1))).altered[0]).toMatchObject({
      place: 'panels',
      what: 'breaksRule',
    })
    // Panels that keep every rule in another order: a draw as good as any, but not the one that was announced.
    const remade = forge((file) => void file.panels.numbered.reverse())
    expect(verify(remade).ok).toBe(true)
    expect(verify(remade, draft.published).altered).toMatchObject([{ place: 'published', what: 'posted' }])
  })
  test('who served last comes last: proved, and neither left out nor loosened unseen', async () => {
    const last = policyOf({
      skills: { nurse: 2 },
      served: { rule: 'last', bands: [0] },
      departments: { 卫生院: { floor: 9 } },
    })
    const asked = { roster, order: orderSchema.parse({ seats: 20 }), policy: last, salt: null, commitments: [] }
    const prepared = await prepareDraw(solver, asked)
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.shortfalls))
    const close = (change: (parts: Draft) => void): ReturnType<typeof verify> => {
      const parts = structuredClone(prepared.draft)
      change(parts)
      const { order, policy: rules, quotas, roster: types, panels, chances, commitments: none } = parts
      const made = publish({ order, policy: rules, quotas, roster: types, panels, chances, commitments: none })
      return verify(conclude(made, { reveals: [], beacon: 'b', given: null }, [], null))
    }
    // Nine of ten at the health post: three of its six who served must come.
    expect(prepared.draft.panels.bands).toMatchObject([{ band: 1, most: 3 }])
    expect(close(() => {})).toMatchObject({ ok: true, unproved: [] })
    expect(close(({ panels }) => void (panels.bands[0]!.most = 6))).toMatchObject({
      unproved: expect.arrayContaining(['bands']),
    })
    expect(close(({ panels }) => void (panels.bands = [])).altered).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ place: 'panels', what: 'bands' })]),
    )
    const hidden = close(({ chances, roster: types }) => void (chances.never = [...types.keys()].slice(0, 2)))
    expect(hidden.altered).toMatchObject([{ place: 'chances', what: 'never' }, ...hidden.altered.slice(1)])
  })
  test('what is no transcript at all', () => {
    for (const value of [null, 3, [], {}, 'x', { format: 'shouwang-draw/2' }])
      expect(verify(value)).toMatchObject({ ok: false, altered: [{ place: 'file' }] })
  })
})

test('a given seed, ids in clear: confirmed, and it is said that the giver must be trusted', async () => {
  const open = { ...(await draftOf(null)) }
  const prepared = await prepareDraw(solver, {
    roster,
    order: orderSchema.parse({ seats: 15 }),
    policy,
    salt: null,
    commitments: [],
  })
  if (!prepared.ok) throw new Error('not met')
  expect(prepared.draft.panels).toEqual(open.panels)
  const file = conclude(prepared.draft, { reveals: [], beacon: null, given: '00ff' }, [], null)
  expect(verify(JSON.parse(JSON.stringify(file)))).toMatchObject({ ok: true, givenSeed: true })
  expect(file.drawn.every(({ id, nonce }) => ids.includes(id) && nonce === undefined)).toBe(true)
})

test('a second wave: the missing seats only, nobody twice, and the needs that those who come have met', async () => {
  const drawn = whole.drawn.map(({ id }) => id)
  const coming = drawn.slice(0, 9)
  const order = topUp(orderSchema.parse({ seats: 15 }), coming, drawn, 15)
  const prepared = await prepareDraw(solver, { roster, order, policy, salt: null, commitments: [] })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.shortfalls))
  const file = conclude(prepared.draft, { reveals: [], beacon: null, given: 'ab' }, [], null)
  expect(verify(file).ok).toBe(true)
  expect(file.drawn.length).toBe(6)
  expect(file.drawn.filter(({ id }) => drawn.includes(id))).toEqual([])
  const all = [...coming, ...file.drawn.map(({ id }) => id)].map((id) => roster.find((one) => one.id === id)!)
  expect(all.filter(({ gender }) => gender === 'female').length).toBeGreaterThanOrEqual(8)
})

describe('needs that can be met, but not together: the nearest changes are offered, and each mends it', () => {
  const man = (skill: string | null) => ({ skills: skill === null ? [] : [skill], gender: 'male' as const })
  const woman = { skills: [], gender: 'female' as const }
  test.each([
    // Who can nurse and who can drive are men: of three people two cannot be women, wherever the seats are.
    [
      { 甲: 10, 乙: 10 },
      { nurse: 1, driver: 1 },
      2,
      (at: number) => (at < 2 ? man('nurse') : at >= 10 && at < 12 ? man('driver') : woman),
      ['只要求：女 1'],
    ],
    // The one seat of a department is wanted by a nurse, who is a man, and by a woman; all others are men.
    [
      { 甲: 5, 乙: 10 },
      { nurse: 1 },
      1,
      (at: number) => (at < 2 ? man('nurse') : at < 5 ? woman : man(null)),
      [expect.stringMatching(/^只要求：(nurse|女) 0$/), '调整名额：甲 → 2'],
    ],
  ] as const)('%j', async (sizes, skills, female, of, told) => {
    const people = rosterOf(sizes, (row, at) => ({ ...row, ...of(at), skills: [...of(at).skills] }))
    const asked = policyOf({ skills, genders: { female } })
    const order = orderSchema.parse({ seats: 3 })
    const plan = await planTogether(solver, people, order, asked)
    expect(plan.shortfalls).toMatchObject([{ what: 'together' }])
    const changes = plan.shortfalls[0]!.changes
    expect(changes.map((change) => changeText(change, 'zh'))).toEqual(told)
    for (const change of changes) {
      const mended = applyChange(order, asked, change)
      expect((await planTogether(solver, people, mended.order, mended.policy)).shortfalls).toEqual([])
    }
  })
})

test('a solver that was stopped begins again when asked, and what it was doing is not left hanging', async () => {
  const own = new Solver()
  const plan = await planTogether(own, roster, orderSchema.parse({ seats: 15 }), policy)
  const under = own.nearest(plan).catch((error: Error) => error.message)
  await own.stop()
  expect(await under).toContain('stopped')
  expect(await own.nearest(plan)).toBeNull()
  await own.stop()
})
