/** Visits and vehicles on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { visiting } from '../contract.ts'
import { errandHandlers } from './errands.ts'
import { factHandlers } from './facts.ts'
import { listHandlers } from './lists.ts'
import { pocketHandlers } from './pocket.ts'
import { requestHandlers } from './requests.ts'
import { residentHandlers } from './resident.ts'
import { returneeHandlers } from './returnees.ts'

export const visitRoom = room(visiting, {
  ...pocketHandlers,
  ...factHandlers,
  ...errandHandlers,
  ...listHandlers,
  ...requestHandlers,
  ...returneeHandlers,
  ...residentHandlers,
})
