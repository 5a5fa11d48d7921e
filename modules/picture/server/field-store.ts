/** SQL of asked fields and of what communities filled in. Which of them one sees is decided by row-level security. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { type Field, type FieldDraft, type FieldValue, stateOf } from '../field.ts'

type Row = Omit<Field, 'state' | 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null }

/** How many areas are asked and how many have answered, both within what the asker sees. */
const FIELD = `SELECT f.id, f.path, f.operation_id AS "operationId", f.level, f.name, f.kind, f.choices, f.unit, f.body, f.person, f.purpose, f.basis,
    f.starts_on AS "startsOn", f.ends_on AS "endsOn", f.differs, f.opened_at AS "openedAt", f.closed_at AS "closedAt", coalesce(a.name, '') AS "areaName",
    (SELECT count(*)::integer FROM register.area x WHERE x.street_id = f.street_id AND x.kind = f.level AND x.path >= greatest(f.path, $2::text COLLATE "C")
      AND x.path < least((rtrim(f.path, '.') || '/') COLLATE "C", $3::text COLLATE "C")) AS areas,
    (SELECT count(DISTINCT v.path)::integer FROM picture.field_value v WHERE v.street_id = f.street_id AND v.field_id = f.id) AS filled
  FROM picture.field f LEFT JOIN register.area a ON a.street_id = f.street_id AND a.path = f.path WHERE f.street_id = $1`

const parameters = (context: Context): unknown[] => {
  const { from, to } = rangeBelow(context.actor.path)
  return [context.actor.streetId, from, to]
}
const toField = ({ openedAt, closedAt, ...row }: Row): Field => {
  const closed = closedAt?.toISOString() ?? null
  return {
    ...row,
    openedAt: openedAt.toISOString(),
    closedAt: closed,
    state: stateOf({ ...row, closedAt: closed }, shanghaiDay(Date.now())),
  }
}

/** Those being asked first, then by their last day, the latest on top. */
export async function listFields(context: Context): Promise<Field[]> {
  const { rows } = await context.query<Row>(
    `${FIELD} ORDER BY f.closed_at IS NOT NULL, f.ends_on DESC, f.opened_at DESC, f.id LIMIT 500`,
    parameters(context),
  )
  return rows.map(toField)
}

export async function findField(context: Context, id: string): Promise<Field | null> {
  const { rows } = await context.query<Row>(`${FIELD} AND f.id = $4`, [...parameters(context), id])
  return rows[0] ? toField(rows[0]) : null
}

/** @returns false when a field of this id is there already. */
export async function insertField(context: Context, draft: FieldDraft): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO picture.field (street_id, operation_id, id, path, level, name, kind, choices, unit, body, person, purpose, basis, differs, starts_on, ends_on, opened_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      draft.operationId,
      draft.id,
      draft.path,
      draft.level,
      draft.name,
      draft.kind,
      draft.choices,
      draft.unit,
      draft.body,
      draft.person,
      draft.purpose,
      JSON.stringify(draft.basis),
      draft.differs,
      draft.startsOn,
      draft.endsOn,
      context.actor.accountId,
    ],
  )
  return rowCount === 1
}

/** @returns false when it is closed already, or not in the asker's area. */
export async function updateWithdrawn(context: Context, id: string): Promise<boolean> {
  const { rowCount } = await context.query(
    'UPDATE picture.field SET closed_at = now(), closed_by = $3 WHERE street_id = $1 AND id = $2 AND closed_at IS NULL',
    [context.actor.streetId, id, context.actor.accountId],
  )
  return rowCount === 1
}

export interface FieldLine {
  readonly path: string
  readonly name: string
  readonly value: FieldValue
  readonly at: string | null
  readonly author: string | null
}

