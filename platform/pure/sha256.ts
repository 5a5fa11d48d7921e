/**
 * SHA-256 (FIPS 180-4) of a text, without I/O and without waiting: what was fixed beforehand is checked by the same code on
 * server, command line and a page without network. For files and passwords the bodies use what their machine offers.
 */
const primes = (count: number): number[] => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0
const ROUNDS = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))
const BEGIN = Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)))

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** UTF-8 of a text; lone surrogates become U+FFFD, as everywhere. */
function bytesOf(text: string): number[] {
  const bytes: number[] = []
  for (const sign of text) {
    let code = sign.codePointAt(0) as number
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

function compress(state: Int32Array, block: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const [a, b] = [block[i - 15] as number, block[i - 2] as number]
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    block[i] = ((block[i - 16] as number) + s0 + (block[i - 7] as number) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (ROUNDS[i] as number) + (block[i] as number)) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = ((state[i] as number) + word) | 0
}

/** The eight words of the digest, each 0 … 2³² − 1. */
export function sha256Words(text: string): number[] {
  const bytes = bytesOf(text)
  const bits = bytes.length * 8
  bytes.push(0x80)
  while (bytes.length % 64 !== 56) bytes.push(0)
  for (let at = 7; at >= 0; at--) bytes.push(Math.floor(bits / 2 ** (8 * at)) & 255)
  const state = BEGIN.slice()
  const block = new Int32Array(64)
  for (let from = 0; from < bytes.length; from += 64) {
    for (let i = 0; i < 16; i++) {
      const at = from + 4 * i
      block[i] =
        ((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number)
    }
    compress(state, block)
  }
  return Array.from(state, (word) => word >>> 0)
}

/** 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string =>
  sha256Words(text)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('')
