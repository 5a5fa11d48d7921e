/** Orders as an officer types them: quotas with their working, what cannot be met, and that the changes offered do mend it. */
import { describe, expect, test } from 'vitest'
import { say } from '../../platform/pure/words.ts'
import { rosterOf } from '../../tests/roster.ts'
import { explainQuota } from './explain.ts'
import { order as orderSchema } from './model.ts'
import { planDraw } from './plan.ts'
import { checkNames } from './names.ts'
import { type Policy, readPolicy } from './policy.ts'
import { applyChange, shortfallText } from './shortfall.ts'

const policyOf = (value: unknown): Policy => {
  const read = readPolicy(value)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.policy
}
const sizes = { 综合办: 40, 应急办: 30, 财政所: 20, 卫生院: 10 }
const plan = (seats: number, policy: unknown = {}, more: object = {}, roster = rosterOf(sizes)) =>
  planDraw(roster, orderSchema.parse({ seats, ...more }), policyOf(policy))
const quotas = (made: ReturnType<typeof plan>) =>
  Object.fromEntries(made.quotas.map(({ department, quota }) => [department, quota]))

describe('quotas', () => {
  test('in proportion, with a group that is held and why', () => {
    const made = plan(33, { groups: [{ name: '重点', departments: ['应急办', '财政所'], share: 0.1 }] })
    expect(quotas(made)).toEqual({ 综合办: 24, 应急办: 2, 财政所: 1, 卫生院: 6 })
    const [emergency] = made.quotas.filter(({ department }) => department === '应急办')
    expect(emergency).toMatchObject({ group: '重点', share: [990, 100], adjusted: [90, 50], extra: true, rank: 1 })
    expect(explainQuota(emergency!, 'largest-remainder', 'zh')).toBe(
      '按比例应得 9.9；“重点”已到上限，组内分得 1.8；余数 0.8 排第 1，多得 1 个',
    )
    expect(explainQuota(emergency!, 'largest-remainder', 'en')).toMatch(/^Its share is 9.9; “重点” is at its cap/)
  })
  test('floors, caps and people who are not there', () => {
    const roster = rosterOf(sizes, (row) =>
      row.department === '财政所' && !row.id.endsWith('1') ? { ...row, exempt: '病假' } : row,
    )
    const made = plan(20, { departments: { 卫生院: { floor: 5 }, 综合办: { cap: 6 } } }, {}, roster)
    expect(made.quotas.map(({ department, held, quota }) => [department, held, quota])).toEqual(
      [
        ['卫生院', 'floor', 5],
        ['应急办', null, 7],
        ['综合办', 'cap', 6],
        ['财政所', 'eligible', 2],
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    )
    expect(made.barred).toEqual({ exempt: 18, served: 0, asked: 0, kept: 0 })
  })
  test('a second wave: who is coming keeps their seat and counts, who said no is not asked again', () => {
    const first = plan(10, { skills: { nurse: 2 } })
    const kept = ['卫生院-001', '卫生院-008', '卫生院-002']
    const made = plan(10, { skills: { nurse: 2 } }, { kept, asked: ['应急办-001', '应急办-002'] })
    expect(first.wave).toBe(10)
    expect(made.wave).toBe(7)
    expect(quotas(made)).toMatchObject({ 卫生院: 3 })
    expect(made.rows.find(({ kind }) => kind === 'skill')).toBeUndefined()
    expect(made.types.flatMap(({ people }) => people)).not.toContain('应急办-001')
  })
  test('by lot: the same value deals the same seats', () => {
    const by = { apportionment: 'lottery' }
    expect(quotas(plan(7, by, { lottery: 'a' }))).toEqual(quotas(plan(7, by, { lottery: 'a' })))
    const dealt = new Set(
      Array.from({ length: 30 }, (_, i) => JSON.stringify(quotas(plan(7, by, { lottery: `v${i}` })))),
    )
    expect(dealt.size).toBeGreaterThan(1)
  })
})

describe('what cannot be met is said, and the changes offered mend it', () => {
  const exempt = rosterOf(sizes, (row) =>
    row.skills.includes('nurse') && row.department !== '财政所' ? { ...row, exempt: '待产' } : row,
  )
  test.each<[string, number, object, RegExp, typeof exempt | undefined]>([
    ['more than there are', 101, {}, /要 101 人，最多只能抽 100 人/, undefined],
    ['floors above the seats', 5, { departments: { 综合办: { floor: 9 } } }, /下限合计已是 9 人/, undefined],
    [
      'a floor above those who can come',
      20,
      { departments: { 卫生院: { floor: 11 } } },
      /卫生院至少要 11 人，可抽的只有 10 人/,
      undefined,
    ],
    [
      'floors above a group',
      20,
      { departments: { 应急办: { floor: 4 } }, groups: [{ name: '重点', departments: ['应急办'], cap: 3 }] },
      /下限合计 4 人，超过上限 3 人/,
      undefined,
    ],
    ['too few with a skill', 20, { skills: { nurse: 4 } }, /“nurse”要 4 人，可抽的只有 3 人/, exempt],
    [
      'too few seats where they are',
      3,
      { departments: { 综合办: { floor: 3 } }, skills: { pilot: 0, nurse: 2 }, genders: { female: 3 } },
      /按现在的名额/,
      rosterOf(sizes, (row) => ({ ...row, gender: row.department === '卫生院' ? 'female' : 'male' })),
    ],
    ['women', 30, { genders: { female: 51 } }, /性别“女”要 51 人，可抽的只有 50 人/, undefined],
  ])('%s', (_what, seats, policy, words, roster) => {
    const made = plan(seats, policy, {}, roster)
    expect(made.shortfalls.map((one) => shortfallText(one, 'zh')).join('\n')).toMatch(words)
    const [first] = made.shortfalls
    expect(first!.changes.length).toBeGreaterThan(0)
    for (const change of first!.changes.filter(({ apply }) => apply !== undefined)) {
      const mended = applyChange(made.order, made.policy, change)
      const again = planDraw(roster ?? rosterOf(sizes), mended.order, mended.policy)
      expect(again.shortfalls.filter(({ what }) => what === first!.what)).toEqual([])
    }
  })
  test('a department that the roster has not', () => {
    expect(plan(5, { departments: { 宣传办: { cap: 1 } } }).shortfalls).toMatchObject([
      { what: 'unknownDepartment', params: { department: '宣传办' } },
    ])
  })
})

describe('a policy file that is not right', () => {
  test.each<[unknown, RegExp]>([
    [{ seats: 3 }, /unknown keys: seats/],
    [{ served: { rule: 'last', weight: 1 } }, /unknown keys: served.weight/],
    [{ skills: { nurse: -1 } }, /“skills.nurse” is not right/],
    [{ apportionment: 'dhondt' }, /“apportionment” is not right/],
    [{ served: { bands: [7, 7] } }, /days must rise/],
    [{ served: { rule: 'weights', bands: [7], weights: [1] } }, /one weight a band/],
    [{ groups: [{ name: 'x', departments: ['a'] }] }, /say share/],
    [
      {
        groups: [
          { name: 'x', departments: ['a'], cap: 1 },
          { name: 'y', departments: ['a'], cap: 1 },
        ],
      },
      /in one group only: groups\.a/,
    ],
    [[], /is not right/],
  ])('%j', (value, words) => {
    const read = readPolicy(value)
    expect(read.ok ? '' : read.problems.map(({ word, params }) => say(word, 'en', params)).join('\n')).toMatch(words)
  })
})

test('departments name their people', () => {
  const roster = rosterOf(sizes, (row, at) => (at === 1 ? { ...row, exempt: '出差' } : row))
  const made = planDraw(
    roster,
    orderSchema.parse({ seats: 10 }),
    policyOf({ skills: { nurse: 2 }, genders: { female: 9 } }),
  )
  expect(quotas(made)).toEqual({ 综合办: 4, 应急办: 3, 财政所: 2, 卫生院: 1 })
  const names = [
    '综合办-002',
    '综合办-001',
    '综合办-001',
    '综合办-003',
    '应急办-001',
    '应急办-003',
    '应急办-005',
    '财政所-001',
    '财政所-003',
    '财政所-005',
    '外人-1',
  ]
  expect(
    checkNames(made, roster, names).map(({ what, params }) => [
      what,
      params.id ?? params.department ?? params.name,
      params.count,
    ]),
  ).toEqual([
    ['exempt', '综合办-002', undefined],
    ['twice', '综合办-001', undefined],
    ['unknown', '外人-1', undefined],
    ['tooFew', '卫生院', 1],
    ['tooFew', '综合办', 2],
    ['tooMany', '财政所', 1],
    ['gender', 'female', 1],
  ])
  const right = [
    '综合办-001',
    '综合办-003',
    '综合办-005',
    '综合办-007',
    '应急办-001',
    '应急办-003',
    '应急办-005',
    '财政所-001',
    '财政所-003',
    '卫生院-001',
  ]
  expect(checkNames(made, roster, right)).toEqual([])
})
