/** The laboratory on the server, gathered. */
import { Problem } from '../../../platform/pure/problem.ts'
import { type Clock, startClock } from '../../../platform/server/clock.ts'
import { room } from '../../../platform/server/room.ts'
import { guardEnding } from '../../operation/server/public.ts'
import { laboratory } from '../contract.ts'
import { problems } from '../model.ts'
import { keepTime } from './clock.ts'
import { exportHandlers } from './exports.ts'
import { fileHandlers, resumeFiles } from './files.ts'
import { labHandlers } from './labs.ts'
import { poolHandlers } from './pools.ts'
import { recheckHandlers } from './rechecks.ts'
import { resultHandlers } from './results.ts'

const clocks: Clock[] = []

export const laboratoryRoom = room(
  laboratory,
  {
    ...labHandlers,
    ...fileHandlers,
    ...resultHandlers,
    ...poolHandlers,
    ...recheckHandlers,
    ...exportHandlers,
  },
  {
    async start(house) {
      guardEnding('laboratory', async (context, operation) => {
        const { rows } = await context.query<{ n: number }>(
          `SELECT (SELECT count(*) FROM laboratory.pool WHERE street_id = $1 AND operation_id = $2 AND closed_at IS NULL)::integer
             + (SELECT count(*) FROM laboratory.recheck WHERE street_id = $1 AND operation_id = $2 AND settled_at IS NULL)::integer AS n`,
          [context.actor.streetId, operation.id],
        )
        return rows[0]!.n > 0 ? new Problem(problems.unsettled, { n: rows[0]!.n }) : null
      })
      clocks.push(startClock(() => keepTime(house.database)))
      await resumeFiles(house)
    },
    async stop() {
      await Promise.all(clocks.splice(0).map((clock) => clock.stop()))
    },
  },
)
