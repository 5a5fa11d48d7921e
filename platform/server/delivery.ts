/**
 * Handing a file over, whole and once. Surprising: the file counts as fetched before its last bytes leave, and only if nobody
 * fetched it meanwhile; a workbook without its last bytes (the directory of the zip) opens nowhere, so two complete copies cannot
 * come of one export. A download that breaks gives the file back, and goes on from where it broke if the browser asks for that.
 */
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Problem, platformProblems } from '../pure/problem.ts'
import type { Actor } from './actor.ts'
import type { Database } from './database/database.ts'

export interface Delivery {
  readonly stream: Readable
  /** Size of the whole file. */
  readonly bytes: number
  /** Where the stream begins; 0 unless a broken download goes on. */
  readonly from: number
  /** Everything left this machine: the file is removed. */
  readonly arrived: () => Promise<void>
  /** The line broke. */
  readonly broke: () => Promise<void>
}

export interface Deliveries {
  begin(actor: Actor, id: string, from: number): Promise<Delivery>
}

export function openDeliveries(database: Database, fileOf: (id: string) => string): Deliveries {
  /** How much of a file left this machine without a gap: a download cannot be taken up beyond that. */
  const handed = new Map<string, number>()
  /** The latest request for a file is the one that is served. */
  const serving = new Map<string, Readable>()

  return {
    async begin(actor, id, wanted) {
      const path = fileOf(id)
      const found = await stat(path).catch(() => null)
      // Made by another process, or cleared from the disk by hand.
      if (!found) throw new Problem(platformProblems.notFound)
      const bytes = found.size
      const from = wanted > 0 && wanted < bytes && wanted <= (handed.get(id) ?? 0) ? wanted : 0
      serving.get(id)?.destroy()
      let claimed: Date | null = null

      const claim = async (): Promise<void> => {
        claimed = await database.within(actor, async (c) => {
          const { rows } = await c.query<{ at: Date }>(
            `UPDATE platform.file SET state = 'fetched', fetched_at = date_trunc('milliseconds', clock_timestamp())
             WHERE street_id = $1 AND id = $2 AND state = 'ready' RETURNING fetched_at AS at`,
            [actor.streetId, id],
          )
          return rows[0]?.at ?? null
        })
        if (!claimed) throw new Error('fetched by another request meanwhile')
      }
      const pieces = async function* (): AsyncGenerator<Buffer> {
        let held: Buffer | null = null
        let at = from
        for await (const chunk of createReadStream(path, { start: from }) as AsyncIterable<Buffer>) {
          if (held) {
            yield held
            at += held.length
            handed.set(id, Math.max(at, handed.get(id) ?? 0))
          }
          held = chunk
        }
        await claim()
        if (held) yield held
      }
      const stream = Readable.from(pieces(), { objectMode: false })
      serving.set(id, stream)
      const over = (): void => {
        if (serving.get(id) === stream) serving.delete(id)
      }
      return {
        stream,
        bytes,
        from,
        arrived: async () => {
          over()
          handed.delete(id)
          await rm(path, { force: true })
        },
        broke: async () => {
          over()
          stream.destroy()
          if (!claimed) return
          await database.within(actor, (c) =>
            c.query(
              `UPDATE platform.file SET state = 'ready', fetched_at = NULL WHERE street_id = $1 AND id = $2 AND state = 'fetched' AND fetched_at = $3`,
              [actor.streetId, id, claimed],
            ),
          )
        },
      }
    },
  }
}
