/** What a lane's phone carries of its site's catchment, and what has changed since. Both come through doors that check the site. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { testing } from '../contract.ts'
import type { Site } from '../model.ts'
import { findPocket, findSalt, findTestedSince } from './pocket-store.ts'
import { findSite, toRound } from './round-store.ts'
import { roundOrThrow } from './rounds.ts'
import { noFigures } from '../coverage.ts'

async function ownSite(context: Context, id: string): Promise<Site> {
  const site = await findSite(context, id)
  if (!site || !isBelow(site.path, context.actor.path)) throw new Problem(platformProblems.notFound)
  return site
}

export const pocketHandlers: Pick<HandlersOf<typeof testing>, 'pocket' | 'testedSince'> = {
  pocket: async (context, { siteId }) => {
    const at = new Date().toISOString()
    const site = await ownSite(context, siteId)
    const { id, operationId, name, poolSize, opensAt, closesAt, state } = toRound(
      await roundOrThrow(context, site.roundId),
      noFigures,
    )
    return {
      at,
      round: { id, operationId, name, poolSize, opensAt, closesAt, state },
      site,
      salt: await findSalt(context, id),
      people: await findPocket(context, siteId),
    }
  },

  testedSince: async (context, { siteId, cursor }) => {
    await ownSite(context, siteId)
    const found = await findTestedSince(context, siteId, cursor)
    if (!found) throw new Problem(platformProblems.notFound)
    return found
  },
}
