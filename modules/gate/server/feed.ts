/** Crossings as a live feed of their own, topic `gate.crossing`: they are too many for the ledger. Which gate and which way; no pass, no health. */
import type { Database } from '../../../platform/server/database/database.ts'
import type { ReadFeed } from '../../../platform/server/live.ts'

interface Row {
  txid: string
  path: string
  gate_id: string
  direction: string
  light: string
  outcome: string
}

export const crossingFeed =
  (database: Database): ReadFeed =>
  async (watermark, seen, most) => {
    const rows = await database.bare<Row>(
      'SELECT txid, path, gate_id, direction, light, outcome FROM gate.crossings_since($1::xid8, $2::xid8[], $3)',
      [watermark, seen, most],
    )
    return rows.map(({ txid, path, gate_id, ...data }) => ({
      txid,
      path,
      topic: 'gate.crossing',
      data: { gateId: gate_id, ...data },
    }))
  }