/** Every area that is asked, with the value it filled in last. */
export async function listLines(
  context: Context,
  field: Pick<Field, 'id' | 'level' | 'path'>,
  under: string,
): Promise<FieldLine[]> {
  const { from, to } = rangeBelow(under.startsWith(field.path) ? under : field.path)
  const { rows } = await context.query<{
    path: string
    name: string
    number: number | null
    words: string | null
    at: Date | null
    author: string | null
  }>(
    `SELECT a.path, CASE WHEN a.kind = 'community' THEN a.name ELSE concat_ws(' ', c.name, coalesce(a.address, a.name)) END AS name, v.number, v.words, v.at, v.author
     FROM register.area a LEFT JOIN register.area c ON c.street_id = $1 AND c.path = substring(a.path FROM '^(?:[^.]+\\.){3}')
     LEFT JOIN LATERAL (SELECT x.number, x.words, x.at, x.author FROM picture.field_value x
       WHERE x.street_id = $1 AND x.field_id = $2 AND x.path = a.path ORDER BY x.at DESC, x.id DESC LIMIT 1) v ON true
     WHERE a.street_id = $1 AND a.kind = $3 AND a.path >= $4 AND a.path < $5 ORDER BY a.path COLLATE "C" LIMIT 5000`,
    [context.actor.streetId, field.id, field.level, from, to],
  )
  return rows.map(({ number, words, at, ...row }) => ({
    ...row,
    value: number ?? words,
    at: at?.toISOString() ?? null,
  }))
}

/** Everything that was ever filled in for one area, the latest first. */
export async function listHistory(
  context: Context,
  fieldId: string,
  path: string,
): Promise<{ value: FieldValue; at: string; author: string }[]> {
  const { rows } = await context.query<{ number: number | null; words: string | null; at: Date; author: string }>(
    `SELECT number, words, at, author FROM picture.field_value WHERE street_id = $1 AND field_id = $2 AND path = $3 ORDER BY at DESC, id DESC LIMIT 200`,
    [context.actor.streetId, fieldId, path],
  )
  return rows.map(({ number, words, at, author }) => ({ value: number ?? words, at: at.toISOString(), author }))
}

/** @returns the ids that were new; a retry adds nothing. */
export async function insertValues(
  context: Context,
  field: Pick<Field, 'id' | 'operationId'>,
  items: readonly { id: string; path: string; value: FieldValue }[],
): Promise<string[]> {
  const { rows } = await context.query<{ id: string }>(
    `INSERT INTO picture.field_value (street_id, operation_id, field_id, id, path, number, words, account_id, author)
     SELECT $1, $2, $3, t.id, t.path, t.number, t.words, $8, $9 FROM unnest($4::uuid[], $5::text[], $6::double precision[], $7::text[]) AS t (id, path, number, words)
     ON CONFLICT (street_id, id) DO NOTHING RETURNING id`,
    [
      context.actor.streetId,
      field.operationId,
      field.id,
      items.map((i) => i.id),
      items.map((i) => i.path),
      items.map((i) => (typeof i.value === 'number' ? i.value : null)),
      items.map((i) => (typeof i.value === 'string' ? i.value : null)),
      context.actor.accountId,
      context.actor.name,
    ],
  )
  return rows.map((r) => r.id)
}

/** Of these paths, those that are areas of the kind. */
export async function areasOfKind(context: Context, kind: string, paths: readonly string[]): Promise<Set<string>> {
  const { rows } = await context.query<{ path: string }>(
    'SELECT path FROM register.area WHERE street_id = $1 AND kind = $2 AND path = ANY ($3)',
    [context.actor.streetId, kind, paths],
  )
  return new Set(rows.map((r) => r.path))
}

/** Communities that the asker answers for. */
export async function listCommunities(context: Context): Promise<string[]> {
  const { from, to } = rangeBelow(context.actor.path)
  const { rows } = await context.query<{ path: string }>(
    `SELECT path FROM register.area WHERE street_id = $1 AND kind = 'community' AND ((path >= $2 AND path < $3) OR starts_with($2, path)) ORDER BY path`,
    [context.actor.streetId, from, to],
  )
  return rows.map((r) => r.path)
}

/** Times within which fields were asked, as far back as a day. */
export async function listTerms(
  context: Context,
  since: string,
): Promise<{ path: string; startsOn: string; endsOn: string; closedAt: string | null }[]> {
  const { rows } = await context.query<{ path: string; startsOn: string; endsOn: string; closedAt: Date | null }>(
    `SELECT path, starts_on AS "startsOn", ends_on AS "endsOn", closed_at AS "closedAt" FROM picture.field WHERE street_id = $1 AND ends_on >= $2`,
    [context.actor.streetId, since],
  )
  return rows.map((r) => ({ ...r, closedAt: r.closedAt?.toISOString() ?? null }))
}
