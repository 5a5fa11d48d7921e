/** What neighbours may call of operations on the server. */
import type { Problem } from '../../../platform/pure/problem.ts'
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

export async function whatForbidsEnding(context: Context, operation: Operation): Promise<Problem | null> {
  for (const check of checks.values()) {
    const problem = await check(context, operation)
    if (problem) return problem
  }
  return null
}
