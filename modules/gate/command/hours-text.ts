/** Hours as they are typed and read: `06:00-22:00, 23:00-24:00`; nothing: round the clock. */
import { hoursOfDay, type Gate } from '../model.ts'

export const hoursText = (hours: Gate['hours']): string => hours.map(({ from, to }) => `${from}-${to}`).join(', ')

/** Null when it is none. Full-width signs and dashes of any kind are read, too. */
export function readHours(text: string): Gate['hours'] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[,、;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const hours = parts.map((part) => {
    const [, h1, m1, h2, m2] = /^(\d{1,2}):(\d\d)\s*[-–—~至]\s*(\d{1,2}):(\d\d)$/u.exec(part) ?? []
    const read = hoursOfDay.safeParse({ from: `${h1?.padStart(2, '0')}:${m1}`, to: `${h2?.padStart(2, '0')}:${m2}` })
    return read.success ? read.data : null
  })
  return hours.length > 4 || hours.includes(null) ? null : (hours as Gate['hours'])
}
