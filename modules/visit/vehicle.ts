/** What is said of a vehicle at a gate or checkpoint: known by its plate, or to be noted. It is never told to turn back by software. */
import { shanghaiDay } from '../../platform/pure/time.ts'
import type { KnownVehicle, VehicleKind, VehicleReason, VisitAtGate } from './model.ts'

export interface VehicleVerdict {
  readonly light: 'go' | 'ask'
  readonly because: VehicleReason
  /** The registration that it goes by. */
  readonly known: KnownVehicle | null
  /** The visit that it comes for. */
  readonly visit: VisitAtGate | null
}

export interface VehicleFacts {
  readonly kind: VehicleKind
  /** As `readPlate` gives it, or what stands on a foreign one; null: none. */
  readonly plate: string | null
  readonly known: readonly KnownVehicle[]
  readonly visits: readonly VisitAtGate[]
  /** ms since 1970 */
  readonly now: number
}

/** Whoever hurries to a doctor or a fire goes by in one touch, plate or none. */
export const isEmergency = (kind: VehicleKind): boolean => kind === 'ambulance' || kind === 'fire'

export function decideVehicle({ kind, plate, known, visits, now }: VehicleFacts): VehicleVerdict {
  const nothing = { known: null, visit: null }
  if (isEmergency(kind)) return { light: 'go', because: 'emergency', ...nothing }
  if (plate === null) return { light: 'ask', because: 'no-plate', ...nothing }
  const today = shanghaiDay(now)
  const registered = known.filter((one) => one.plate === plate)
  const valid = registered.find((one) => one.until >= today)
  if (valid) return { light: 'go', because: 'known', known: valid, visit: null }
  const visit = visits.find(
    (one) => one.plate === plate && one.expectedOn === today && one.cancelledAt === null && one.leftAt === null,
  )
  if (visit) return { light: 'go', because: 'announced', known: null, visit }
  const over = registered[0] ?? null
  return { light: 'ask', because: over ? 'ended' : 'unknown', known: over, visit: null }
}
