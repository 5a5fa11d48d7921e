/** Visits and vehicles on the server, gathered. */
import { type Clock, startClock } from '../../../platform/server/clock.ts'
import { room } from '../../../platform/server/room.ts'
import { visiting } from '../contract.ts'
import { keepTime } from './clock.ts'
import { errandHandlers } from './errands.ts'
import { factHandlers } from './facts.ts'
import { listHandlers } from './lists.ts'
import { pocketHandlers } from './pocket.ts'
import { requestHandlers } from './requests.ts'
import { residentHandlers } from './resident.ts'
import { returneeHandlers } from './returnees.ts'

const clocks: Clock[] = []

export const visitRoom = room(
  visiting,
  {
    ...pocketHandlers,
    ...factHandlers,
    ...errandHandlers,
    ...listHandlers,
    ...requestHandlers,
    ...returneeHandlers,
    ...residentHandlers,
  },
  {
    start(house) {
      clocks.push(startClock(() => keepTime(house.database)))
    },
    async stop() {
      await Promise.all(clocks.splice(0).map((clock) => clock.stop()))
    },
  },
)
