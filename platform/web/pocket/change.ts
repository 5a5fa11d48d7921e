/**
 * One change of the phone: notes, marks and facts to send, stored together before the screen says done.
 * A fact that its contract would refuse is refused here, while the person still stands there.
 */
import type { z } from 'zod'
import type { PhoneDatabase } from './database.ts'
import { StorageProblem, storageProblemOf } from './storage-problem.ts'

/** A command with `offline: true`: its input is `{ items: [{ id, … }] }`. */
export interface OfflineCommand {
  readonly room: string
  readonly name: string
  readonly input: z.ZodType
}
export type ItemOf<Op extends OfflineCommand> =
  z.input<Op['input']> extends { items: readonly (infer Item)[] } ? Item : never

export const opName = (operation: OfflineCommand): string => `${operation.room}.${operation.name}`

export interface Change {
  note<T>(key: string): Promise<T | undefined>
  /** Every note whose key starts so, in the order of keys. */
  notesUnder<T>(prefix: string): Promise<T[]>
  /** null removes it. */
  setNote(key: string, value: unknown): Promise<void>
  mark<T>(list: string, id: string): Promise<T | undefined>
  setMark(list: string, id: string, value: unknown): Promise<void>
  send<Op extends OfflineCommand>(operation: Op, item: ItemOf<Op>): Promise<void>
}

const itemRules = (operation: OfflineCommand): z.ZodType => {
  const { items } = (operation.input as z.ZodObject<{ items: z.ZodArray<z.ZodType> }>).shape
  return items.element
}

/**
 * Runs `work` in one durable transaction. Nothing but the given Change may be awaited inside it.
 * @param now this phone's clock, Unix ms
 * @throws StorageProblem when the phone could not store it: then nothing of it was stored
 */
export async function change<T>(db: PhoneDatabase, now: number, work: (change: Change) => Promise<T>): Promise<T> {
  const inside: Change = {
    note: async <V>(key: string) => (await db.notes.get(key))?.value as V | undefined,
    notesUnder: async <V>(prefix: string) =>
      (await db.notes.where('key').startsWith(prefix).toArray()).map((note) => note.value as V),
    setNote: async (key, value) => {
      await (value === null ? db.notes.delete(key) : db.notes.put({ key, value }))
    },
    mark: async <V>(list: string, id: string) => (await db.marks.get([list, id]))?.value as V | undefined,
    setMark: async (list, id, value) => {
      await db.marks.put({ list, id, value })
    },
    send: async (operation, item) => {
      if (!itemRules(operation).safeParse(item).success) throw new StorageProblem('malformed')
      const { id } = item as { id: string }
      await db.outbox.add({
        id,
        op: opName(operation),
        item,
        madeAt: now,
        alone: false,
        tries: 0,
        notBefore: 0,
        setAside: null,
        tray: 0,
      })
    },
  }
  try {
    // An async function on purpose: Dexie follows awaits inside `work` only when it can see that the scope is one.
    return await db.transaction('rw', db.outbox, db.notes, db.marks, async () => work(inside))
  } catch (error) {
    throw storageProblemOf(error)
  }
}
