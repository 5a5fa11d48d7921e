/** A keeper's tap becomes a fact: counted, sent and remembered in one transaction. Taking it back is a further fact. */
import { change } from '../../../platform/web/pocket/change.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { keepers } from '../keeper-contract.ts'
import type { Verdict } from '../decide.ts'
import type { CrossingFact, Direction, errands, outcomes } from '../model.ts'
import { householdOf, passIdOf, holderOf, type Standing } from './check.ts'
import { forgetCrossing, noteCrossing } from './crossed.ts'
import { type Done, doneNow, keepDone } from './recent.ts'
import { type Hand, SHIFT, type Shift } from './shift.ts'

export type Outcome = CodeOf<typeof outcomes>
export type Errand = CodeOf<typeof errands>

interface Crossing {
  readonly standing: Standing
  readonly verdict: Verdict
  readonly direction: Direction
  readonly outcome: Outcome
  readonly errand: Errand | null
  /** When the list last met the server, Unix ms. */
  readonly listAt: number | null
}

const meansOf = ({ shown, read, listed }: Standing): CrossingFact['means'] => {
  if (read?.ok) return read.claims.form
  return listed === null || shown.by === 'nothing' || shown.by === 'code' ? 'none' : shown.by
}
const tenths = (celsius: number | null): number | null => (celsius === null ? null : Math.round(celsius * 10))

/** @returns what was stored, or null when nobody is on duty on this phone */
export async function recordCrossing(hand: Hand, crossing: Crossing): Promise<Done | null> {
  const { standing, verdict, direction, outcome, errand, listAt } = crossing
  const now = hand.now()
  const household = householdOf(standing)
  return change(hand.db, now, async (inside) => {
    const shift = await inside.note<Shift>(SHIFT)
    if (!shift) return null
    const passId = passIdOf(standing)
    const fact: CrossingFact = {
      id: hand.freshId(),
      gateId: shift.gateId,
      shiftId: shift.shiftId,
      n: shift.made + 1,
      at: new Date(now).toISOString(),
      direction,
      means: passId === null ? 'none' : meansOf(standing),
      passId,
      way: standing.way,
      codeFrom: standing.read?.ok && standing.read.claims.form === 'phone' ? standing.read.claims.notBefore : null,
      light: verdict.light,
      because: verdict.because.slice(0, 8),
      outcome,
      errand,
      temperature: tenths(standing.temperature),
      second: tenths(standing.second),
      listAge: listAt === null ? null : Math.max(0, Math.floor((now - listAt) / 60_000)),
    }
    await inside.setNote(SHIFT, { ...shift, made: fact.n })
    await inside.send(keepers.operations.recordCrossings, fact)
    const counts = outcome === 'passed' && verdict.counts
    const before =
      passId !== null && outcome === 'passed'
        ? await noteCrossing(inside, shift.gateId, { id: fact.id, passId, household, direction, at: fact.at, counts })
        : null
    const done: Done = { fact, name: holderOf(standing)?.name ?? null, household, before, undone: false }
    await keepDone(inside, done)
    return done
  })
}

/** It did not happen: a line of its own, counted like any other. False when it is too long ago or was taken back already. */
export async function takeBack(hand: Hand, crossingId: string): Promise<boolean> {
  const now = hand.now()
  return change(hand.db, now, async (inside) => {
    const shift = await inside.note<Shift>(SHIFT)
    const done = (await doneNow(inside)).find(({ fact }) => fact.id === crossingId)
    if (!shift || !done || done.undone || done.fact.shiftId !== shift.shiftId) return false
    const { fact, household, before } = done
    await inside.setNote(SHIFT, { ...shift, made: shift.made + 1 })
    await inside.send(keepers.operations.recordCrossings, {
      ...fact,
      id: hand.freshId(),
      n: shift.made + 1,
      at: new Date(now).toISOString(),
      outcome: 'turned-back',
      undoes: fact.id,
    })
    if (fact.passId !== null && fact.outcome === 'passed')
      await forgetCrossing(inside, shift.gateId, { id: fact.id, passId: fact.passId, household }, before)
    await keepDone(inside, { ...done, undone: true })
    return true
  })
}
