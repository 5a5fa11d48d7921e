import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideLine, type DueLine, notWanted, type Registered, type RoundFacts } from './due.ts'

const HOME = 'd01.s01.c01.'
const person = (more: Partial<Registered> = {}): Registered => ({
  ...{ id: 'a', path: `${HOME}p1.g1.x1.b1.u1.h1.`, residence: 'local', groups: [], left: null },
  ...more,
})
const whole: RoundFacts = { path: HOME, scope: { kind: 'whole' } }
const line = (more: Partial<DueLine> = {}): DueLine => ({
  ...{ state: 'due', reason: null, path: person().path, byHand: false, tested: false },
  ...more,
})

describe('who is wanted', () => {
  test.each([
    ['somebody of the area', person(), whole, null],
    ['somebody of the next community', person({ path: 'd01.s01.c012.p1.' }), whole, 'left-scope'],
    ['who moved out', person({ left: 'moved' }), whole, 'moved-out'],
    ['who died', person({ left: 'died' }), whole, 'died'],
    ['nobody', null, whole, 'mistake'],
    [
      'a courier among couriers',
      person({ groups: ['courier'] }),
      { path: HOME, scope: { kind: 'groups', groups: ['courier', 'medical'] } },
      null,
    ],
    [
      'a courier among medical staff',
      person({ groups: ['courier'] }),
      { path: HOME, scope: { kind: 'groups', groups: ['medical'] } },
      'left-scope',
    ],
    ['one on the list', person(), { path: HOME, scope: { kind: 'list', includes: (id) => id === 'a' } }, null],
    [
      'one not on it',
      person({ id: 'b' }),
      { path: HOME, scope: { kind: 'list', includes: (id) => id === 'a' } },
      'left-scope',
    ],
  ] satisfies [string, Registered | null, RoundFacts, string | null][])('%s', (_, who, round, why) => {
    expect(notWanted(who, round)).toBe(why)
  })
})

describe('what becomes of a line', () => {
  test.each([
    ['moves in', person(), null, { state: 'due', reason: null }],
    [
      'is registered here and lives elsewhere',
      person({ residence: 'away' }),
      null,
      { state: 'exempt', reason: 'away' },
    ],
    ['never belonged', person({ left: 'moved' }), null, null],
    ['stays', person(), line(), null],
    ['leaves before being tested', person({ left: 'moved' }), line(), { state: 'withdrawn', reason: 'moved-out' }],
    ['leaves after being tested: stays counted', person({ left: 'moved' }), line({ tested: true }), null],
    ['goes away', person({ residence: 'away' }), line(), { state: 'exempt', reason: 'away' }],
    ['goes away after being tested', person({ residence: 'away' }), line({ tested: true }), null],
    ['comes back', person(), line({ state: 'exempt', reason: 'away' }), { state: 'due', reason: null }],
    [
      'is exempt by hand: the register does not undo it',
      person(),
      line({ state: 'exempt', reason: 'hospital', byHand: true }),
      null,
    ],
    ['is due by hand: "away" does not undo it', person({ residence: 'away' }), line({ byHand: true }), null],
    [
      'is exempt by hand and dies',
      person({ left: 'died' }),
      line({ state: 'exempt', reason: 'hospital', byHand: true }),
      { state: 'withdrawn', reason: 'died' },
    ],
    [
      'was withdrawn and is back',
      person(),
      line({ state: 'withdrawn', reason: 'moved-out' }),
      { state: 'due', reason: null },
    ],
    [
      'was withdrawn by whatever hand and is gone',
      person({ left: 'died' }),
      line({ state: 'withdrawn', reason: 'moved-out' }),
      null,
    ],
  ] as const)('who %s', (_, who, before, next) => {
    const decided = decideLine(who, whole, before)
    if (next === null) expect(decided).toBeNull()
    else expect(decided).toMatchObject(next)
  })
  test('who moves takes the line along, whatever its state', () => {
    const moved = person({ path: `${HOME}p2.g9.x1.b7.u1.h3.` })
    for (const before of [line(), line({ tested: true }), line({ state: 'exempt', reason: 'infant', byHand: true })])
      expect(decideLine(moved, whole, before)).toEqual({ state: before.state, reason: before.reason, path: moved.path })
  })
})

const residents = fc.record({
  id: fc.constantFrom('a', 'b'),
  path: fc.constantFrom(`${HOME}p1.`, `${HOME}p2.`, 'd01.s01.c02.p1.'),
  residence: fc.constantFrom('local' as const, 'incoming' as const, 'away' as const),
  groups: fc.subarray(['courier', 'medical']),
  left: fc.constantFrom(null, 'moved' as const, 'died' as const),
})
const rounds = fc.record({
  path: fc.constantFrom(HOME, 'd01.s01.'),
  scope: fc.constantFrom<RoundFacts['scope']>(
    { kind: 'whole' },
    { kind: 'groups', groups: ['courier'] },
    { kind: 'list', includes: (id) => id === 'a' },
  ),
})
const lines = fc
  .record({
    state: fc.constantFrom('due' as const, 'exempt' as const, 'withdrawn' as const),
    path: fc.constantFrom(`${HOME}p1.`, `${HOME}p2.`),
    byHand: fc.boolean(),
    tested: fc.boolean(),
  })
  .map(
    (l): DueLine => ({
      ...l,
      reason: l.state === 'due' ? null : l.state === 'exempt' ? 'hospital' : 'moved-out',
      tested: l.tested && l.state === 'due',
    }),
  )

test('deciding twice changes nothing the second time, and a tested person always stays counted', () => {
  fc.assert(
    fc.property(residents, rounds, fc.option(lines), (who, round, before) => {
      const next = decideLine(who, round, before)
      if (before?.tested) expect(next?.state ?? before.state).toBe('due')
      if (!next) return
      const after: DueLine = {
        ...next,
        byHand: before !== null && before.state === next.state && before.byHand,
        tested: before?.tested ?? false,
      }
      expect(decideLine(who, round, after)).toBeNull()
      expect((next.state === 'due') === (next.reason === null)).toBe(true)
      expect(next.state === 'withdrawn').toBe(notWanted(who, round) !== null)
    }),
    { numRuns: 2000 },
  )
})
