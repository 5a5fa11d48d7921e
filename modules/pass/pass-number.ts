/** The number on a pass: eight digits and a check digit of ISO/IEC 7064, MOD 11,10, which finds every single slip and nearly every swap. */

/** Of any digits; exported for the standard's own example. */
export const checkDigit = (digits: string): number => {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}

/** @param serial 0 … 99,999,999 */
export function passNumberOf(serial: number): string {
  const digits = String(serial).padStart(8, '0')
  return digits + checkDigit(digits)
}

/** Nine digits as typed (spaces and dashes are no matter); null when they are no pass's number. */
export function readPassNumber(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s-]/gu, '')
  if (!/^\d{9}$/.test(digits)) return null
  return passNumberOf(Number(digits.slice(0, 8))) === digits ? digits : null
}
