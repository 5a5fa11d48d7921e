/**
 * HMAC-SHA256 (RFC 2104, FIPS 180-4). The browser's own where it is offered; a page on plain http to another machine
 * has no crypto.subtle, and a lane must still find people by their number: then in JavaScript.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

export const hmacByHand = (key: Uint8Array, message: Uint8Array): Uint8Array => hmac(sha256, key, message)

/** 32 bytes. */
export async function hmacSha256(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (typeof crypto === 'undefined' || !crypto.subtle || key.length === 0) return hmacByHand(key, message)
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message))
}
