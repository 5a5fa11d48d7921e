/**
 * Answers and arrivals: told by phone, tapped at the place, or by the called person's own link, which opens that one call and nothing
 * beside. Acknowledged after commit. A clock that runs wrong moves a fact to where the server's clock puts it.
 */
import { factTime } from '../../../platform/pure/fact-time.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import { again } from '../../../platform/server/again.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { problems, type Saying } from '../call-up-model.ts'
import type { OwnCall } from '../called-contract.ts'
import type { mobilize } from '../contract.ts'
import { isToken, keyDigest } from './call-up-links.ts'

/** A moment of a phone by this server's clock, as an ISO text. */
export const told = (at: string, sentAt: string): string =>
  new Date(factTime(Date.parse(at), Date.parse(sentAt), Date.now()).at).toISOString()
const toldNow = (at: string): string => told(at, new Date().toISOString())

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString())

/** A key that is none by its shape, and one that opens nothing, get one answer. A token of 16 bytes cannot be guessed: nobody is counted. */
const digestOf = (call: Call, key: string): Buffer => {
  if (!isToken(key)) throw new Problem(problems.noSuchLink)
  return keyDigest(call.house, key)
}

export interface Opened extends Record<string, unknown> {
  name: string
  department: string
  callUp: string
  state: string
  musterAt: string
  place: string
  placeNote: string | null
  bring: string | null
  reportTo: string | null
  said: Saying | null
  arrivesAt: string | null
  reason: OwnCall['reason']
  hereAt: string | null
}

/** As it stands on the poster, however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/gu, '')

interface Taken {
  readonly n: number
  readonly outcome: string
}
/** Two phones that tap the same people may meet in the database: whoever loses tries again. */
const takeIn = (
  { house, actor }: Call,
  door: 'record_answers' | 'record_musters',
  facts: readonly object[],
): Promise<Taken[]> =>
  again(() =>
    house.database.within(actor, async (context) => {
      const { rows } = await context.query<Taken>(`SELECT * FROM mobilize.${door}($1, $2::jsonb)`, [
        actor.streetId,
        JSON.stringify(facts),
      ])
      return rows
    }),
  )

const outcomes = (rows: readonly Taken[], items: readonly { id: string }[]) => {
  if (rows.some(({ outcome }) => outcome === 'refused')) throw new Problem(problems.unknownFact)
  const known = new Map(rows.map(({ n, outcome }) => [n, outcome === 'known']))
  return { items: items.map(({ id }, i) => ({ id, known: known.get(i + 1) ?? false, doubts: [] })) }
}

export const factHandlers: Pick<
  HandlersOf<typeof mobilize>,
  'recordAnswers' | 'recordMusters' | 'openCall' | 'answerCall' | 'musterCall'
> = {
  recordAnswers: {
    async outside(call, { items }) {
      const facts = items.map((item) => ({ ...item, at: toldNow(item.at) }))
      return outcomes(await takeIn(call, 'record_answers', facts), items)
    },
  },

  recordMusters: {
    async outside(call, { sentAt, items }) {
      const facts = items.map((item) => ({ ...item, at: told(item.at, sentAt) }))
      return outcomes(await takeIn(call, 'record_musters', facts), items)
    },
  },

  openCall: {
    async outside(call, { key }) {
      const rows = await call.house.database.bare<{ own: Opened | null }>('SELECT mobilize.open_call($1) AS own', [
        digestOf(call, key),
      ])
      const own = rows[0]?.own
      if (!own) throw new Problem(problems.noSuchLink)
      return ownOf(own)
    },
  },

  answerCall: {
    async outside(call, { key, sentAt, item }) {
      const at = told(item.at, sentAt)
      const rows = await call.house.database.bare<{ outcome: string | null }>(
        'SELECT mobilize.answer_by_link($1, $2, $3, $4, $5, $6) AS outcome',
        [digestOf(call, key), item.id, item.said, item.arrivesAt, item.reason, at],
      )
      return settled(rows[0]?.outcome ?? null, item.id)
    },
  },

  musterCall: {
    async outside(call, { key, sentAt, item }) {
      const at = told(item.at, sentAt)
      const code = plainCode(item.code)
      const rows = await call.house.database.bare<{ outcome: string | null }>(
        'SELECT mobilize.muster_by_link($1, $2, $3, $4, $5) AS outcome',
        [digestOf(call, key), item.id, code, item.how, at],
      )
      return settled(rows[0]?.outcome ?? null, item.id)
    },
  },
}

export const ownOf = ({ state, musterAt, arrivesAt, hereAt, ...own }: Opened): OwnCall => ({
  ...{ name: own.name, department: own.department, callUp: own.callUp, place: own.place, placeNote: own.placeNote },
  ...{ bring: own.bring, reportTo: own.reportTo, said: own.said, reason: own.reason },
  ...{ open: state !== 'closed', musterAt: iso(musterAt) as string, arrivesAt: iso(arrivesAt), hereAt: iso(hereAt) },
})

function settled(outcome: string | null, id: string): { id: string; known: boolean } {
  if (outcome === null) throw new Problem(problems.noSuchLink)
  if (outcome === 'wrong-code') throw new Problem(problems.wrongCode)
  if (outcome === 'too-many') throw new Problem(problems.tooMany)
  return { id, known: outcome === 'known' }
}
