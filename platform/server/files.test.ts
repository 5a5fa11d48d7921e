/** Exports from booking to removal: handed over whole once, taken up again where a download broke, gone after a day and after a crash. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Composed, compose } from '../../apps/server/compose.ts'
import { register } from '../../modules/register/contract.ts'
import { type FreshDatabase, freshDatabase } from '../../tests/cluster.ts'
import { type Browser, signedIn } from '../../tests/http.ts'
import { freshId, HOME, SECRET, STREET_ID, smallWorld } from '../../tests/small-world.ts'
import { access } from '../pure/access-contract.ts'

const ops = access.operations
const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-files-'))
const onDisk = (id: string): string => join(dataDir, 'files', `${id}.xlsx`)
let db: FreshDatabase
let server: Composed
let admin: pg.Client
let leader: Browser
let port: number

beforeAll(async () => {
  db = await freshDatabase()
  await smallWorld(db.adminUrl)
  server = await compose({ appUrl: db.appUrl, dataDir, secret: SECRET, log: false })
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  leader = await signedIn(server, 'leader')
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(async () => {
  await admin.end()
  await server.close()
  await db.drop()
})

const lineOf = async (id: string) => (await leader.call(ops.files, { id })).files[0]!
const stateOf = async (id: string) => (await lineOf(id)).state
async function exported(purpose = '核对名单'): Promise<string> {
  const { fileId } = await leader.call(register.operations.exportResidents, { purpose, under: HOME })
  await expect.poll(() => stateOf(fileId), { timeout: 10_000 }).toBe('ready')
  return fileId
}
/** One whose bytes do not fit the buffers between two sockets, so that breaking off in the middle is possible. */
async function large(): Promise<{ id: string; bytes: Buffer }> {
  const id = await exported()
  const bytes = randomBytes(40 * 1024 * 1024)
  writeFileSync(onDisk(id), bytes)
  return { id, bytes }
}
const ask = (id: string, headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get({ port, path: `/api/files/${id}`, headers: { cookie: leader.cookie(), ...headers } }, resolve).on(
      'error',
      reject,
    )
  })
async function all(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
/** Takes some of it, then hangs up. */
async function broken(id: string, least: number): Promise<Buffer> {
  const answer = await ask(id)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= least) break
  }
  answer.destroy()
  return Buffer.concat(chunks)
}
const refusal = async (answer: IncomingMessage) => ({
  status: answer.statusCode,
  code: (JSON.parse((await all(answer)).toString()) as { code: string }).code,
})
const ledgerOf = async (id: string): Promise<string[]> =>
  (
    await admin.query<{ type: string }>(`SELECT type FROM platform.ledger WHERE data->>'fileId' = $1 ORDER BY seq`, [
      id,
    ])
  ).rows.map((r) => r.type)

test('who, when and what for stand in the sheet, in its header and footer and in the properties of the file', async () => {
  const id = await exported('上门核对 & 登记')
  const parts = unzipSync(readFileSync(onDisk(id)))
  const text = (name: string) => new TextDecoder().decode(parts[name])
  const mark =
    /演示leader 于 \d{4}-\d\d-\d\d \d\d:\d\d 导出 · 编号 [0-9a-f]{6} · 内部资料，用后销毁 · 用途：上门核对 &amp; 登记/
  expect(text('xl/sharedStrings.xml')).toMatch(mark)
  expect(text('docProps/core.xml')).toMatch(mark)
  const sheet = text('xl/worksheets/sheet1.xml')
  expect(sheet).toMatch(/<row r="1"><c r="A1"/)
  const number = id.slice(-6)
  expect(sheet).toMatch(new RegExp(`<oddHeader>[^<]*编号 ${number}[^<]*</oddHeader><oddFooter>[^<]*编号 ${number}`))
})

test('fetched whole once: then it is gone from the disk, and a second fetch is told so', async () => {
  const id = await exported()
  const answer = await ask(id)
  expect(answer.statusCode).toBe(200)
  expect((await all(answer)).subarray(0, 2).toString()).toBe('PK')
  await expect.poll(() => existsSync(onDisk(id))).toBe(false)
  expect(await refusal(await ask(id))).toEqual({ status: 410, code: 'platform.fileFetched' })
  expect(await lineOf(id)).toMatchObject({ state: 'fetched', fetched: 1, fetchedAt: expect.any(String), way: 'file' })
  expect(await ledgerOf(id)).toEqual(['access.file-made', 'access.file-fetched'])
})

