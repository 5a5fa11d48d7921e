/**
 * Keys that passes are signed with. A private key is nowhere: it follows from the installation's secret and the salt of its row, so that every
 * process signs alike, and neither the database nor the repository tells it.
 */
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { Problem } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House } from '../../../platform/server/room.ts'
import { keyAt } from '../key-choice.ts'
import type { PassKey } from '../model.ts'
import { problems } from '../problems.ts'

/** PKCS #8 of an Ed25519 key (RFC 8410), up to its 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

interface KeyRow extends Omit<PassKey, 'from' | 'retiredAt'> {
  readonly from: Date
  readonly retiredAt: Date | null
  readonly salt: Buffer
}
interface KnownKey extends PassKey {
  readonly salt: Buffer
}

const privateKey = (secret: KeyObject, salt: Buffer): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.from(hkdfSync('sha256', secret, salt, 'pass.signing-key', 32))]),
    format: 'der',
    type: 'pkcs8',
  })
const publicHalf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

/** A key not yet stored anywhere. */
export function drawKey({ digestKey }: Pick<House, 'digestKey'>): { keyId: string; publicKey: string; salt: Buffer } {
  const salt = randomBytes(16)
  return { keyId: randomBytes(4).toString('hex'), publicKey: publicHalf(privateKey(digestKey, salt)), salt }
}

/** Whether this installation's secret is the one that the key was made with. */
export const isOurs = (
  { digestKey }: Pick<House, 'digestKey'>,
  { salt, publicKey }: Pick<KnownKey, 'salt' | 'publicKey'>,
): boolean => publicHalf(privateKey(digestKey, salt)) === publicKey

/** All keys of the sub-district, those not yet in use and those retired too. */
export async function listKeys(context: Context): Promise<KnownKey[]> {
  const { rows } = await context.query<KeyRow>(
    `SELECT key_id AS "keyId", public_key AS "publicKey", salt, from_at AS "from", retired_at AS "retiredAt", leaked_at IS NOT NULL AS leaked
     FROM pass.key WHERE street_id = $1 ORDER BY from_at, key_id`,
    [context.actor.streetId],
  )
  return rows.map((row) => ({
    ...row,
    from: row.from.toISOString(),
    retiredAt: row.retiredAt?.toISOString() ?? null,
  }))
}

export interface Signer {
  readonly keyId: string
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/**
 * Signs what begins at a moment (ms since 1970), with the key of that moment. Makes the sub-district's first key when there is none.
 * @throws Problem keyLost, when the installation's secret is another one than the key was made with, or every key is retired
 */
export async function signers(context: Context, house: Pick<House, 'digestKey'>): Promise<(at: number) => Signer> {
  let keys = await listKeys(context)
  if (keys.length === 0) {
    const { keyId, publicKey, salt } = drawKey(house)
    await context.query('SELECT pass.first_key($1, $2, $3, $4)', [context.actor.streetId, keyId, publicKey, salt])
    keys = await listKeys(context)
  }
  const made = new Map<string, Signer>()
  return (at) => {
    // What began before the first key, or before the one after a leak, is signed with today's; who made that may have a clock a little ahead.
    const key = keyAt(keys, at) ?? keyAt(keys, Math.max(at, Date.now()) + 60_000)
    if (!key) throw new Problem(problems.keyLost)
    const known = made.get(key.keyId)
    if (known) return known
    const half = privateKey(house.digestKey, key.salt)
    if (publicHalf(half) !== key.publicKey) throw new Problem(problems.keyLost)
    const signer: Signer = { keyId: key.keyId, sign: (bytes) => Uint8Array.from(sign(null, bytes, half)) }
    made.set(key.keyId, signer)
    return signer
  }
}
