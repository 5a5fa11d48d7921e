/** The key that passes of one dwelling share: the same for a dwelling, and no address. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** What is digested, with the installation's secret. */
export const householdText = (streetId: string, path: string): string => `pass.household:${streetId}:${path}`

/** Eight letters. @param digest of `householdText`, at least 8 bytes */
export const householdKey = (digest: Uint8Array): string =>
  Array.from(digest.subarray(0, 8), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
