/** Call-ups on the server, gathered. */
import { Problem } from '../../../platform/pure/problem.ts'
import { room } from '../../../platform/server/room.ts'
import { guardEnding } from '../../operation/server/public.ts'
import { problems } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { actionHandlers } from './call-up-actions.ts'
import { boardHandlers, tallyFeed } from './call-up-board.ts'
import { ceremonyHandlers } from './call-up-ceremony.ts'
import { drawHandlers } from './call-up-draw.ts'
import { factHandlers } from './call-up-facts.ts'
import { figuresHandlers } from './forecast-figures.ts'
import { linkHandlers } from './call-up-links.ts'
import { nameHandlers } from './call-up-names.ts'
import { planHandlers, solver } from './call-up-plan.ts'
import { countOpenCallUps } from './call-up-store.ts'
import { channelHandlers } from './channel-actions.ts'
import { ownFeed, ownHandlers } from './own-calls.ts'
import { PostOffice } from './post-office.ts'

const offices = new Set<PostOffice>()

export const mobilizeRoom = room(
  mobilize,
  {
    ...actionHandlers,
    ...planHandlers,
    ...ceremonyHandlers,
    ...drawHandlers,
    ...nameHandlers,
    ...boardHandlers,
    ...factHandlers,
    ...linkHandlers,
    ...ownHandlers,
    ...figuresHandlers,
    ...channelHandlers,
  },
  {
    start(house) {
      house.live.addFeed(tallyFeed(house.database))
      house.live.addFeed(ownFeed(house.database))
      guardEnding('mobilize', async (context, operation) => {
        const count = await countOpenCallUps(context, operation.id)
        return count > 0 ? new Problem(problems.openCallUps, { count }) : null
      })
      const office = new PostOffice(house)
      offices.add(office)
      office.start()
    },
    async stop() {
      await Promise.all([...offices].map(async (office) => office.stop()))
      offices.clear()
      await solver.stop()
    },
  },
)
