/** Deployment on the server, gathered. One solver serves all, in a thread of its own. */
import { room } from '../../../platform/server/room.ts'
import { Solver } from '../../../platform/server/solver/solver.ts'
import { workAtEnding } from '../../operation/server/public.ts'
import { deployment } from '../contract.ts'
import { atHandHandlers } from './at-hand.ts'
import { boardHandlers } from './board.ts'
import { briefingHandlers } from './briefings.ts'
import { certificateHandlers } from './certificates.ts'
import { draftHandlers } from './drafts.ts'
import { dutyHandlers } from './duty.ts'
import { ending, endingHandlers } from './ending.ts'
import { groupHandlers } from './groups.ts'
import { listHandlers, resumeLists } from './lists.ts'
import { placeHandlers } from './places.ts'
import { placementHandlers } from './placements.ts'
import { presenceHandlers } from './presence.ts'
import { serviceHandlers } from './service.ts'
import { withdrawals } from './withdrawn.ts'

const solver = new Solver()

export const deploymentRoom = room(
  deployment,
  {
    ...placeHandlers,
    ...listHandlers,
    ...boardHandlers,
    ...atHandHandlers,
    ...draftHandlers(solver),
    ...placementHandlers,
    ...presenceHandlers,
    ...endingHandlers,
    ...groupHandlers,
    ...briefingHandlers,
    ...dutyHandlers,
    ...serviceHandlers,
    ...certificateHandlers,
  },
  {
    reactions: [withdrawals],
    async start(house) {
      workAtEnding('deployment', ending)
      await resumeLists(house)
    },
    stop: () => solver.stop(),
  },
)
