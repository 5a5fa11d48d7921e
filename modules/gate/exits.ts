/**
 * Nobody is ever shut in: a plan that leaves an area without an opened gate at any minute of the day, or a fire exit without somebody who holds its key,
 * is refused as a whole, and says which area and from when. `gate.shut_in()` (migration 0022) is the same rule at commit.
 */
import { isBelow } from '../../platform/pure/area.ts'
import { DAY_MINUTES, openSpans } from './opening.ts'
import type { Gate } from './model.ts'

export type PlannedGate = Pick<Gate, 'id' | 'name' | 'serves' | 'state' | 'hours' | 'fireExit' | 'keyHolder'>
export type GateChange = Pick<Gate, 'id' | 'state' | 'hours' | 'keyHolder'>

export type Objection =
  /** Nobody of the area gets out between these moments of the day, `HH:MM`. */
  | { readonly kind: 'shut-in'; readonly area: string; readonly from: string; readonly to: string }
  | { readonly kind: 'no-key'; readonly gateId: string; readonly name: string }

export const withChanges = <G extends PlannedGate>(gates: readonly G[], changes: readonly GateChange[]): G[] => {
  const byId = new Map(changes.map((change) => [change.id, change]))
  return gates.map((gate) => ({ ...gate, ...byId.get(gate.id) }))
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The first stretch of the day that no span covers. */
function firstGap(spans: readonly (readonly [number, number])[]): readonly [number, number] | null {
  let until = 0
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from > until) return [until, from]
    until = Math.max(until, to)
  }
  return until < DAY_MINUTES ? [until, DAY_MINUTES] : null
}

/** What speaks against the gates of a street becoming `after`. Areas that nothing was changed for are not judged. */
export function objectionsTo(before: readonly PlannedGate[], after: readonly PlannedGate[]): Objection[] {
  const was = new Map(before.map((gate) => [gate.id, gate]))
  const is = new Map(after.map((gate) => [gate.id, gate]))
  const touched = [...new Set([...was.keys(), ...is.keys()])].filter((id) => !same(was.get(id), is.get(id)))
  const near = touched.flatMap((id) => [...(was.get(id)?.serves ?? []), ...(is.get(id)?.serves ?? [])])
  const areas = new Set([...near, ...after.flatMap((g) => g.serves).filter((a) => near.some((b) => isBelow(a, b)))])
  const shut = [...areas].sort().flatMap((area): Objection[] => {
    const leading = after.filter((gate) => gate.serves.some((served) => isBelow(area, served)))
    const gap = firstGap(leading.flatMap(openSpans))
    return gap ? [{ kind: 'shut-in', area, from: clock(gap[0]), to: clock(gap[1]) }] : []
  })
  const locked = touched.flatMap((id): Objection[] => {
    const gate = is.get(id)
    const needsKey = gate?.fireExit === true && (gate.state !== 'open' || gate.hours.length > 0)
    return needsKey && gate.keyHolder === null ? [{ kind: 'no-key', gateId: gate.id, name: gate.name }] : []
  })
  return [...shut, ...locked]
}

function same(a: PlannedGate | undefined, b: PlannedGate | undefined): boolean {
  const told = (g: PlannedGate | undefined) =>
    JSON.stringify(g && [g.serves, g.state, g.hours, g.fireExit, g.keyHolder])
  return told(a) === told(b)
}
