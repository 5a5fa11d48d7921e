/**
 * The background work of lists: begun by a command or at start, one process at a time for each list, its faults written
 * on the list itself. Only `applying` touches what the room holds.
 */
import { setTimeout } from 'node:timers/promises'
import { listProblems } from '../../pure/list-contract.ts'
import type { Actor } from '../actor.ts'
import { alone } from '../alone.ts'
import type { House } from '../room.ts'
import { type ListImport, type ListKind, MovedOn } from './list-kind.ts'
import type { ListStore } from './list-store.ts'
import { type Bringer, type ListWork, wordsOf } from './list-work.ts'

/** States in which a list is being worked on. */
export const BUSY: ReadonlySet<ListImport['state']> = new Set(['reading', 'judging', 'applying'])

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

interface Step<F extends string> {
  /** It is done only to a list that is still in one of these when its turn comes. */
  on: readonly ListImport['state'][]
  run: (bringer: Bringer, list: ListImport<F>) => Promise<void>
  failed: (bringer: Bringer, id: string, error: unknown) => Promise<void>
}

export interface ListSteps {
  /** Begin long work on a list as it then stands. */
  read(house: House, actor: Actor, id: string): void
  judge(house: House, actor: Actor, id: string): void
  apply(house: House, actor: Actor, id: string): void
  /** At start: lists that a killed process left half-way are read or judged again; a list that was being applied was not. */
  resume(house: House): Promise<void>
}

export function listSteps<F extends string, Open, Rec>(
  kind: ListKind<F, Open, Rec>,
  store: ListStore<F, Rec>,
  work: ListWork<F>,
): ListSteps {
  const reading: Step<F> = { on: ['reading'], run: work.read, failed: work.failed }
  const judging: Step<F> = {
    on: ['judging', 'applying'],
    run: (bringer, list) => work.again(bringer, list),
    failed: work.failed,
  }
  /** All or nothing; when the room has moved on since the preview, the list is judged again and waits for a new yes. */
  const applying: Step<F> = {
    on: ['applying'],
    run: async (bringer, list) => {
      const { house, actor } = bringer
      try {
        await house.database.within(
          actor,
          async (context) => {
            const { added, changed } = await kind.apply(context, list)
            // Wrong rows stay staged, to be downloaded and corrected.
            await store.deleteRows(context, list, 'accepted')
            await store.set(context, list, { state: 'applied', progress: 1, appliedAt: new Date() })
            const { path, streetId } = list
            await context.record(kind.events.listApplied, {
              path,
              streetId,
              data: { importId: list.id, added, changed },
            })
          },
          { timeout: 0 },
        )
        kind.applied?.(bringer, list)
      } catch (error) {
        if (!(error instanceof MovedOn) && (error as { code?: string }).code !== '23505') throw error
        await work.again(bringer, list, listProblems.outOfDate.words)
      }
    },
    failed: ({ house, actor }, id, error) =>
      house.database.within(actor, async (context) => {
        const list = await store.find(context, id, true)
        if (list?.state === 'applying') await store.set(context, list, { state: 'ready', problem: wordsOf(error, id) })
      }),
  }

  const begin =
    ({ on, run, failed }: Step<F>) =>
    (house: House, actor: Actor, id: string): void => {
      const bringer = { house, actor }
      house.work.begin(
        () =>
          alone(house, id, async () => {
            const list = await house.database.within(actor, (context) => store.find(context, id))
            if (list !== null && on.includes(list.state)) await run(bringer, list)
          }),
        (error) => insist(() => failed(bringer, id, error)),
      )
    }
  const [read, judge] = [begin(reading), begin(judging)]

  return {
    read,
    judge,
    apply: begin(applying),
    async resume(house) {
      await house.database.bare(`SELECT ${kind.room}.forget_old_imports()`)
      const unfinished = await house.database.bare<{
        id: string
        street_id: string
        account_id: string
        role: Actor['role']
        area: string
        state: string
      }>(`SELECT * FROM ${kind.room}.unfinished_imports()`)
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
        ;(state === 'reading' ? read : judge)(house, actor, id)
      }
    },
  }
}
