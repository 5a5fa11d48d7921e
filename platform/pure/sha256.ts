/**
 * SHA-256 (FIPS 180-4) of a text, without I/O and without waiting: what was fixed beforehand is checked by the same code on
 * server, command line and a page without network. For files and passwords the bodies use what their machine offers.
 */
import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** The eight words of the digest, each 0 … 2³² − 1. Lone surrogates count as U+FFFD. */
export function sha256Words(text: string): number[] {
  const bytes = digest(utf8ToBytes(text))
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return Array.from({ length: 8 }, (_, i) => view.getUint32(4 * i))
}

/** 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)))

/** Of the bytes that an even number of hexadecimal digits stand for. */
export const sha256OfHex = (hex: string): string => bytesToHex(digest(hexToBytes(hex)))
