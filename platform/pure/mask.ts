/**
 * What a list shows in place of a full number. An identity number keeps its first three and last two characters:
 * the usual "first six and last four" can be completed by anybody who knows the birth date, which stands in the same
 * row; here nine to ten numbers still fit, yet two members of a household stay apart. Names are not masked in working lists.
 */

const starred = (text: string, head: number, tail: number): string => {
  const hidden = text.length - head - tail
  if (hidden < 3) return '*'.repeat(text.length)
  return text.slice(0, head) + '*'.repeat(hidden) + text.slice(text.length - tail)
}

/** '33990119900307001X' → '339*************1X'; other documents keep their first and last two: 'E12345678' → 'E******78'. */
export const maskIdentityNumber = (number: string): string =>
  /^\d{17}[\dX]$/u.test(number) ? starred(number, 3, 2) : starred(number, 1, 2)

/** '13812341234' → '138****1234'; a landline keeps its area code and last two digits; anything else its last two. */
export const maskPhone = (phone: string): string => {
  if (/^1\d{10}$/u.test(phone)) return starred(phone, 3, 4)
  const [, area, number] = /^(0\d{2,3})-?(\d{7,8}(?:-\d+)?)$/u.exec(phone) ?? []
  return area !== undefined && number !== undefined ? `${area}-${starred(number, 0, 2)}` : starred(phone, 0, 2)
}

/** '张小梅' → '张*梅', '张梅' → '张*': what a gate or a household's slip shows of a name. At most twelve characters. */
export const maskName = (name: string): string => {
  const letters = [...name.trim()]
  if (letters.length <= 1) return '*'
  const [first = ''] = letters
  return letters.length === 2 ? `${first}*` : `${first}${'*'.repeat(Math.min(letters.length, 12) - 2)}${letters.at(-1)}`
}
