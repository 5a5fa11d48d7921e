/** Volunteers who withdrew: no longer at hand, out of the draft; on the board they are marked, and a person takes them off their posts. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Reaction } from '../../../platform/server/room.ts'
import { volunteer } from '../../volunteer/contract.ts'
import { peopleAtHand } from './at-hand.ts'
import { draftOf, dropFromDraft, seatsOf } from './drafts.ts'
import { lock } from './store.ts'

/** Of these people, who has withdrawn from the operation and is not at hand for another reason. */
export async function withdrawnOf(
  context: Context,
  operationId: string,
  people: readonly string[],
  atHand: readonly string[],
): Promise<Set<string>> {
  const { rows } = await context.query<{ id: string }>(
    'SELECT person_id AS id FROM volunteer.withdrawn_among($1, $2, $3::uuid[])',
    [context.actor.streetId, operationId, people],
  )
  const here = new Set(atHand)
  return new Set(rows.flatMap(({ id }) => (here.has(id) ? [] : [id])))
}

export const withdrawals: Reaction = {
  name: 'deployment.withdrawals',
  on: [volunteer.events.withdrawn.type],
  async run(context, lines) {
    await lock(context)
    for (const operationId of new Set(lines.flatMap((line) => line.operationId ?? []))) {
      const draft = await draftOf(context, operationId)
      if (!draft) continue
      const seats = await seatsOf(context, draft.id)
      const gone = await withdrawnOf(
        context,
        operationId,
        seats.map(({ personId }) => personId),
        await peopleAtHand(context, operationId),
      )
      if (gone.size > 0) await dropFromDraft(context, draft, seats, gone)
    }
  },
}
