/**
 * Exports: every one has a purpose, is watermarked with who, when and why, counted on the ledger when made and when fetched,
 * handed over whole once, and gone after a day. Made in the background; rows come from a query under the maker's own rights.
 * What is printed is an export, too: it is booked here before the paper leaves the printer.
 */

import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { access } from '../pure/access-contract.ts'
import { Problem, platformProblems } from '../pure/problem.ts'
import { shanghaiMinute } from '../pure/time.ts'
import { uuid7 } from '../pure/uuid7.ts'
import { type Lang, say, words } from '../pure/words.ts'
import type { Actor } from './actor.ts'
import type { Context, Database } from './database/database.ts'
import { type Delivery, openDeliveries } from './delivery.ts'
import type { LongWork } from './long-work.ts'
import { type SheetColumn, writeXlsx } from './sheets/write-xlsx.ts'

const texts = words({
  // The number stands before the purpose: a page header is cut at 255 characters, and a paper found must still lead to its line.
  watermark: [
    '{name} 于 {at} 导出 · 编号 {id} · 内部资料，用后销毁 · 用途：{purpose}',
    'Exported by {name} at {at} · no. {id} · internal; destroy after use · purpose: {purpose}',
  ],
})

interface Booking {
  readonly actor: Actor
  /** `room.thing`, e.g. `testing.missing`. */
  readonly kind: string
  readonly title: string
  readonly purpose: string
  readonly path: string
  readonly operationId?: string
  readonly lang: Lang
}

/** Where an export of its own making writes to, and whom it tells how far it is. */
export interface ExportPlace {
  readonly path: string
  readonly watermark: string
  readonly tell: (rows: number) => Promise<void>
}

export type ExportOrder = Booking & { readonly total?: number } & (
    | {
        readonly sheets: readonly {
          readonly name: string
          readonly columns: readonly SheetColumn[]
          /** Called inside a read-only transaction of the actor. */
          readonly rows: (context: Context) => AsyncIterable<readonly unknown[]>
        }[]
      }
    /** Writes the workbook itself, inside that transaction; the watermark must be in it. */
    | { readonly write: (context: Context, place: ExportPlace) => Promise<void> }
  )

export interface PaperOrder extends Booking {
  readonly rows: number
}

export interface Files {
  /** Books the export and begins it. @returns its id, to be followed by `access.files`. */
  order(order: ExportOrder): Promise<string>
  /** Books what is about to be printed, in the transaction given. @returns what every sheet must say. */
  paper(context: Context, order: PaperOrder): Promise<{ id: string; watermark: string }>
  /**
   * Begins to hand a file over; `from` takes a broken download up again.
   * @throws Problem notFound, `fileFetched`, `fileExpired`, `fileNotReady`
   */
  open(actor: Actor, id: string, from?: number): Promise<Delivery & { title: string }>
  /** Marks what a killed process left half-made, and removes what has expired or lies there without a right to. */
  tidy(atStart: boolean): Promise<void>
}

const FILE = /^([0-9a-f-]{36})\.xlsx$/

export function openFiles(database: Database, work: LongWork, dataDir: string): Files {
  const folder = join(dataDir, 'files')
  const fileOf = (id: string): string => join(folder, `${id}.xlsx`)
  const deliveries = openDeliveries(database, fileOf)
  const newId = (): string => uuid7(Date.now(), randomBytes(10))
  const watermarkOf = (id: string, { actor, purpose, lang }: Booking): string =>
    say(texts.watermark, lang, { name: actor.name, at: shanghaiMinute(Date.now()), id: id.slice(-6), purpose })

  async function make(id: string, order: ExportOrder): Promise<void> {
    const { actor } = order
    await mkdir(folder, { recursive: true, mode: 0o700 })
    let done = 0
    let told = Date.now()
    const progress = async (state: 'making' | 'ready', bytes: number | null): Promise<void> =>
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
    const tell = async (rows: number): Promise<void> => {
      done += rows
      if (Date.now() - told <= 1000) return
      told = Date.now()
      await progress('making', null)
    }
    const counted = async function* (rows: AsyncIterable<readonly unknown[]>): AsyncGenerator<readonly unknown[]> {
      for await (const row of rows) {
        yield row
        await tell(1)
      }
    }
    const watermark = watermarkOf(id, order)
    await database.within(
      actor,
      async (context) => {
        if ('write' in order) return order.write(context, { path: fileOf(id), watermark, tell })
        await writeXlsx(fileOf(id), {
          title: order.title,
          watermark,
          sheets: order.sheets.map((sheet) => ({
            name: sheet.name,
            columns: [...sheet.columns],
            rows: counted(sheet.rows(context)),
          })),
        })
      },
      { readOnly: true, timeout: 0 },
    )
    await progress('ready', (await stat(fileOf(id))).size)
  }

  return {
    async order(order) {
      const id = newId()
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

    async paper(context, order) {
      const id = newId()
      const { actor, path, kind, rows } = order
      await context.query(
        `INSERT INTO platform.file (street_id, id, path, operation_id, account_id, kind, title, purpose, rows_done, rows_total, way, state, fetched, fetched_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 'paper', 'fetched', 1, now())`,
        [actor.streetId, id, path, order.operationId ?? null, actor.accountId, kind, order.title, order.purpose, rows],
      )
      await context.record(access.events.paperPrinted, {
        path,
        ...(order.operationId ? { operationId: order.operationId } : {}),
        data: { fileId: id, kind, rows },
      })
      return { id, watermark: watermarkOf(id, order) }
    },

    async open(actor, id, from = 0) {
      const row = await database.within(actor, async (c) => {
        const { rows } = await c.query<{
          title: string
          path: string
          operation_id: string | null
          state: string
          late: boolean
          fetched_at: Date | null
        }>(
          `UPDATE platform.file SET fetched = fetched + CASE WHEN state = 'ready' AND expires_at > now() THEN 1 ELSE 0 END
           WHERE street_id = $1 AND id = $2 AND account_id = $3 RETURNING title, path, operation_id, state, expires_at <= now() AS late, fetched_at`,
          [actor.streetId, id, actor.accountId],
        )
        const [found] = rows
        if (!found || found.state === 'failed') throw new Problem(platformProblems.notFound)
        if (found.state === 'fetched')
          throw new Problem(platformProblems.fileFetched, { when: shanghaiMinute(found.fetched_at ?? Date.now()) })
        if (found.state === 'gone' || found.late) throw new Problem(platformProblems.fileExpired)
        if (found.state === 'making') throw new Problem(platformProblems.fileNotReady)
        await c.record(access.events.fileFetched, {
          path: found.path,
          ...(found.operation_id ? { operationId: found.operation_id } : {}),
          data: { fileId: id },
        })
        return found
      })
      return { title: row.title, ...(await deliveries.begin(actor, id, from)) }
    },

    async tidy(atStart) {
      const gone = await database.bare<{ id: string }>('SELECT id FROM platform.expire_files($1) AS id', [atStart])
      for (const { id } of gone) await rm(fileOf(id), { force: true })
      const names = await readdir(folder).catch(() => [])
      const ids = names.flatMap((name) => FILE.exec(name)?.[1] ?? [])
      const kept = await database.bare<{ id: string }>('SELECT id FROM platform.kept_files($1) AS id', [ids])
      const mayStay = new Set(kept.map(({ id }) => id))
      for (const id of ids) if (!mayStay.has(id)) await rm(fileOf(id), { force: true })
    },
  }
}
