/** Tubes, custody, voids and tries in: facts of the people at work, each batch one transaction in the sender's own area. */
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { testing } from '../contract.ts'
import { factTime } from '../../../platform/pure/fact-time.ts'
import { type doubts, problems } from '../model.ts'
import { mergeTube } from '../tube-fact.ts'
import { again } from '../../../platform/server/again.ts'
import {
  closeTube,
  findPlaces,
  findRoundStates,
  findTried,
  insertCustody,
  insertTry,
  insertTube,
  takeBack,
} from './fact-store.ts'

type Doubt = CodeOf<typeof doubts>
interface Answer {
  id: string
  known: boolean
  doubts: Doubt[]
}

/** The phone's moments by the server's clock. */
function clock(sentAt: string): (at: string) => { at: string; doubts: Doubt[] } {
  const sent = Date.parse(sentAt)
  const now = Date.now()
  return (at) => {
    const time = factTime(Date.parse(at), sent, now)
    return { at: new Date(time.at).toISOString(), doubts: time.skewed ? ['clock-skewed'] : [] }
  }
}

const refuse = (at: number, field: string): never => {
  throw new Problem(
    problems.unknownFact,
    {},
    { fields: [{ path: `items.${at}.${field}`, words: problems.unknownFact.words }] },
  )
}

/** Items one by one in one transaction; lost races (two phones, one id) are tried again from the start. */
const recording = (call: Call, work: (context: Context) => Promise<Answer[]>): Promise<{ items: Answer[] }> =>
  again(() => call.house.database.within(call.actor, async (context) => ({ items: await work(context) })))

export const factHandlers: Pick<
  HandlersOf<typeof testing>,
  'recordTubes' | 'recordCustody' | 'voidSamples' | 'recordTries'
> = {
  recordTubes: {
    outside: (call, { sentAt, deviceId, items }) =>
      recording(call, async (context) => {
        const read = clock(sentAt)
        const places = await findPlaces(context, items)
        const answers: Answer[] = []
        for (const [i, item] of items.entries()) {
          const place = places.get(`${item.roundId}/${item.siteId}`) ?? refuse(i, 'siteId')
          const opened = read(item.openedAt)
          const closed = item.closedAt === null ? null : read(item.closedAt)
          const tube = {
            ...item,
            openedAt: opened.at,
            closedAt: closed?.at ?? null,
            deviceId: call.actor.deviceId ?? deviceId,
          }
          const onRecord = await insertTube(context, place, tube)
          const merge = onRecord ? mergeTube(onRecord, tube) : { close: null, known: false, doubts: [] }
          if (merge.close) await closeTube(context, item.id, merge.close)
          const doubted = new Set<Doubt>([...opened.doubts, ...(closed?.doubts ?? []), ...merge.doubts])
          if (place.closed) doubted.add('round-closed')
          if (place.elsewhere) doubted.add('unknown-site')
          answers.push({ id: item.id, known: merge.known, doubts: [...doubted] })
        }
        return answers
      }),
  },

  recordCustody: {
    outside: (call, { sentAt, items }) =>
      recording(call, async (context) => {
        const read = clock(sentAt)
        const rounds = await findRoundStates(
          context,
          items.map((i) => i.roundId),
        )
        const answers: Answer[] = []
        for (const [i, item] of items.entries()) {
          const round = rounds.get(item.roundId) ?? refuse(i, 'roundId')
          const { at, doubts } = read(item.at)
          const isNew = await insertCustody(context, round.operationId, { ...item, at })
          answers.push({ id: item.id, known: !isNew, doubts })
        }
        return answers
      }),
  },

  voidSamples: {
    outside: (call, { sentAt, items }) =>
      recording(call, async (context) => {
        const read = clock(sentAt)
        const answers = new Map<string, Answer>()
        // Each takes its round's lock; one order for all senders.
        const ordered = [...items.entries()].sort(([, a], [, b]) =>
          a.roundId < b.roundId ? -1 : a.roundId > b.roundId ? 1 : 0,
        )
        for (const [i, item] of ordered) {
          const { at, doubts } = read(item.at)
          const voided = await takeBack(context, { ...item, at })
          if (voided.outcome === 'refused') refuse(i, 'sampleId')
          if (!answers.has(item.id)) answers.set(item.id, { id: item.id, known: voided.outcome === 'known', doubts })
        }
        return items.map((item) => answers.get(item.id)!)
      }),
  },

  recordTries: {
    outside: (call, { sentAt, items }) =>
      recording(call, async (context) => {
        const read = clock(sentAt)
        const rounds = await findRoundStates(
          context,
          items.map((i) => i.roundId),
        )
        const people = await findTried(context, items)
        const answers: Answer[] = []
        for (const [i, item] of items.entries()) {
          const round = rounds.get(item.roundId) ?? refuse(i, 'roundId')
          const person = people.get(`${item.roundId}/${item.residentId}`) ?? refuse(i, 'residentId')
          const { at, doubts } = read(item.at)
          const isNew = await insertTry(context, round.operationId, person.path, { ...item, at })
          if (isNew)
            await context.record(testing.events.personTried, {
              path: person.path,
              operationId: round.operationId,
              data: { roundId: item.roundId, residentId: item.residentId, outcome: item.outcome },
            })
          if (round.closed) doubts.push('round-closed')
          if (person.state !== 'due') doubts.push('not-due')
          else if (!person.missing) doubts.push('already-tested')
          answers.push({ id: item.id, known: !isNew, doubts })
        }
        return answers
      }),
  },
}
