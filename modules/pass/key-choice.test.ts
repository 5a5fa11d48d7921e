import { expect, test } from 'vitest'
import { keyAt } from './key-choice.ts'
import type { PassKey } from './model.ts'

const at = (text: string): number => Date.parse(`2026-03-01T${text}:00Z`)
const key = (keyId: string, from: string, more: Partial<PassKey> = {}): PassKey => ({
  ...{ keyId, publicKey: '00'.repeat(32), from: `2026-03-01T${from}:00Z`, retiredAt: null, leaked: false },
  ...more,
})
const old = key('0000000a', '00:00', { retiredAt: '2026-03-01T12:00:00Z' })
const next = key('0000000b', '12:00')

test.each<[string, PassKey[], string, string | null]>([
  ['no key at all', [], '01:00', null],
  ['the one there is', [key('0000000a', '00:00')], '01:00', '0000000a'],
  ['none before its first use', [next], '11:59', null],
  ['the old one until the new one begins', [next, old], '11:59', '0000000a'],
  ['the new one from its first moment', [old, next], '12:00', '0000000b'],
  ['no leaked one', [{ ...old, leaked: true }, next], '11:00', null],
  ['the newer of two that overlap', [key('0000000c', '10:00'), key('0000000a', '00:00')], '11:00', '0000000c'],
])('%s', (_, keys, time, chosen) => {
  expect(keyAt(keys, at(time))?.keyId ?? null).toBe(chosen)
})
