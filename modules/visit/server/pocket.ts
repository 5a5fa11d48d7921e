/** What a phone carries to a gate or checkpoint, so that a shift needs no network; names half hidden, no whole number. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { measureAt, passesByNumber } from '../../pass/server/public.ts'
import { addressPattern } from '../../register/search.ts'
import type { visiting } from '../contract.ts'
import type { KnownAtGate, VisitAtGate } from '../model.ts'
import type { ParcelAtPoint } from '../parcel.ts'
import { visitNumber } from '../stay.ts'
import { knownAreas } from './fact-store.ts'
import { openPlaces } from './places.ts'
import { rulesAt } from './rule-store.ts'

const MOST = 3000
const STANDS = 'NOT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = x.street_id AND k.fact_id = x.id)'

async function knownAt(context: Context, today: string, operations: readonly string[]): Promise<KnownAtGate[]> {
  // One that ended lately is carried too: the keeper is told that it is over.
  const { rows } = await context.query<Omit<KnownAtGate, 'where' | 'pass'>>(
    `SELECT x.id, x.path, x.plate, x.belongs, x.whose, x.pass_number AS "passNumber", x.until::text AS until, x.ended_at IS NOT NULL AS withdrawn
     FROM visit.known_vehicle x WHERE x.street_id = $1 AND x.operation_id = ANY ($3::uuid[]) AND (x.ended_at IS NULL OR x.ended_at > now() - interval '30 days') AND x.until > $2::date - 30
     ORDER BY x.ended_at IS NOT NULL, x.until DESC, x.id LIMIT ${MOST}`,
    [context.actor.streetId, today, operations],
  )
  const areas = await knownAreas(
    context,
    rows.map(({ path }) => path),
  )
  const passes = await passesByNumber(
    context,
    rows.flatMap(({ passNumber }) => passNumber ?? []),
  )
  return rows.map((row) => {
    const pass = row.passNumber === null ? undefined : passes.get(row.passNumber)
    return {
      ...row,
      where: areas.get(row.path)?.address ?? '',
      pass: pass ? { standing: pass.standing, until: pass.until } : null,
    }
  })
}

type VisitRow = Omit<
  VisitAtGate,
  'number' | 'name' | 'phoneMasked' | 'host' | 'arrivedAt' | 'leftAt' | 'cancelledAt'
> & {
  serial: number
  host: string | null
  arrivedAt: Date | null
  leftAt: Date | null
}
async function visitsAt(context: Context, today: string): Promise<VisitAtGate[]> {
  const { rows } = await context.query<VisitRow>(
    `SELECT x.id, x.path, x.serial, x.host, x.purpose, x.people, x.plate, x.expected_on::text AS "expectedOn", x.hours, x.arrived_at AS "arrivedAt", x.left_at AS "leftAt"
     FROM visit.visit x WHERE x.street_id = $1 AND ${STANDS} AND x.left_at IS NULL
       AND (x.arrived_at IS NOT NULL OR (x.cancelled_at IS NULL AND x.expected_on BETWEEN $2::date AND $2::date + 7)) ORDER BY x.expected_on, x.id LIMIT ${MOST}`,
    [context.actor.streetId, today],
  )
  const { rows: named } = await context.query<{ visitId: string; name: string; phone: string | null }>(
    'SELECT visit_id AS "visitId", name, phone FROM visit.masked_visitors($1, $2::uuid[])',
    [context.actor.streetId, rows.map(({ id }) => id)],
  )
  const who = new Map(named.map((one) => [one.visitId, one]))
  const homes = await knownAreas(
    context,
    rows.map(({ path }) => path),
  )
  return rows.map(({ serial, host, arrivedAt, leftAt, ...visit }) => ({
    ...visit,
    number: visitNumber(serial),
    name: who.get(visit.id)?.name ?? '*',
    phoneMasked: who.get(visit.id)?.phone ?? null,
    host: host ?? homes.get(visit.path)?.address ?? '',
    arrivedAt: arrivedAt?.toISOString() ?? null,
    leftAt: leftAt?.toISOString() ?? null,
    cancelledAt: null,
  }))
}

type ParcelRow = Omit<ParcelAtPoint, 'recipient' | 'at' | 'takenAt' | 'pickedAt' | 'how'> & {
  recipient: string | null
  at: Date
  takenAt: Date | null
}
async function parcelsAt(context: Context): Promise<ParcelAtPoint[]> {
  const { rows } = await context.query<ParcelRow>(
    `SELECT x.id, x.path, x.place_id AS "placeId", x.recipient, x.brought_by AS "broughtBy", x.kind, x.pieces, x.shelf, x.at, x.taken_at AS "takenAt"
     FROM visit.parcel x WHERE x.street_id = $1 AND ${STANDS} AND x.picked_at IS NULL ORDER BY x.at, x.id LIMIT ${MOST}`,
    [context.actor.streetId],
  )
  const homes = await knownAreas(
    context,
    rows.map(({ path }) => path),
  )
  return rows.map(({ recipient, at, takenAt, ...parcel }) => ({
    ...parcel,
    recipient: recipient ?? homes.get(parcel.path)?.address ?? '',
    ...{ at: at.toISOString(), takenAt: takenAt?.toISOString() ?? null },
    ...{ pickedAt: null, how: null },
  }))
}

interface FlowRow {
  readonly placeId: string
  readonly passed: number
  readonly firstAt: Date | null
  readonly waiting: number | null
  readonly notedAt: Date | null
}
export async function flowsOf(context: Context, operationId: string) {
  const { rows } = await context.query<FlowRow>(
    'SELECT place_id AS "placeId", passed, first_at AS "firstAt", waiting, noted_at AS "notedAt" FROM visit.flow($1, $2, now())',
    [context.actor.streetId, operationId],
  )
  return rows.map(({ firstAt, notedAt, ...one }) => ({
    ...one,
    firstAt: firstAt?.toISOString() ?? null,
    notedAt: notedAt?.toISOString() ?? null,
  }))
}

export const pocketHandlers: Pick<HandlersOf<typeof visiting>, 'pocket' | 'findHomes'> = {
  pocket: async (context) => {
    const now = new Date()
    const today = shanghaiDay(now)
    const { rows } = await context.query<{ id: string; name: string; path: string }>(
      'SELECT id, name, path FROM visit.operations($1, true)',
      [context.actor.streetId],
    )
    const operations = []
    const flows = []
    for (const one of rows) {
      operations.push({ ...one, rules: await rulesAt(context, one.id, context.actor.path) })
      flows.push(...(await flowsOf(context, one.id)))
    }
    return {
      ...{ now: now.toISOString(), operations, flows },
      policy: (await measureAt(context, context.actor.path, now))?.policy ?? null,
      places: await openPlaces(context),
      known: await knownAt(
        context,
        today,
        rows.map(({ id }) => id),
      ),
      visits: await visitsAt(context, today),
      parcels: await parcelsAt(context),
    }
  },

  findHomes: async (context, { text }) => {
    const pattern = addressPattern(text)
    if (pattern === null) return { homes: [] }
    const { rows } = await context.query<{ path: string; address: string }>(
      'SELECT path, address FROM visit.homes($1, $2)',
      [context.actor.streetId, pattern],
    )
    return { homes: rows }
  },
}
