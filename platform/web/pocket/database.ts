/**
 * What a phone keeps: facts on their way, answers that serve without network, and small notes of the work at hand.
 * One database, so that a fact and what the screen shows of it are stored together or not at all.
 */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Entry } from '../outbox/queue.ts'

/** `tray` 1: set apart, needs a look. An index cannot hold null, hence the number. */
export type OutboxRow = Entry & { readonly tray: 0 | 1 }
export interface Note {
  readonly key: string
  readonly value: unknown
}
/** A list kept from an answer; its rows lie in chunks, because 30 big writes are far quicker than 30,000 small ones. */
export interface Kept {
  readonly key: string
  /** Unix ms by this phone's clock. */
  readonly at: number
  readonly meta: unknown
  readonly size: number
}
export interface Chunk {
  readonly key: string
  readonly part: number
  readonly rows: readonly unknown[]
}
/** What this phone learned of one row of a list since it was fetched. */
export interface MarkRow {
  readonly list: string
  readonly id: string
  readonly value: unknown
}

export const DATABASE = 'shouwang-phone'

export class PhoneDatabase extends Dexie {
  declare outbox: EntityTable<OutboxRow, 'seq'>
  declare notes: Table<Note, string>
  declare kept: Table<Kept, string>
  declare chunks: Table<Chunk, [string, number]>
  declare marks: Table<MarkRow, [string, string]>

  constructor(name = DATABASE, options: ConstructorParameters<typeof Dexie>[1] = {}) {
    // Strict: the promise of a write resolves when it lies on the disk, not when the system has heard of it.
    super(name, { chromeTransactionDurability: 'strict', ...options })
    this.version(1).stores({
      outbox: '++seq, [tray+seq]',
      notes: 'key',
      kept: 'key',
      chunks: '[key+part], key',
      marks: '[list+id], list',
    })
  }
}
