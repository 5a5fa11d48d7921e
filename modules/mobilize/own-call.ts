/** A called person's own call on their phone or desk: what will stand once what they said has arrived, and the times that are offered. */
import type { OwnCall } from './called-contract.ts'
import type { CallUpAnswer } from './call-up-model.ts'

export type Said = Pick<CallUpAnswer, 'said' | 'arrivesAt' | 'reason'>

export const withAnswer = <Call extends OwnCall>(own: Call, { said, arrivesAt, reason }: Said): Call => ({
  ...own,
  ...{ said, arrivesAt: arrivesAt ?? null, reason: reason ?? null },
})
/** The first arrival stands. */
export const withArrival = <Call extends OwnCall>(own: Call, at: string): Call => ({ ...own, hereAt: own.hereAt ?? at })

/** Asked, and nothing said or done yet. */
export const isUnanswered = ({ said, hereAt, open }: OwnCall): boolean => open && said === null && hereAt === null

const MINUTES = [15, 30, 45, 60] as const
const FIVE = 300_000
/** Arrival times to choose from with one tap, on whole five minutes: ISO texts. @param now Unix ms */
export const arrivalTimes = (now: number): string[] =>
  MINUTES.map((minutes) => new Date(Math.ceil((now + minutes * 60_000) / FIVE) * FIVE).toISOString())

/** The site's code from what a camera read: the poster's link, or the bare code; null for any other code. */
export function siteCodeIn(text: string): string | null {
  const bare = /#@([^#]+)$/.exec(text)?.[1] ?? text
  return /^[2-9A-HJKMNP-Z]{6}$/.test(bare.trim().toUpperCase()) ? bare.trim().toUpperCase() : null
}
