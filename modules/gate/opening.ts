/** When a gate stands open. Hours are daily, in Shanghai's time; none written: round the clock. */
import { shanghaiClock } from '../../platform/pure/time.ts'
import type { Gate } from './model.ts'

export const DAY_MINUTES = 24 * 60

export const isOpenAt = ({ state, hours }: Pick<Gate, 'state' | 'hours'>, at: number): boolean => {
  const clock = shanghaiClock(at)
  return state === 'open' && (hours.length === 0 || hours.some(({ from, to }) => from <= clock && clock < to))
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Spans of minutes of the day, [from, to). */
export const openSpans = ({ state, hours }: Pick<Gate, 'state' | 'hours'>): readonly (readonly [number, number])[] => {
  if (state !== 'open') return []
  return hours.length === 0 ? [[0, DAY_MINUTES]] : hours.map(({ from, to }) => [minutes(from), minutes(to)])
}
