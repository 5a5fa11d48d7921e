/** Base45 (RFC 9285): bytes in the alphabet that a QR code packs tightest, 3 characters for 2 bytes. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export function base45(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length
    let value = pair ? (bytes[i] as number) * 256 + (bytes[i + 1] as number) : (bytes[i] as number)
    for (let n = pair ? 3 : 2; n > 0; n--) {
      text += ALPHABET[value % 45]
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** Null for any text that no bytes are written as. */
export function readBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3))
  let at = 0
  for (let i = 0; i < text.length; i += 3) {
    const digits = Array.from(text.slice(i, i + 3), (c) => ALPHABET.indexOf(c))
    if (digits.includes(-1)) return null
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (digits.length === 3) {
      if (value > 0xffff) return null
      bytes[at++] = value >> 8
    } else if (value > 0xff) return null
    bytes[at++] = value & 0xff
  }
  return bytes
}
