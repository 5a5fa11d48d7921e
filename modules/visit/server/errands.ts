/** The errand squad: what waits and what one carries, by a door and a mark; what they say of it, facts like any other. */
import { Problem } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { visiting } from '../contract.ts'
import { type Doubt, problems } from '../model.ts'
import type { Errand, ErrandStep } from '../parcel.ts'
import { withoutNumbers } from '../shelf.ts'
import { recording } from './recording.ts'

type Row = Omit<Errand, 'door' | 'mark' | 'said' | 'at'> & {
  readonly address: string | null
  readonly recipient: string | null
  readonly broughtBy: string | null
  readonly at: Date
  readonly saidId: string | null
  readonly step: ErrandStep | null
  readonly saidAt: Date | null
}
const asErrand = ({ address, recipient, broughtBy, at, saidId, step, saidAt, ...row }: Row): Errand => {
  const door = address ?? recipient ?? ''
  const mark = [recipient === door ? null : recipient, broughtBy].filter((part) => part !== null).join(' · ')
  return {
    ...row,
    ...{ door: withoutNumbers(door), mark: withoutNumbers(mark), shelf: row.shelf && withoutNumbers(row.shelf) },
    at: at.toISOString(),
    said: saidId && step && saidAt ? { id: saidId, step, at: saidAt.toISOString() } : null,
  }
}

export const errandHandlers: Pick<HandlersOf<typeof visiting>, 'errands' | 'recordErrands'> = {
  errands: async (context) => {
    const { rows } = await context.query<Row>(
      `SELECT id, place_id AS "placeId", place, address, recipient, brought_by AS "broughtBy", kind, pieces, shelf, at, others, fetched,
         said_id AS "saidId", said AS step, said_at AS "saidAt" FROM visit.errands($1)`,
      [context.actor.streetId],
    )
    return { errands: rows.map(asErrand) }
  },

  recordErrands: {
    outside: (call, input) =>
      recording(call, input, async ({ context, item, at, doubts }) => {
        const { rows } = await context.query<{ known: boolean; doubts: Doubt[] }>(
          'SELECT known, doubts FROM visit.carry($1, $2)',
          [context.actor.streetId, JSON.stringify({ ...item, at })],
        )
        const [taken] = rows
        if (!taken) throw new Problem(problems.unknownFact)
        doubts.push(...taken.doubts)
        return !taken.known
      }),
  },
}
