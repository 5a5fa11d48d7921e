/** How facts are taken in: each batch one transaction in the sender's own area, each fact once however often it is sent. */
import { factTime } from '../../../platform/pure/fact-time.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import { again } from '../../../platform/server/again.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, House } from '../../../platform/server/room.ts'
import { type Doubt, problems } from '../model.ts'
import type { Answer } from './fact-store.ts'

interface Given {
  readonly id: string
  readonly at: string
  /** Absent where the fact lies in the operation of what it is about. */
  readonly operationId?: string
}
export interface Inside<Item> {
  readonly context: Context
  readonly house: House
  readonly item: Item
  /** By the server's clock. */
  readonly at: string
  readonly doubts: Doubt[]
}

/** Items one by one in one transaction; lost races (two phones, one id) are tried again from the start. @returns what each was */
export const recording = async <Item extends Given>(
  call: Call,
  { sentAt, items }: { sentAt: string; items: readonly Item[] },
  write: (inside: Inside<Item>) => Promise<boolean>,
  after: (context: Context, fresh: readonly Item[]) => Promise<void> = async () => undefined,
): Promise<{ items: Answer[] }> => {
  const [sent, now] = [Date.parse(sentAt), Date.now()]
  return again(() =>
    call.house.database.within(call.actor, async (context) => {
      const operations = items.some((item) => item.operationId) ? await operationsOf(context) : null
      const answers: Answer[] = []
      const fresh: Item[] = []
      for (const [i, item] of items.entries()) {
        if (item.operationId !== undefined && !operations?.has(item.operationId)) refuse(i, 'operationId')
        const time = factTime(Date.parse(item.at), sent, now)
        const doubts: Doubt[] = time.skewed ? ['clock-skewed'] : []
        const at = new Date(time.at).toISOString()
        const isNew = await write({ context, house: call.house, item, at, doubts })
        if (isNew) fresh.push(item)
        answers.push({ id: item.id, known: !isNew, doubts })
      }
      await after(context, fresh)
      return { items: answers }
    }),
  )
}

const refuse = (at: number, field: string): never => {
  throw new Problem(
    problems.unknownFact,
    {},
    { fields: [{ path: `items.${at}.${field}`, words: problems.unknownFact.words }] },
  )
}
const operationsOf = async (context: Context): Promise<Set<string>> => {
  const { rows } = await context.query<{ id: string }>('SELECT id FROM visit.operations($1, false)', [
    context.actor.streetId,
  ])
  return new Set(rows.map(({ id }) => id))
}
