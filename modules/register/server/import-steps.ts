/**
 * The background work of lists: begun by a command or at start, one process at a time for each list, its faults written
 * on the list itself. Only `applying` touches the register.
 */
import { setTimeout } from 'node:timers/promises'
import type { Actor } from '../../../platform/server/actor.ts'
import type { House } from '../../../platform/server/room.ts'
import { problems } from '../model.ts'
import { applyRows, RegisterMovedOn } from './import-apply.ts'
import { findImport, type ListImport, setImport } from './import-store.ts'
import { type Bringer, judgeAgain, markFailed, readList, wordsOf } from './import-work.ts'

/** States in which a list is being worked on. */
export const BUSY: ReadonlySet<ListImport['state']> = new Set(['reading', 'judging', 'applying'])

/** One at a time for each list, whichever process it runs in, waiting for its turn: the lock goes with its connection. */
async function alone(house: House, id: string, work: () => Promise<void>): Promise<void> {
  const client = await house.database.pool.connect()
  let broken: Error | undefined
  // Losing this connection loses the lock, not the process.
  const lost = (error: Error): void => {
    broken = error
  }
  client.on('error', lost)
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [id])
    try {
      await work()
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [id]).catch((error: Error) => {
        broken = error
      })
    }
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}

interface Step {
  /** It is done only to a list that is still in one of these when its turn comes. */
  on: readonly ListImport['state'][]
  run: (bringer: Bringer, list: ListImport) => Promise<void>
  failed: (bringer: Bringer, id: string, error: unknown) => Promise<void>
}

/** The database may be what failed: what a list says of itself is written as soon as it is back. */
const RETRY_AFTER = [0, 1_000, 5_000, 20_000, 60_000]

async function insist(work: () => Promise<void>): Promise<void> {
  for (const [i, wait] of RETRY_AFTER.entries()) {
    await setTimeout(wait)
    try {
      return await work()
    } catch (error) {
      if (i === RETRY_AFTER.length - 1) throw error
    }
  }
}

/** Begins long work on a list as it then stands; a fault is written on the list itself. */
export function begin(house: House, actor: Actor, id: string, { on, run, failed }: Step): void {
  const bringer = { house, actor }
  house.work.begin(
    () =>
      alone(house, id, async () => {
        const list = await house.database.within(actor, (context) => findImport(context, id))
        if (list !== null && on.includes(list.state)) await run(bringer, list)
      }),
    (error) => insist(() => failed(bringer, id, error)),
  )
}

export const reading: Step = { on: ['reading'], run: readList, failed: markFailed }
export const judging: Step = { on: ['judging', 'applying'], run: judgeAgain, failed: markFailed }

/** All or nothing; when the register has moved on since the preview, the list is judged again and waits for a new yes. */
export const applying: Step = {
  on: ['applying'],
  run: async (bringer, list) => {
    const { house, actor } = bringer
    try {
      await house.database.within(actor, (context) => applyRows(context, list), { timeout: 0 })
    } catch (error) {
      if (!(error instanceof RegisterMovedOn) && (error as { code?: string }).code !== '23505') throw error
      await judgeAgain(bringer, list, problems.importOutOfDate.words)
    }
  },
  failed: ({ house, actor }, id, error) =>
    house.database.within(actor, async (context) => {
      const list = await findImport(context, id, true)
      if (list?.state === 'applying') await setImport(context, list, { state: 'ready', problem: wordsOf(error, id) })
    }),
}

/** At start: lists that a killed process left half-way are read or judged again; a list that was being applied was not. */
export async function resumeImports(house: House): Promise<void> {
  await house.database.bare('SELECT register.forget_old_imports()')
  const unfinished = await house.database.bare<{
    id: string
    street_id: string
    account_id: string
    role: Actor['role']
    area: string
    state: string
  }>('SELECT * FROM register.unfinished_imports()')
  for (const { id, street_id, account_id, role, area, state } of unfinished) {
    const actor: Actor = {
      accountId: account_id,
      name: '',
      role,
      path: area,
      streetId: street_id,
      grantId: null,
      sessionId: null,
      deviceId: null,
    }
    begin(house, actor, id, state === 'reading' ? reading : judging)
  }
}
