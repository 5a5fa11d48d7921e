/**
 * Crossings in: facts of many phones of one street go together in micro-batches (platform/server/batcher.ts) and are answered after commit. None is
 * refused: an unknown gate or pass is a doubt beside the fact. The answer tells what the server would have said; no phone waits for it.
 */
import { createHash } from 'node:crypto'
import { atDepth, depthOf } from '../../../platform/pure/area.ts'
import { factTime } from '../../../platform/pure/fact-time.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import { again, isDataFault, lostRace } from '../../../platform/server/again.ts'
import { type Batcher, openBatcher } from '../../../platform/server/batcher.ts'
import type { Database } from '../../../platform/server/database/database.ts'
import type { HandlersOf, House } from '../../../platform/server/room.ts'
import type { gates } from '../contract.ts'
import type { CrossingFact } from '../model.ts'
import { type OnRecord, type SentCrossing, takeIn } from './crossing-store.ts'
import { judge } from './judge.ts'

const MOST = 500
const IN_FLIGHT = 2

const batchers = new WeakMap<Database, Map<string, Batcher<SentCrossing, OnRecord>>>()

function batcherOf({ database }: House, streetId: string, path: string): Batcher<SentCrossing, OnRecord> {
  let ofStreet = batchers.get(database)
  if (!ofStreet) batchers.set(database, (ofStreet = new Map()))
  let batcher = ofStreet.get(streetId)
  if (!batcher) {
    const actor = systemActor(streetId, depthOf(path) > 2 ? atDepth(path, 2) : path)
    batcher = openBatcher<SentCrossing, OnRecord>({
      most: MOST,
      inFlight: IN_FLIGHT,
      keyOf: (item) => item.fact.id,
      isDataFault: (error) => isDataFault(error) && !lostRace(error),
      write: (items) =>
        again(() => database.within(actor, async (context) => takeIn(context, await judge(context, items)))),
    })
    ofStreet.set(streetId, batcher)
  }
  return batcher
}

export const crossingHandlers: Pick<HandlersOf<typeof gates>, 'recordCrossings'> = {
  recordCrossings: {
    async outside({ actor, house }, { sentAt, items }) {
      const { accountId } = actor
      if (accountId === null) throw new Problem(platformProblems.notAllowed)
      const now = Date.now()
      const sent = items.map((fact): SentCrossing => {
        const { at, skewed } = factTime(Date.parse(fact.at), Date.parse(sentAt), now)
        const doubts = skewed ? ['clock-skewed'] : []
        return { fact, at, doubts, accountId, deviceId: actor.deviceId, area: actor.path }
      })
      const batcher = batcherOf(house, actor.streetId, actor.path)
      const taken = [...(await batcher.add(sent))]
      await keepReused(batcher, sent, taken)
      return {
        items: taken.map(({ known, light, because }, i) => ({
          id: (items[i] as CrossingFact).id,
          known,
          light,
          because,
        })),
      }
    },
  },
}

/** An id that came with other contents names another crossing: it is kept under an id that follows from the contents. */
async function keepReused(
  batcher: Batcher<SentCrossing, OnRecord>,
  sent: readonly SentCrossing[],
  taken: OnRecord[],
): Promise<void> {
  await Promise.all(
    taken.map(async ({ known, reused }, i) => {
      if (!known || !reused) return
      const one = sent[i] as SentCrossing
      const other = { ...one, fact: { ...one.fact, id: idOfContents(one.fact) }, doubts: [...one.doubts, 'id-reused'] }
      taken[i] = (await batcher.add([other]))[0] as OnRecord
    }),
  )
}

function idOfContents({ id, gateId, shiftId, n, at }: CrossingFact): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([id, gateId, shiftId, n, at]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
