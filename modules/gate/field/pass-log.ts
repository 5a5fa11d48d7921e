/**
 * The list of passes on the phone: answers kept as they came, one after the other, the later line of a pass being the valid one. A fetch cut short goes on
 * from where it was; a change of one pass writes one line, not twenty thousand.
 */
import type { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import type { PassAtGate } from '../../pass/model.ts'
import type { PassBook } from './pass-book.ts'

/** All that is kept of a gate hangs on this key, marks too: lists of gates left behind go with it. */
const ALL = 'gate.list.'
export const listKey = (gateId: string): string => `${ALL}${gateId}`

const CHUNK = 1000
/** Answers beyond full chunks after which the log is written anew. */
const LOOSE = 40

export interface LogHead {
  /** Where to go on; null: from the beginning. */
  readonly cursor: string | null
  readonly parts: number
  /** Changes when the log is written anew: what was read of an older one is not to be continued. */
  readonly era: number
}
const FRESH: LogHead = { cursor: null, parts: 0, era: 0 }

export const readHead = async (db: PhoneDatabase, gateId: string): Promise<LogHead> =>
  ((await db.kept.get(listKey(gateId)))?.meta as LogHead | undefined) ?? FRESH

/** False when another tab has come further meanwhile: then nothing was written. */
export async function appendPage(
  db: PhoneDatabase,
  gateId: string,
  from: string | null,
  page: { readonly passes: readonly PassAtGate[]; readonly cursor: string },
): Promise<boolean> {
  const key = listKey(gateId)
  return db.transaction('rw', db.kept, db.chunks, async () => {
    const head = await readHead(db, gateId)
    if (head.cursor !== from) return false
    const grown = page.passes.length > 0
    if (grown) await db.chunks.put({ key, part: head.parts, rows: page.passes })
    const meta: LogHead = { ...head, cursor: page.cursor, parts: head.parts + (grown ? 1 : 0) }
    await db.kept.put({ key, at: 0, meta, size: 0 })
    return true
  })
}

/** Brings a book up to the log; reads only what came since. */
export async function readOn(db: PhoneDatabase, gateId: string, book: PassBook): Promise<void> {
  const key = listKey(gateId)
  const { head, chunks } = await db.transaction('r', db.kept, db.chunks, async () => {
    const head = await readHead(db, gateId)
    const from = head.era === book.era ? book.parts : 0
    const chunks = await db.chunks.where('[key+part]').between([key, from], [key, head.parts]).toArray()
    return { head, chunks }
  })
  if (head.era !== book.era) book.clear()
  chunks.sort((a, b) => a.part - b.part)
  for (const { rows } of chunks) book.add(rows as PassAtGate[])
  book.era = head.era
  book.parts = head.parts
}

/** Writes the log anew when it has many small parts; `book` must have read all of it. */
export async function tidyLog(db: PhoneDatabase, gateId: string, book: PassBook): Promise<void> {
  const key = listKey(gateId)
  const rows = [...book.all()]
  const parts = Math.ceil(rows.length / CHUNK)
  if (book.parts - parts < LOOSE) return
  await db.transaction('rw', db.kept, db.chunks, async () => {
    const head = await readHead(db, gateId)
    if (head.era !== book.era || head.parts !== book.parts) return
    await db.chunks.where('key').equals(key).delete()
    await db.chunks.bulkPut(
      Array.from({ length: parts }, (_, part) => ({ key, part, rows: rows.slice(part * CHUNK, (part + 1) * CHUNK) })),
    )
    const meta: LogHead = { ...head, parts, era: head.era + 1 }
    await db.kept.put({ key, at: 0, meta, size: rows.length })
    book.era = meta.era
    book.parts = parts
  })
}

/** Kept lists that are not this room's other gates'. */
export const keptBeside = async (db: PhoneDatabase, gateId: string): Promise<string[]> => {
  const keys = await db.kept.toCollection().primaryKeys()
  return [listKey(gateId), ...keys.filter((key) => !key.startsWith(ALL))]
}
