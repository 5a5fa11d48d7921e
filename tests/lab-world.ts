/** A round with tubes on their way to a lab, and labs' files brought to it over HTTP: what tests of the laboratory begin from. */
import { mkdtempSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Composed } from '../apps/server/compose.ts'
import { laboratory } from '../modules/laboratory/contract.ts'
import { testing } from '../modules/testing/contract.ts'
import { access } from '../platform/pure/access-contract.ts'
import type { OutputOf } from '../platform/pure/contract.ts'
import { openSheet } from '../platform/server/sheets/open-sheet.ts'
import { writeXlsx } from '../platform/server/sheets/write-xlsx.ts'
import type { EngineName } from './cluster.ts'
import { type Browser, Refused, signedIn } from './http.ts'
import { type RoundWorld, roundWorld, sent, swab, tube } from './round-world.ts'
import { freshId } from './small-world.ts'

const ops = laboratory.operations
export type FileView = OutputOf<typeof ops.importStatus>
export type Line = OutputOf<typeof ops.importRows>['rows'][number]
type Rows = readonly (readonly unknown[])[]

export const HEAD = ['管号', '检测结果', '检测时间'] as const
export const hoursAgo = (n: number): string => new Date(Date.now() - n * 3_600_000).toISOString()

export interface MadeTube {
  readonly id: string
  readonly code: string
  readonly samples: readonly { readonly id: string; readonly residentId: string }[]
}

export interface LabWorld extends RoundWorld {
  readonly labId: string
  readonly grid: Browser
  readonly leader2: Browser
  readonly superior: Browser
  /** A tube with these people in it, sampled and closed some hours ago, and its custody up to a step. */
  fill(
    at: { roundId: string; siteId: string },
    code: string,
    people: readonly string[],
    more?: {
      upTo?: 'closed' | 'packed' | 'handed-over' | 'received'
      hours?: number
      pool?: 1 | 5 | 10 | 20
      counted?: number
    },
  ): Promise<MadeTube>
  xlsx(rows: Rows, head?: readonly string[]): Promise<string>
  csv(text: string | Buffer): Promise<string>
  /** Uploads; the id of the file. */
  bring(
    path: string,
    roundId: string,
    more?: { who?: Browser; labId?: string | null; server?: Composed; id?: string; name?: string },
  ): Promise<string>
  settled(id: string, who?: Browser): Promise<FileView>
  /** Brings rows and waits until they are judged. */
  judged(roundId: string, rows: Rows, head?: readonly string[]): Promise<FileView>
  lines(id: string): Promise<Line[]>
  apply(id: string, more?: { leaveBad?: boolean; leaveChanged?: boolean; reason?: string | null }): Promise<FileView>
  /** Brings, judges and applies. */
  results(roundId: string, ...rows: readonly (readonly [code: string, outcome: string])[]): Promise<void>
  /** An export of the officer's, fetched and read back: the rows of each of its sheets. */
  fetched(fileId: string): Promise<string[][][]>
  /** Results as stored: `code turn outcome`. */
  stored(roundId: string): Promise<string[]>
}

