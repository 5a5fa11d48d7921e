/** The draft of who goes where: proposed by the solver, changed by hand with pins kept, and published whole or not at all. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { Solver } from '../../../platform/server/solver/solver.ts'
import { deployment } from '../contract.ts'
import { reasonOf, reasonOfPinned, shortfallsOf } from '../explain.ts'
import { type Because, type Outcome, problems, refusals } from '../model.ts'
import type { Pair, Question } from '../need.ts'
import { formulate } from '../propose.ts'
import { daysBetween, meet } from '../shift.ts'
import { openOperation, pathWithin } from './places.ts'
import { placePolicy } from './place-policy.ts'
import { questionOf } from './question.ts'
import { solved } from './solved.ts'
import { lock, peopleOf, putOn } from './store.ts'

interface DraftRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly fromDay: string
  readonly toDay: string
  readonly state: 'draft' | 'published' | 'discarded'
  readonly outcome: Outcome
  readonly version: number
  readonly madeAt: Date
}
interface SeatRow extends Pair {
  readonly pinned: boolean
  readonly because: Because
}
const DRAFT = `SELECT d.id, d.operation_id AS "operationId", d.path, d.from_day AS "fromDay", d.to_day AS "toDay", d.state, d.outcome, d.version,
  d.made_at AS "madeAt" FROM deployment.draft d`

export async function draftOf(context: Context, operationId: string): Promise<DraftRow | null> {
  const { rows } = await context.query<DraftRow>(`${DRAFT} WHERE d.operation_id = $1 AND d.state = 'draft'`, [
    operationId,
  ])
  return rows[0] ?? null
}
export async function seatsOf(context: Context, draftId: string): Promise<SeatRow[]> {
  const { rows } = await context.query<SeatRow>(
    `SELECT person_id AS "personId", post_id AS "postId", pinned, because FROM deployment.draft_seat
     WHERE street_id = $1 AND draft_id = $2 ORDER BY post_id, person_id`,
    [context.actor.streetId, draftId],
  )
  return rows
}
/** Nobody else changes it until this transaction ends. @throws Problem where it is gone, settled or was changed by somebody else */
async function draftToChange(context: Context, id: string, version: number): Promise<DraftRow> {
  // The sub-district's lock before the row's, as everybody takes them.
  await lock(context)
  const { rows } = await context.query<DraftRow>(`${DRAFT} WHERE d.id = $1`, [id])
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  if (row.state !== 'draft') throw new Problem(problems.published)
  if (row.version !== version) throw new Problem(problems.changed)
  return row
}

/** Takes people out of the draft; what is short then is told anew. */
export async function dropFromDraft(
  context: Context,
  draft: DraftRow,
  seats: readonly SeatRow[],
  gone: ReadonlySet<string>,
): Promise<void> {
  await context.query(
    'DELETE FROM deployment.draft_seat WHERE street_id = $1 AND draft_id = $2 AND person_id = ANY ($3)',
    [context.actor.streetId, draft.id, [...gone]],
  )
  const left = seats.filter(({ personId }) => !gone.has(personId))
  await retell(context, draft, await questionOf(context, draft.operationId, draft, left))
  for (const personId of gone)
    await context.record(deployment.events.draftChanged, {
      ...{ path: draft.path, operationId: draft.operationId },
      data: { draftId: draft.id, personId },
    })
}

/** What is short of a draft after a change by hand. */
async function retell(context: Context, draft: DraftRow, question: Question): Promise<void> {
  const outcome: Outcome = {
    ...draft.outcome,
    shortfalls: shortfallsOf(question, formulate(question, await placePolicy(context)), []),
  }
  await context.query('UPDATE deployment.draft SET outcome = $2, version = version + 1 WHERE id = $1', [
    draft.id,
    JSON.stringify(outcome),
  ])
}

const othersOf = (question: Question, seats: readonly Pair[], personId: string, postId: string) =>
  question.needs.filter(
    (need) => need.id !== postId && seats.some((s) => s.personId === personId && s.postId === need.id),
  )

