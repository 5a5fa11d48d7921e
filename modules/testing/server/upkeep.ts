/**
 * Keeps open rounds true to the register: whoever moves in becomes due, whoever leaves is withdrawn, whoever moves
 * takes their line along. Idempotent: people are judged by the register as it is now, not by what the line says happened.
 */
import { commonArea } from '../../../platform/pure/area.ts'
import type { Context, Database } from '../../../platform/server/database/database.ts'
import type { LedgerLine, Reaction } from '../../../platform/server/room.ts'
import { register } from '../../register/contract.ts'
import { testing } from '../contract.ts'
import { CHUNK, reconcileInChunks, recordChange } from './due-list.ts'
import { listDiffering, reconcile } from './due-store.ts'
import { listOpenRoundIds } from './round-store.ts'

const { residentRegistered, residentCorrected, residentLeft, listApplied } = register.events
const ofOnePerson = [residentRegistered.type, residentCorrected.type, residentLeft.type]

/** A list changes any number of people; a round that has just opened missed whoever was registered while it did. */
async function run(context: Context, lines: readonly LedgerLine[], database: Database): Promise<void> {
  const people = [
    ...new Set(lines.filter((l) => ofOnePerson.includes(l.type)).map((l) => l.data['residentId'] as string)),
  ]
  const wholly = lines.some((l) => l.type === listApplied.type)
  const opened = new Set(lines.filter((l) => l.type === testing.events.roundOpened.type).map((l) => l.data['roundId']))
  const where = commonArea(
    lines.flatMap((l) => [l.path, ...(typeof l.data['from'] === 'string' ? [l.data['from']] : [])]),
  )
  for (const round of await listOpenRoundIds(context)) {
    const whole = wholly || opened.has(round.id)
    const wanted = whole ? await listDiffering(context, round.id) : people
    // A list of thousands would hold the round's lock against every lane for as long as it takes.
    if (wanted.length > CHUNK) await reconcileInChunks(database, context.actor, round, wanted)
    else await recordChange(context, round, await reconcile(context, round.id, wanted), whole ? round.path : where)
  }
}

export const upkeep: Reaction = {
  name: 'testing.upkeep',
  on: [...ofOnePerson, listApplied.type, testing.events.roundOpened.type],
  run,
}
