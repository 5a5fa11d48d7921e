/**
 * Excel's days as text and back. Surprising: in the 1900 system day 60 is a 29 February that never was, kept from
 * Lotus 1-2-3; days before it are off by one. Files made on old Macs count from 1904 instead.
 */

const DAY_MS = 86_400_000
/** 1970-01-01 counted from 1899-12-30, and from 1904-01-01. */
const EPOCH_1900 = 25_569
const EPOCH_1904 = 24_107
/** 9999-12-31, Excel's last day. */
const LAST_1900 = 2_958_465
const PHANTOM_LEAP_DAY = 60

const two = (n: number): string => String(n).padStart(2, '0')

/** `HH:MM`, with `:SS` when there are seconds; `seconds` of the day. */
const clock = (seconds: number): string => {
  const s = seconds % 60
  const m = Math.floor(seconds / 60) % 60
  return `${two(Math.floor(seconds / 3600))}:${two(m)}${s === 0 ? '' : `:${two(s)}`}`
}

/**
 * `YYYY-MM-DD`, with ` HH:MM[:SS]` when the serial has a fraction; undefined outside Excel's calendar (it shows ####).
 * 1900-02-29 is returned as Excel shows it, though there was no such day.
 */
export function serialToDate(serial: number, date1904: boolean): string | undefined {
  const seconds = Math.round(serial * 86_400)
  const day = Math.floor(seconds / 86_400)
  const ofDay = seconds - day * 86_400
  const last = date1904 ? LAST_1900 - (EPOCH_1900 - EPOCH_1904) : LAST_1900
  if (day < (date1904 ? 0 : 1) || day > last) return undefined
  const time = ofDay === 0 ? '' : ` ${clock(ofDay)}`
  if (!date1904 && day === PHANTOM_LEAP_DAY) return `1900-02-29${time}`
  const shift = !date1904 && day < PHANTOM_LEAP_DAY ? 1 : 0
  const ms = (day + shift - (date1904 ? EPOCH_1904 : EPOCH_1900)) * DAY_MS
  return `${new Date(ms).toISOString().slice(0, 10)}${time}`
}

/** `HH:MM[:SS]` of a cell formatted as a time alone; hours run on past 24 as in `[h]:mm`. */
export const serialToClock = (serial: number): string | undefined =>
  serial < 0 ? undefined : clock(Math.round(serial * 86_400))

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/

/** The 1900 serial of `YYYY-MM-DD[ HH:MM[:SS]]`; undefined when Excel cannot show that day (before 1900-03-01). */
export function dateToSerial(text: string): number | undefined {
  const found = DAY_TEXT.exec(text)
  if (!found) return undefined
  const [year, month, date, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0))
  const ms = Date.UTC(year!, month! - 1, date)
  // 2025-02-30 would roll over to March silently.
  if (year! < 1900 || new Date(ms).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const day = ms / DAY_MS + EPOCH_1900
  return day <= PHANTOM_LEAP_DAY ? undefined : day + (hour * 3600 + minute * 60 + second) / 86_400
}
