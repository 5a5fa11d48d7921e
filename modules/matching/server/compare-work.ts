/**
 * Compares a list in the background: reads both sides under the rights of whoever brought it, has them compared in a thread,
 * and keeps what was found line by line. It comes out the same when it is begun again, so a killed process loses nothing.
 */
import type { Actor } from '../../../platform/server/actor.ts'
import { alone } from '../../../platform/server/alone.ts'
import { wordsOf } from '../../../platform/server/lists/list-work.ts'
import type { House } from '../../../platform/server/room.ts'
import { matching } from '../contract.ts'
import type { PersonAt } from './compare-orders.ts'
import {
  areasBelow,
  countStandings,
  keepResults,
  linesAfter,
  type ListToCompare,
  lockList,
  peopleAfter,
  rememberDecisions,
  setList,
} from './compare-store.ts'
import { CompareThread } from './compare-thread.ts'

/** Rows of one answer of the database and of one message: some 20 ms of this process each. */
const AT_ONCE = 2000
/** Shares of the whole as they are shown. */
const READ = 0.4

interface Bringer {
  readonly house: House
  readonly actor: Actor
}

async function handOver({ house, actor }: Bringer, list: ListToCompare, thread: CompareThread): Promise<number> {
  const { database } = house
  await thread.give({ do: 'areas', areas: await database.within(actor, (context) => areasBelow(context, list.path)) })
  let people = 0
  for (let last: PersonAt | null = null; ; ) {
    const from: PersonAt | null = last
    const page: PersonAt[] = await database.within(actor, (context) => peopleAfter(context, list.path, from, AT_ONCE))
    people += page.length
    last = page.at(-1) ?? null
    if (last === null) break
    await thread.give({ do: 'people', people: page })
  }
  for (let after = 0; ; ) {
    const from = after
    const lines = await database.within(actor, (context) => linesAfter(context, list, from, AT_ONCE))
    if (lines.length === 0) return people
    after = Number(lines.at(-1)?.id)
    await thread.give({ do: 'lines', lines })
  }
}

async function compare(bringer: Bringer, list: ListToCompare): Promise<void> {
  const { house, actor } = bringer
  const { database } = house
  const thread = new CompareThread(house.digestKey)
  try {
    const people = await handOver(bringer, list, thread)
    await database.within(actor, (context) => setList(context, list, { progress: READ, people }))
    let done = 0
    for (;;) {
      const judged = await thread.judge(AT_ONCE)
      if (judged.length === 0) break
      done += judged.length
      const progress = READ + (1 - READ) * Math.min(0.99, done / Math.max(1, list.lines))
      await database.within(actor, async (context) => {
        await keepResults(context, list, judged)
        await setList(context, list, { progress })
      })
    }
  } finally {
    await thread.end()
  }
  await database.within(
    actor,
    async (context) => {
      await rememberDecisions(context, list)
      await setList(context, list, { state: 'compared', progress: 1 }, 'done')
      const { path, streetId, operationId } = list
      const data = { listId: list.id, ...(await countStandings(context, list)) }
      await context.record(matching.events.listCompared, { path, streetId, operationId, data })
    },
    { timeout: 0 },
  )
}

/** Waits its turn; what fails is told on the list, from where it can be begun again. */
export function beginComparison(house: House, actor: Actor, id: string): void {
  const { database } = house
  const begun = (): Promise<ListToCompare | null> =>
    database.within(actor, async (context) => {
      const list = await lockList(context, id)
      if (list === null || (list.state !== 'waiting' && list.state !== 'comparing')) return null
      await setList(context, list, { state: 'comparing', progress: 0, problem: null }, 'begun')
      return list
    })
  house.work.begin(
    () =>
      alone(house, `matching:${id}`, async () => {
        const list = await begun()
        if (list !== null) await compare({ house, actor }, list)
      }),
    (error) =>
      database.within(actor, async (context) => {
        const list = await lockList(context, id)
        if (list?.state === 'comparing')
          await setList(context, list, { state: 'failed', problem: [...wordsOf(error, id)] as [string, string] })
      }),
  )
}

/** At start: lists that a killed process left before or in their comparison. */
export async function resumeComparisons(house: House): Promise<void> {
  const unfinished = await house.database.bare<{
    id: string
    street_id: string
    account_id: string
    role: Actor['role']
    area: string
  }>('SELECT * FROM matching.unfinished_lists()')
  for (const { id, street_id, account_id, role, area } of unfinished) {
    const more = { name: '', grantId: null, sessionId: null, deviceId: null }
    beginComparison(house, { ...more, accountId: account_id, role, path: area, streetId: street_id }, id)
  }
}
