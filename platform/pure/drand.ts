/** Whether a round of a drand beacon was signed by the key that the beacon said it has: BLS12-381, signatures on G1 (quicknet's scheme). */
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes } from '@noble/hashes/utils.js'

/** The scheme's name as drand's `/info` tells it. Its message is SHA-256 of the round's number, 8 bytes, most significant first. */
export const DRAND_SCHEME = 'bls-unchained-g1-rfc9380'
const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

const messageOf = (round: number): Uint8Array => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(round))
  return sha256(bytes)
}

/** @param publicKey 96 bytes and `signature` 48 bytes, hexadecimal. False for whatever is none. */
export function signedByDrand(publicKey: string, round: number, signature: string): boolean {
  const { shortSignatures: bls } = bls12_381
  try {
    return bls.verify(hexToBytes(signature), bls.hash(messageOf(round), DOMAIN), hexToBytes(publicKey))
  } catch {
    return false
  }
}
