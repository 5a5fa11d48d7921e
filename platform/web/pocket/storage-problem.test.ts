/** A phone that cannot store must say which of the reasons it is; a rule's own refusal is not a storage problem. */
import { expect, test } from 'vitest'
import { StorageProblem, storageProblemOf } from './storage-problem.ts'

const named = (name: string, inner?: Error): Error =>
  Object.assign(new Error('x'), { name, ...(inner ? { inner } : {}) })

test.each([
  ['a full disk', named('QuotaExceededError'), 'full'],
  ['a full disk, as Dexie wraps it', named('AbortError', named('QuotaExceededError')), 'full'],
  ['a database that was closed', named('DatabaseClosedError'), 'closed'],
  ['a browser without storage', named('OpenFailedError', named('InvalidStateError')), 'closed'],
  ['a transaction cut short', named('AbortError'), 'failed'],
  ['one that is known already', new StorageProblem('malformed'), 'malformed'],
] as const)('%s', (_, error, kind) => {
  expect(storageProblemOf(error)).toMatchObject({ kind, words: [expect.stringContaining('存下'), expect.any(String)] })
})

test('anything else passes through as it is', () => {
  const own = new RangeError('a rule says no')
  expect(storageProblemOf(own)).toBe(own)
  expect(storageProblemOf('text')).toBe('text')
})
