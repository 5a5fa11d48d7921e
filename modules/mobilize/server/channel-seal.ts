/** Addresses and secrets of channels, sealed by a key that follows from the installation's secret: a copy of the database tells neither. */
import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

const keyOf = (secret: KeyObject): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'mobilize.channel', 32))

/** nonce (12), tag (16), text. */
export function seal(secret: KeyObject, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Null when it was sealed by another installation's secret, or altered. */
export function unseal(secret: KeyObject, sealed: Buffer): string | null {
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, 12))
    cipher.setAuthTag(sealed.subarray(12, 28))
    return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
