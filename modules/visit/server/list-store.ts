/** SQL of the desk's lists and figures; row-level security cuts them to the asker's area. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { ParsedInputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { ParcelLine, ReturneeLine, VehicleLine, VisitLine, visiting } from '../contract.ts'
import type { KnownVehicle, Person } from '../model.ts'
import type { ParcelStanding } from '../parcel.ts'
import { PATIENCE } from '../shelf.ts'
import { dueAt, returneeStanding, visitNumber, visitStanding } from '../stay.ts'
import { knownAreas } from './fact-store.ts'
import { peopleOf } from './people.ts'
import { placesById } from './places.ts'

type Ask<Name extends keyof (typeof visiting)['operations']> = ParsedInputOf<(typeof visiting)['operations'][Name]>
export interface Paged<Row> {
  rows: Row[]
  total: number
  next: string | null
}

const STANDS = 'NOT EXISTS (SELECT FROM visit.correction k WHERE k.street_id = x.street_id AND k.fact_id = x.id)'
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Conditions and their values, from the operation and area on. */
function conditions(context: Context, { operationId, under }: { operationId: string; under?: string | undefined }) {
  const { from, to } = rangeBelow(under ?? context.actor.path)
  const values: unknown[] = [context.actor.streetId, operationId, from, to]
  const terms = ['x.street_id = $1', 'x.operation_id = $2', 'x.path >= $3', 'x.path < $4', STANDS]
  const add = (value: unknown): string => `$${values.push(value)}`
  return { values, terms, add }
}

