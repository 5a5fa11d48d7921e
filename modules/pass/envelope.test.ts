import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { type PassClaims, passCode, readPassCode } from './envelope.ts'
import { type PassKey, passForms, passKinds } from './model.ts'

const NOW = Date.parse('2026-03-01T09:00:00+08:00') / 1000
const key = (keyId: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const known: PassKey = { keyId, publicKey: raw, from: '2026-02-01T00:00:00Z', retiredAt: null, leaked: false }
  return { known, sign: (bytes: Uint8Array) => Uint8Array.from(sign(null, bytes, privateKey)) }
}
const ours = key('00000001')
const claims: PassClaims = {
  passId: '01900000-0000-7000-8000-000000000001',
  form: 'phone',
  kind: 'tenant',
  scope: ['d01.s01.c02.p01.g01.x01.'],
  holder: { name: '张*梅', sex: 'female', birthYear: 1984 },
  household: 'k3v9x2m4',
  notBefore: NOW,
  expires: NOW + 300,
}
const code = passCode(claims, '00000001', ours.sign)

test('a pass comes back from its code', () => {
  expect(readPassCode(code, [ours.known])).toEqual({ ok: true, claims, keyId: '00000001' })
})

test('any pass comes back from its code', () => {
  const area = fc.stringMatching(/^([a-z0-9]{1,4}\.){1,7}$/)
  const any = fc.record<PassClaims>({
    passId: fc.uuid(),
    form: fc.constantFrom(...passForms.values),
    kind: fc.constantFrom(...passKinds.values),
    scope: fc.array(area, { minLength: 1, maxLength: 3 }),
    holder: fc.record({
      name: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
      sex: fc.constantFrom('male' as const, 'female' as const, null),
      birthYear: fc.option(fc.integer({ min: 1900, max: 2100 })),
    }),
    household: fc.option(fc.stringMatching(/^[a-z0-9]{8}$/)),
    notBefore: fc.nat(2 ** 32),
    expires: fc.nat(2 ** 32),
  })
  fc.assert(
    fc.property(any, (some) => {
      const read = readPassCode(passCode(some, '00000001', ours.sign), [ours.known])
      expect(read).toEqual({ ok: true, claims: some, keyId: '00000001' })
    }),
    { numRuns: 40 },
  )
})

test('is small enough for a cheap camera: at most 61 modules, a quarter of which may be lost', () => {
  expect(
    create([{ data: code, mode: 'alphanumeric' }], { errorCorrectionLevel: 'Q' }).modules.size,
  ).toBeLessThanOrEqual(65)
  expect(
    create([{ data: code, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' }).modules.size,
  ).toBeLessThanOrEqual(57)
})

test.each<[string, string, readonly PassKey[], string]>([
  ['a web address', 'https://example.invalid/p/1', [ours.known], 'not-a-pass'],
  ['a resident’s code', 'SW1:R:01900000-0000-7000-8000-000000000001', [ours.known], 'not-a-pass'],
  ['half a code', code.slice(0, 120), [ours.known], 'unreadable'],
  ['nothing behind the prefix', 'SW1:P:', [ours.known], 'unreadable'],
  ['of another place', code, [], 'unknown-key'],
  ['signed by somebody else under our key’s id', passCode(claims, '00000001', key('x').sign), [ours.known], 'forged'],
  ['of a leaked key', code, [{ ...ours.known, leaked: true }], 'retired-key'],
  ['signed after its key was retired', code, [{ ...ours.known, retiredAt: '2026-03-01T00:59:59Z' }], 'retired-key'],
])('%s is refused', (_, text, keys, fault) => {
  expect(readPassCode(text, keys)).toEqual({ ok: false, fault })
})

test('a card signed before its key was retired stays good', () => {
  expect(readPassCode(code, [{ ...ours.known, retiredAt: '2026-03-01T01:00:01Z' }]).ok).toBe(true)
})