const part = (head: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`--peach\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])

export async function labWorld(engine: EngineName = 'embedded'): Promise<LabWorld> {
  const w = await roundWorld(engine)
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-lab-'))
  const labId = freshId()
  await w.officer.call(ops.saveLab, {
    id: labId,
    name: '云溪检测车',
    capacity: 30_000,
    contact: '溪检',
    phone: '0510-80000001',
  })
  let made = 0
  const self: LabWorld = {
    ...w,
    labId,
    grid: await signedIn(w.server, 'grid'),
    leader2: await signedIn(w.server, 'leader2'),
    superior: await signedIn(w.server, 'superior'),
    async fill(at, code, people, { upTo = 'received', hours = 4, pool = 10, counted = people.length } = {}) {
      const id = freshId()
      const samples = people.map((residentId) => swab(at, residentId, { tubeId: id, takenAt: hoursAgo(hours) }))
      const { call } = w.officer
      if (samples.length > 0) await call(testing.operations.recordSamples, sent(...samples))
      await call(
        testing.operations.recordTubes,
        sent(
          tube(at, {
            ...{ id, code, poolSize: pool, counted },
            ...{ openedAt: hoursAgo(hours), closedAt: hoursAgo(hours - 0.1) },
          }),
        ),
      )
      const steps = (['packed', 'handed-over', 'received-by-lab'] as const).slice(
        0,
        ['closed', 'packed', 'handed-over', 'received'].indexOf(upTo),
      )
      const place = '云溪检测车'
      const custody = steps.map((step, i) => ({
        ...{ id: freshId(), roundId: at.roundId, tubeId: id, step, place },
        at: hoursAgo(hours - 0.2 - 0.1 * i),
      }))
      if (custody.length > 0)
        await call(testing.operations.recordCustody, { sentAt: new Date().toISOString(), items: custody })
      return { id, code, samples: samples.map((s) => ({ id: s.id, residentId: s.residentId! })) }
    },
    async xlsx(rows, head = HEAD) {
      const path = join(folder, `${++made}.xlsx`)
      await writeXlsx(path, {
        watermark: '云溪检测车结果',
        sheets: [{ name: '结果', columns: head.map((title) => ({ title })), rows }],
      })
      return path
    },
    async csv(text) {
      const path = join(folder, `${++made}.csv`)
      await writeFile(path, text)
      return path
    },
    async bring(path, roundId, { who = w.officer, labId: lab = labId, server = w.server, id = freshId(), name } = {}) {
      const response = await server.app.inject({
        method: 'POST',
        url: ops.bringFile.url,
        headers: { 'x-shouwang': '1', cookie: who.cookie(), 'content-type': 'multipart/form-data; boundary=peach' },
        payload: Buffer.concat([
          part('content-disposition: form-data; name="input"', JSON.stringify({ id, roundId, labId: lab })),
          part(
            `content-disposition: form-data; name="file"; filename="${encodeURIComponent(name ?? path.split('/').at(-1)!)}"`,
            await readFile(path),
          ),
          Buffer.from('--peach--\r\n'),
        ]),
      })
      if (response.statusCode >= 300) throw new Refused(response.statusCode, response.json())
      return id
    },
    async settled(id, who = w.officer) {
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(15)) {
        const view = await who.call(ops.importStatus, { id })
        if (!['reading', 'judging', 'applying'].includes(view.state)) return view
      }
      throw new Error('waited in vain')
    },
    judged: async (roundId, rows, head) => self.settled(await self.bring(await self.xlsx(rows, head), roundId)),
    lines: async (id) => (await w.officer.call(ops.importRows, { id, limit: 500 })).rows,
    async apply(id, more = {}) {
      await w.officer.call(ops.applyFile, { id, ...more })
      return self.settled(id)
    },
    async results(roundId, ...rows) {
      const view = await self.judged(roundId, rows)
      const { state, problem } = await self.apply(view.id)
      if (state !== 'applied') throw new Error(`${state} ${problem?.[1]}`)
    },
    async fetched(fileId) {
      const ready = async () =>
        (await w.officer.call(access.operations.files, { id: fileId })).files[0]?.state === 'ready'
      for (const end = Date.now() + 30_000; Date.now() < end && !(await ready()); ) await sleep(20)
      const { rawPayload } = await w.server.app.inject({
        url: `/api/files/${fileId}`,
        headers: { cookie: w.officer.cookie() },
      })
      const path = join(folder, `${fileId}.xlsx`)
      await writeFile(path, rawPayload)
      const sheet = await openSheet(path, path)
      const sheets: string[][][] = []
      for (const at of sheet.sheetNames.keys()) {
        const rows: string[][] = []
        for await (const { cells } of sheet.rows({ sheet: at })) rows.push(cells.map(({ text }) => text))
        sheets.push(rows)
      }
      await sheet.close()
      return sheets
    },
    async stored(roundId) {
      const { rows } = await w.admin.query<{ line: string }>(
        `SELECT concat_ws(' ', t.code, r.turn, r.outcome) AS line FROM laboratory.result r JOIN testing.tube t ON t.id = r.tube_id WHERE r.round_id = $1 ORDER BY 1`,
        [roundId],
      )
      return rows.map((row) => row.line)
    },
  }
  return self
}
