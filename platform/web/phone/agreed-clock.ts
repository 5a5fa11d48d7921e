/** This phone's clock as it was agreed with the server; what is known outlives a reload in the browser's small storage. */
import { type AgreedTime, looked, met, neverMet, type PhoneTime, timeOf } from '../../pure/phone-time.ts'
import { store, stored } from '../stored.ts'

const KEY = 'clock'
const EVERY = 5000
/** An answer that took longer says little about the time. */
const SLOW = 10_000

function kept(): PhoneTime {
  try {
    const known = JSON.parse(stored(KEY) ?? 'null') as PhoneTime | null
    // The steady clock of another page began elsewhere.
    if (known && typeof known.wall === 'number') return { ...known, steady: null }
  } catch {
    // Whoever wrote it, it is no clock.
  }
  return neverMet(Date.now())
}

let time: PhoneTime | null = null
let watched = false

function look(): PhoneTime {
  const seen = typeof document !== 'undefined' && !document.hidden
  time = looked(time ?? kept(), { wall: Date.now(), steady: performance.now(), watched: watched && seen })
  watched = seen
  return time
}
const keep = (): void => store(KEY, JSON.stringify(look()))

export const agreedTime = (): AgreedTime => timeOf(look())
export const agreedNow = (): number => agreedTime().now

/** @param sent by `performance.now()` when the question left */
export function heardServerTime(serverNow: string, sent: number): void {
  const took = performance.now() - sent
  if (took > SLOW) return
  time = met(Date.parse(serverNow), Date.now() - took / 2, performance.now() - took / 2)
  watched = typeof document !== 'undefined' && !document.hidden
  keep()
}

/** Looks at both clocks every few seconds while a screen needs the time; gives back the way to stop. */
export function watchClock(): () => void {
  keep()
  const timer = setInterval(keep, EVERY)
  // The last look before the page is out of sight still counts as watched.
  const turned = (): void => {
    if (document.hidden) {
      time = looked(time ?? kept(), { wall: Date.now(), steady: performance.now(), watched })
      watched = false
    }
    keep()
  }
  document.addEventListener('visibilitychange', turned)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', turned)
  }
}
