/** What is heard live does to a list of missing people already on screen: who was swabbed or exempted leaves, who was tried says so. */
import type { OutputFor } from '../../../../platform/web/client.ts'
import type { LiveLine } from '../../../../platform/web/live.ts'
import type { testing } from '../../contract.ts'
import type { MissingPerson } from '../../model.ts'

export type MissingPage = OutputFor<typeof testing.operations.missing>
export interface MissingPages {
  readonly pages: MissingPage[]
  readonly pageParams: unknown[]
}
export interface Gone {
  readonly residentId: string
  readonly path: string
  /** The total was counted when this person may have been gone already: the row goes, the total waits for the next count. */
  readonly counted?: boolean
}

/** People of this round who stopped being missing with these lines. */
export function goneIn(lines: readonly LiveLine[], roundId: string): Gone[] {
  return lines.flatMap((line) => {
    if (line.data['roundId'] !== roundId) return []
    const residentId = line.data['residentId']
    if (typeof residentId !== 'string') return []
    const sampled = line.topic === 'testing.sample' && line.data['first'] === true
    return sampled || line.topic === 'testing.person-exempted' ? [{ residentId, path: line.path }] : []
  })
}

/**
 * The list without these people. `countUnseen`: the list is narrowed by area alone, so somebody who is not among the rows
 * read so far but lives below `under` was counted in the total.
 */
export function withoutPeople(
  list: MissingPages,
  gone: readonly Gone[],
  options: { readonly under: string; readonly countUnseen: boolean },
): MissingPages {
  const ids = new Set(gone.map((one) => one.residentId))
  const shown = new Set(list.pages.flatMap((page) => page.rows.map((row) => row.residentId)))
  const fewer = new Set(
    gone
      .filter((one) => !one.counted)
      .filter((one) => shown.has(one.residentId) || (options.countUnseen && one.path.startsWith(options.under)))
      .map((one) => one.residentId),
  ).size
  if (fewer === 0 && ![...ids].some((id) => shown.has(id))) return list
  return {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      rows: page.rows.filter((row) => !ids.has(row.residentId)),
      total: Math.max(0, page.total - fewer),
    })),
  }
}

export interface Tried {
  readonly residentId: string
  readonly outcome: MissingPerson['lastOutcome']
  readonly at: string
}

/** The list after somebody was tried once more. */
export function withTry(list: MissingPages, tried: Tried): MissingPages {
  const after = (row: MissingPerson): MissingPerson =>
    row.residentId === tried.residentId
      ? { ...row, tries: row.tries + 1, lastOutcome: tried.outcome, lastTryAt: tried.at }
      : row
  return { ...list, pages: list.pages.map((page) => ({ ...page, rows: page.rows.map(after) })) }
}

/** The total of everything there is: exact once the last page is read. */
export function totalOf(list: MissingPages): number {
  const last = list.pages.at(-1)
  if (!last) return 0
  return last.next === null ? list.pages.reduce((sum, page) => sum + page.rows.length, 0) : last.total
}

/** The list with a total that was counted anew. */
export const withTotal = (list: MissingPages, total: number): MissingPages => ({
  ...list,
  pages: list.pages.map((page) => ({ ...page, total })),
})
