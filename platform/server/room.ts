/** A room's server half: its contract implemented, its feeds, reactions and long work. Apps gather rooms; rooms know nothing of apps. */
import type { KeyObject } from 'node:crypto'
import type { Contract, OutputOf, ParsedInputOf } from '../pure/contract.ts'
import type { Actor } from './actor.ts'
import type { Context, Database } from './database/database.ts'
import type { Files } from './files.ts'
import type { LiveHub } from './live.ts'
import type { LongWork } from './long-work.ts'

/** What every room is given once, at start. */
export interface House {
  readonly database: Database
  readonly files: Files
  readonly live: LiveHub
  readonly work: LongWork
  readonly dataDir: string
  /** Address of a public randomness beacon; null where this installation has none. */
  readonly beacon: string | null
  /** Keyed digest of an identity number, a phone or a slip's key, for equality search without it. */
  readonly digest: (kind: 'id' | 'phone' | 'slip', value: string) => Buffer
  /** What `digest` is keyed with, to be handed to a thread that must digest by itself; it prints as nothing. */
  readonly digestKey: KeyObject
}

/** What a handler may need of its request besides the input. */
export interface Call {
  readonly actor: Actor
  readonly house: House
  /** An uploaded file, for operations with `upload`. */
  readonly file?: { readonly path: string; readonly name: string; readonly bytes: number }
  /** Where the request came from: strangers are limited by it. A whole estate may share one (carriers' NAT). */
  readonly address: string
}

type Inside<Op> = (context: Context & Call, input: ParsedInputOf<Op>) => Promise<OutputOf<Op>>
type Outside<Op> = { readonly outside: (call: Call, input: ParsedInputOf<Op>) => Promise<OutputOf<Op>> }

/** Plain functions run inside one transaction of the actor; `{ outside }` handles its own (micro-batches, uploads). */
export type Handler<Op> = Inside<Op> | Outside<Op>
export type HandlersOf<C> = C extends { readonly operations: infer Ops }
  ? { readonly [K in keyof Ops]: Handler<Ops[K]> }
  : never

export interface LedgerLine {
  readonly streetId: string
  readonly operationId: string | null
  readonly path: string
  readonly type: string
  readonly data: Record<string, unknown>
}

export interface Reaction {
  /** Stable: the reader's place in the ledger is kept under it. */
  readonly name: string
  readonly on: readonly string[]
  /** Called with lines of one sub-district, in order; the transaction also moves the reader, so each line counts once. */
  /** `database` is for work too long for one transaction: it must come out the same when it is begun again. */
  readonly run: (context: Context, lines: readonly LedgerLine[], database: Database) => Promise<void>
}

export interface Room {
  readonly contract: Contract<any, any>
  readonly handlers: Readonly<Record<string, Handler<any>>>
  readonly reactions?: readonly Reaction[]
  /** Called once at start, e.g. to register feeds or take up interrupted work. */
  readonly start?: (house: House) => Promise<void> | void
  readonly stop?: () => Promise<void>
}

export const room = <C extends Contract<any, any>>(
  contract: C,
  handlers: HandlersOf<C>,
  more: Omit<Room, 'contract' | 'handlers'> = {},
): Room => ({
  contract,
  handlers: handlers as Readonly<Record<string, Handler<any>>>,
  ...more,
})
