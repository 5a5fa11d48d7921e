/** The board and the list of the missing: what is known now, and the place in the live stream from which it goes on. */
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { testing } from '../contract.ts'
import { levelBelow } from '../coverage.ts'
import { listHours, listLanes, sumByArea } from './board-store.ts'
import { countMissing, listMissing } from './missing-store.ts'
import { partOf, sumFigures } from './round-store.ts'
import { roundOrThrow } from './rounds.ts'

export const boardHandlers: Pick<HandlersOf<typeof testing>, 'board' | 'missing'> = {
  board: async (context, { roundId, under: wanted, by }) => {
    // Taken before anything is read: what is read may be newer, never older.
    const cursor = context.house.live.cursor()
    const now = Date.now()
    const under = partOf(context, await roundOrThrow(context, roundId), wanted)
    return {
      at: new Date(now).toISOString(),
      cursor,
      under,
      figures: await sumFigures(context, roundId, under),
      lines: await sumByArea(context, roundId, under, by ?? levelBelow(under)),
      lanes: await listLanes(context, roundId, under, now),
      byHour: await listHours(context, roundId, under),
    }
  },

  missing: async (context, { under: wanted, after, limit, ...input }) => {
    const cursor = context.house.live.cursor()
    const now = Date.now()
    const under = partOf(context, await roundOrThrow(context, input.roundId), wanted)
    const filter = { ...input, under }
    const page = await listMissing(context, filter, { after, limit, now })
    return { at: new Date(now).toISOString(), cursor, ...page, total: await countMissing(context, filter) }
  },
}
