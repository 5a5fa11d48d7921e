/** Who is called and signed in: their calls by their account, whatever their role, and the news that one of them changed. */
import { Problem } from '../../../platform/pure/problem.ts'
import { again } from '../../../platform/server/again.ts'
import type { Context, Database } from '../../../platform/server/database/database.ts'
import type { ReadFeed } from '../../../platform/server/live.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { problems } from '../call-up-model.ts'
import { OWN_TOPIC } from '../called-contract.ts'
import type { mobilize } from '../contract.ts'
import { type Opened, ownOf, plainCode, told } from './call-up-facts.ts'

const REFUSALS = { 'wrong-code': problems.wrongCode, 'too-many': problems.tooMany } as const

/** One fact after the other in one transaction: the outbox finds out which of them is refused by sending it alone. */
const takeOwn = <Item extends { readonly id: string }>(
  { house, actor }: Call,
  items: readonly Item[],
  door: string,
  values: (item: Item) => readonly unknown[],
) =>
  again(() =>
    house.database.within(actor, async (context) => {
      const done: { id: string; known: boolean; doubts: string[] }[] = []
      for (const item of items) {
        const { rows } = await context.query<{ outcome: string | null }>(`SELECT ${door} AS outcome`, [
          actor.streetId,
          ...values(item),
        ])
        const outcome = rows[0]?.outcome ?? null
        if (outcome === null) throw new Problem(problems.unknownFact)
        if (outcome in REFUSALS) throw new Problem(REFUSALS[outcome as keyof typeof REFUSALS])
        done.push({ id: item.id, known: outcome === 'known', doubts: [] })
      }
      return { items: done }
    }),
  )

const readOwn = async (context: Context) => {
  const { rows } = await context.query<{ own: (Opened & { callId: string })[] }>('SELECT mobilize.own_calls() AS own')
  return { calls: (rows[0]?.own ?? []).map(({ callId, ...row }) => ({ callId, ...ownOf(row) })) }
}

export const ownHandlers: Pick<HandlersOf<typeof mobilize>, 'mine' | 'answerMine' | 'musterMine'> = {
  mine: readOwn,
  answerMine: {
    outside: (call, { sentAt, items }) =>
      takeOwn(call, items, 'mobilize.answer_own($1, $2, $3, $4, $5, $6, $7)', (item) => [
        ...[item.callId, item.id, item.said, item.arrivesAt, item.reason, told(item.at, sentAt)],
      ]),
  },
  musterMine: {
    outside: (call, { sentAt, items }) =>
      takeOwn(call, items, 'mobilize.muster_own($1, $2, $3, $4, $5, $6)', (item) => [
        ...[item.callId, item.id, plainCode(item.code), item.how, told(item.at, sentAt)],
      ]),
  },
}

/** Meant for one account alone: nothing but that something of theirs changed. */
export const ownFeed =
  (database: Database): ReadFeed =>
  async (watermark, seen, most) => {
    const rows = await database.bare<{ txid: string; account_id: string }>(
      'SELECT * FROM mobilize.own_since($1::xid8, $2::xid8[], $3)',
      [watermark, seen, most],
    )
    return rows.map(({ txid, account_id }) => ({ txid, path: '', topic: OWN_TOPIC, data: {}, to: account_id }))
  }
