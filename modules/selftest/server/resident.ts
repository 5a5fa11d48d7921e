/**
 * The household's own door, without an account: a key from its slip opens its members' masked names and takes their reports; with a
 * member's own identity number it opens that member's results of the laboratory.
 * Every key that opens nothing gets one and the same answer; wrong ones are counted by address, and in all, since a code is short.
 */
import { isRefused, readIdentityNumber } from '../../../platform/pure/identity-number.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import type { Call, HandlersOf, House } from '../../../platform/server/room.ts'
import { resultsOf } from '../../laboratory/server/public.ts'
import { again } from '../../../platform/server/again.ts'
import type { selftest } from '../contract.ts'
import { isToken, readCode } from '../household-code.ts'
import { maskHousehold } from '../masked-names.ts'
import { problems } from '../model.ts'
import { openHousehold, ownDoor, recordBySlip, wrongKeys } from './report-store.ts'
import { clockOf } from './reports.ts'

const MINUTES = 15
/** A whole estate may share one address (carriers' NAT), and nobody mistypes a code whose check character is right. */
const MOST_WRONG = 20
/** Guesses from many addresses: at this pace a street of 20,000 households is hit about once in seven weeks. */
const MOST_WRONG_IN_ALL = 300

/** Asks with the key's digest. A key that is none by its shape is refused without being counted: that is a slip of the pen. */
async function withKey<T>(
  call: Call,
  key: string,
  ask: (database: House['database'], digest: Buffer) => Promise<T | null>,
): Promise<T> {
  const { database, digest } = call.house
  const code = isToken(key) ? key : readCode(key)
  if (code === null) throw new Problem(problems.noSuchKey)
  // A link's token cannot be guessed: only codes are counted, and only they are held up by what others try.
  const guessable = !isToken(key)
  const { address } = call
  if (guessable) {
    const { byAddress, inAll } = await wrongKeys(database, address, MINUTES, false)
    if (byAddress >= MOST_WRONG || inAll >= MOST_WRONG_IN_ALL)
      throw new Problem(problems.tooManyKeys, { minutes: MINUTES })
  }
  const answer = await ask(database, digest('slip', code))
  if (answer !== null) return answer
  if (guessable) await wrongKeys(database, address, MINUTES, true)
  throw new Problem(problems.noSuchKey)
}

export const residentHandlers: Pick<
  HandlersOf<typeof selftest>,
  'openHousehold' | 'reportFromHousehold' | 'ownResults'
> = {
  openHousehold: {
    async outside(call, { key }) {
      const { collections, members } = await withKey(call, key, openHousehold)
      const names = maskHousehold(members.map((member) => member.name))
      return {
        today: shanghaiDay(Date.now()),
        collections: collections.map(({ name, often, endsOn }) => ({ name, often, endsOn })),
        members: members.map(({ id, asked, reportedAt }, i) => ({
          id,
          name: names[i] as string,
          asked,
          reportedAt: reportedAt === null ? null : new Date(reportedAt).toISOString(),
        })),
      }
    },
  },

  reportFromHousehold: {
    async outside(call, { key, sentAt, items }) {
      const now = Date.now()
      const read = clockOf(sentAt, now)
      const facts = items.map((item) => {
        const { at, skewed } = read(item.testedAt)
        const doubts = skewed ? (['clock-skewed'] as const) : []
        return { ...item, testedAt: at, statedAt: new Date(now).toISOString(), doubts }
      })
      const outcomes = await withKey(call, key, async (database, digest) => {
        const recorded = await again(() => recordBySlip(database, digest, facts))
        return recorded.length > 0 ? recorded : null
      })
      if (outcomes.includes('too-many')) throw new Problem(problems.tooManyReports)
      if (outcomes.includes('refused')) throw new Problem(problems.unknownFact)
      if (outcomes.includes('nothing')) throw new Problem(problems.collectionClosed)
      return { items: items.map(({ id }, i) => ({ id, known: outcomes[i] === 'known' })) }
    },
  },

  ownResults: {
    async outside(call, { key, residentId, number }) {
      const read = readIdentityNumber(number, { today: shanghaiDay(Date.now()) })
      if (isRefused(read)) throw new Problem(problems.badOwnNumber)
      const door = await withKey(call, key, (database, digest) =>
        ownDoor(database, digest, residentId, call.house.digest('id', read.value)),
      )
      if (door.outcome !== 'open')
        throw new Problem(
          { wrong: problems.notOwnNumber, none: problems.noOwnNumber, 'too-many': problems.tooManyNumbers }[
            door.outcome
          ],
        )
      const results = await call.house.database.within(systemActor(door.streetId, door.path), (context) =>
        resultsOf(context, residentId),
      )
      return {
        results: results.map(({ roundName, sampledAt, siteName, told, toldAt }) => ({
          ...{ roundName, siteName, told },
          sampledAt: sampledAt.toISOString(),
          toldAt: toldAt?.toISOString() ?? null,
        })),
      }
    },
  },
}
