/** From the form to the published policy, and from a proposed change back to the form. */
import { expect, test } from 'vitest'
import { callUpAsk } from './call-up-model.ts'
import { askWith, changeSaid, labelsOf, policyOf, shortfallSaid, type Unit } from './call-up-policy.ts'
import { policySchema } from './policy.ts'
import { shortfall } from './shortfall.ts'

const [A, B, C] = [
  '01900000-0000-7000-8000-00000000000a',
  '01900000-0000-7000-8000-00000000000b',
  '01900000-0000-7000-8000-00000000000c',
] as const
const units: Unit[] = [
  { id: A, label: '第一局', key: false },
  { id: B, label: '第二局', key: true },
]
const ask = (more: object = {}) => callUpAsk.parse({ seats: 100, ...more })

test('the policy that follows is one that the verifier reads', () => {
  const policy = policyOf(
    ask({
      skills: { nurse: 4, driver: 0 },
      women: 40,
      keyShare: 10,
      bounds: [
        { departmentId: A, floor: 2 },
        { departmentId: C, cap: 1 },
      ],
    }),
    units,
  )
  expect(policySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy)
  expect(policy).toMatchObject({
    skills: { nurse: 4 },
    genders: { female: 40 },
    groups: [{ departments: ['第二局'], share: 0.1 }],
    departments: { 第一局: { floor: 2 } },
    served: { rule: 'last' },
  })
  expect(Object.keys(policy.departments)).toEqual(['第一局'])
  expect(policyOf(ask({ keyShare: 10 }), [units[0] as Unit]).groups).toEqual([])
})

test.each([
  ['fewer', { what: 'askSeats', params: {}, apply: { seats: 90 } }, { seats: 90 }],
  [
    'fewer nurses',
    { what: 'askSkill', params: {}, apply: { skills: { nurse: 2 } } },
    { skills: { nurse: 2, driver: 3 } },
  ],
  ['fewer women', { what: 'askGender', params: {}, apply: { genders: { female: 12 } } }, { women: 12 }],
  ['no group', { what: 'liftGroups', params: {} }, { keyShare: null }],
  ['a wider group', { what: 'raiseGroup', params: {}, apply: { groupCaps: { x: 13 } } }, { keyShare: 13 }],
  [
    'seats moved',
    { what: 'moveSeats', params: {}, apply: { floors: { 第二局: 7 } } },
    { bounds: [{ departmentId: B, floor: 7, cap: null }] },
  ],
] as const)('a change fills the form: %s', (_what, change, more) => {
  const before = ask({ skills: { nurse: 4, driver: 3 }, women: 40, keyShare: 10 })
  expect(askWith(before, change as never, units)).toEqual({ ...before, ...more })
})
test('who is exempt is not waived by a tap', () => {
  expect(askWith(ask(), { what: 'waive', params: {}, apply: { waive: ['exempt'] } }, units)).toBeNull()
})

test('departments of one name are told apart by the one above, or by a piece of their id', () => {
  const one = (id: string, name: string, parentId: string | null = null) => ({ id, name, parentId })
  const labels = labelsOf([
    one('p', '区局'),
    one('q', '街道'),
    one('a', '办公室', 'p'),
    one('b', '办公室', 'q'),
    one('c-000001', '科', 'p'),
    one('d-000002', '科', 'p'),
  ])
  expect([...labels.values()]).toEqual([
    '区局',
    '街道',
    '区局·办公室',
    '街道·办公室',
    '区局·科 000001',
    '区局·科 000002',
  ])
})

test('skills are read by their words in both languages', () => {
  const lack = shortfall('skillTooFew', { skill: 'nurse', need: 5, most: 2 }, [])
  expect(shortfallSaid(lack)[0]).toContain('护士')
  expect(shortfallSaid(lack)[1]).toContain('Nurse')
  const change = { what: 'askLess', params: {}, apply: { skills: { driver: 3 }, genders: { female: 12 } } } as const
  expect(changeSaid(change)).toEqual(['只要求：驾驶 3、女 12', expect.stringContaining('Driver 3') as string])
})
