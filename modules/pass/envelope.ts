/**
 * The pass as a code: a CWT (RFC 8392) in COSE_Sign1, written in Base45 behind `SW1:P:`, so that a QR code of 49 to 57 modules holds it. It says
 * who and where in the fewest bytes and nothing that may change; standing, limits and names of places are the gate's own.
 */
import { base45, readBase45 } from '../../platform/pure/base45.ts'
import { openEnvelope, signEnvelope } from '../../platform/pure/signed-envelope.ts'
import { sexes } from '../register/model.ts'
import { type Holder, type PassForm, type PassKey, type PassKind, passForms, passKinds } from './model.ts'

const PREFIX = 'SW1:P:'
/** Registered claims of RFC 8392, and one of private use for what only gates ask. */
const EXPIRES = 4
const NOT_BEFORE = 5
const ID = 7
const GATE = -65537

export interface PassClaims {
  readonly passId: string
  readonly form: PassForm
  readonly kind: PassKind
  /** Areas whose gates it opens. */
  readonly scope: readonly string[]
  readonly holder: Holder
  readonly household: string | null
  /** Seconds since 1970. A phone code's are minutes apart, a card's are the pass's own. */
  readonly notBefore: number
  readonly expires: number
}

const uuidBytes = (id: string): Uint8Array =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const uuidText = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** @param sign Ed25519 with the private half of the key named: 64 bytes */
export function passCode(claims: PassClaims, keyId: string, sign: (bytes: Uint8Array) => Uint8Array): string {
  const { holder } = claims
  const payload = new Map<number, unknown>([
    [EXPIRES, claims.expires],
    [NOT_BEFORE, claims.notBefore],
    [ID, uuidBytes(claims.passId)],
    [
      GATE,
      [
        passForms.values.indexOf(claims.form),
        passKinds.values.indexOf(claims.kind),
        claims.scope,
        holder.name,
        holder.sex === null ? null : sexes.values.indexOf(holder.sex),
        holder.birthYear,
        claims.household,
      ],
    ],
  ])
  return PREFIX + base45(signEnvelope(keyId, payload, sign))
}

/** Why a code is none: not one of ours; not signed by a key we know; signed by one that was retired before, or that leaked. */
export type CodeFault = 'not-a-pass' | 'unreadable' | 'unknown-key' | 'retired-key' | 'forged'
export type ReadPass =
  | { readonly ok: true; readonly claims: PassClaims; readonly keyId: string }
  | { readonly ok: false; readonly fault: CodeFault }

const fault = (what: CodeFault): ReadPass => ({ ok: false, fault: what })

/** Whether a text means to be a pass at all: other codes of this house begin otherwise. */
export const isPassCode = (text: string): boolean => text.startsWith(PREFIX)

/** Checks form and signature. Time, place and standing are `decide`'s. Never throws. */
export function readPassCode(text: string, keys: readonly PassKey[]): ReadPass {
  if (!isPassCode(text)) return fault('not-a-pass')
  const bytes = readBase45(text.slice(PREFIX.length))
  const signed = bytes && openEnvelope(bytes)
  if (!signed) return fault('unreadable')
  const key = keys.find(({ keyId }) => keyId === signed.keyId)
  if (!key) return fault('unknown-key')
  if (!signed.signedBy(Uint8Array.from(key.publicKey.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))))
    return fault('forged')
  const claims = claimsOf(signed.claims)
  if (!claims) return fault('unreadable')
  // Whoever holds a leaked key can write any date: nothing of it counts. A retired one's own dates can be believed.
  if (key.leaked || (key.retiredAt !== null && claims.notBefore * 1000 > Date.parse(key.retiredAt)))
    return fault('retired-key')
  return { ok: true, claims, keyId: key.keyId }
}

const whole = (value: unknown): value is number => Number.isSafeInteger(value)
const texts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

function claimsOf(map: ReadonlyMap<unknown, unknown>): PassClaims | null {
  const [expires, notBefore, id, gate] = [
    map.get(EXPIRES),
    map.get(NOT_BEFORE),
    map.get(ID),
    map.get(GATE),
  ] as unknown[]
  if (!whole(expires) || !whole(notBefore) || !(id instanceof Uint8Array) || id.length !== 16) return null
  if (!Array.isArray(gate)) return null
  const [form, kind, scope, name, sex, birthYear, household] = gate as unknown[]
  const formCode = whole(form) ? passForms.values[form] : undefined
  const kindCode = whole(kind) ? passKinds.values[kind] : undefined
  const sexCode = sex === null ? null : whole(sex) ? sexes.values[sex] : undefined
  if (!formCode || !kindCode || sexCode === undefined || !texts(scope) || typeof name !== 'string') return null
  if ((birthYear !== null && !whole(birthYear)) || (household !== null && typeof household !== 'string')) return null
  return {
    passId: uuidText(id),
    form: formCode,
    kind: kindCode,
    scope,
    holder: { name, sex: sexCode, birthYear },
    household,
    notBefore,
    expires,
  }
}
