/** Lists that are read on by a cursor of area path and id, the order in which their rows are kept. */

interface Placed {
  readonly path: string
  readonly id: string
}
export interface Page<Row> {
  readonly rows: Row[]
  readonly next: string | null
}

/** The condition that begins after a cursor, its values pushed onto those of the query; '' for the first page. */
export const afterCursor = (of: string, after: string | undefined, values: unknown[]): string => {
  const [path, id] = after?.split('|') ?? []
  if (id === undefined) return ''
  return `AND (${of}.path, ${of}.id) > ($${values.push(path)}::text COLLATE "C", $${values.push(id)}::uuid)`
}

/** Of rows read with one more than the limit: those that fit, and where the next page begins. */
export const pageOf = <Row extends Placed>(rows: readonly Row[], limit: number): Page<Row> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? `${last.path}|${last.id}` : null }
}

/** All rows, page by page, for exports of any size. */
export async function* eachRow<Row>(page: (after: string | undefined) => Promise<Page<Row>>): AsyncGenerator<Row> {
  let after: string | undefined
  do {
    const { rows, next } = await page(after)
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
