/** Lists kept on the phone with their age: replaced whole or not at all, so that a fetch cut short leaves the old one. */
import type { Kept, PhoneDatabase } from './database.ts'
import { storageProblemOf } from './storage-problem.ts'

const CHUNK = 1000

export interface KeptList<Meta, Row> {
  /** Unix ms by this phone's clock when it was fetched. */
  readonly at: number
  readonly meta: Meta
  readonly rows: readonly Row[]
}

export async function keepList(
  db: PhoneDatabase,
  key: string,
  { at, meta, rows }: KeptList<unknown, unknown>,
): Promise<void> {
  try {
    await db.transaction('rw', db.kept, db.chunks, async () => {
      await db.chunks.where('key').equals(key).delete()
      const parts = Math.ceil(rows.length / CHUNK)
      const chunks = Array.from({ length: parts }, (_, part) => ({
        key,
        part,
        rows: rows.slice(part * CHUNK, (part + 1) * CHUNK),
      }))
      await db.chunks.bulkPut(chunks)
      await db.kept.put({ key, at, meta, size: rows.length })
    })
  } catch (error) {
    throw storageProblemOf(error)
  }
}

export async function readList<Meta, Row>(db: PhoneDatabase, key: string): Promise<KeptList<Meta, Row> | null> {
  const [kept, chunks] = await db.transaction('r', db.kept, db.chunks, async () =>
    Promise.all([db.kept.get(key), db.chunks.where('key').equals(key).toArray()]),
  )
  if (!kept) return null
  chunks.sort((a, b) => a.part - b.part)
  return { at: kept.at, meta: kept.meta as Meta, rows: chunks.flatMap((chunk) => chunk.rows as Row[]) }
}

export const keptHead = (db: PhoneDatabase, key: string): Promise<Kept | undefined> => db.kept.get(key)

/** Removes kept lists and what was learned of their rows, except those named. */
export async function dropListsExcept(db: PhoneDatabase, keys: readonly string[]): Promise<void> {
  await db.transaction('rw', db.kept, db.chunks, db.marks, async () => {
    await db.kept.where('key').noneOf(keys).delete()
    await db.chunks.where('key').noneOf(keys).delete()
    await db.marks.where('list').noneOf(keys).delete()
  })
}

/** Adds marks where there is none, or one that `mayReplace`: what this phone did itself counts more than what it hears. */
export async function addMarks(
  db: PhoneDatabase,
  list: string,
  ids: readonly string[],
  value: unknown,
  mayReplace: (old: unknown) => boolean = () => false,
): Promise<number> {
  return db.transaction('rw', db.marks, async () => {
    const known = await db.marks.bulkGet(ids.map((id): [string, string] => [list, id]))
    const fresh = ids.filter((_, i) => known[i] === undefined || mayReplace(known[i].value))
    await db.marks.bulkPut(fresh.map((id) => ({ list, id, value })))
    return fresh.length
  })
}

/** Marks of these rows, in their order. */
export async function marksOf<T>(db: PhoneDatabase, list: string, ids: readonly string[]): Promise<(T | undefined)[]> {
  const rows = await db.marks.bulkGet(ids.map((id): [string, string] => [list, id]))
  return rows.map((row) => row?.value as T | undefined)
}
