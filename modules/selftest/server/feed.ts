/** Reports as a live feed of their own, topic `selftest.report`: that something came in for a day, in which grid, and no more. */
import type { Database } from '../../../platform/server/database/database.ts'
import type { ReadFeed } from '../../../platform/server/live.ts'

interface Row {
  txid: string
  path: string
  collection_id: string
  due_on: string
}

export const reportFeed =
  (database: Database): ReadFeed =>
  async (watermark, seen, most) => {
    const rows = await database.bare<Row>(
      'SELECT txid, path, collection_id, due_on FROM selftest.reports_since($1::xid8, $2::xid8[], $3)',
      [watermark, seen, most],
    )
    return rows.map(({ txid, path, collection_id, due_on }) => ({
      txid,
      path,
      topic: 'selftest.report',
      data: { collectionId: collection_id, on: due_on },
    }))
  }
