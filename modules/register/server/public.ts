/** What neighbours and the app may call of the register on the server. */
import type { Context } from '../../../platform/server/database/database.ts'

/** Names of areas by path; only those the asker may see. */
export async function areaNames(context: Context, paths: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await context.query<{ path: string; name: string }>(
    'SELECT path, name FROM register.area WHERE path = ANY ($1)',
    [paths],
  )
  return new Map(rows.map((r) => [r.path, r.name]))
}
