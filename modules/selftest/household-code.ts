/**
 * The eight characters on a household's slip: seven at random and a check character, so that a slip of the pen is told before
 * anybody is asked. The alphabet is 31 characters, a prime: with weights 1 to 7 every wrong character and every swap of two is seen.
 */
import { foldTight } from '../../platform/pure/fullwidth.ts'

/** Without 0 O, 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 7

const checkOf = (seven: string): string => {
  let sum = 0
  for (let i = 0; i < LENGTH; i++) sum += (i + 1) * ALPHABET.indexOf(seven.charAt(i))
  return ALPHABET.charAt(sum % ALPHABET.length)
}

/** @param random at least 32 bytes; a byte above 247 is passed over, so that every character is as likely */
export function householdCode(random: Uint8Array): string | null {
  const fair = [...random].filter((byte) => byte < 248).slice(0, LENGTH)
  if (fair.length < LENGTH) return null
  const seven = fair.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
  return seven + checkOf(seven)
}

/** `7k3m-9pqr` as typed → `7K3M9PQR`; null when it is no code or its check character is wrong. */
export function readCode(typed: string): string | null {
  const code = foldTight(typed)
    .toUpperCase()
    .replace(/[-–—._]/gu, '')
    // What the alphabet leaves out can only be what it looks like, and that is left out too.
    .slice(0, LENGTH + 2)
  if (code.length !== LENGTH + 1 || [...code].some((c) => !ALPHABET.includes(c))) return null
  return checkOf(code.slice(0, LENGTH)) === code.charAt(LENGTH) ? code : null
}

/** In two groups of four, as it is printed. */
export const spacedCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

const TOKEN = /^[A-Za-z0-9_-]{22}$/
/** The token of a household's link: 16 random bytes, base64url. */
export const isToken = (text: string): boolean => TOKEN.test(text)
