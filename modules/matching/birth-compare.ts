/** Compares two birth dates, each the number YYYYMMDD, by the slip that would make one of the other. Symmetric. */
import { words } from '../../platform/pure/words.ts'

export const birthLevels = ['same', 'swapped', 'slip', 'partly', 'different'] as const
export type BirthLevel = (typeof birthLevels)[number]

export const birthLevelWords = words({
  same: ['出生日期相同', 'Same birth date'],
  swapped: ['出生月日对调', 'Month and day of birth swapped'],
  slip: ['出生日期差一位', 'Birth date differs by one digit'],
  partly: ['出生日期部分相同', 'Birth date partly the same'],
  different: ['出生日期不同', 'Other birth date'],
})

/** One digit differs, or two neighbouring digits are swapped. */
const isOneSlip = (a: string, b: string): boolean => {
  const off: number[] = []
  for (let i = 0; i < 8; i++) if (a[i] !== b[i]) off.push(i)
  const [i = 0, j = 0] = off
  return off.length === 1 || (off.length === 2 && j === i + 1 && a[i] === b[j] && a[j] === b[i])
}

export const compareBirths = (a: number, b: number): BirthLevel => {
  if (a === b) return 'same'
  const [yearA, yearB] = [Math.floor(a / 10000), Math.floor(b / 10000)]
  const [monthA, monthB] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100]
  const [dayA, dayB] = [a % 100, b % 100]
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'swapped'
  const alike = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB)
  if (alike < 1) return 'different'
  if (isOneSlip(String(a), String(b))) return 'slip'
  return alike === 2 ? 'partly' : 'different'
}
