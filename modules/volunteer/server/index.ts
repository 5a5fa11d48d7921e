/** Coming forward on the server, gathered. */
import { Problem } from '../../../platform/pure/problem.ts'
import { room } from '../../../platform/server/room.ts'
import { guardEnding } from '../../operation/server/public.ts'
import { volunteer } from '../contract.ts'
import { problems } from '../model.ts'
import { callHandlers } from './calls.ts'
import { listHandlers } from './lists.ts'
import { signUpHandlers } from './sign-up.ts'
import { countOpenCalls } from './store.ts'
import { welcomeHandlers } from './welcome.ts'

export const volunteerRoom = room(
  volunteer,
  { ...callHandlers, ...signUpHandlers, ...listHandlers, ...welcomeHandlers },
  {
    start() {
      guardEnding('volunteer', async (context, operation) => {
        const count = await countOpenCalls(context, operation.id)
        return count > 0 ? new Problem(problems.openCalls, { count }) : null
      })
    },
  },
)
