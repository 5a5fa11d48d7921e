/** Deployment on the server, gathered. One solver serves all, in a thread of its own. */
import { room } from '../../../platform/server/room.ts'
import { Solver } from '../../../platform/server/solver/solver.ts'
import { deployment } from '../contract.ts'
import { atHandHandlers } from './at-hand.ts'
import { boardHandlers } from './board.ts'
import { briefingHandlers } from './briefings.ts'
import { certificateHandlers } from './certificates.ts'
import { draftHandlers } from './drafts.ts'
import { dutyHandlers } from './duty.ts'
import { groupHandlers } from './groups.ts'
import { listHandlers, resumeLists } from './lists.ts'
import { placeHandlers } from './places.ts'
import { placementHandlers } from './placements.ts'
import { presenceHandlers } from './presence.ts'
import { serviceHandlers } from './service.ts'

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
    ...groupHandlers,
    ...briefingHandlers,
    ...dutyHandlers,
    ...serviceHandlers,
    ...certificateHandlers,
  },
  { start: resumeLists, stop: () => solver.stop() },
)
