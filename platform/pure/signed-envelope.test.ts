import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { decode, encode } from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openEnvelope, signEnvelope } from './signed-envelope.ts'

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
  return { raw, sign: (bytes: Uint8Array) => Uint8Array.from(sign(null, bytes, privateKey)) }
}
const mine = pair()
const claims = new Map<number, unknown>([[7, new Uint8Array([1, 2, 3])]])
const token = signEnvelope('0badf00d', claims, mine.sign)

describe('an envelope', () => {
  test('signed by the platform’s own crypto is opened and verified', () => {
    const opened = openEnvelope(token)
    expect(opened?.keyId).toBe('0badf00d')
    expect(opened?.claims).toEqual(claims)
    expect(opened?.signedBy(mine.raw)).toBe(true)
    expect(opened?.signedBy(pair().raw)).toBe(false)
    expect(opened?.signedBy(new Uint8Array(32).fill(255))).toBe(false)
    expect(opened?.signedBy(new Uint8Array(3))).toBe(false)
  })

  test('is COSE_Sign1 as RFC 9052 writes it: any reader of the standard verifies it', () => {
    const [header, open, inner, signature] = decode(token, { tags: { 18: (it) => it() } }) as [
      Uint8Array,
      object,
      Uint8Array,
      Uint8Array,
    ]
    expect(token[0]).toBe(0xd2)
    expect([...header]).toEqual([0xa2, 0x01, 0x27, 0x04, 0x44, 0x0b, 0xad, 0xf0, 0x0d])
    expect(open).toEqual({})
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), mine.raw])
    const key = createPublicKey({ key: spki, type: 'spki', format: 'der' })
    expect(verify(null, encode(['Signature1', header, new Uint8Array(0), inner]), key, signature)).toBe(true)
  })

  test('of which one bit is another is refused, by its form or by its signature', () => {
    fc.assert(
      fc.property(fc.nat(token.length * 8 - 1), (bit) => {
        const bent = Uint8Array.from(token)
        bent[bit >> 3] = (bent[bit >> 3] as number) ^ (1 << (bit & 7))
        const opened = openEnvelope(bent)
        // Another key's id is another key: whoever asks by id finds none.
        expect(opened === null || opened.keyId !== '0badf00d' || !opened.signedBy(mine.raw)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('never throws, whatever bytes come', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void openEnvelope(bytes)))
    expect(openEnvelope(new Uint8Array(0))).toBeNull()
    expect(openEnvelope(Uint8Array.from([...token, 0]))).toBeNull()
  })
})
