/** SQL of crossings: what must be known to judge a batch of them, and gate.take_in(), which alone may write them. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { CrossingFact, Direction, Light, Reason } from '../model.ts'

/** A crossing as it came, with who sent it. */
export interface SentCrossing {
  readonly fact: CrossingFact
  /** ms, by the server's clock */
  readonly at: number
  readonly doubts: readonly string[]
  readonly accountId: string
  readonly deviceId: string | null
  /** The sender's area. */
  readonly area: string
}

/** Judged and ready to be written. */
export interface JudgedCrossing extends SentCrossing {
  readonly operationId: string | null
  readonly path: string
  readonly household: string | null
  readonly scope: readonly string[]
  readonly light: Light
  readonly because: readonly Reason[]
  readonly counts: boolean
}

export interface OnRecord {
  readonly known: boolean
  /** Under this id another crossing had come before. */
  readonly reused: boolean
  readonly light: Light
  readonly because: Reason[]
}

export interface PastCrossing {
  readonly id: string
  readonly passId: string
  readonly household: string | null
  readonly direction: Direction
  readonly at: number
  readonly counts: boolean
}

const COLUMNS = `c.id, c.pass_id AS "passId", c.household, c.direction, c.at, c.counts`
const HAPPENED = `c.outcome = 'passed' AND c.undoes IS NULL AND NOT gate.is_undone(c.street_id, c.id, c.shift_id)`
type PastRow = Omit<PastCrossing, 'at'> & { at: Date }
const toPast = ({ at, ...row }: PastRow): PastCrossing => ({ ...row, at: at.getTime() })

/** Of each pass the last crossing before a moment (ms). */
export async function lastBefore(
  context: Context,
  wanted: readonly { passId: string; at: number }[],
): Promise<PastCrossing[]> {
  if (wanted.length === 0) return []
  const { rows } = await context.query<PastRow>(
    `SELECT l.* FROM unnest($2::uuid[], $3::timestamptz[]) AS w (pass_id, at) CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM gate.crossing c WHERE c.street_id = $1 AND c.pass_id = w.pass_id AND c.at < w.at AND ${HAPPENED}
       ORDER BY c.at DESC LIMIT 1) l`,
    [context.actor.streetId, wanted.map((w) => w.passId), wanted.map((w) => new Date(w.at).toISOString())],
  )
  return rows.map(toPast)
}

/** Counted outings of households since a moment (ms). */
export async function outingsSince(
  context: Context,
  households: readonly string[],
  since: number,
): Promise<PastCrossing[]> {
  if (households.length === 0) return []
  const { rows } = await context.query<PastRow>(
    `SELECT ${COLUMNS} FROM gate.crossing c WHERE c.street_id = $1 AND c.household = ANY ($2) AND c.counts AND c.at >= $3 AND ${HAPPENED}`,
    [context.actor.streetId, households, new Date(since).toISOString()],
  )
  return rows.map(toPast)
}

/** Of the open operations that hold each area, the nearest and latest; absent where there is none. */
export async function operationsAt(context: Context, paths: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await context.query<{ path: string; id: string }>(
    `SELECT DISTINCT ON (w.path) w.path, o.id FROM unnest($2::text[]) AS w (path)
     JOIN operation.operation o ON o.street_id = $1 AND o.state = 'open' AND starts_with(w.path, o.path)
     ORDER BY w.path, length(o.path) DESC, o.starts_at DESC`,
    [context.actor.streetId, paths],
  )
  return new Map(rows.map(({ path, id }) => [path, id]))
}

const toRow = (c: JudgedCrossing): Record<string, unknown> => {
  const { fact } = c
  return {
    operation_id: c.operationId,
    id: fact.id,
    gate_id: fact.gateId,
    path: c.path,
    shift_id: fact.shiftId,
    n: fact.n,
    at: new Date(c.at).toISOString(),
    device_at: fact.at,
    direction: fact.direction,
    means: fact.means,
    pass_id: fact.passId,
    household: c.household,
    scope: c.scope,
    way: fact.way,
    code_from: fact.codeFrom,
    light: fact.light,
    because: fact.because,
    outcome: fact.outcome,
    errand: fact.errand,
    temperature: fact.temperature,
    second: fact.second,
    list_age: fact.listAge === null ? null : Math.min(fact.listAge, 2 ** 31 - 1),
    server_light: c.light,
    server_because: c.because,
    counts: c.counts,
    undoes: fact.undoes ?? null,
    doubts: c.doubts,
    account_id: c.accountId,
    device_id: c.deviceId,
  }
}

/** One statement; answers in the order of the items. */
export async function takeIn(context: Context, items: readonly JudgedCrossing[]): Promise<OnRecord[]> {
  const { rows } = await context.client.query<OnRecord & { id: string }>({
    name: 'gate.take_in',
    text: 'SELECT id, known, reused, light, because FROM gate.take_in($1, $2)',
    values: [context.actor.streetId, JSON.stringify(items.map(toRow))],
  })
  const found = new Map(rows.map(({ id, ...rest }) => [id, rest]))
  return items.map(({ fact, light, because }) => {
    const row = found.get(fact.id)
    if (!row) throw new Error(`a crossing was not kept: ${fact.id}`)
    return row.known ? row : { ...row, light, because: [...because] }
  })
}
