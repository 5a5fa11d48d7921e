/**
 * A household announces its visitors without an account: the key of its slip opens its own visits and nothing else. Keys that open nothing
 * get one answer; short codes are counted by address, as at the household's other doors.
 */
import type { OutputOf } from '../../../platform/pure/contract.ts'
import { foldTight } from '../../../platform/pure/fullwidth.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { noteTry, triesOf } from '../../../platform/server/tries.ts'
import type { visiting } from '../contract.ts'
import { problems } from '../model.ts'
import { readPlate } from '../plate.ts'
import { isVisitDay, visitNumber, visitStanding } from '../stay.ts'
import { asKept } from './people.ts'

const MINUTES = 15
const MOST_WRONG = 20
/** A link's token, which cannot be guessed; anything else is a typed code. */
const isToken = (key: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(key)

/** A code as it is printed: `7k3m-9pqr` → `7K3M9PQR`. */
const asPrinted = (typed: string): string =>
  foldTight(typed)
    .toUpperCase()
    .replace(/[-–—._]/gu, '')

/** Asks with the key's digest; null from `ask` means that it opens nothing. */
async function withKey<T>(call: Call, key: string, ask: (digest: Buffer) => Promise<T | null>): Promise<T> {
  const { database, digest } = call.house
  const counted = isToken(key) ? null : `visit.key:${call.address}`
  if (counted !== null && (await triesOf(database, counted, MINUTES)) >= MOST_WRONG)
    throw new Problem(problems.tooManyKeys, { minutes: MINUTES })
  const answer = await ask(digest('slip', isToken(key) ? key : asPrinted(key)))
  if (answer !== null) return answer
  if (counted !== null) await noteTry(database, counted, MINUTES)
  throw new Problem(problems.noSuchKey)
}

type Host = Omit<OutputOf<(typeof visiting)['operations']['openHost']>, 'today' | 'visits'> & {
  readonly visits: readonly (Omit<
    OutputOf<(typeof visiting)['operations']['openHost']>['visits'][number],
    'number' | 'standing'
  > & {
    readonly serial: number
    readonly arrivedAt: string | null
    readonly leftAt: string | null
    readonly cancelledAt: string | null
  })[]
}

export const residentHandlers: Pick<HandlersOf<typeof visiting>, 'openHost' | 'announce' | 'callOff'> = {
  openHost: {
    async outside(call, { key }) {
      const host = await withKey(call, key, async (digest) => {
        const rows = await call.house.database.bare<{ host: Host | null }>('SELECT visit.open_host($1) AS host', [
          digest,
        ])
        return rows[0]?.host ?? null
      })
      const now = Date.now()
      const today = shanghaiDay(now)
      return {
        today,
        mostHours: host.mostHours,
        visits: host.visits.map(({ serial, arrivedAt, leftAt, cancelledAt, ...visit }) => ({
          ...visit,
          number: visitNumber(serial),
          standing: visitStanding({ ...visit, arrivedAt, leftAt, cancelledAt }, now, today),
        })),
      }
    },
  },

  announce: {
    async outside(call, { key, item: { who, ...visit } }) {
      if (!isVisitDay(visit.expectedOn, shanghaiDay(Date.now()))) throw new Problem(problems.badDay)
      const read = visit.plate === null ? null : readPlate(visit.plate)
      if (read && !read.ok) throw new Problem(problems.badPlate)
      const item = { ...visit, plate: read?.ok ? read.plate : null, who: [asKept(call.house, who, 'visitor').kept] }
      const outcome = await withKey(call, key, async (digest) => {
        const rows = await call.house.database.bare<{ outcome: string | null }>(
          'SELECT visit.announce_by_slip($1, $2) AS outcome',
          [digest, JSON.stringify(item)],
        )
        return rows[0]?.outcome ?? null
      })
      if (outcome === 'too-long') throw new Problem(problems.tooLong)
      if (outcome === 'too-many') throw new Problem(problems.tooManyVisits)
      return { known: outcome === 'known' }
    },
  },

  callOff: {
    async outside(call, { key, visitId }) {
      await withKey(call, key, async (digest) => {
        const rows = await call.house.database.bare<{ done: boolean }>(
          'SELECT visit.call_off_by_slip($1, $2) AS done',
          [digest, visitId],
        )
        return rows[0]?.done === true ? true : null
      })
      return {}
    },
  },
}
