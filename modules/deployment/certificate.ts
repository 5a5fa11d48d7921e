/** A certificate's number: 75 random bits and a check, in letters and digits that are not taken for each other; written in fours. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** Weighted by odd numbers, so that one wrong character is always noticed. */
const checkOf = (body: string): string =>
  LETTERS[[...body].reduce((sum, char, i) => sum + LETTERS.indexOf(char) * (2 * i + 1), 0) % 32]!

/** @param random at least 15 bytes */
export function numberFrom(random: Uint8Array): string {
  const body = Array.from(random.subarray(0, LENGTH - 1), (byte) => LETTERS[byte % 32]).join('')
  return body + checkOf(body)
}

/** As typed: small letters, spaces, dashes, O for 0, I and L for 1. null: not a number of ours. */
export function readNumber(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (plain.length !== LENGTH || [...plain].some((char) => !LETTERS.includes(char))) return null
  return checkOf(plain.slice(0, -1)) === plain.at(-1) ? plain : null
}

export const inFours = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1-')