test('a download that breaks goes on where it broke, and is then used up like any other', async () => {
  const { id, bytes } = await large()
  const first = await broken(id, 5_000_000)
  await expect.poll(() => stateOf(id)).toBe('ready')
  const rest = await ask(id, { range: `bytes=${first.length}-`, 'if-range': `"${id}"` })
  expect(rest.statusCode).toBe(206)
  expect(rest.headers['content-range']).toBe(`bytes ${first.length}-${bytes.length - 1}/${bytes.length}`)
  expect(Buffer.concat([first, await all(rest)]).equals(bytes)).toBe(true)
  expect((await refusal(await ask(id))).status).toBe(410)
  expect((await lineOf(id)).fetched).toBe(2)
})

test('a range that jumps ahead gets the whole file: nobody takes the end first and the rest after', async () => {
  const { id, bytes } = await large()
  const answer = await ask(id, { range: `bytes=${bytes.length - 10}-` })
  expect(answer.statusCode).toBe(200)
  answer.destroy()
  await expect.poll(() => stateOf(id)).toBe('ready')
  const probe = await ask(id, { range: 'bytes=0-0' })
  expect(probe.statusCode).toBe(200)
  probe.destroy()
})

test('two requests at the same time cannot both get it whole', async () => {
  const { id, bytes } = await large()
  const outcomes = await Promise.all(
    [ask(id), ask(id), ask(id)].map(async (asked) =>
      all(await asked).then(
        (got) => got.equals(bytes),
        () => false,
      ),
    ),
  )
  expect(outcomes.filter(Boolean)).toHaveLength(1)
  expect(await stateOf(id)).toBe('fetched')
})

test('a HEAD uses nothing up, and a colleague gets nothing', async () => {
  const id = await exported()
  const head = await server.app.inject({
    method: 'HEAD',
    url: `/api/files/${id}`,
    headers: { cookie: leader.cookie() },
  })
  expect(head.statusCode).toBe(404)
  const officer = await signedIn(server, 'officer')
  const other = await server.app.inject({ url: `/api/files/${id}`, headers: { cookie: officer.cookie() } })
  expect(other.statusCode).toBe(404)
  expect(await lineOf(id)).toMatchObject({ state: 'ready', fetched: 0 })
})

test('after a day it is refused and removed; what a crash left behind goes, too', async () => {
  const [late, half, kept, orphan] = [await exported(), freshId(), await exported(), freshId()]
  await admin.query(`UPDATE platform.file SET expires_at = now() - interval '1 second' WHERE id = $1`, [late])
  expect(await refusal(await ask(late))).toEqual({ status: 410, code: 'platform.fileExpired' })
  await admin.query(
    `INSERT INTO platform.file (street_id, id, path, account_id, kind, title, purpose)
     SELECT $1, $2, path, account_id, kind, title, purpose FROM platform.file WHERE id = $3`,
    [STREET_ID, half, kept],
  )
  for (const id of [half, orphan]) writeFileSync(onDisk(id), 'half')
  await server.house.files.tidy(true)
  expect([late, half, orphan, kept].map((id) => existsSync(onDisk(id)))).toEqual([false, false, false, true])
  expect(await Promise.all([late, half, kept].map(stateOf))).toEqual(['gone', 'failed', 'ready'])
})

test('exports of the area are counted for those who answer for it, own ones for everybody', async () => {
  const grid = await signedIn(server, 'grid')
  const mine = await grid.call(ops.files, {})
  expect(mine.files).toEqual([])
  expect(mine.week).toEqual({ exports: 0, rows: 0 })
  const officer = await signedIn(server, 'officer')
  const { files, week } = await officer.call(ops.files, { of: 'area' })
  expect(week.exports).toBeGreaterThan(3)
  expect(week.rows).toBeGreaterThan(3)
  expect(new Set(files.map((f) => f.who))).toEqual(new Set(['演示leader']))
  const leader2 = await signedIn(server, 'leader2')
  expect((await leader2.call(ops.files, { of: 'area' })).files).toEqual([])
})
