import { expect, test } from 'vitest'
import type { Finding } from './application.ts'
import { findingsOf, unseen, type VerifyFacts } from './verify.ts'

const here = { by: 'document', sameDoor: true, away: false } as const
const plain: VerifyFacts = {
  ...{ kind: 'resident', idType: 'resident-id', birthDate: '1980-01-02', match: here, atDwelling: true },
  ...{ hasPass: false, objections: 0, partnered: false, byPhone: 1 },
}
test.each<[string, Partial<VerifyFacts>, Finding[], boolean]>([
  ['somebody of the register at their door', {}, ['in-register'], true],
  [
    'a child known by name at their door, without a document',
    { birthDate: '2015-03-04', idType: 'none', match: { ...here, by: 'name' } },
    ['named-in-register', 'minor'],
    true,
  ],
  ['a foreign document that the register knows', { idType: 'passport' }, ['in-register', 'foreign-document'], true],
  ['a tenant whom nobody registered', { kind: 'tenant', match: null }, ['not-in-register'], false],
  [
    'the same without a dwelling',
    { kind: 'tenant', match: null, atDwelling: false },
    ['not-in-register', 'no-dwelling'],
    false,
  ],
  [
    'a tenant whom the landlord asks for',
    { kind: 'tenant', match: null, partnered: true },
    ['not-in-register', 'partnered'],
    false,
  ],
  ['somebody registered at another door', { match: { ...here, sameDoor: false } }, ['elsewhere'], false],
  ['the same, who only works here', { kind: 'worker', match: { ...here, sameDoor: false } }, [], true],
  ['a worker whom the register does not know', { kind: 'worker', match: null, atDwelling: false }, [], true],
  ['somebody who is away', { match: { ...here, away: true } }, ['in-register', 'away'], false],
  ['somebody who holds a pass', { hasPass: true }, ['in-register', 'has-pass'], false],
  ['somebody of whom it is said that they moved out', { objections: 1 }, ['in-register', 'objected'], false],
  ['no document and not known', { kind: 'worker', idType: 'none', match: null }, ['no-document'], false],
  ['the fifth by one phone', { byPhone: 5 }, ['in-register', 'many-by-phone'], false],
  ['the fourth by one phone', { byPhone: 4 }, ['in-register'], true],
  ['seventeen until tomorrow', { birthDate: '2008-03-03' }, ['in-register', 'minor'], true],
  ['eighteen today', { birthDate: '2008-03-02' }, ['in-register'], true],
])('%s', (_, more, findings, ready) => {
  expect(findingsOf({ ...plain, ...more }, '2026-03-02')).toEqual({ findings, ready })
})

test.each<[string, Finding[], Finding[], Finding[]]>([
  ['what only tells asks for no look', ['in-register', 'minor', 'foreign-document', 'partnered'], [], []],
  ['each that asks for one', ['not-in-register', 'no-dwelling', 'minor'], [], ['not-in-register', 'no-dwelling']],
  ['those that are ticked are done', ['not-in-register', 'no-dwelling'], ['no-dwelling'], ['not-in-register']],
  ['a tick of something else does not count', ['objected'], ['away', 'in-register'], ['objected']],
  ['one that came after the ticks', ['elsewhere', 'objected'], ['elsewhere'], ['objected']],
  ['all are ticked', ['away', 'has-pass'], ['has-pass', 'away'], []],
])('to look at: %s', (_, found, looked, left) => {
  expect(unseen(found, looked)).toEqual(left)
})
