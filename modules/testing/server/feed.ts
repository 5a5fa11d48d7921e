/** Samples as a live feed of their own, topic `testing.sample`: they are too many for the ledger. */
import type { Database } from '../../../platform/server/database/database.ts'
import type { ReadFeed } from '../../../platform/server/live.ts'

interface Row {
  txid: string
  path: string
  round_id: string
  site_id: string
  lane: number
  resident_id: string | null
  first: boolean
}

export const sampleFeed =
  (database: Database): ReadFeed =>
  async (watermark, seen, most) => {
    const rows = await database.bare<Row>(
      'SELECT txid, path, round_id, site_id, lane, resident_id, first FROM testing.samples_since($1::xid8, $2::xid8[], $3)',
      [watermark, seen, most],
    )
    return rows.map(({ txid, path, round_id, site_id, lane, resident_id, first }) => ({
      txid,
      path,
      topic: 'testing.sample',
      data: { roundId: round_id, siteId: site_id, lane, residentId: resident_id, first },
    }))
  }
