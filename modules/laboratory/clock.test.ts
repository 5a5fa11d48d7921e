import { expect, test } from 'vitest'
import { deadlineAt, isWaiting, proposeFor } from './clock.ts'

const DUE = 1_000_000
const member = { judged: null, freedAt: null, withdrawn: false, resampledAt: null } as const
const AT = '2026-03-05T00:00:00.000Z'

test.each([
  ['nobody swabbed them yet', member, DUE - 1, 'resample'],
  ['swabbed alone', { ...member, resampledAt: AT }, DUE - 1, 'await'],
  ['a day has passed', member, DUE, 'free'],
  ['a day has passed, swabbed and not judged', { ...member, resampledAt: AT }, DUE, 'free'],
  ['negative alone', { ...member, judged: 'negative' as const }, DUE + 1, 'cleared'],
  ['positive alone', { ...member, judged: 'positive' as const }, DUE + 1, 'case'],
  ['freed', { ...member, freedAt: AT }, DUE + 1, 'freed'],
  ['corrected', { ...member, withdrawn: true }, DUE + 1, 'withdrawn'],
])('%s', (_what, who, now, proposal) => {
  expect(proposeFor(who, DUE, now)).toBe(proposal)
  expect(isWaiting(who)).toBe(['resample', 'await', 'free'].includes(proposal))
})

test.each([
  [0, 6 * 3_600_000, false, '6:00'],
  [0, 5 * 60_000 + 59_999, false, '0:05'],
  [1000, 1000, true, '0:00'],
  [26 * 3_600_000 + 7 * 60_000, 0, true, '26:07'],
])('at %i, due %i', (now, due, passed, time) => {
  expect(deadlineAt(due, now)).toMatchObject({ passed, time })
})