export const draftHandlers = (
  solver: Solver,
): Pick<HandlersOf<typeof deployment>, 'propose' | 'draft' | 'moveSeat' | 'discardDraft' | 'publish'> => ({
  propose: {
    async outside({ house, actor }, { operationId, draftId, fromDay, toDay, version }) {
      const span = daysBetween(fromDay, toDay)
      if (span < 0 || span > 13) throw new Problem(problems.noPosts)
      const asked = await house.database.within(actor, async (context) => {
        await openOperation(context, operationId)
        const before = await draftOf(context, operationId)
        if ((before?.version ?? null) !== version)
          throw new Problem(before ? problems.draftElsewhere : problems.changed)
        const pinned = before ? (await seatsOf(context, before.id)).filter((s) => s.pinned) : []
        const question = await questionOf(context, operationId, { fromDay, toDay }, pinned)
        return { pinned, question, policy: await placePolicy(context) }
      })
      const { question, policy } = asked
      const posts = new Set(question.needs.map(({ id }) => id))
      if (posts.size === 0) throw new Problem(problems.noPosts)
      if (question.people.every(({ exempt }) => exempt)) throw new Problem(problems.noPeople)
      const pinned = asked.pinned.filter(({ postId }) => posts.has(postId))
      const formulated = formulate(question, policy)
      const { how, taken } = await solved(solver, formulated, policy)
      const outcome: Outcome = {
        how,
        people: question.people.filter(({ exempt }) => !exempt).length,
        shortfalls: shortfallsOf(question, formulated, taken),
      }
      return house.database.within(actor, async (context) => {
        const operation = await openOperation(context, operationId)
        await lock(context)
        // Both are looked at again: others may have published, or have changed pins, while this was reckoned.
        const before = await draftOf(context, operationId)
        if ((before?.version ?? null) !== version) throw new Problem(problems.changed)
        const path = before?.path ?? pathWithin(context, operation)
        const id = before?.id ?? draftId
        if (before)
          await context.query(
            'UPDATE deployment.draft SET from_day = $2, to_day = $3, outcome = $4, version = version + 1 WHERE id = $1',
            [id, fromDay, toDay, JSON.stringify(outcome)],
          )
        else {
          const { rowCount } = await context.query(
            `INSERT INTO deployment.draft (street_id, operation_id, id, path, from_day, to_day, outcome, made_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
            [actor.streetId, operationId, id, path, fromDay, toDay, JSON.stringify(outcome), actor.accountId],
          )
          // Of an officer, of whose draft a leader knows nothing.
          if (!rowCount) throw new Problem(problems.draftElsewhere)
        }
        // Pins on days that the draft is no longer about go too: nothing is published that is not shown.
        await context.query(
          'DELETE FROM deployment.draft_seat WHERE street_id = $1 AND draft_id = $2 AND (NOT pinned OR post_id <> ALL ($3))',
          [actor.streetId, id, [...posts]],
        )
        await context.query(
          `INSERT INTO deployment.draft_seat (street_id, operation_id, draft_id, post_id, person_id, path, pinned, because)
           SELECT $1, $2, $3, x."postId", x."personId", t.path, false, x.because
           FROM jsonb_to_recordset($4::jsonb) AS x ("postId" uuid, "personId" uuid, because jsonb)
           JOIN deployment.post t ON t.street_id = $1 AND t.id = x."postId" AND t.closed_at IS NULL
           ON CONFLICT DO NOTHING`,
          [
            ...[actor.streetId, operationId, id],
            JSON.stringify(
              taken.map((one) => ({ postId: one.postId, personId: one.personId, because: reasonOf(one) })),
            ),
          ],
        )
        await context.record(deployment.events.draftProposed, {
          path,
          operationId,
          data: { draftId: id, seats: taken.length + pinned.length },
        })
        return { draftId: id, version: before ? before.version + 1 : 1 }
      })
    },
  },

  draft: async (context, { operationId }) => {
    const row = await draftOf(context, operationId)
    if (!row) return { draft: null }
    const seats = await seatsOf(context, row.id)
    const people = await peopleOf(
      context,
      seats.map(({ personId }) => personId),
    )
    return {
      draft: {
        ...{ id: row.id, fromDay: row.fromDay, toDay: row.toDay, version: row.version, outcome: row.outcome },
        madeAt: row.madeAt.toISOString(),
        seats: seats.flatMap((seat) => {
          const person = people.get(seat.personId)
          return person ? [{ ...person, postId: seat.postId, pinned: seat.pinned, because: seat.because }] : []
        }),
      },
    }
  },

  moveSeat: async (context, { draftId, version, personId, fromPostId, toPostId, pinned }) => {
    const { actor } = context
    const draft = await draftToChange(context, draftId, version)
    if (fromPostId !== null)
      await context.query(
        'DELETE FROM deployment.draft_seat WHERE street_id = $1 AND draft_id = $2 AND person_id = $3 AND post_id = $4',
        [actor.streetId, draftId, personId, fromPostId],
      )
    const seats = await seatsOf(context, draftId)
    const question = await questionOf(context, draft.operationId, draft, [
      ...seats,
      ...(toPostId ? [{ personId, postId: toPostId }] : []),
    ])
    const policy = await placePolicy(context)
    if (toPostId !== null) {
      const need = question.needs.find(({ id }) => id === toPostId)
      const worker = question.people.find(({ id }) => id === personId)
      if (!need) throw new Problem(problems.noPost)
      if (!worker) throw new Problem(problems.noPerson)
      const others = othersOf(question, question.fixed, personId, toPostId)
      if ([...others, ...worker.busy].some((stint) => meet(stint, need))) throw new Problem(problems.twice)
      await context.query(
        `INSERT INTO deployment.draft_seat (street_id, operation_id, draft_id, post_id, person_id, path, pinned, because)
         SELECT $1, $2, $3, t.id, $5, t.path, $6, $7 FROM deployment.post t WHERE t.street_id = $1 AND t.id = $4
         ON CONFLICT (street_id, draft_id, person_id, post_id) DO UPDATE SET pinned = excluded.pinned, because = excluded.because`,
        [
          ...[actor.streetId, draft.operationId, draftId, toPostId, personId, pinned],
          JSON.stringify(reasonOfPinned(worker, need, others, policy)),
        ],
      )
    }
    await retell(context, draft, question)
    await context.record(deployment.events.draftChanged, {
      path: draft.path,
      operationId: draft.operationId,
      data: { draftId, personId },
    })
    return { version: version + 1 }
  },

  discardDraft: async (context, { draftId, version }) => {
    const draft = await draftToChange(context, draftId, version)
    await settle(context, draftId, 'discarded')
    await context.record(deployment.events.draftDiscarded, {
      path: draft.path,
      operationId: draft.operationId,
      data: { draftId },
    })
    return {}
  },

  publish: async (context, { draftId, version }) => {
    const draft = await draftToChange(context, draftId, version)
    await openOperation(context, draft.operationId)
    const seats = await seatsOf(context, draftId)
    if (seats.length === 0) throw new Problem(problems.emptyDraft)
    const fresh = manyIds()
    const items = seats.map(({ personId, postId, pinned }) => ({
      ...{ id: fresh(), personId, postId },
      how: pinned ? ('pinned' as const) : ('proposed' as const),
    }))
    await context.query('SAVEPOINT before_placing')
    const outcomes = await putOn(context, items)
    const refused = items.flatMap(({ personId, postId }, i) => {
      const why = outcomes[i]
      return why !== undefined && refusals.has(why) ? [{ personId, postId, why }] : []
    })
    if (refused.length > 0) {
      await context.query('ROLLBACK TO SAVEPOINT before_placing')
      return { placed: 0, refused }
    }
    await settle(context, draftId, 'published')
    await context.record(deployment.events.published, {
      path: draft.path,
      operationId: draft.operationId,
      data: { draftId, placements: items.map(({ id }) => id) },
    })
    return { placed: items.length, refused: [] }
  },
})

export const settle = (context: Context, draftId: string, state: 'published' | 'discarded') =>
  context.query(
    'UPDATE deployment.draft SET state = $2, settled_by = $3, settled_at = now(), version = version + 1 WHERE id = $1',
    [draftId, state, context.actor.accountId],
  )
