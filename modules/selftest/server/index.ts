/** Self-tests on the server, gathered. */
import { Problem } from '../../../platform/pure/problem.ts'
import { room } from '../../../platform/server/room.ts'
import { guardEnding } from '../../operation/server/public.ts'
import { selftest } from '../contract.ts'
import { problems } from '../model.ts'
import { chainHandlers } from './chain.ts'
import { countOpenCollections } from './collection-store.ts'
import { collectionHandlers } from './collections.ts'
import { reportFeed } from './feed.ts'
import { followUpHandlers } from './follow-ups.ts'
import { peopleHandlers } from './people.ts'
import { reportHandlers } from './reports.ts'
import { residentHandlers } from './resident.ts'
import { slipHandlers } from './slips.ts'

export const selftestRoom = room(
  selftest,
  {
    ...collectionHandlers,
    ...peopleHandlers,
    ...reportHandlers,
    ...chainHandlers,
    ...followUpHandlers,
    ...slipHandlers,
    ...residentHandlers,
  },
  {
    start(house) {
      house.live.addFeed(reportFeed(house.database))
      guardEnding('selftest', async (context, operation) => {
        const collections = await countOpenCollections(context, operation.id)
        return collections > 0 ? new Problem(problems.openCollections, { collections }) : null
      })
    },
  },
)
