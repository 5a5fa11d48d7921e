/**
 * Check characters of the codes that firms carry. GB 32100-2015: 18 characters without I O S V Z, weights 3^i mod 31.
 * GB 11714-1997: the nine-character organisation code inside it, weights 3 7 9 10 5 8 4 2 mod 11, letters A = 10 … Z = 35.
 * GS15-2006: the 15 digits of old business licences, ISO 7064 MOD 11,10. Each catches any single wrong character.
 */

/** The values of the credit code's characters are their places here. */
export const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const valueOf = (character: string): number => CREDIT_ALPHABET.indexOf(character)

/** The check character for the first 17 characters of a credit code; all of them must be in the alphabet. */
export const creditCheckOf = (seventeen: string): string => {
  let sum = 0
  let weight = 1
  for (const character of seventeen.slice(0, 17)) {
    sum += valueOf(character) * weight
    weight = (weight * 3) % 31
  }
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] as string
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** The check character for the first eight characters of an organisation code. */
export const organisationCheckOf = (eight: string): string => {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + Number.parseInt(eight[i] as string, 36) * weight,
    0,
  )
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** The check digit for the first 14 digits of an old licence number. */
export const licenceCheckOf = (fourteen: string): string => {
  let product = 10
  for (const digit of fourteen.slice(0, 14)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return String((11 - product) % 10)
}
