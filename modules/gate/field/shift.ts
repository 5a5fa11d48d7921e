/** Who stands where since when, and how many crossings were counted: kept with the facts themselves, so that the count has no gap and no double. */
import { type Change, change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { keepers } from '../keeper-contract.ts'
import type { shiftSteps } from '../model.ts'

export interface Shift {
  readonly shiftId: string
  readonly gateId: string
  readonly gateName: string
  readonly beganAt: number
  /** crossings so far: the next one's `n` is one more */
  readonly made: number
  readonly toldAt: number
}
/** The phone's storage, its clock as the gate believes it, its dice. */
export interface Hand {
  readonly db: PhoneDatabase
  now(): number
  freshId(): string
}

export const SHIFT = 'gate.shift'
/** While on duty the count is told every minute: what a lost phone took with it is then known up to its last word (shift-loss.ts). */
const BEAT = 55_000

export const readShift = async (db: PhoneDatabase): Promise<Shift | null> =>
  ((await db.notes.get(SHIFT))?.value as Shift | undefined) ?? null

const tell = (inside: Change, hand: Hand, shift: Shift, step: CodeOf<typeof shiftSteps>): Promise<void> =>
  inside.send(keepers.operations.recordShift, {
    id: hand.freshId(),
    shiftId: shift.shiftId,
    gateId: shift.gateId,
    step,
    at: new Date(hand.now()).toISOString(),
    made: shift.made,
  })

/** A shift still on ends first: nobody stands at two gates. */
export async function beginShift(hand: Hand, gate: { readonly id: string; readonly name: string }): Promise<Shift> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    const before = await inside.note<Shift>(SHIFT)
    if (before) await tell(inside, hand, before, 'end')
    const shift: Shift = {
      shiftId: hand.freshId(),
      gateId: gate.id,
      gateName: gate.name,
      beganAt: now,
      made: 0,
      toldAt: now,
    }
    await inside.setNote(SHIFT, shift)
    await tell(inside, hand, shift, 'begin')
    return shift
  })
}

/** Tells the count when it is time; two tabs that ask at once tell it once. */
export async function beat(hand: Hand): Promise<boolean> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    const shift = await inside.note<Shift>(SHIFT)
    if (!shift || Math.abs(now - shift.toldAt) < BEAT) return false
    await inside.setNote(SHIFT, { ...shift, toldAt: now })
    await tell(inside, hand, shift, 'beat')
    return true
  })
}

export async function endShift(hand: Hand): Promise<void> {
  await change(hand.db, hand.now(), async (inside) => {
    const shift = await inside.note<Shift>(SHIFT)
    if (!shift) return
    await inside.setNote(SHIFT, null)
    await tell(inside, hand, shift, 'end')
  })
}
