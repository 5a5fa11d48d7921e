/**
 * Filling a tube: a lane opens one, adds heads to its pool size, counts them, closes it, packs it, hands it over.
 * A void never removes a head from the list, it only stops counting it: what was swabbed stays told.
 */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import { isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import type { CodeOf } from '../../platform/pure/codes.ts'
import { type Word, words } from '../../platform/pure/words.ts'
import { type custodySteps, type poolSizes, type TubeFact, type voidReasons } from './model.ts'

export type PoolSize = (typeof poolSizes)[number]
export type VoidReason = CodeOf<typeof voidReasons>
export type CustodyStep = CodeOf<typeof custodySteps>

/** One swab in a tube. `name` is kept for the crew's eyes on this phone only. */
export interface Head {
  readonly sampleId: string
  /** null for a walk-in. */
  readonly residentId: string | null
  readonly name: string
  readonly at: string
  /** Under which the phone has marked this person as tested; null for a walk-in without a number. */
  readonly markId: string | null
  readonly voided: VoidReason | null
}
export interface Tube extends TubeFact {
  readonly heads: readonly Head[]
  readonly custody: readonly { readonly step: CustodyStep; readonly at: string }[]
}
export type Ruling<V extends string> = { readonly verdict: V; readonly because: readonly Word[] }

export const tubeReasons = words({
  noCode: ['请扫描或输入管号', 'Scan or type the tube’s code'],
  codeTooLong: ['管号过长（最多 40 位）', 'The code is too long (40 characters at most)'],
  codeUsed: ['这个管号本轮已在本机用过，请换一支', 'This phone has used this code in this round; take another tube'],
  codeIsPerson: ['这是人的号码，不是管号', 'This is a person’s number, not a tube’s code'],
  stillOpen: ['上一管还没有封，请先封管', 'The last tube is still open; close it first'],
  full: ['这一管已满', 'This tube is full'],
  closed: ['这一管已经封了', 'This tube is closed'],
  noTube: ['请先开一管', 'Open a tube first'],
  inThisTube: ['此人已在这一管里', 'This person is in this tube already'],
  badCount: ['清点的人数应在 0 到 60 之间', 'The count must lie between 0 and 60'],
  miscounted: [
    '清点 {counted} 人，登记 {heads} 人，两者不一致',
    '{counted} heads counted, {heads} on record: they differ',
  ],
  notClosed: ['先封管，再封装', 'Close the tube before packing it'],
  notPacked: ['先封装，再交接', 'Pack the tube before handing it over'],
  stepDone: ['这一步已经登记过', 'This step is on record already'],
})

/** A code as it is kept: half-width, without spaces, upper-case; scanners and thumbs then agree. */
export const tidyTubeCode = (typed: string): string => foldTight(typed).toUpperCase()

export const countsIn = (tube: Pick<Tube, 'heads'>): number => tube.heads.filter((head) => head.voided === null).length
export const placesLeft = (tube: Tube): number => Math.max(0, tube.poolSize - countsIn(tube))
export const isFull = (tube: Tube): boolean => countsIn(tube) >= tube.poolSize
export const isOpen = (tube: Tube): boolean => tube.closedAt === null

/** What the lane has to do now: open a tube, fill it, or count it because it is full. */
export const stageOf = (tube: Tube | null): 'open-a-tube' | 'fill' | 'count' => {
  if (tube === null || !isOpen(tube)) return 'open-a-tube'
  return isFull(tube) ? 'count' : 'fill'
}

const isPerson = (code: string): boolean => {
  if (code.startsWith('SW1:R:')) return true
  const reading = readIdentityNumber(code)
  return !isRefused(reading) && reading.type === 'resident-id'
}

/** May a tube of this code be opened, given every tube this phone has used in the round? */
export function decideOpening(typed: string, used: readonly Tube[]): Ruling<'open' | 'refuse'> & { code: string } {
  const code = tidyTubeCode(typed)
  const because: Word[] = []
  if (code === '') because.push(tubeReasons.noCode)
  if (code.length > 40) because.push(tubeReasons.codeTooLong)
  if (isPerson(code)) because.push(tubeReasons.codeIsPerson)
  if (used.some((tube) => tube.code === code)) because.push(tubeReasons.codeUsed)
  if (used.some(isOpen)) because.push(tubeReasons.stillOpen)
  return { verdict: because.length === 0 ? 'open' : 'refuse', because, code }
}

/** May this person's swab go into this tube? The same person twice in one tube is a slip; in a later tube it is a repeat. */
export function decideAdding(tube: Tube | null, residentId: string | null): Ruling<'add' | 'refuse'> {
  const because: Word[] = []
  if (tube === null) because.push(tubeReasons.noTube)
  else if (!isOpen(tube)) because.push(tubeReasons.closed)
  else if (isFull(tube)) because.push(tubeReasons.full)
  else if (residentId !== null && tube.heads.some((h) => h.residentId === residentId && h.voided === null))
    because.push(tubeReasons.inThisTube)
  return { verdict: because.length === 0 ? 'add' : 'refuse', because }
}

export const withHead = (tube: Tube, head: Omit<Head, 'voided'>): Tube => ({
  ...tube,
  heads: [...tube.heads, { ...head, voided: null }],
})

/** Stops counting one swab; the first reason stays, an unknown sample changes nothing. */
export const withVoid = (tube: Tube, sampleId: string, reason: VoidReason): Tube => ({
  ...tube,
  heads: tube.heads.map((h) => (h.sampleId === sampleId && h.voided === null ? { ...h, voided: reason } : h)),
})

/** The swab that "undo" would take back: the youngest that still counts. */
export const lastHead = (tube: Tube | null): Head | null => tube?.heads.findLast((head) => head.voided === null) ?? null

/** Closing is never refused for a count that differs, only told: the crew's count is the fact. */
export function decideClosing(tube: Tube | null, counted: number): Ruling<'close' | 'close-differs' | 'refuse'> {
  if (tube === null) return { verdict: 'refuse', because: [tubeReasons.noTube] }
  if (!isOpen(tube)) return { verdict: 'refuse', because: [tubeReasons.closed] }
  if (!Number.isInteger(counted) || counted < 0 || counted > 60)
    return { verdict: 'refuse', because: [tubeReasons.badCount] }
  return counted === countsIn(tube)
    ? { verdict: 'close', because: [] }
    : { verdict: 'close-differs', because: [tubeReasons.miscounted] }
}

export const closed = (tube: Tube, counted: number, at: string): Tube => ({ ...tube, counted, closedAt: at })

/** Heads counted by hand against swabs on record; false while the tube is open. */
export const isMismatched = (tube: Tube): boolean => tube.counted !== null && tube.counted !== countsIn(tube)

/** Custody goes one way on the phone: closed, packed, handed over. */
export function decideStep(tube: Tube, step: 'packed' | 'handed-over'): Ruling<'record' | 'refuse'> {
  const done = (s: CustodyStep) => tube.custody.some((line) => line.step === s)
  const because: Word[] = []
  if (isOpen(tube)) because.push(tubeReasons.notClosed)
  else if (done(step)) because.push(tubeReasons.stepDone)
  else if (step === 'handed-over' && !done('packed')) because.push(tubeReasons.notPacked)
  return { verdict: because.length === 0 ? 'record' : 'refuse', because }
}

export const withStep = (tube: Tube, step: CustodyStep, at: string): Tube => ({
  ...tube,
  custody: [...tube.custody, { step, at }],
})

/** The tube as the server is told of it. */
export const tubeFactOf = ({
  id,
  roundId,
  siteId,
  lane,
  code,
  poolSize,
  openedAt,
  closedAt,
  counted,
}: Tube): TubeFact => ({
  id,
  roundId,
  siteId,
  lane,
  code,
  poolSize,
  openedAt,
  closedAt,
  counted,
})
