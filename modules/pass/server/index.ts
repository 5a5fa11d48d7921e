/** Passes on the server, gathered. */
import { Problem } from '../../../platform/pure/problem.ts'
import { room } from '../../../platform/server/room.ts'
import { guardEnding } from '../../operation/server/public.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { appealHandlers } from './appeals.ts'
import { applicationHandlers } from './applications.ts'
import { boardHandlers } from './board.ts'
import { issueHandlers } from './issue.ts'
import { keyHandlers } from './key-actions.ts'
import { linkHandlers } from './links.ts'
import { listHandlers } from './list.ts'
import { countUnreleased, measureHandlers } from './measures.ts'
import { ownHandlers } from './own.ts'
import { printHandlers } from './print.ts'
import { strangerHandlers } from './strangers.ts'
import { superviseHandlers } from './supervise.ts'

export const passRoom = room(
  pass,
  {
    ...{ ...boardHandlers, ...measureHandlers, ...appealHandlers, ...applicationHandlers, ...issueHandlers },
    ...{ ...listHandlers, ...printHandlers, ...linkHandlers, ...keyHandlers, ...superviseHandlers },
    ...{ ...strangerHandlers, ...ownHandlers },
  },
  {
    start() {
      guardEnding('pass', async (context, operation) => {
        const count = await countUnreleased(context, operation.id)
        return count > 0 ? new Problem(problems.measureOpen, { count }) : null
      })
    },
  },
)
