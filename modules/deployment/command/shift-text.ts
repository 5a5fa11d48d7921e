/** A shift as it is read on the desk: its day and hours, and the next day's mark where it goes on. */
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'

export function shiftText({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): string {
  const over = shanghaiDay(endsAt) === shanghaiDay(startsAt) ? '' : ' +1'
  return `${shanghaiDay(startsAt).slice(5)} ${shanghaiClock(startsAt)}–${shanghaiClock(endsAt)}${over}`
}
