/** What neighbours may call of operations on the server. */
import type { Problem } from '../../../platform/pure/problem.ts'
import type { Word } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Operation } from '../model.ts'
import { findOperation, lockOperation } from './store.ts'

/** The operation for work that begins under it: it cannot end before this transaction does. */
export async function findOperationToWorkIn(context: Context, id: string): Promise<Operation | null> {
  await lockOperation(context, id, 'shared')
  return findOperation(context, id)
}

export type EndingCheck = (context: Context, operation: Operation) => Promise<Problem | null>

/** Rooms further down, which this one must not know, say here what forbids ending an operation. */
const checks = new Map<string, EndingCheck>()
export const guardEnding = (room: string, check: EndingCheck): void => void checks.set(room, check)

/** What a room below does when an operation ends. */
export interface EndingWork {
  /** What still stands and would be closed, as the desk is told before; nothing where nothing does. */
  readonly tell: (context: Context, operation: Operation) => Promise<Word[]>
  /** Closes it, in the transaction that ends the operation and in the name of whoever ends it. */
  readonly close: (context: Context, operation: Operation) => Promise<void>
}
const works = new Map<string, EndingWork>()
export const workAtEnding = (room: string, work: EndingWork): void => void works.set(room, work)

export async function whatEndingCloses(context: Context, operation: Operation): Promise<Word[]> {
  const told: Word[] = []
  for (const work of works.values()) told.push(...(await work.tell(context, operation)))
  return told
}
export async function closeAtEnding(context: Context, operation: Operation): Promise<void> {
  for (const work of works.values()) await work.close(context, operation)
}

export async function whatForbidsEnding(context: Context, operation: Operation): Promise<Problem | null> {
  for (const check of checks.values()) {
    const problem = await check(context, operation)
    if (problem) return problem
  }
  return null
}
