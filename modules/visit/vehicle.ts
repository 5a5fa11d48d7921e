/**
 * What is said of a vehicle at a gate or checkpoint: known by its plate, or to be noted. A registration holds until its last day, for its area, and as
 * long as the pass that it names; one that does not hold is asked about and says why. Nothing is told to turn back by software.
 */
import { isBelow } from '../../platform/pure/area.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import type { KnownAtGate, Place, VehicleKind, VehicleReason, VisitAtGate } from './model.ts'

export interface VehicleVerdict {
  readonly light: 'go' | 'ask'
  readonly because: VehicleReason
  /** The registration that it goes by, or would if it held. */
  readonly known: KnownAtGate | null
  /** The visit that it comes for. */
  readonly visit: VisitAtGate | null
}

export interface VehicleFacts {
  readonly kind: VehicleKind
  /** As `readPlate` gives it, or what stands on a foreign one; null: none. */
  readonly plate: string | null
  readonly known: readonly KnownAtGate[]
  readonly visits: readonly VisitAtGate[]
  readonly place: Pick<Place, 'serves'>
  /** ms since 1970 */
  readonly now: number
}

/** Whoever hurries to a doctor or a fire goes by in one touch, plate or none. */
export const isEmergency = (kind: VehicleKind): boolean => kind === 'ambulance' || kind === 'fire'

/** A place leads to what lies above, at or below what it serves, as with passes. */
const leadsTo = ({ serves }: Pick<Place, 'serves'>, path: string): boolean =>
  serves.some((area) => isBelow(path, area) || isBelow(area, path))

/** The best that can be said of several registrations comes first. */
const HOLDS = ['known', 'elsewhere', 'pass-over', 'ended', 'withdrawn'] as const
function holds(one: KnownAtGate, { place, now }: VehicleFacts): (typeof HOLDS)[number] {
  if (one.withdrawn) return 'withdrawn'
  if (one.until < shanghaiDay(now)) return 'ended'
  const { passNumber, pass } = one
  if (passNumber !== null && !(pass?.standing === 'valid' && Date.parse(pass.until) > now)) return 'pass-over'
  return leadsTo(place, one.path) ? 'known' : 'elsewhere'
}

export function decideVehicle(facts: VehicleFacts): VehicleVerdict {
  const { kind, plate, place, now } = facts
  const nothing = { known: null, visit: null }
  if (isEmergency(kind)) return { light: 'go', because: 'emergency', ...nothing }
  if (plate === null) return { light: 'ask', because: 'no-plate', ...nothing }
  const [best] = facts.known
    .filter((one) => one.plate === plate)
    .map((known) => ({ known, because: holds(known, facts) }))
    .toSorted((a, b) => HOLDS.indexOf(a.because) - HOLDS.indexOf(b.because))
  if (best?.because === 'known') return { light: 'go', ...best, visit: null }
  const today = shanghaiDay(now)
  const visits = facts.visits.filter(
    (one) => one.plate === plate && one.expectedOn === today && one.cancelledAt === null && one.leftAt === null,
  )
  const visit = visits.find(({ path }) => leadsTo(place, path))
  if (visit) return { light: 'go', because: 'announced', known: null, visit }
  if (best) return { light: 'ask', ...best, visit: null }
  const elsewhere = visits[0] ?? null
  return { light: 'ask', because: elsewhere ? 'announced-elsewhere' : 'unknown', known: null, visit: elsewhere }
}
