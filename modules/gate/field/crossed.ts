/**
 * What this phone knows of crossings: where each pass was last seen and when households went out, from its own keeper and from other gates. Kept as marks
 * beside the gate's list, because a check reads two of them and a crossing writes two in the same breath as its fact.
 */
import type { Change } from '../../../platform/web/pocket/change.ts'
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { Direction, Elsewhere } from '../model.ts'
import { listKey } from './pass-log.ts'

export interface Last {
  readonly id: string
  readonly direction: Direction
  readonly at: number
}
interface Undone {
  readonly before: Last | null
}
interface Outing {
  readonly id: string
  readonly at: number
}
/** No measure looks further back than two weeks (`passPolicy`). */
const FORGET = 15 * 24 * 3600_000

const lastId = (passId: string): string => `last:${passId}`
const outingsId = (household: string): string => `out:${household}`
const undoneId = (crossingId: string): string => `undone:${crossingId}`
const SINCE = 'since'

export async function knownOf(
  db: PhoneDatabase,
  gateId: string,
  passId: string | null,
  household: string | null,
): Promise<{ readonly last: Last | null; readonly outings: readonly number[] }> {
  const list = listKey(gateId)
  const [last, outings] = await Promise.all([
    passId === null ? undefined : db.marks.get([list, lastId(passId)]),
    household === null ? undefined : db.marks.get([list, outingsId(household)]),
  ])
  return {
    last: (last?.value as Last | null | undefined) ?? null,
    outings: ((outings?.value as Outing[] | undefined) ?? []).map(({ at }) => at),
  }
}

/** Notes a crossing of this phone's own; gives back what was there before, for taking it back. */
export async function noteCrossing(inside: Change, gateId: string, crossed: Elsewhere): Promise<Last | null> {
  const list = listKey(gateId)
  const before = (await inside.mark<Last | null>(list, lastId(crossed.passId))) ?? null
  const at = Date.parse(crossed.at)
  await inside.setMark(list, lastId(crossed.passId), { id: crossed.id, direction: crossed.direction, at })
  if (crossed.counts && crossed.household !== null) {
    const outings = (await inside.mark<Outing[]>(list, outingsId(crossed.household))) ?? []
    await inside.setMark(list, outingsId(crossed.household), [...outings, { id: crossed.id, at }])
  }
  return before
}

/** Taken back: what was before is so again, and the server's echo of it will not count here. */
export async function forgetCrossing(
  inside: Change,
  gateId: string,
  crossed: { readonly id: string; readonly passId: string; readonly household: string | null },
  before: Last | null,
): Promise<void> {
  const list = listKey(gateId)
  const last = await inside.mark<Last | null>(list, lastId(crossed.passId))
  await inside.setMark(list, undoneId(crossed.id), { before })
  if (last?.id === crossed.id) {
    let stands = before
    // The one before may have been taken back as well, and the one before that.
    for (let gone = await undoing(inside, list, stands); gone; gone = await undoing(inside, list, stands))
      stands = gone.before
    await inside.setMark(list, lastId(crossed.passId), stands)
  }
  if (crossed.household === null) return
  const outings = (await inside.mark<Outing[]>(list, outingsId(crossed.household))) ?? []
  await inside.setMark(
    list,
    outingsId(crossed.household),
    outings.filter(({ id }) => id !== crossed.id),
  )
}

const undoing = async (inside: Change, list: string, last: Last | null): Promise<Undone | undefined> =>
  last === null ? undefined : inside.mark<Undone>(list, undoneId(last.id))

export const crossedCursor = async (db: PhoneDatabase, gateId: string): Promise<string | null> =>
  ((await db.marks.get([listKey(gateId), SINCE]))?.value as string | undefined) ?? null

/** An answer about other gates joins what is known. False when another tab has come further meanwhile. */
export async function hearPage(
  db: PhoneDatabase,
  gateId: string,
  from: string | null,
  page: { readonly crossings: readonly Elsewhere[]; readonly cursor: string },
  now: number,
): Promise<boolean> {
  const list = listKey(gateId)
  return db.transaction('rw', db.marks, async () => {
    if ((await crossedCursor(db, gateId)) !== from) return false
    const undone = await db.marks.bulkGet(page.crossings.map(({ id }): [string, string] => [list, undoneId(id)]))
    const crossings = page.crossings.filter((_, i) => undone[i] === undefined)
    const values = await valuesOf(db, list, [
      ...crossings.map(({ passId }) => lastId(passId)),
      ...crossings.flatMap(({ household, counts }) => (counts && household !== null ? [outingsId(household)] : [])),
    ])
    for (const { id, passId, household, direction, at: moment, counts } of crossings) {
      const at = Date.parse(moment)
      const last = values.get(lastId(passId)) as Last | null | undefined
      if (!last || last.at <= at) values.set(lastId(passId), { id, direction, at })
      if (!counts || household === null) continue
      const outings = (values.get(outingsId(household)) as Outing[] | undefined) ?? []
      const others = outings.filter((outing) => outing.id !== id && outing.at > now - FORGET)
      values.set(outingsId(household), [...others, { id, at }])
    }
    values.set(SINCE, page.cursor)
    await db.marks.bulkPut([...values].map(([id, value]) => ({ list, id, value })))
    return true
  })
}

async function valuesOf(db: PhoneDatabase, list: string, ids: readonly string[]): Promise<Map<string, unknown>> {
  const wanted = [...new Set(ids)]
  const rows = await db.marks.bulkGet(wanted.map((id): [string, string] => [list, id]))
  return new Map(wanted.flatMap((id, i) => (rows[i] === undefined ? [] : [[id, rows[i].value] as const])))
}