/** Reads one page in the order of `by`; the cursor is the id of the last row shown. */
async function read<Row extends { id: string }>(
  context: Context,
  what: { readonly table: string; readonly columns: string; readonly by: string; readonly from?: string },
  { terms, values }: { terms: readonly string[]; values: unknown[] },
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Paged<Row>> {
  const where = terms.join(' AND ')
  const { rows: counted } = await context.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM ${what.table} x WHERE ${where}`,
    values,
  )
  const all = [...values]
  const cursor =
    after === undefined
      ? ''
      : `AND (${what.by}, x.id) ${what.from ?? '>'} (SELECT ${what.by}, x.id FROM ${what.table} x WHERE x.street_id = $1 AND x.id::text = $${all.push(after)})`
  const way = what.from === '<' ? 'DESC' : 'ASC'
  const { rows } = await context.query<Row>(
    `SELECT ${what.columns} FROM ${what.table} x WHERE ${where} ${cursor} ORDER BY ${what.by} ${way}, x.id ${way} LIMIT $${all.push(limit + 1)}`,
    all,
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, total: counted[0]?.n ?? 0, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

const namesOf = async (context: Context, rows: readonly { placeId: string | null }[]) =>
  placesById(context, [...new Set(rows.flatMap((row) => (row.placeId === null ? [] : [row.placeId])))])

export async function findVehicles(
  context: Context,
  ask: Omit<Ask<'vehicles'>, 'limit' | 'after'>,
  page: { after?: string | undefined; limit: number },
): Promise<Paged<VehicleLine>> {
  const c = conditions(context, ask)
  if (ask.placeId) c.terms.push(`x.place_id = ${c.add(ask.placeId)}`)
  if (ask.direction) c.terms.push(`x.direction = ${c.add(ask.direction)}`)
  if (ask.outcome) c.terms.push(`x.outcome = ${c.add(ask.outcome)}`)
  if (ask.text) c.terms.push(`strpos(x.plate, ${c.add(ask.text.toUpperCase())}) > 0`)
  if (ask.day) c.terms.push(`(x.at AT TIME ZONE 'Asia/Shanghai')::date = ${c.add(ask.day)}`)
  const found = await read<Omit<VehicleLine, 'at' | 'people' | 'place'> & { at: Date; placeId: string }>(
    context,
    {
      table: 'visit.vehicle',
      columns: `x.id, x.path, x.place_id AS "placeId", x.direction, x.kind, x.plate, x.plate_kind AS "plateKind", x.country, x.aboard,
        x.origin_code AS "originCode", x.origin, x.goods, x.temperature, x.light, x.outcome, x.at`,
      by: 'x.at',
      from: '<',
    },
    c,
    page,
  )
  const [people, places] = [
    await peopleOf(
      context,
      found.rows.map(({ id }) => id),
    ),
    await namesOf(context, found.rows),
  ]
  return {
    ...found,
    rows: found.rows.map(({ placeId, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      place: places.get(placeId)?.name ?? '',
      people: people.get(row.id) ?? [],
    })),
  }
}

const RETURNEE = `CASE WHEN x.joined_at IS NOT NULL THEN 'joined' WHEN x.elsewhere_at IS NOT NULL THEN 'elsewhere' WHEN x.reached_at IS NOT NULL THEN 'reached'
  WHEN x.contact_by < now() THEN 'late' ELSE 'waiting' END`
type ReturneeRow = Omit<ReturneeLine, 'home' | 'found' | 'place' | 'metAt' | 'contactBy' | 'standing' | 'who'> & {
  home: string | null
  placeId: string | null
  metAt: Date
  contactBy: Date
  reachedAt: Date | null
  joinedAt: Date | null
  elsewhereAt: Date | null
}
export async function findReturnees(context: Context, ask: Ask<'returnees'>): Promise<Paged<ReturneeLine>> {
  const c = conditions(context, ask)
  if (ask.standings?.length) c.terms.push(`${RETURNEE} = ANY (${c.add(ask.standings)})`)
  const found = await read<ReturneeRow>(
    context,
    {
      table: 'visit.returnee',
      columns: `x.id, x.path, x.home, x.place_id AS "placeId", x.origin_code AS "originCode", x.origin, x.left_on::text AS "leftOn", x.people, x.told,
        x.met_at AS "metAt", x.contact_by AS "contactBy", x.reached_at AS "reachedAt", x.joined_at AS "joinedAt", x.elsewhere_at AS "elsewhereAt",
        x.resident_id AS "residentId", (SELECT count(*) FROM visit.returnee_step s WHERE s.street_id = x.street_id AND s.returnee_id = x.id
          AND s.step IN ('called', 'visited', 'no-answer'))::integer AS tries`,
      by: 'x.contact_by',
    },
    c,
    ask,
  )
  const now = Date.now()
  const people = await peopleOf(
    context,
    found.rows.map(({ id }) => id),
  )
  const places = await namesOf(context, found.rows)
  const homes = await knownAreas(
    context,
    found.rows.map(({ path }) => path),
  )
  return {
    ...found,
    rows: found.rows.map(({ placeId, reachedAt, joinedAt, elsewhereAt, metAt, contactBy, home, ...row }) => {
      const address = homes.get(row.path)
      const moments = { reachedAt: iso(reachedAt), joinedAt: iso(joinedAt), elsewhereAt: iso(elsewhereAt) }
      return {
        ...row,
        home: address?.kind === 'dwelling' ? address.address : (home ?? address?.address ?? ''),
        found: address?.kind === 'dwelling',
        place: (placeId && places.get(placeId)?.name) || '',
        ...{ metAt: metAt.toISOString(), contactBy: contactBy.toISOString() },
        standing: returneeStanding({ ...moments, contactBy: contactBy.toISOString() }, now),
        who: first(people.get(row.id)),
      }
    }),
  }
}
const first = (people: readonly Person[] | undefined): Person | null => people?.[0] ?? null

const VISIT = `CASE WHEN x.arrived_at IS NOT NULL THEN CASE WHEN x.left_at IS NOT NULL THEN 'left'
    WHEN x.arrived_at + make_interval(hours => x.hours) < now() THEN 'overdue' ELSE 'inside' END
  WHEN x.cancelled_at IS NOT NULL THEN 'cancelled' WHEN x.expected_on < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'missed' ELSE 'expected' END`
type VisitRow = Omit<VisitLine, 'number' | 'host' | 'arrivedAt' | 'leftAt' | 'dueAt' | 'standing' | 'who'> & {
  serial: number
  host: string | null
  arrivedAt: Date | null
  leftAt: Date | null
  cancelledAt: Date | null
}
export async function findVisits(context: Context, ask: Ask<'visits'>): Promise<Paged<VisitLine>> {
  const c = conditions(context, ask)
  if (ask.standings?.length) c.terms.push(`${VISIT} = ANY (${c.add(ask.standings)})`)
  const found = await read<VisitRow>(
    context,
    {
      table: 'visit.visit',
      columns: `x.id, x.path, x.serial, x.host, x.purpose, x.people, x.plate, x.expected_on::text AS "expectedOn", x.hours, x.via,
        x.arrived_at AS "arrivedAt", x.left_at AS "leftAt", x.cancelled_at AS "cancelledAt"`,
      by: 'coalesce(x.arrived_at + make_interval(hours => x.hours), x.expected_on::timestamptz)',
    },
    c,
    ask,
  )
  const now = Date.now()
  const today = shanghaiDay(now)
  const people = await peopleOf(
    context,
    found.rows.map(({ id }) => id),
  )
  const homes = await knownAreas(
    context,
    found.rows.map(({ path }) => path),
  )
  return {
    ...found,
    rows: found.rows.map(({ serial, host, arrivedAt, leftAt, cancelledAt, ...row }) => {
      const moments = { arrivedAt: iso(arrivedAt), leftAt: iso(leftAt), cancelledAt: iso(cancelledAt) }
      const due = dueAt({ ...row, ...moments })
      return {
        ...row,
        number: visitNumber(serial),
        host: host ?? homes.get(row.path)?.address ?? '',
        ...{ arrivedAt: moments.arrivedAt, leftAt: moments.leftAt },
        dueAt: due === null ? null : new Date(due).toISOString(),
        standing: visitStanding({ ...row, ...moments }, now, today),
        who: first(people.get(row.id)),
      }
    }),
  }
}

const PARCEL = `CASE WHEN x.picked_at IS NOT NULL THEN 'fetched' WHEN x.taken_at IS NOT NULL THEN 'taken' ELSE 'waiting' END`
const patience = Object.entries(PATIENCE)
  .map(([kind, minutes]) => `WHEN '${kind}' THEN ${minutes}`)
  .join(' ')
/** As `shelfOrder` has it. */
const ON_SHELF = `x.at + make_interval(mins => CASE x.kind ${patience} END) - CASE x.kind WHEN 'medicine' THEN interval '100 years' ELSE interval '0' END`
const BY: Readonly<Record<ParcelStanding, { readonly by: string; readonly from?: string }>> = {
  waiting: { by: ON_SHELF },
  taken: { by: 'x.taken_at' },
  fetched: { by: 'x.picked_at', from: '<' },
}
type ParcelRow = Omit<ParcelLine, 'recipient' | 'at' | 'takenAt' | 'pickedAt'> & {
  recipient: string | null
  at: Date
  takenAt: Date | null
  pickedAt: Date | null
}
export async function findParcels(context: Context, ask: Ask<'parcels'>): Promise<Paged<ParcelLine>> {
  const c = conditions(context, ask)
  c.terms.push(`${PARCEL} = ${c.add(ask.standing)}`)
  const found = await read<ParcelRow>(
    context,
    {
      table: 'visit.parcel',
      columns: `x.id, x.path, x.place_id AS "placeId", x.recipient, x.brought_by AS "broughtBy", x.kind, x.pieces, x.shelf, x.at, x.taken_at AS "takenAt",
        x.picked_at AS "pickedAt", x.picked_how AS how,
        ARRAY(SELECT platform.account_name(t.id) FROM unnest(x.takers) WITH ORDINALITY t (id, n) ORDER BY t.n) AS takers`,
      ...BY[ask.standing],
    },
    c,
    ask,
  )
  const places = await namesOf(context, found.rows)
  const homes = await knownAreas(
    context,
    found.rows.map(({ path }) => path),
  )
  return {
    ...found,
    rows: found.rows.map(({ recipient, at, takenAt, pickedAt, ...row }) => ({
      ...row,
      recipient: recipient ?? homes.get(row.path)?.address ?? '',
      ...{ at: at.toISOString(), takenAt: iso(takenAt), pickedAt: iso(pickedAt) },
      place: places.get(row.placeId)?.name ?? '',
    })),
  }
}

export async function findKnown(
  context: Context,
  ask: Ask<'knownVehicles'>,
): Promise<Paged<KnownVehicle & { where: string }>> {
  const c = conditions(context, ask)
  c.terms.push('x.ended_at IS NULL')
  if (ask.text) c.terms.push(`strpos(x.plate, ${c.add(ask.text.toUpperCase())}) > 0`)
  const found = await read<KnownVehicle>(
    context,
    {
      table: 'visit.known_vehicle',
      columns: 'x.id, x.path, x.plate, x.belongs, x.whose, x.pass_number AS "passNumber", x.until::text AS until',
      by: 'x.plate',
    },
    c,
    ask,
  )
  const areas = await knownAreas(
    context,
    found.rows.map(({ path }) => path),
  )
  return { ...found, rows: found.rows.map((row) => ({ ...row, where: areas.get(row.path)?.address ?? '' })) }
}

const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`
const isToday = (column: string): string => `(x.${column} AT TIME ZONE 'Asia/Shanghai')::date = ${TODAY}`
/** Counts behind the four pages, each in one pass. */
export async function countAll(context: Context, ask: Ask<'figures'>) {
  const { values, terms } = conditions(context, ask)
  const where = terms.join(' AND ')
  const one = async <R extends Record<string, unknown>>(sql: string): Promise<R> =>
    (await context.query<R>(sql, values)).rows[0] as R
  return {
    vehicles: await one<{ in: number; out: number; turnedBack: number }>(
      `SELECT count(*) FILTER (WHERE x.direction = 'in' AND x.outcome = 'passed')::integer AS in, count(*) FILTER (WHERE x.direction = 'out' AND x.outcome = 'passed')::integer AS out,
        count(*) FILTER (WHERE x.outcome = 'turned-back')::integer AS "turnedBack" FROM visit.vehicle x WHERE ${where} AND ${isToday('at')}`,
    ),
    returnees: await one<{ today: number; waiting: number; late: number }>(
      `SELECT coalesce(sum(x.people) FILTER (WHERE ${isToday('met_at')}), 0)::integer AS today, count(*) FILTER (WHERE ${RETURNEE} IN ('waiting', 'late'))::integer AS waiting,
        count(*) FILTER (WHERE ${RETURNEE} = 'late')::integer AS late FROM visit.returnee x WHERE ${where}`,
    ),
    visits: await one<{ expected: number; inside: number; overdue: number }>(
      `SELECT count(*) FILTER (WHERE ${VISIT} = 'expected' AND x.expected_on = ${TODAY})::integer AS expected, count(*) FILTER (WHERE ${VISIT} IN ('inside', 'overdue'))::integer AS inside,
        count(*) FILTER (WHERE ${VISIT} = 'overdue')::integer AS overdue FROM visit.visit x WHERE ${where}`,
    ),
    parcels: await one<{
      waiting: number
      medicine: number
      oldest: Date | null
      taken: number
      today: number
      picked: number
    }>(
      `SELECT count(*) FILTER (WHERE ${PARCEL} = 'waiting')::integer AS waiting, count(*) FILTER (WHERE ${PARCEL} = 'waiting' AND x.kind = 'medicine')::integer AS medicine,
        min(x.at) FILTER (WHERE ${PARCEL} = 'waiting') AS oldest, count(*) FILTER (WHERE ${PARCEL} = 'taken')::integer AS taken, count(*) FILTER (WHERE ${isToday('at')})::integer AS today,
        count(*) FILTER (WHERE ${isToday('picked_at')})::integer AS picked FROM visit.parcel x WHERE ${where}`,
    ),
  }
}
