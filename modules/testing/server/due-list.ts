/** The due list: exempting, lifting, who is exempt, and bringing it up to date with the register. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { isBelow } from '../../../platform/pure/area.ts'
import type { Context, Database } from '../../../platform/server/database/database.ts'
import type { Actor } from '../../../platform/server/actor.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { testing } from '../contract.ts'
import { problems } from '../model.ts'
import {
  addChanges,
  type Decision,
  decideDue,
  type DueChange,
  isChange,
  listDiffering,
  listExempted,
  noChange,
  reconcile,
} from './due-store.ts'
import { partOf, type RoundRow } from './round-store.ts'
import { roundOrThrow } from './rounds.ts'

/** People judged under one hold of the round's lock: scans wait no longer than that takes. */
export const CHUNK = 2000

export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

export async function recordChange(
  context: Context,
  round: Pick<RoundRow, 'id' | 'path' | 'operationId'>,
  change: DueChange,
  /** Where it changed; whoever answers for this area or one above it hears of it. */
  path = round.path,
): Promise<void> {
  if (!isChange(change)) return
  await context.record(testing.events.dueChanged, {
    path,
    operationId: round.operationId,
    data: { roundId: round.id, ...change },
  })
}

function assertDecided({ verdict }: Decision): void {
  if (verdict === 'closed') throw new Problem(problems.roundClosed)
  if (verdict === 'tested') throw new Problem(problems.alreadyTested)
  if (verdict === 'not-listed') throw new Problem(problems.notOnList)
}

/** People chunk by chunk, each in a transaction of its own, so that scans come in between. */
export async function reconcileInChunks(
  database: Database,
  actor: Actor,
  round: Pick<RoundRow, 'id' | 'path' | 'operationId'>,
  people: readonly string[],
): Promise<DueChange> {
  let total = noChange
  for (const chunk of chunksOf(people, CHUNK))
    total = addChanges(
      total,
      await database.within(actor, async (context) => {
        const change = await reconcile(context, round.id, chunk)
        await recordChange(context, round, change)
        return change
      }),
    )
  return total
}

async function refresh(database: Database, actor: Actor, roundId: string): Promise<DueChange> {
  const { round, people } = await database.within(
    actor,
    async (context) => {
      const round = await roundOrThrow(context, roundId)
      if (round.state === 'closed') throw new Problem(problems.roundClosed)
      if (!isBelow(round.path, actor.path)) throw new Problem(platformProblems.notAllowed)
      return { round, people: await listDiffering(context, roundId) }
    },
    { timeout: 600_000 },
  )
  return reconcileInChunks(database, actor, round, people)
}

export const dueHandlers: Pick<HandlersOf<typeof testing>, 'exempt' | 'liftExemption' | 'exempted' | 'refreshDue'> = {
  exempt: async (context, { roundId, residentId, reason, note }) => {
    const decision = await decideDue(context, roundId, residentId, { state: 'exempt', reason, note: note || null })
    assertDecided(decision)
    await context.record(testing.events.personExempted, {
      path: decision.path,
      operationId: decision.operationId,
      data: { roundId, residentId, reason },
    })
    return {}
  },

  liftExemption: async (context, { roundId, residentId }) => {
    const decision = await decideDue(context, roundId, residentId, { state: 'due', reason: null, note: null })
    assertDecided(decision)
    await context.record(testing.events.exemptionLifted, {
      path: decision.path,
      operationId: decision.operationId,
      data: { roundId, residentId },
    })
    return {}
  },

  exempted: async (context, { roundId, under, ...page }) => {
    const round = await roundOrThrow(context, roundId)
    const { rows, ...rest } = await listExempted(context, roundId, partOf(context, round, under), page)
    return { rows: rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() })), ...rest }
  },

  refreshDue: { outside: ({ house, actor }, { roundId }) => refresh(house.database, actor, roundId) },
}
