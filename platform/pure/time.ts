/** Moments are stored in UTC and shown in Asia/Shanghai, which has had no daylight saving since 1991: a fixed +08:00. */
import { z } from 'zod'

/** A moment on the wire: ISO 8601 with offset. */
export const moment = z.iso.datetime({ offset: true })
/** A calendar date, YYYY-MM-DD, in Shanghai. */
export const day = z.iso.date()

const OFFSET = 8 * 3600_000
const at = (moment: Date | string | number): Date => new Date(new Date(moment).getTime() + OFFSET)

/** `2026-03-05` */
export const shanghaiDay = (moment: Date | string | number): string => at(moment).toISOString().slice(0, 10)
/** `23:07` */
export const shanghaiClock = (moment: Date | string | number): string => at(moment).toISOString().slice(11, 16)
/** `2026-03-05 23:07` */
export const shanghaiMinute = (moment: Date | string | number): string =>
  `${shanghaiDay(moment)} ${shanghaiClock(moment)}`
/** Hour of the day, 0–23, in Shanghai. */
export const shanghaiHour = (moment: Date | string | number): number => at(moment).getUTCHours()
/** Day of the week in Shanghai, 0 Sunday … 6 Saturday. */
export const shanghaiWeekday = (moment: Date | string | number): number => at(moment).getUTCDay()

/** Whole years between a birth date (YYYY-MM-DD) and a Shanghai day. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** `2026-03-05` moved by whole days. */
export const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
