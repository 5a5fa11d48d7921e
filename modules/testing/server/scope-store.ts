/** How many people a scope would make due, asked of the register before anything is opened. */
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Scope } from '../model.ts'

export async function countScope(context: Context, path: string, scope: Scope): Promise<{ due: number; away: number }> {
  const { from, to } = rangeBelow(path)
  const values: unknown[] = [context.actor.streetId, from, to]
  if (scope.kind === 'groups') values.push(scope.groups)
  if (scope.kind === 'list') values.push(scope.residentIds)
  const term = { whole: '', groups: 'AND groups && $4::text[]', list: 'AND id = ANY ($4::uuid[])' }[scope.kind]
  const { rows } = await context.query<{ due: number; away: number }>(
    `SELECT count(*) FILTER (WHERE residence <> 'away')::integer AS due, count(*) FILTER (WHERE residence = 'away')::integer AS away
     FROM register.public_resident WHERE street_id = $1 AND path >= $2 AND path < $3 ${term}`,
    values,
  )
  return rows[0]!
}
