/** Gates on the server, gathered. */
import { room } from '../../../platform/server/room.ts'
import { gates } from '../contract.ts'
import { crossingHandlers } from './crossings.ts'
import { deskHandlers } from './desk.ts'
import { crossingFeed } from './feed.ts'
import { gateHandlers } from './gate-actions.ts'
import { pocketHandlers } from './pocket.ts'
import { shiftHandlers } from './shifts.ts'

export const gateRoom = room(
  gates,
  { ...pocketHandlers, ...crossingHandlers, ...shiftHandlers, ...gateHandlers, ...deskHandlers },
  {
    start(house) {
      house.live.addFeed(crossingFeed(house.database))
    },
  },
)
