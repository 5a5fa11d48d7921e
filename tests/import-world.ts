/** A small street, a server and lists brought to it over HTTP: what the tests of imports share. */
import { mkdtempSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { type Composed, compose } from '../apps/server/compose.ts'
import { access } from '../platform/pure/access-contract.ts'
import { openSheet } from '../platform/server/sheets/open-sheet.ts'
import { writeXlsx } from '../platform/server/sheets/write-xlsx.ts'
import { freshDatabase } from './cluster.ts'
import { type Browser, Refused, signedIn } from './http.ts'
import { freshId, HOME, idNumber, SECRET, type SmallWorld, smallWorld } from './small-world.ts'
import { register } from '../modules/register/contract.ts'
import type { Contract } from '../platform/pure/contract.ts'
import type { listOperations, ListRowView, ListView } from '../platform/pure/list-contract.ts'

type ListOperations = Contract<ReturnType<typeof listOperations<string>>>['operations']

export const HEAD = ['姓名', '身份证号', '手机', '小区', '楼号', '单元', '房号', '与户主关系', '备注']
export const AT_101 = ['桃影苑', '1', '1', '101'] as const
export const NEW_PERSON = ['松小云', idNumber('2001-02-03', 11), '15400000011', ...AT_101, '子', '新来']
export const KNOWN = ['桃小溪', idNumber('1950-02-03', 1), '', ...AT_101, '户主', '']

type Rows = readonly (readonly unknown[])[]

export interface ImportWorld {
  world: SmallWorld
  admin: pg.Client
  leader: Browser
  signIn(login: string): Promise<Browser>
  /** A path of its own in the folder of the test. */
  path(name: string): string
  xlsx(rows: Rows, head?: readonly string[]): Promise<string>
  send(who: Browser, path: string, options?: { under?: string; id?: string; name?: string }): Promise<string>
  /** Waits until the list waits for a person. */
  settled(id: string, who?: Browser): Promise<ListView>
  bring(rows: Rows, head?: readonly string[]): Promise<ListView>
  apply(id: string, leaveBad?: boolean): Promise<ListView>
  rowsOf(id: string, who?: Browser): Promise<ListRowView[]>
  /** Everything that an import could touch, as the database holds it. */
  register(): Promise<unknown[]>
  /** An export, fetched as a person would and read back. */
  fetched(fileId: string): Promise<string[][]>
  waiting(id: string): string
  restart(): Promise<void>
  close(): Promise<void>
}

export const refusal = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return error as Refused
}

/** Asks until there is an answer; a busy machine may take its time. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 40_000; Date.now() < end; ) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  throw new Error('waited in vain')
}

const part = (head: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`--peach\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])

/** The lists of the register, or of another room by its operations and the head of its lists. */
export async function importWorld(
  ops: ListOperations = register.operations,
  usual: readonly string[] = HEAD,
): Promise<ImportWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'shouwang-import-'))
  const db = await freshDatabase()
  const world = await smallWorld(db.adminUrl)
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  const start = (): Promise<Composed> => compose({ appUrl: db.appUrl, dataDir: folder, secret: SECRET, log: false })
  let server = await start()
  let made = 0

  const self: ImportWorld = {
    world,
    admin,
    leader: await signedIn(server, 'leader'),
    signIn: (login) => signedIn(server, login),
    path: (name) => join(folder, name),
    waiting: (id) => join(folder, 'lists', id),
    async xlsx(rows, head = usual) {
      const path = join(folder, `${++made}.xlsx`)
      await writeXlsx(path, {
        watermark: '桃影苑居民名单',
        sheets: [{ name: '名单', columns: head.map((title) => ({ title })), rows }],
      })
      return path
    },
    async send(who, path, { under = HOME, id = freshId(), name = '名单.xlsx' } = {}) {
      const response = await server.app.inject({
        method: 'POST',
        url: ops.uploadList.url,
        headers: { 'x-shouwang': '1', cookie: who.cookie(), 'content-type': 'multipart/form-data; boundary=peach' },
        payload: Buffer.concat([
          part('content-disposition: form-data; name="input"', JSON.stringify({ id, under })),
          part(
            `content-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"`,
            await readFile(path),
          ),
          Buffer.from('--peach--\r\n'),
        ]),
      })
      if (response.statusCode >= 300) throw new Refused(response.statusCode, response.json())
      return id
    },
    settled: (id, who = self.leader) =>
      until(async () => {
        const view = await who.call(ops.importStatus, { id })
        return ['reading', 'judging', 'applying'].includes(view.state) ? undefined : view
      }),
    bring: async (rows, head) => self.settled(await self.send(self.leader, await self.xlsx(rows, head))),
    async apply(id, leaveBad = false) {
      await self.leader.call(ops.applyImport, { id, leaveBad })
      return self.settled(id)
    },
    rowsOf: async (id, who = self.leader) => (await who.call(ops.importRows, { id })).rows,
    register: async () =>
      (
        await admin.query(
          'SELECT r.*, s.id_number, s.phone, s.path AS secret_path FROM register.resident r LEFT JOIN register.resident_secret s USING (street_id, id) ORDER BY id',
        )
      ).rows,
    async fetched(fileId) {
      await until(async () =>
        (await self.leader.call(access.operations.files, {})).files.find(
          ({ id, state }) => id === fileId && state === 'ready',
        ),
      )
      const response = await server.app.inject({
        method: 'GET',
        url: `/api/files/${fileId}`,
        headers: { cookie: self.leader.cookie() },
      })
      const path = join(folder, `${fileId}.xlsx`)
      await writeFile(path, response.rawPayload)
      const sheet = await openSheet(path, 'export.xlsx')
      const rows: string[][] = []
      for await (const { cells } of sheet.rows()) rows.push(cells.map(({ text }) => text))
      await sheet.close()
      return rows
    },
    async restart() {
      await server.close()
      server = await start()
      self.leader = await signedIn(server, 'leader')
    },
    async close() {
      await admin.end()
      await server.close()
      await db.drop()
    },
  }
  return self
}
