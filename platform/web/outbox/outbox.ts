/** The outbox on the phone's disk: what waits, what is set apart, and how an answer is written down. */
import type { OutboxRow, PhoneDatabase } from '../pocket/database.ts'
import { type Entry, type Held, type Settled, takenBack } from './queue.ts'

/** A plan looks only at entries before it, so the oldest few hundred are enough to plan from. */
const WINDOW = 400

const WAITING: [number, number][] = [
  [0, 0],
  [0, Number.MAX_SAFE_INTEGER],
]

export const oldestWaiting = (db: PhoneDatabase): Promise<Entry[]> =>
  db.outbox.where('[tray+seq]').between(WAITING[0], WAITING[1]).limit(WINDOW).toArray()

export async function heldNow(db: PhoneDatabase): Promise<Held> {
  const waiting = () => db.outbox.where('[tray+seq]').between(WAITING[0], WAITING[1])
  const [count, all, first] = await Promise.all([waiting().count(), db.outbox.count(), waiting().first()])
  return { waiting: count, setAside: all - count, oldest: first?.madeAt ?? null }
}

/** What needs a look, oldest first. */
export const trayOf = (db: PhoneDatabase): Promise<Entry[]> => db.outbox.filter((row) => row.tray === 1).sortBy('seq')

const rowOf = (entry: Entry): OutboxRow => ({ ...entry, tray: entry.setAside === null ? 0 : 1 })

/** Writes what an answer decided; `also` joins the same transaction. */
export async function writeSettled(
  db: PhoneDatabase,
  settled: Settled,
  also?: (settled: Settled) => Promise<void>,
): Promise<void> {
  if (settled.remove.length === 0 && settled.change.length === 0 && settled.doubted.length === 0) return
  await db.transaction('rw', db.outbox, db.notes, async () => {
    await db.outbox.bulkDelete([...settled.remove])
    // An entry that another tab has seen through meanwhile must not come back.
    for (const entry of settled.change) if (await db.outbox.get(entry.seq)) await db.outbox.put(rowOf(entry))
    await also?.(settled)
  })
}

/** Out of the tray, to be tried once more. */
export async function takeBack(db: PhoneDatabase, seq: number): Promise<void> {
  await db.transaction('rw', db.outbox, async () => {
    const entry = await db.outbox.get(seq)
    if (entry) await db.outbox.put(rowOf(takenBack(entry)))
  })
}
