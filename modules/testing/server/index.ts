/** Testing on the server, gathered. */
import { Problem } from '../../../platform/pure/problem.ts'
import { room } from '../../../platform/server/room.ts'
import { problems as operationProblems } from '../../operation/model.ts'
import { guardEnding } from '../../operation/server/public.ts'
import { testing } from '../contract.ts'
import { boardHandlers } from './board.ts'
import { dueHandlers } from './due-list.ts'
import { exportHandlers } from './exports.ts'
import { factHandlers } from './facts.ts'
import { sampleFeed } from './feed.ts'
import { pocketHandlers } from './pocket.ts'
import { reportHandlers } from './report.ts'
import { countOpenRounds } from './round-store.ts'
import { roundHandlers } from './rounds.ts'
import { sampleHandlers } from './samples.ts'
import { listTubes } from './tube-store.ts'
import { upkeep } from './upkeep.ts'

export const testingRoom = room(
  testing,
  {
    ...roundHandlers,
    ...dueHandlers,
    ...boardHandlers,
    ...reportHandlers,
    ...exportHandlers,
    ...pocketHandlers,
    ...sampleHandlers,
    ...factHandlers,
    tubes: async (context, input) => listTubes(context, input),
  },
  {
    reactions: [upkeep],
    start(house) {
      house.live.addFeed(sampleFeed(house.database))
      guardEnding('testing', async (context, operation) => {
        const rounds = await countOpenRounds(context, operation.id)
        return rounds > 0 ? new Problem(operationProblems.openRounds, { rounds }) : null
      })
    },
  },
)
