/**
 * Signed claims: a CWT (RFC 8392) in COSE_Sign1 (RFC 9052) with Ed25519 (RFC 9053: EdDSA, −8) and nothing left open: one algorithm, the key's id in the protected
 * header, no unprotected header. Whatever is written in another way is refused, so that one token has one form.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { decode, encode, Tagged } from 'cborg'

const ALGORITHM = 1
const KEY_ID = 4
const EDDSA = -8
const COSE_SIGN1 = 18
const KEY_ID_BYTES = 4

export interface Signed {
  /** 8 hexadecimal digits. */
  readonly keyId: string
  /** By the numbers of RFC 8392; what they hold is still to be checked. */
  readonly claims: ReadonlyMap<unknown, unknown>
  /** Whether the bytes were signed by the private half of this public key (32 bytes). */
  readonly signedBy: (publicKey: Uint8Array) => boolean
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const protectedHeader = (keyId: string): Uint8Array =>
  encode(
    new Map<number, unknown>([
      [ALGORITHM, EDDSA],
      [KEY_ID, fromHex(keyId)],
    ]),
  )
const toBeSigned = (header: Uint8Array, payload: Uint8Array): Uint8Array =>
  encode(['Signature1', header, new Uint8Array(0), payload])

/** @param keyId 8 hexadecimal digits  @param sign Ed25519 over the bytes given: 64 bytes */
export function signEnvelope(
  keyId: string,
  claims: ReadonlyMap<number, unknown>,
  sign: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const header = protectedHeader(keyId)
  const payload = encode(claims)
  return encode(new Tagged(COSE_SIGN1, [header, {}, payload, sign(toBeSigned(header, payload))]))
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array
const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, i) => byte === other[i])

/** Null for anything that `signEnvelope` does not write. The signature is not looked at until `signedBy` is asked. */
export function openEnvelope(bytes: Uint8Array): Signed | null {
  try {
    const parts: unknown = decode(bytes, { tags: { [COSE_SIGN1]: (inner) => inner() }, useMaps: true, strict: true })
    if (!Array.isArray(parts) || parts.length !== 4) return null
    const [header, open, payload, signature] = parts as unknown[]
    if (!isBytes(header) || !isBytes(payload) || !isBytes(signature) || signature.length !== 64) return null
    if (!(open instanceof Map) || open.size > 0) return null
    const named: unknown = decode(header, { useMaps: true, strict: true })
    const id = named instanceof Map ? named.get(KEY_ID) : null
    if (!isBytes(id) || id.length !== KEY_ID_BYTES || !same(header, protectedHeader(hex(id)))) return null
    const claims: unknown = decode(payload, { useMaps: true, strict: true })
    const keyId = hex(id)
    if (
      !(claims instanceof Map) ||
      !same(
        bytes,
        signEnvelope(keyId, claims, () => signature),
      )
    )
      return null
    return { keyId, claims, signedBy: (publicKey) => verified(signature, toBeSigned(header, payload), publicKey) }
  } catch {
    return null
  }
}

/** A key that is none verifies nothing. ZIP-215 leniency is off: strict RFC 8032. */
function verified(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
