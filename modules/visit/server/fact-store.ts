/** SQL of facts: each is put down once, and what counts beside it is worked out anew. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Announcement, CorrectionFact, Doubt, ReturneeFact, VehicleFact, VisitStepFact } from '../model.ts'
import type { PlateKind } from '../plate.ts'
import type { KeptPerson } from './people.ts'

export interface Answer {
  readonly id: string
  readonly known: boolean
  readonly doubts: Doubt[]
}

export interface PlacedFact {
  readonly path: string
  readonly operationId: string
  readonly kind: string
  /** The fact beside which something counts. */
  readonly settles: string | null
}
/** Where a fact lies, in the asker's area. */
export async function placeOf(context: Context, factId: string): Promise<PlacedFact | null> {
  const { rows } = await context.query<PlacedFact>(
    'SELECT path, operation_id AS "operationId", kind, settles FROM visit.place_of($1, $2)',
    [context.actor.streetId, factId],
  )
  return rows[0] ?? null
}
export async function settle(context: Context, factId: string): Promise<void> {
  await context.query('SELECT visit.settle($1, $2)', [context.actor.streetId, factId])
}

/** Addresses of areas anywhere in the sub-district. */
export async function knownAreas(
  context: Context,
  paths: readonly string[],
): Promise<Map<string, { address: string; kind: string }>> {
  if (paths.length === 0) return new Map()
  const { rows } = await context.query<{ path: string; address: string; kind: string }>(
    'SELECT path, address, kind FROM visit.addresses($1, $2::text[])',
    [context.actor.streetId, [...new Set(paths)]],
  )
  return new Map(rows.map(({ path, ...rest }) => [path, rest]))
}

type KeptVehicle = VehicleFact & {
  readonly path: string
  readonly plateKind: PlateKind
  readonly doubts: readonly Doubt[]
}
export async function insertVehicle(context: Context, item: KeptVehicle): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO visit.vehicle (street_id, operation_id, id, path, place_id, direction, kind, plate, plate_kind, country, aboard, origin_code, origin, goods,
       temperature, known_id, light, outcome, at, account_id, doubts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) ON CONFLICT DO NOTHING`,
    [
      ...[context.actor.streetId, item.operationId, item.id, item.path, item.placeId, item.direction, item.kind],
      ...[item.plate, item.plateKind, item.country, item.aboard, item.originCode, item.origin, item.goods],
      ...[item.temperature, item.knownId, item.light, item.outcome, item.at, context.actor.accountId, item.doubts],
    ],
  )
  return rowCount === 1
}

/** Lies where its fact lies; its ledger line is written with it. */
export async function takeBack(context: Context, item: CorrectionFact): Promise<'new' | 'known'> {
  const { rows } = await context.query<{ outcome: 'new' | 'known' }>('SELECT visit.take_back($1, $2) AS outcome', [
    context.actor.streetId,
    JSON.stringify(item),
  ])
  return rows[0]!.outcome
}

interface KeptReturnee extends Omit<ReturneeFact, 'path' | 'who'> {
  readonly path: string
  readonly contactBy: string
  readonly doubts: readonly Doubt[]
  readonly who: readonly KeptPerson[]
}
export async function takeReturnee(context: Context, item: KeptReturnee): Promise<'new' | 'known' | 'refused'> {
  const { rows } = await context.query<{ outcome: 'new' | 'known' | 'refused' }>(
    'SELECT visit.take_returnee($1, $2) AS outcome',
    [context.actor.streetId, JSON.stringify(item)],
  )
  return rows[0]!.outcome
}

type KeptVisit = Omit<Announcement, 'expectedOn' | 'who'> & {
  readonly operationId: string
  readonly path: string
  readonly host: string | null
  readonly via: 'desk' | 'gate'
  /** The moment of arrival, or the day that was announced. */
  readonly at: string
}
export async function insertVisit(context: Context, visit: KeptVisit): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO visit.visit (street_id, operation_id, id, path, host, purpose, people, plate, expected_on, hours, via, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ($9::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, $10, $11, $12) ON CONFLICT DO NOTHING`,
    [
      ...[context.actor.streetId, visit.operationId, visit.id, visit.path, visit.host, visit.purpose, visit.people],
      ...[visit.plate, visit.at, visit.hours, visit.via, context.actor.accountId],
    ],
  )
  return rowCount === 1
}

export async function insertStep(
  context: Context,
  of: Pick<PlacedFact, 'path' | 'operationId'>,
  step: Pick<VisitStepFact, 'id' | 'visitId' | 'step' | 'placeId' | 'at'>,
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO visit.visit_step (street_id, operation_id, id, path, visit_id, step, place_id, at, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT DO NOTHING`,
    [
      ...[context.actor.streetId, of.operationId, step.id, of.path, step.visitId, step.step, step.placeId, step.at],
      context.actor.accountId,
    ],
  )
  return rowCount === 1
}
