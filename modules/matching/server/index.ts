/** Matching on the server, gathered. */
import type { House } from '../../../platform/server/room.ts'
import { room } from '../../../platform/server/room.ts'
import { matching } from '../contract.ts'
import { resumeComparisons } from './compare-work.ts'
import { listHandlers, resumeLists } from './import-list.ts'
import { lineActions } from './line-actions.ts'
import { listActions } from './list-actions.ts'

export const matchingRoom = room(
  matching,
  { ...listActions, ...lineActions, ...listHandlers },
  {
    start: async (house: House) => {
      await resumeLists(house)
      await resumeComparisons(house)
    },
  },
)
