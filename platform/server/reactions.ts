/**
 * Rooms react to neighbours' ledger lines, each line once: the reader's place moves in the transaction that the reaction writes in.
 * A reader stops below the oldest running transaction, so it can never pass a line that is not committed yet.
 */
import { atDepth } from '../pure/area.ts'
import { systemActor } from './actor.ts'
import type { Database } from './database/database.ts'
import type { LedgerLine, Reaction } from './room.ts'

const MOST = 2000
const EVERY = 400

interface Row {
  seq: string
  txid: string
  street_id: string
  operation_id: string | null
  path: string
  type: string
  data: Record<string, unknown>
}

export interface Reactions {
  /** Reads until nothing is left; for tests and for a doorbell after a command. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

export function openReactions(
  database: Database,
  reactions: readonly Reaction[],
  onFault: (error: unknown, name: string) => void,
): Reactions {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let busy: Promise<void> = Promise.resolve()

  /** One look by one reader. @returns whether there may be more. */
  async function look(reaction: Reaction): Promise<boolean> {
    // The reader's own rows lie below no area; the transaction then takes on each street in turn.
    return database.within(
      systemActor('', 'none.'),
      async (context) => {
        await context.query(
          `INSERT INTO platform.reader (name, txid, seq) VALUES ($1, pg_snapshot_xmin(pg_current_snapshot()), 0) ON CONFLICT DO NOTHING`,
          [reaction.name],
        )
        const { rows: at } = await context.query<{ txid: string; seq: string }>(
          'SELECT txid::text, seq FROM platform.reader WHERE name = $1 FOR UPDATE SKIP LOCKED',
          [reaction.name],
        )
        if (!at[0]) return false
        const { rows } = await context.query<Row>('SELECT * FROM platform.ledger_after($1::xid8, $2, $3)', [
          at[0].txid,
          at[0].seq,
          MOST,
        ])
        if (rows.length === 0) return false
        const byStreet = new Map<string, LedgerLine[]>()
        for (const row of rows) {
          if (!reaction.on.includes(row.type)) continue
          const street = atDepth(row.path, 2)
          const line = {
            streetId: row.street_id,
            operationId: row.operation_id,
            path: row.path,
            type: row.type,
            data: row.data,
          }
          byStreet.set(street, [...(byStreet.get(street) ?? []), line])
        }
        for (const [street, lines] of byStreet) {
          const actor = systemActor(lines[0]!.streetId, street)
          await context.query(`SET LOCAL shouwang.area = '${street.replace(/[^a-z0-9.]/g, '')}'`)
          await reaction.run({ ...context, actor, record: recordAs(context, actor.streetId) }, lines, database)
        }
        const last = rows.at(-1)!
        await context.query('UPDATE platform.reader SET txid = $2::xid8, seq = $3 WHERE name = $1', [
          reaction.name,
          last.txid,
          last.seq,
        ])
        return rows.length === MOST
      },
      { timeout: 0 },
    )
  }

  const recordAs =
    (context: { record: (event: never, options: never) => Promise<void> }, streetId: string) =>
    (event: unknown, options: object): Promise<void> =>
      context.record(event as never, { streetId, ...options } as never)

  async function round(): Promise<void> {
    for (const reaction of reactions) {
      try {
        while (!stopped && (await look(reaction)));
      } catch (error) {
        onFault(error, reaction.name)
      }
    }
  }

  function schedule(): void {
    if (stopped) return
    timer = setTimeout(() => {
      busy = round().finally(schedule)
    }, EVERY)
  }
  schedule()

  return {
    async catchUp() {
      await busy
      busy = round()
      await busy
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await busy
    },
  }
}
