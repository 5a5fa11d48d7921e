/** Self-tests entered by people at work: from a paper slip, at the door or by phone, now or when there is network again. */
import { Problem } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { factTime } from '../../../platform/pure/fact-time.ts'
import { again } from '../../../platform/server/again.ts'
import type { selftest } from '../contract.ts'
import { problems } from '../model.ts'
import { type ReportToRecord, recordReports } from './report-store.ts'

/** When a test was taken, by the server's clock; `skewed` where the phone's was off. */
export function clockOf(sentAt: string, now: number): (at: string) => { at: string; skewed: boolean } {
  const sent = Date.parse(sentAt)
  return (at) => {
    const time = factTime(Date.parse(at), sent, now)
    return { at: new Date(time.at).toISOString(), skewed: time.skewed }
  }
}

export const reportHandlers: Pick<HandlersOf<typeof selftest>, 'recordReports'> = {
  recordReports: {
    outside: ({ house, actor }, { sentAt, items }) =>
      again(() =>
        house.database.within(actor, async (context) => {
          const now = Date.now()
          const read = clockOf(sentAt, now)
          const facts = items.map((item): ReportToRecord => {
            const [tested, noted] = [read(item.testedAt), read(item.notedAt)]
            // What waited in an outbox was stated when it was noted, not when it arrived: a later word counts over it.
            return {
              ...item,
              ...{ testedAt: tested.at, day: null, statedAt: noted.at },
              doubts: noted.skewed ? ['clock-skewed'] : [],
            }
          })
          const recorded = await recordReports(context, facts, 'proxy')
          const refused = recorded.findIndex(({ outcome }) => outcome === 'refused')
          if (refused >= 0) {
            const { words } = problems.unknownFact
            throw new Problem(problems.unknownFact, {}, { fields: [{ path: `items.${refused}.residentId`, words }] })
          }
          return {
            items: recorded.map(({ outcome, doubts }, i) => ({ id: items[i]!.id, known: outcome === 'known', doubts })),
          }
        }),
      ),
  },
}
