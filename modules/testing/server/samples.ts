/**
 * Samples in: facts of many requests of one street go together in micro-batches (platform/server/batcher.ts) and are answered after commit.
 * They are written street-wide, since people come to the nearest lane; whether the sender may work at the site is judged
 * item by item inside the database by the sender's own area. A refused item is answered by a problem for its whole request
 * (everything else of it is recorded): the phone then sends singly and sets that one apart.
 */
import { createHash } from 'node:crypto'
import { atDepth, depthOf } from '../../../platform/pure/area.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import type { Database } from '../../../platform/server/database/database.ts'
import type { HandlersOf, House } from '../../../platform/server/room.ts'
import type { testing } from '../contract.ts'
import { factTime } from '../../../platform/pure/fact-time.ts'
import { type doubts, problems, type SampleFact } from '../model.ts'
import { again, isDataFault, lostRace } from '../../../platform/server/again.ts'
import { type Batcher, openBatcher } from '../../../platform/server/batcher.ts'
import { type SentSample, type Taken, takeIn } from './sample-store.ts'
import { papersOf } from './walk-in.ts'

const MOST = 500
const IN_FLIGHT = 3
type Doubt = CodeOf<typeof doubts>

const batchers = new WeakMap<Database, Map<string, Batcher<SentSample, Taken>>>()

function batcherOf({ database }: House, streetId: string, path: string): Batcher<SentSample, Taken> {
  let ofStreet = batchers.get(database)
  if (!ofStreet) batchers.set(database, (ofStreet = new Map()))
  let batcher = ofStreet.get(streetId)
  if (!batcher) {
    const actor = systemActor(streetId, depthOf(path) > 2 ? atDepth(path, 2) : path)
    batcher = openBatcher<SentSample, Taken>({
      most: MOST,
      inFlight: IN_FLIGHT,
      keyOf: (item) => item.fact.id,
      isDataFault: (error) => isDataFault(error) && !lostRace(error),
      write: (items) => again(() => database.within(actor, (context) => takeIn(context, items))),
    })
    ofStreet.set(streetId, batcher)
  }
  return batcher
}

export const sampleHandlers: Pick<HandlersOf<typeof testing>, 'recordSamples'> = {
  recordSamples: {
    async outside({ actor, house }, { sentAt, deviceId, items }) {
      const { accountId } = actor
      if (accountId === null) throw new Problem(platformProblems.notAllowed)
      const now = Date.now()
      const sent = Date.parse(sentAt)
      const prepared = items.map((fact): SentSample => {
        const { at, skewed } = factTime(Date.parse(fact.takenAt), sent, now)
        return {
          fact,
          takenAt: new Date(at).toISOString(),
          told: skewed ? 'clock-skewed' : null,
          deviceId: actor.deviceId ?? deviceId,
          accountId,
          area: actor.path,
          papers: fact.walkIn ? papersOf(fact.walkIn, fact, house.digest) : null,
        }
      })
      const batcher = batcherOf(house, actor.streetId, actor.path)
      const taken = [...(await batcher.add(prepared))]
      await keepReused(batcher, prepared, taken)
      const refused = taken.findIndex((t) => t.refused !== null)
      if (refused >= 0) throw refusal(taken[refused]!.refused!, refused)
      return {
        items: taken.map((t, i) => ({ id: items[i]!.id, known: t.known, doubts: t.doubts as Doubt[] })),
      }
    },
  },
}

const refusal = (refused: 'round' | 'site', at: number): Problem =>
  new Problem(
    problems.unknownFact,
    {},
    {
      fields: [
        { path: `items.${at}.${refused === 'round' ? 'roundId' : 'siteId'}`, words: problems.unknownFact.words },
      ],
    },
  )

/** An id that came with other contents names another swab: it is kept under an id that follows from the contents. */
async function keepReused(
  batcher: Batcher<SentSample, Taken>,
  sent: readonly SentSample[],
  taken: Taken[],
): Promise<void> {
  await Promise.all(
    taken.map(async (t, i) => {
      if (!t.known || !t.doubts.includes('id-reused')) return
      const { fact, told, ...rest } = sent[i] as SentSample
      const other: SentSample = {
        ...rest,
        fact: { ...fact, id: idOfContents(fact) },
        told: told ? `${told},id-reused` : 'id-reused',
      }
      taken[i] = (await batcher.add([other]))[0] as Taken
    }),
  )
}

function idOfContents(fact: SampleFact): string {
  const { id, roundId, siteId, tubeId, residentId, walkIn, takenAt } = fact
  const hex = createHash('sha256')
    .update(JSON.stringify([id, roundId, siteId, tubeId, residentId, walkIn, takenAt]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
