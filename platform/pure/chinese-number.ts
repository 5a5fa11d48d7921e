/** Chinese numerals as they stand in addresses and names of places: 十二 → 12, 二〇三 → 203, 两 → 2. */

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100 }
export const CHINESE_NUMERAL = '[零〇一二两三四五六七八九十百]'

/** Reads digits one by one (二〇三) or with 十 and 百 (二百零三); null for anything else. */
export const readChineseNumber = (text: string): number | null => {
  if (text === '') return null
  const characters = [...text]
  if (characters.every((c) => c in DIGITS)) return Number(characters.map((c) => DIGITS[c]).join(''))
  let total = 0
  let digit: number | null = null
  let lowest = 1000
  for (const character of characters) {
    const scale = SCALES[character]
    if (scale === undefined) {
      const value = DIGITS[character]
      if (value === undefined || (digit !== null && digit !== 0)) return null
      digit = value
    } else {
      if (scale >= lowest) return null
      lowest = scale
      total += (digit ?? 1) * scale
      digit = null
    }
  }
  return total + (digit ?? 0)
}

/** Every run of numerals written in digits: 桃花十二巷 → 桃花12巷. Runs that are no number stay. */
export const withDigits = (text: string): string =>
  text.replace(new RegExp(`${CHINESE_NUMERAL}+`, 'gu'), (run) => String(readChineseNumber(run) ?? run))
