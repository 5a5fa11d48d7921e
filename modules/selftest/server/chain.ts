/**
 * A pasted chain against the register, and what was confirmed of it written down. The text never comes here: the screen reads it and sends
 * names and doors, and later who reported what.
 */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import type { OutputOf } from '../../../platform/pure/contract.ts'
import { nameKeys } from '../../../platform/pure/pinyin.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { addressIndex } from '../../register/address-index.ts'
import { depthOfKind } from '../../register/model.ts'
import { addressedAreas } from '../../register/server/public.ts'
import { again } from '../../../platform/server/again.ts'
import { doorsWanted, matchPerson } from '../chain-match.ts'
import { placeOf } from '../chain-place.ts'
import { selftest } from '../contract.ts'
import { problems } from '../model.ts'
import { onRecord, residentsAt, residentsNamed } from './chain-store.ts'
import { dayOf } from './collection-store.ts'
import { partAsked } from './collections.ts'
import { recordReports } from './report-store.ts'

type Matches = OutputOf<(typeof selftest)['operations']['matchChain']>
/** Above this an area is a whole district: everybody's door is in it several times. */
const WIDEST = depthOfKind('street')

export const chainHandlers: Pick<HandlersOf<typeof selftest>, 'matchChain' | 'applyChain'> = {
  matchChain: {
    outside: ({ house, actor }, { people, ...input }) =>
      house.database.within(
        actor,
        async (context): Promise<Matches> => {
          const { collection, day, under } = await partAsked(context, input)
          if (!isBelow(under, actor.path)) throw new Problem(platformProblems.notFound)
          if (depthOf(under) < WIDEST) throw new Problem(problems.tooWide)
          const index = addressIndex(await addressedAreas(context, under))
          const groupIn = depthOf(under) >= depthOfKind('building') ? under : null
          const asked = people.map(({ address, name, heads }) => ({
            said: { name, heads, ...keysOf(name) },
            place: address === null ? null : placeOf(address, index),
          }))
          const named = await residentsNamed(context, under, [...new Set(asked.map(({ said }) => said.key))])
          const doors = asked.flatMap(({ said, place }) => doorsWanted(place, groupIn, named(said.key)))
          const at = await residentsAt(context, [...new Set(doors)])
          const matches = asked.map(({ said, place }) => {
            const match = matchPerson(said, { place, groupIn, residentsAt: at, sameName: named(said.key) })
            return { ...match, chosen: [...match.chosen], candidates: [...match.candidates] }
          })
          const ids = [...new Set(matches.flatMap(({ candidates, chosen }) => [...candidates, ...chosen]))]
          return { on: day, matches, residents: await onRecord(context, collection.id, day, ids) }
        },
        { readOnly: true },
      ),
  },

  applyChain: {
    outside: ({ house, actor }, { collectionId, on, items }) =>
      again(() =>
        house.database.within(actor, async (context) => {
          const { collection } = await partAsked(context, { collectionId })
          if (collection.state === 'closed') throw new Problem(problems.collectionClosed)
          const now = Date.now()
          const day = collection.often === 'once' ? shanghaiDay(now) : dayOf(collection, on)
          const statedAt = new Date(now).toISOString()
          const before = new Map(
            (
              await onRecord(
                context,
                collectionId,
                dayOf(collection, on),
                items.map((item) => item.residentId),
              )
            ).map((r) => [r.id, r]),
          )
          // The same chain comes every hour: what it said before is not said again.
          const fresh = items.filter((item) => before.get(item.residentId)?.chain !== item.result)
          const facts = fresh.map((item) => ({ ...item, collectionId, testedAt: null, day, statedAt, doubts: [] }))
          const recorded = facts.length > 0 ? await recordReports(context, facts, 'chain') : []
          if (recorded.some(({ outcome }) => outcome === 'refused')) throw new Problem(problems.unknownFact)
          const written = recorded.filter(({ outcome }) => outcome === 'new').length
          const known = items.length - written
          await context.record(selftest.events.chainApplied, {
            path: partPath(collection.path, actor.path),
            operationId: collection.operationId,
            data: { collectionId, written, known },
          })
          return { written, known }
        }),
      ),
  },
}

/** The smaller of the two: where it happened. */
const partPath = (a: string, b: string): string => (depthOf(a) > depthOf(b) ? a : b)

function keysOf(name: string | null): { key: string; pinyin: string } {
  if (name === null) return { key: '', pinyin: '' }
  const { key, full } = nameKeys(name)
  return { key, pinyin: full }
}
