/** What neighbours (rooms gate and visit) may call of passes on the server. None of it sends anything that a gate need not know. */
import type { Context } from '../../../platform/server/database/database.ts'
import { type PassAtGate, type PassKey, passAtGate } from '../model.ts'
import { type PassPolicy, passPolicy } from '../policy.ts'
import { listKeys } from './keys.ts'

export interface MeasureAt {
  readonly measureId: string
  readonly operationId: string
  /** Where it holds: the area itself or one above it. */
  readonly path: string
  readonly policy: PassPolicy
  readonly startsAt: string
  readonly endsAt: string
}

interface MeasureRow extends Omit<MeasureAt, 'policy' | 'startsAt' | 'endsAt'> {
  readonly policy: unknown
  readonly startsAt: Date
  readonly endsAt: Date
}
const asMeasure = ({ policy, startsAt, endsAt, ...rest }: MeasureRow): MeasureAt => ({
  ...rest,
  policy: passPolicy.parse(policy),
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

/** The measure that holds in an area at a moment, the nearest one and of those the latest; null: gates there only count. */
export async function measureAt(context: Context, path: string, at: Date): Promise<MeasureAt | null> {
  const { rows } = await context.query<MeasureRow>(
    `SELECT id AS "measureId", operation_id AS "operationId", path, policy, starts_at AS "startsAt", ends_at AS "endsAt" FROM pass.measure
     WHERE street_id = $1 AND starts_with($2, path) AND confirmed_at IS NOT NULL AND starts_at <= $3 AND ends_at > $3
       AND (released_at IS NULL OR released_at > $3) ORDER BY length(path) DESC, starts_at DESC LIMIT 1`,
    [context.actor.streetId, path, at],
  )
  return rows[0] ? asMeasure(rows[0]) : null
}

/** Public keys of the sub-district: those to come, so that a phone knows them before it meets them, and those retired. */
export const keysOf = async (context: Context): Promise<PassKey[]> =>
  (await listKeys(context)).map(({ salt: _, ...key }) => key)

const NOWHERE = '00000000-0000-0000-0000-000000000000'
/** Since which transaction; and while a sweep goes on, where the next begins and how far this one came. */
const CURSOR = /^(\d{1,19})(?:-(\d{1,19})-(\d{1,19})-([0-9a-f-]{36}))?$/

export interface PassList {
  readonly passes: PassAtGate[]
  /** For the next call; an unknown one begins anew. */
  readonly cursor: string
  /** More is ready now. */
  readonly more: boolean
}

/**
 * What a gate's phone must learn since its last call: lines, new or changed, of passes that open gates leading into `paths` (all in the asker's
 * area). Nothing committed is missed however long its transaction ran; a line may come twice, and the later one counts.
 */
export async function passListFor(
  context: Context,
  { paths, after, limit }: { paths: readonly string[]; after: string | null; limit: number },
): Promise<PassList> {
  const [, since = '0', next, txid = '0', id = NOWHERE] = CURSOR.exec(after ?? '') ?? []
  // Taken before the first page is read: whatever was not yet visible then is read again by the next sweep.
  const until = next ?? (await horizon(context))
  const { rows } = await context.query<{ changed: string; id: string; line: unknown }>(
    'SELECT changed, id, line FROM pass.list_for($1, $2, $3::xid8, $4::xid8, $5, $6)',
    [context.actor.streetId, paths, since, txid, id, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    passes: shown.map(({ line }) => passAtGate.parse(line)),
    cursor: more ? `${since}-${until}-${last.changed}-${last.id}` : until,
    more,
  }
}

async function horizon(context: Context): Promise<string> {
  const { rows } = await context.query<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin')
  return rows[0]?.xmin ?? '0'
}

async function oneAtGate(context: Context, id: string | null, number: string | null): Promise<PassAtGate | null> {
  const { rows } = await context.query<{ line: unknown }>('SELECT pass.one_at_gate($1, $2, $3) AS line', [
    context.actor.streetId,
    id,
    number,
  ])
  const line = rows[0]?.line
  return line ? passAtGate.parse(line) : null
}

/** A pass of the sub-district, whichever gates it opens; null when there is none in an open operation. */
export const passById = (context: Context, id: string): Promise<PassAtGate | null> => oneAtGate(context, id, null)
export const passByNumber = (context: Context, number: string): Promise<PassAtGate | null> =>
  oneAtGate(context, null, number)

/** The same for many places and moments in one statement, in their order: for crossings that arrive in crowds. */
export async function measuresAt(
  context: Context,
  wanted: readonly { readonly path: string; readonly at: Date }[],
): Promise<(MeasureAt | null)[]> {
  const { rows } = await context.query<MeasureRow & { n: number }>(
    `SELECT w.n::int AS n, m.* FROM unnest($2::text[], $3::timestamptz[]) WITH ORDINALITY AS w (path, at, n) CROSS JOIN LATERAL (
       SELECT id AS "measureId", operation_id AS "operationId", path, policy, starts_at AS "startsAt", ends_at AS "endsAt" FROM pass.measure
       WHERE street_id = $1 AND starts_with(w.path, path) AND confirmed_at IS NOT NULL AND starts_at <= w.at AND ends_at > w.at
         AND (released_at IS NULL OR released_at > w.at) ORDER BY length(path) DESC, starts_at DESC LIMIT 1) m`,
    [context.actor.streetId, wanted.map((w) => w.path), wanted.map((w) => w.at)],
  )
  const read = new Map<string, MeasureAt>()
  const found: (MeasureAt | null)[] = wanted.map(() => null)
  for (const { n, ...row } of rows) {
    const measure = read.get(row.measureId) ?? asMeasure(row)
    read.set(row.measureId, measure)
    found[n - 1] = measure
  }
  return found
}

const LINES = {
  id: 'SELECT pass.one_at_gate($1, w.id, NULL) AS line FROM unnest($2::uuid[]) AS w (id)',
  number: 'SELECT pass.one_at_gate($1, NULL, w.number) AS line FROM unnest($2::text[]) AS w (number)',
} as const
async function linesBy(context: Context, what: keyof typeof LINES, wanted: readonly string[]): Promise<PassAtGate[]> {
  if (wanted.length === 0) return []
  const { rows } = await context.query<{ line: unknown }>(LINES[what], [context.actor.streetId, wanted])
  return rows.flatMap(({ line }) => (line ? [passAtGate.parse(line)] : []))
}

/** Passes by id as gates see them, in one statement: for crossings that arrive in crowds. Those unknown are absent. */
export const passesById = async (context: Context, ids: readonly string[]): Promise<Map<string, PassAtGate>> =>
  new Map((await linesBy(context, 'id', ids)).map((line) => [line.passId, line]))
/** The same by number: for vehicles that are registered with one. */
export const passesByNumber = async (context: Context, numbers: readonly string[]): Promise<Map<string, PassAtGate>> =>
  new Map((await linesBy(context, 'number', [...new Set(numbers)])).map((line) => [line.number, line]))
