/** The phone itself: its database, its sender, what it holds. Made once at the front door, given to every screen. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Word } from '../../pure/words.ts'
import type { Callable } from '../client.ts'
import { heldNow, oldestWaiting, writeSettled } from '../outbox/outbox.ts'
import { outcomeOfAnswer, outcomeOfError } from '../outbox/outcome.ts'
import type { Held, Settled } from '../outbox/queue.ts'
import { lockOf, type Sender, startSender } from '../outbox/sender.ts'
import { opName } from '../pocket/change.ts'
import { PhoneDatabase } from '../pocket/database.ts'
import { ask, reach } from './reach.ts'
import { measureRoom } from './storage-room.ts'
import { type Carried, type FieldRoom, ruleOf } from './task.ts'
import { useKept } from './use-kept.ts'

export interface Phone {
  readonly db: PhoneDatabase
  readonly sender: Sender
  readonly deviceId: string
  readonly rooms: readonly FieldRoom[]
  /** The name of an operation by the outbox's name for it. */
  wordOf(op: string): Word
  /** The words of a doubt that the server noted. */
  remark(doubt: string): Word
}

/** What the server noted beside facts that it took: kept for the crew's eyes, the youngest last. */
export interface Doubted {
  readonly id: string
  readonly doubts: readonly string[]
  readonly at: number
}
export const DOUBTED = 'outbox.doubted'
const MOST_DOUBTED = 100

async function noteDoubted(db: PhoneDatabase, settled: Settled): Promise<void> {
  if (settled.doubted.length === 0) return
  const before = ((await db.notes.get(DOUBTED))?.value as Doubted[] | undefined) ?? []
  const fresh = settled.doubted.map(({ id, doubts }) => ({ id, doubts, at: Date.now() }))
  const known = new Set(fresh.map((d) => d.id))
  await db.notes.put({
    key: DOUBTED,
    value: [...before.filter((d) => !known.has(d.id)), ...fresh].slice(-MOST_DOUBTED),
  })
}

const post =
  (carried: ReadonlyMap<string, Carried>, deviceId: string) => async (op: string, items: readonly unknown[]) => {
    const entry = carried.get(op)
    // A fact of an operation that this version does not know waits for a version that does.
    if (!entry) return { kind: 'unreachable' } as const
    const operation: Callable = entry.operation
    const { clock = Date.now, doubtsOf, namesDevice } = entry
    const sentAt = new Date(clock()).toISOString()
    try {
      const answer = await ask(operation, { sentAt, ...(namesDevice ? { deviceId } : {}), items })
      if (!doubtsOf) return outcomeOfAnswer(answer)
      const facts = new Map(items.map((fact) => [(fact as { id: string }).id, fact]))
      return outcomeOfAnswer(answer, (item) => doubtsOf(facts.get(item.id), item))
    } catch (error) {
      return outcomeOfError(error)
    }
  }

/** Opens the phone's own database and starts sending. */
export function openPhone(rooms: readonly FieldRoom[], deviceId: string): Phone {
  const db = new PhoneDatabase()
  const all = rooms.flatMap((room) => room.carried)
  const carried = new Map(all.map((c) => [opName(c.operation), c]))
  const sender = startSender({
    rules: all.map(ruleOf),
    waiting: () => oldestWaiting(db),
    write: (settled) => writeSettled(db, settled, (done) => noteDoubted(db, done)),
    post: post(carried, deviceId),
    alone: lockOf('shouwang-outbox'),
    now: () => Date.now(),
    dice: () => Math.random(),
    later: (ms, call) => {
      const timer = setTimeout(call, ms)
      return () => clearTimeout(timer)
    },
  })
  addEventListener('online', () => {
    reach.set('trying')
    sender.resume()
  })
  addEventListener('offline', () => reach.set('away'))
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) sender.resume()
  })
  void measureRoom()
  return {
    db,
    sender,
    deviceId,
    rooms,
    wordOf: (op) => carried.get(op)?.operation.words ?? [op, op],
    remark: (doubt) => rooms.map((room) => room.remarks[doubt]).find(Boolean) ?? [doubt, doubt],
  }
}

const PhoneContext = createContext<Phone | null>(null)
export const PhoneProvider = ({ phone, children }: { phone: Phone; children: ReactNode }) => (
  <PhoneContext value={phone}>{children}</PhoneContext>
)
export function usePhone(): Phone {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('PhoneProvider is missing')
  return phone
}

/** What waits on this phone, as it is now. */
export function useHeld(): Held {
  const { db } = usePhone()
  return useKept(() => heldNow(db), [db]) ?? { waiting: 0, setAside: 0, oldest: null }
}
