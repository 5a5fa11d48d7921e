/** How long ago, in the few words that fit a header; bytes in the units people know. */
import type { Translate } from '../lang.tsx'
import { phoneWords } from './words.ts'

/** @param ms how long ago; a clock set back counts as now */
export function sayAge(t: Translate, ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return t(phoneWords.ageNow)
  if (minutes < 60) return t(phoneWords.ageMinutes, { n: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? t(phoneWords.ageHours, { n: hours }) : t(phoneWords.ageDays, { n: Math.floor(hours / 24) })
}

export const sayBytes = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`
