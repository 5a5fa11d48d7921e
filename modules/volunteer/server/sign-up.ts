/**
 * Doors that take a sign-up: the poster's link, one's own link, and people at work who enter somebody. Nothing secret is stored: the
 * poster's token follows from the installation's secret and the call's id, so that it can be printed again.
 */
import { foldName } from '../../../platform/pure/fullwidth.ts'
import { readPhone } from '../../../platform/pure/list-cells.ts'
import { maskPhone } from '../../../platform/pure/mask.ts'
import { nameKeys } from '../../../platform/pure/pinyin.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Call, HandlersOf, House } from '../../../platform/server/room.ts'
import { noteTry, triesOf } from '../../../platform/server/tries.ts'
import { tidySkills } from '../../staff/skills.ts'
import type { OwnComing, Poster, volunteer } from '../contract.ts'
import { problems, type SignUpItem } from '../model.ts'
import { refuseSignUp } from '../rules.ts'
import { findCall } from './store.ts'

const MINUTES = 15
/** A whole estate may share one address (carriers' NAT). */
const MOST_BY_ADDRESS = 80

/** 16 bytes, base64url. */
export const posterToken = ({ digest }: Pick<House, 'digest'>, callId: string): string =>
  digest('slip', `volunteer.call:${callId}`).toString('base64url')
export const keyDigest = ({ digest }: Pick<House, 'digest'>, token: string): Buffer =>
  digest('slip', `volunteer:${token}`)

/** A key that is none by its shape, and one that opens nothing, get one answer. 16 bytes cannot be guessed: nobody is counted. */
function digestOf({ house }: Call, key: string): Buffer {
  if (!/^[A-Za-z0-9_-]{22}$/.test(key)) throw new Problem(problems.noSuchLink)
  return keyDigest(house, key)
}

/** From what was typed to what the database takes in. @throws Problem badPhone, or what refuseSignUp says */
function toTake(
  house: House,
  item: SignUpItem,
  call: { readonly startsOn: string; readonly endsOn: string },
  byThemselves: boolean,
): string {
  const refusal = refuseSignUp(item, call, byThemselves)
  if (refusal !== null) throw new Problem(refusal)
  const read = readPhone(item.phone ?? '')
  if ('fault' in read)
    throw new Problem(problems.badPhone, {}, { fields: [{ path: 'item.phone', words: problems.badPhone.words }] })
  const phone = 'value' in read ? read.value : null
  const name = foldName(item.name) || item.name
  const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
  const { id, partyMember, days, shifts, offer, home, minor } = item
  return JSON.stringify({
    ...{
      id,
      name,
      nameKey: nameKeys(name).key,
      partyMember,
      days: [...new Set(days)],
      shifts: [...new Set(shifts)],
      offer,
      home,
      minor,
    },
    ...{
      partyBranch: partyMember ? item.partyBranch : null,
      guardian: minor ? item.guardian : null,
      skills: tidySkills(item.skills),
    },
    ...{ phone, phoneMasked: phone && maskPhone(phone), phoneTail: phone && phone.replace(/\D/g, '').slice(-4) },
    phoneDigest: phone && hex(house.digest('phone', phone)),
    tokenDigest: item.token && hex(keyDigest(house, item.token)),
    at: new Date().toISOString(),
  })
}

const settled = (outcome: string | null): boolean => {
  if (outcome === 'known' || outcome === 'new') return outcome === 'known'
  if (outcome === 'twice') throw new Problem(problems.alreadySignedUp)
  if (outcome === 'closed') throw new Problem(problems.closed)
  if (outcome === 'too-many') throw new Problem(problems.tooMany, { minutes: MINUTES })
  throw new Problem(platformProblems.notFound)
}

async function posterOf(call: Call, key: string): Promise<Poster> {
  const rows = await call.house.database.bare<{ poster: Poster | null }>('SELECT volunteer.open_poster($1) AS poster', [
    digestOf(call, key),
  ])
  const poster = rows[0]?.poster
  if (!poster) throw new Problem(problems.noSuchLink)
  return poster
}

const iso = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString())

export const signUpHandlers: Pick<
  HandlersOf<typeof volunteer>,
  'openPoster' | 'signUp' | 'ownComing' | 'withdraw' | 'enter'
> = {
  openPoster: { outside: (call, { key }) => posterOf(call, key) },

  signUp: {
    async outside(call, { key, item }) {
      const { database } = call.house
      const facts = toTake(call.house, item, await posterOf(call, key), true)
      const address = `volunteer:${call.address}`
      if ((await triesOf(database, address, MINUTES)) >= MOST_BY_ADDRESS)
        throw new Problem(problems.tooMany, { minutes: MINUTES })
      const [row] = await database.bare<{ outcome: string | null }>(
        'SELECT volunteer.sign_up($1, $2::jsonb) AS outcome',
        [digestOf(call, key), facts],
      )
      const known = settled(row?.outcome ?? null)
      if (!known) await noteTry(database, address, MINUTES)
      return { id: item.id, known }
    },
  },

  enter: async (context, { callId, item, came }) => {
    const found = await findCall(context, callId)
    if (!found) throw new Problem(platformProblems.notFound)
    const { rows } = await context.query<{ outcome: string | null }>(
      'SELECT volunteer.enter($1, $2, $3::jsonb, $4) AS outcome',
      [context.actor.streetId, callId, toTake(context.house, item, found, false), came ? 'came' : 'desk'],
    )
    return { known: settled(rows[0]?.outcome ?? null) }
  },

  ownComing: {
    async outside(call, { key }) {
      const rows = await call.house.database.bare<{ own: OwnComing | null }>('SELECT volunteer.open_own($1) AS own', [
        digestOf(call, key),
      ])
      const own = rows[0]?.own
      if (!own) throw new Problem(problems.noSuchLink)
      return {
        ...{ ...own, signedAt: iso(own.signedAt) as string, welcomedAt: iso(own.welcomedAt) },
        ...{ cameAt: iso(own.cameAt), withdrawnAt: iso(own.withdrawnAt) },
      }
    },
  },
  withdraw: {
    async outside(call, { key }) {
      const rows = await call.house.database.bare<{ done: boolean }>('SELECT volunteer.withdraw($1) AS done', [
        digestOf(call, key),
      ])
      if (!rows[0]?.done) throw new Problem(problems.noSuchLink)
      return {}
    },
  },
}
