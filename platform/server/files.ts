/**
 * Exports: every one has a purpose, is watermarked with who, when and why, counted on the ledger when made and when fetched,
 * and is gone after a day. Made in the background; rows come from a query under the maker's own rights.
 */
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { access } from '../pure/access-contract.ts'
import { shanghaiMinute } from '../pure/time.ts'
import { uuid7 } from '../pure/uuid7.ts'
import { type Lang, say, words } from '../pure/words.ts'
import type { Actor } from './actor.ts'
import type { Context, Database } from './database/database.ts'
import type { LongWork } from './long-work.ts'
import { type SheetColumn, writeXlsx } from './sheets/write-xlsx.ts'

const texts = words({
  watermark: [
    '{name} 于 {at} 导出 · 用途：{purpose} · 编号 {id} · 内部资料，用后销毁',
    'Exported by {name} at {at} · purpose: {purpose} · no. {id} · internal; destroy after use',
  ],
})

export interface ExportOrder {
  readonly actor: Actor
  /** `room.thing`, e.g. `testing.missing`. */
  readonly kind: string
  readonly title: string
  readonly purpose: string
  readonly path: string
  readonly operationId?: string
  readonly lang: Lang
  readonly total?: number
  readonly sheets: readonly {
    readonly name: string
    readonly columns: readonly SheetColumn[]
    /** Called inside a read-only transaction of the actor. */
    readonly rows: (context: Context) => AsyncIterable<readonly unknown[]>
  }[]
}

export interface Files {
  /** Books the export and begins it. @returns its id, to be followed by `access.files`. */
  order(order: ExportOrder): Promise<string>
  open(actor: Actor, id: string): Promise<{ stream: NodeJS.ReadableStream; title: string; bytes: number } | null>
  /** Marks what a killed process left half-made, and removes what has expired. */
  tidy(atStart: boolean): Promise<void>
}

export function openFiles(database: Database, work: LongWork, dataDir: string): Files {
  const folder = join(dataDir, 'files')
  const fileOf = (id: string): string => join(folder, `${id}.xlsx`)

  async function make(id: string, order: ExportOrder): Promise<void> {
    const { actor } = order
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const progress = async (done: number, state: 'making' | 'ready', bytes: number | null): Promise<void> =>
      database.within(actor, async (c) => {
        await c.query(
          'UPDATE platform.file SET rows_done = $3, state = $4, bytes = $5 WHERE street_id = $1 AND id = $2',
          [actor.streetId, id, done, state, bytes],
        )
        if (state === 'ready')
          await c.record(access.events.fileMade, {
            path: order.path,
            ...(order.operationId ? { operationId: order.operationId } : {}),
            data: { fileId: id, kind: order.kind, rows: done },
          })
      })
    let done = 0
    let told = Date.now()
    await database.within(
      actor,
      async (context) => {
        const counted = async function* (rows: AsyncIterable<readonly unknown[]>): AsyncGenerator<readonly unknown[]> {
          for await (const row of rows) {
            yield row
            done++
            if (Date.now() - told > 1000) {
              told = Date.now()
              await progress(done, 'making', null)
            }
          }
        }
        await writeXlsx(fileOf(id), {
          title: order.title,
          watermark: say(texts.watermark, order.lang, {
            name: actor.name,
            at: shanghaiMinute(Date.now()),
            purpose: order.purpose,
            id: id.slice(-6),
          }),
          sheets: order.sheets.map((sheet) => ({
            name: sheet.name,
            columns: [...sheet.columns],
            rows: counted(sheet.rows(context)),
          })),
        })
      },
      { readOnly: true, timeout: 0 },
    )
    await progress(done, 'ready', (await stat(fileOf(id))).size)
  }

  return {
    async order(order) {
      const id = uuid7(Date.now(), randomBytes(10))
      const { actor } = order
      await database.within(actor, (c) =>
        c.query(
          `INSERT INTO platform.file (street_id, id, path, operation_id, account_id, kind, title, purpose, rows_total) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            actor.streetId,
            id,
            order.path,
            order.operationId ?? null,
            actor.accountId,
            order.kind,
            order.title,
            order.purpose,
            order.total ?? null,
          ],
        ),
      )
      work.begin(
        () => make(id, order),
        async () => {
          await rm(fileOf(id), { force: true })
          await database.within(actor, (c) =>
            c.query(`UPDATE platform.file SET state = 'failed' WHERE street_id = $1 AND id = $2`, [actor.streetId, id]),
          )
        },
      )
      return id
    },

    async open(actor, id) {
      const row = await database.within(actor, async (c) => {
        const { rows } = await c.query<{ title: string; path: string; operation_id: string | null }>(
          `UPDATE platform.file SET fetched = fetched + 1 WHERE street_id = $1 AND id = $2 AND account_id = $3 AND state = 'ready' AND expires_at > now()
           RETURNING title, path, operation_id`,
          [actor.streetId, id, actor.accountId],
        )
        if (rows[0])
          await c.record(access.events.fileFetched, {
            path: rows[0].path,
            ...(rows[0].operation_id ? { operationId: rows[0].operation_id } : {}),
            data: { fileId: id },
          })
        return rows[0]
      })
      if (!row) return null
      const { size } = await stat(fileOf(id))
      return { stream: createReadStream(fileOf(id)), title: row.title, bytes: size }
    },

    async tidy(atStart) {
      const gone = await database.bare<{ id: string }>('SELECT id FROM platform.expire_files($1) AS id', [atStart])
      for (const { id } of gone) await rm(fileOf(id), { force: true })
    },
  }
}
