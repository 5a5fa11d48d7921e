/** SQL of templates: the superior's workbook byte for byte, and what was said about its cells. */
import { z } from 'zod'
import type { Context } from '../../../platform/server/database/database.ts'
import { mark, type Template, templatePart } from '../template.ts'

export type TemplateLine = Omit<Template, 'sheets' | 'unmarked' | 'outputs' | 'parts' | 'marks'> & { marks: number }
type Row = Omit<TemplateLine, 'savedAt' | 'mine' | 'mayChange'> & { savedAt: Date; accountId: string }

const LINE = `t.id, t.path, coalesce(a.name, '') AS "areaName", t.name, t.file_name AS "fileName", jsonb_array_length(t.marks) AS marks, t.pinned, t.version,
    t.saved_at AS "savedAt", t.account_id AS "accountId"`
const FROM = `FROM picture.template t LEFT JOIN register.area a ON a.street_id = t.street_id AND a.path = t.path
  WHERE t.street_id = $1 AND t.removed_at IS NULL AND (t.pinned OR t.account_id = $2)`

const toLine = ({ actor }: Pick<Context, 'actor'>, { savedAt, accountId, ...row }: Row): TemplateLine => {
  const mine = accountId === actor.accountId
  return {
    ...row,
    savedAt: savedAt.toISOString(),
    mine,
    mayChange: mine || (actor.role !== 'superior' && actor.role !== 'grid-worker' && row.path.startsWith(actor.path)),
  }
}

/** Pinned ones of my area and above, and my own. */
export async function listTemplates(context: Context): Promise<TemplateLine[]> {
  const { rows } = await context.query<Row>(`SELECT ${LINE} ${FROM} ORDER BY t.pinned DESC, t.name, t.id LIMIT 200`, [
    context.actor.streetId,
    context.actor.accountId,
  ])
  return rows.map((row) => toLine(context, row))
}

export interface KeptTemplate {
  readonly line: TemplateLine
  readonly content: Buffer
  readonly parts: Template['parts']
  readonly marks: Template['marks']
}

export async function findTemplate(context: Context, id: string): Promise<KeptTemplate | null> {
  const { rows } = await context.query<Row & { content: Buffer; parts: unknown; all: unknown }>(
    `SELECT ${LINE}, t.content, t.parts, t.marks AS "all" ${FROM} AND t.id = $3`,
    [context.actor.streetId, context.actor.accountId, id],
  )
  const [row] = rows
  if (!row) return null
  const { content, parts, all, ...line } = row
  return {
    line: toLine(context, line),
    content,
    parts: z.array(templatePart).catch([]).parse(parts),
    marks: z.array(mark).catch([]).parse(all),
  }
}

/** @returns false when a template of this id is there already. */
export async function insertTemplate(
  context: Context,
  draft: { id: string; name: string; fileName: string; content: Buffer },
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO picture.template (street_id, id, path, account_id, name, file_name, content) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (street_id, id) DO NOTHING`,
    [
      context.actor.streetId,
      draft.id,
      context.actor.path,
      context.actor.accountId,
      draft.name,
      draft.fileName,
      draft.content,
    ],
  )
  return rowCount === 1
}

/** @returns false when somebody changed it meanwhile, or it is not in the asker's area. */
export async function updateMarks(
  context: Context,
  draft: Pick<Template, 'id' | 'name' | 'pinned' | 'parts' | 'marks' | 'version'>,
): Promise<boolean> {
  const { rowCount } = await context.query(
    `UPDATE picture.template SET name = $3, pinned = $4, parts = $5, marks = $6, version = version + 1, saved_at = now()
     WHERE street_id = $1 AND id = $2 AND version = $7 AND removed_at IS NULL`,
    [
      context.actor.streetId,
      draft.id,
      draft.name,
      draft.pinned,
      JSON.stringify(draft.parts),
      JSON.stringify(draft.marks),
      draft.version,
    ],
  )
  return rowCount === 1
}
