/** Lists brought in over HTTP on a real database: seen before anything is written, applied whole or not at all, harmless twice. */
import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Composed, compose } from '../../../apps/server/compose.ts'
import { access } from '../../../platform/pure/access-contract.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { writeXlsx } from '../../../platform/server/sheets/write-xlsx.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import { type Browser, Refused, signedIn } from '../../../tests/http.ts'
import {
  dwelling,
  freshId,
  HOME,
  idNumber,
  OTHER,
  SECRET,
  type SmallWorld,
  smallWorld,
  STREET,
} from '../../../tests/small-world.ts'
import { register } from '../contract.ts'
import type { ImportView } from './import-store.ts'

const ops = register.operations
const folder = mkdtempSync(join(tmpdir(), 'shouwang-import-'))
let db: FreshDatabase
let world: SmallWorld
let server: Composed
let admin: pg.Client
let leader: Browser

const start = () => compose({ appUrl: db.appUrl, dataDir: folder, secret: SECRET, log: false })

beforeEach(async () => {
  db = await freshDatabase()
  world = await smallWorld(db.adminUrl)
  server = await start()
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  leader = await signedIn(server, 'leader')
})
afterEach(async () => {
  await admin.end()
  await server.close()
  await db.drop()
})

const HEAD = ['姓名', '身份证号', '手机', '小区', '楼号', '单元', '房号', '与户主关系', '备注']
const AT_101 = ['桃影苑', '1', '1', '101'] as const
const NEW_PERSON = ['松小云', idNumber('2001-02-03', 11), '15400000011', ...AT_101, '子', '新来']
const KNOWN = ['桃小溪', idNumber('1950-02-03', 1), '', ...AT_101, '户主', '']

let made = 0
async function xlsx(rows: readonly (readonly unknown[])[], head: readonly string[] = HEAD): Promise<string> {
  const path = join(folder, `${++made}.xlsx`)
  await writeXlsx(path, {
    watermark: '桃影苑居民名单',
    sheets: [{ name: '名单', columns: head.map((title) => ({ title })), rows }],
  })
  return path
}

async function send(
  who: Browser,
  path: string,
  { under = HOME, id = freshId(), name = '名单.xlsx' } = {},
): Promise<string> {
  const boundary = 'peach'
  const part = (head: string, body: Buffer | string): Buffer =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  const response = await server.app.inject({
    method: 'POST',
    url: ops.uploadList.url,
    headers: { 'x-shouwang': '1', cookie: who.cookie(), 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      part('content-disposition: form-data; name="input"', JSON.stringify({ id, under })),
      part(`content-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"`, await readFile(path)),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
  })
  if (response.statusCode >= 300) throw new Refused(response.statusCode, response.json())
  return id
}

/** Waits until the list waits for a person. */
async function settled(id: string, who = leader): Promise<ImportView> {
  for (const until = Date.now() + 40_000; Date.now() < until; ) {
    const view = await who.call(ops.importStatus, { id })
    if (!['reading', 'judging', 'applying'].includes(view.state)) return view
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  throw new Error('the list never settled')
}
const bring = async (rows: readonly (readonly unknown[])[], head?: readonly string[]): Promise<ImportView> =>
  settled(await send(leader, await xlsx(rows, head)))
const apply = async (id: string, leaveBad = false): Promise<ImportView> => {
  await leader.call(ops.applyImport, { id, leaveBad })
  return settled(id)
}
const rowsOf = async (id: string, who = leader) => (await who.call(ops.importRows, { id })).rows
const refusal = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return error as Refused
}
/** Everything that an import could touch, as the database holds it. */
const register_ = async (): Promise<unknown[]> =>
  (
    await admin.query(
      'SELECT r.*, s.id_number, s.phone, s.path AS secret_path FROM register.resident r LEFT JOIN register.resident_secret s USING (street_id, id) ORDER BY id',
    )
  ).rows

describe('a list before it is applied', () => {
  test('columns, verdicts and reasons are there, and nothing is written', async () => {
    const before = await register_()
    const view = await bring([
      KNOWN,
      NEW_PERSON,
      ['桃大松', idNumber('1985-05-06', 3), '15400000099', ...AT_101, '子', ''],
      ['别的人', idNumber('1990-07-08', 2), '', ...AT_101, '子', ''],
      ['柳小花', `${idNumber('1991-01-01', 12).slice(0, 17)}?`, '', ...AT_101, '子', ''],
      ['柳小草', idNumber('1992-01-01', 13), '', '桃影苑', '9', '1', '101', '子', ''],
      ['合计', '', '', '', '', '', '', '', '6'],
    ])
    expect(view).toMatchObject({ state: 'ready', progress: 1, headerRow: 2, problem: null })
    expect(view.columns.map(({ field }) => field)).toEqual([
      'name',
      'idNumber',
      'phone',
      'compound',
      'building',
      'unit',
      'room',
      'relation',
      'note',
    ])
    expect(view.counts).toEqual({ rows: 7, new: 1, same: 1, changed: 1, conflict: 1, bad: 2, skipped: 1 })
    const rows = await rowsOf(view.id)
    expect(rows.map(({ verdict }) => verdict)).toEqual(['same', 'new', 'changed', 'conflict', 'bad', 'bad', 'skipped'])
    expect(rows[2]?.changes).toEqual([{ field: 'phone', from: '129****0003', to: '154****0099' }])
    expect(rows[3]?.problems[0]).toMatchObject({ field: 'name', code: 'other-name-in-register' })
    expect(rows[4]?.problems[0]?.words[0]).toContain('证件号码')
    expect(rows[5]?.problems[0]?.words).toEqual([
      '该小区没有这栋楼，请核对楼号',
      'The compound has no such building; check its number',
    ])
    expect(await register_()).toEqual(before)
  })

  test('whole numbers show only where they are what is wrong', async () => {
    const wrong = `${idNumber('1991-01-01', 12).slice(0, 17)}?`
    const view = await bring([NEW_PERSON, ['柳小花', wrong, '15400000012', ...AT_101, '', '']])
    const rows = await rowsOf(view.id)
    expect(rows[0]?.cells[1]).toBe(`329${'*'.repeat(13)}${NEW_PERSON[1]?.slice(-2)}`)
    expect(rows[0]?.cells[2]).toBe('154****0011')
    expect(rows[1]?.cells[1]).toBe(wrong)
  })

  test('rows come in pages and by verdict', async () => {
    const view = await bring(
      Array.from({ length: 7 }, (_, i) => [`松小云`, idNumber('2001-02-03', 21 + 2 * i), '', ...AT_101, '', '']),
    )
    // The same name, day and door under seven numbers: one of them at most is right, so all are asked about.
    expect(view.counts).toMatchObject({ rows: 7, bad: 7 })
    const first = await leader.call(ops.importRows, { id: view.id, limit: 4 })
    const second = await leader.call(ops.importRows, { id: view.id, after: first.next ?? 0, limit: 4 })
    expect([...first.rows, ...second.rows].map(({ rowNo }) => rowNo)).toEqual([3, 4, 5, 6, 7, 8, 9])
    expect(second.next).toBeNull()
    expect((await leader.call(ops.importRows, { id: view.id, verdict: ['new'] })).rows).toEqual([])
  })
})

describe('applying', () => {
  test('new people come in, changed ones are changed, the ledger says who', async () => {
    const view = await bring([
      KNOWN,
      NEW_PERSON,
      ['桃大松', idNumber('1985-05-06', 3), '15400000099', '桃影苑', '1', '1', '201', '', '透析'],
    ])
    expect(await apply(view.id)).toMatchObject({
      state: 'applied',
      progress: 1,
      counts: { new: 1, changed: 1, same: 1 },
    })
    const { rows: people } = await leader.call(ops.findResidents, { text: 'sxy' })
    expect(people).toHaveLength(1)
    expect(people[0]).toMatchObject({
      name: '松小云',
      birthDate: '2001-02-03',
      sex: 'male',
      relation: 'child',
      phoneMasked: '154****0011',
      address: '桃影苑 1号楼 1单元 101室',
      note: '新来',
    })
    const id = people[0]?.id ?? ''
    expect(await leader.call(ops.reveal, { residentId: id, field: 'id-number', purpose: 'verify' })).toEqual({
      value: NEW_PERSON[1],
    })
    const moved = world.people[1]
    const { rows } = await admin.query(
      'SELECT r.path, r.version, r.note, s.path AS secret_path, s.phone, s.id_number FROM register.resident r JOIN register.resident_secret s USING (street_id, id) WHERE id = $1',
      [moved?.id],
    )
    expect(rows[0]).toEqual({
      path: dwelling(HOME, 2),
      secret_path: dwelling(HOME, 2),
      version: 2,
      note: '透析',
      phone: '15400000099',
      id_number: moved?.draft.idNumber,
    })
    const { rows: lines } = await admin.query(
      `SELECT type, path, data FROM platform.ledger WHERE type IN ('register.list-applied', 'register.people-imported') ORDER BY seq`,
    )
    expect(lines.map(({ type }) => type).sort()).toEqual(['register.list-applied', 'register.people-imported'])
    expect(lines.find(({ type }) => type === 'register.list-applied')).toMatchObject({
      path: HOME,
      data: { importId: view.id, added: 1, changed: 1 },
    })
    expect(lines.find(({ type }) => type === 'register.people-imported')?.data).toEqual({
      importId: view.id,
      added: [id],
      changed: [{ residentId: moved?.id, fields: ['note', 'address', 'phone'] }],
    })
    for (const { data } of lines) register.events.peopleImported.data.or(register.events.listApplied.data).parse(data)
    expect((await admin.query('SELECT FROM register.import_row')).rowCount).toBe(0)
  })

  test('the same list a second time changes nothing', async () => {
    const list = [
      KNOWN,
      NEW_PERSON,
      ['阿云桃桃', '', '15400000077', '桃影苑', '2', '1', '101', '', ''],
      ['松小桃', '', '', ...AT_101, '', ''],
    ]
    await apply((await bring(list)).id)
    const after = await register_()
    const again = await bring(list)
    expect(again.counts).toEqual({ rows: 4, new: 0, same: 4, changed: 0, conflict: 0, bad: 0, skipped: 0 })
    await apply(again.id)
    expect(await register_()).toEqual(after)
  })

  test('wrong rows stay out only when that is confirmed; they come back as a file, and go in once corrected', async () => {
    const wrong = `${NEW_PERSON[1]?.slice(0, 17)}?`
    const view = await bring([
      KNOWN,
      [NEW_PERSON[0], wrong, ...NEW_PERSON.slice(2, 3), '', '', '', '', '子', '新来'],
      ['柳小草', '', '', '桃影苑', '9', '1', '101', '', ''],
    ])
    expect(view.counts).toMatchObject({ same: 1, bad: 2 })
    expect((await refusal(leader.call(ops.applyImport, { id: view.id }))).problem).toMatchObject({
      code: 'register.importBadRows',
      params: { bad: 2 },
    })
    expect(await apply(view.id, true)).toMatchObject({ state: 'applied' })

    const { fileId } = await leader.call(ops.exportBadRows, { id: view.id })
    const file = await fetched(fileId)
    const text = file.map((row) => row.join('|'))
    expect(text[0]).toContain('更正名单')
    expect(text[1]).toBe(['有误原因', '序号（原行号）', ...HEAD].join('|'))
    // The household's address was taken from the row above and is written out.
    expect(text[2]).toContain(['松小云', wrong, '15400000011', '桃影苑', '1', '1', '101', '子', '新来'].join('|'))
    expect(text[3]?.startsWith('该小区没有这栋楼，请核对楼号|5|柳小草')).toBe(true)

    const corrected = file
      .slice(2)
      .map((row) => row.map((cell) => (cell === wrong ? (NEW_PERSON[1] ?? '') : cell === '9' ? '2' : cell)))
    const second = await bring(corrected, file[1])
    expect(second.counts).toMatchObject({ rows: 2, new: 2, bad: 0 })
    await apply(second.id)
    expect((await leader.call(ops.findResidents, { text: '松小云' })).total).toBe(1)
  })

  test('somebody registered meanwhile: nothing is written, the list is judged again and asks once more', async () => {
    const view = await bring([NEW_PERSON, ['松小桃', '', '', ...AT_101, '', '']])
    const { rows } = await admin.query('SELECT count(*)::integer AS n FROM register.resident')
    await leader.call(ops.registerResident, {
      id: freshId(),
      path: dwelling(HOME, 2),
      name: '松小云',
      idType: 'resident-id',
      idNumber: NEW_PERSON[1] ?? '',
    })
    const after = await apply(view.id)
    expect(after).toMatchObject({ state: 'ready', counts: { new: 1, changed: 1 } })
    expect(after.problem?.[0]).toContain('已重新比对')
    expect((await admin.query('SELECT count(*)::integer AS n FROM register.resident')).rows[0].n).toBe(rows[0].n + 1)
    expect(await apply(view.id)).toMatchObject({ state: 'applied' })
  })

  test('a changed person who was corrected meanwhile is not overwritten', async () => {
    const view = await bring([['桃大松', idNumber('1985-05-06', 3), '15400000099', ...AT_101, '', '']])
    await leader.call(ops.correctResident, { id: world.people[1]?.id ?? '', version: 1, note: '刚改' })
    expect(await apply(view.id)).toMatchObject({ state: 'ready', counts: { changed: 1 } })
    const { rows } = await admin.query('SELECT note, phone_tail FROM register.resident WHERE id = $1', [
      world.people[1]?.id,
    ])
    expect(rows[0]).toEqual({ note: '刚改', phone_tail: '0003' })
  })

  test('a dwelling that is gone meanwhile', async () => {
    const view = await bring([NEW_PERSON])
    await admin.query('UPDATE register.area SET path = path || $2 WHERE path = $1', [dwelling(HOME, 1), 'old.'])
    expect(await apply(view.id)).toMatchObject({ state: 'ready', counts: { new: 0, bad: 1 } })
  })

  test('the database is lost in the middle: nothing of the list is in the register', async () => {
    const many = Array.from({ length: 400 }, (_, i) => [
      `松小${String.fromCharCode(0x4e00 + i)}`,
      idNumber('2001-02-03', 2 * i + 1),
      '',
      ...AT_101,
      '',
      '',
    ])
    const view = await bring(many)
    const before = await register_()
    // The last statement of the transaction fails as a lost connection does.
    await admin.query(
      `CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`,
    )
    await admin.query(
      `CREATE TRIGGER cut BEFORE INSERT ON platform.ledger FOR EACH ROW WHEN (NEW.type = 'register.list-applied') EXECUTE FUNCTION public.cut()`,
    )
    await admin.query('ALTER FUNCTION public.cut() SECURITY DEFINER')
    expect(await apply(view.id)).toMatchObject({ state: 'ready' })
    expect(await register_()).toEqual(before)
    await admin.query('DROP TRIGGER cut ON platform.ledger')
    expect(await apply(view.id)).toMatchObject({ state: 'applied', counts: { new: 400 } })
  })
})

describe('columns', () => {
  test('a correction is read again and wins', async () => {
    const head = ['称呼', '身份证号', '号码', '住处']
    const view = await bring([['松小云', NEW_PERSON[1], '15400000011', '桃影苑1-1-101']], head)
    expect(view.problem?.[0]).toContain('缺少必要的列')
    expect(view.counts).toMatchObject({ rows: 1, new: 0 })
    expect((await refusal(leader.call(ops.applyImport, { id: view.id }))).problem.code).toBe(
      'register.importMissingColumn',
    )
    await leader.call(ops.mapColumns, {
      id: view.id,
      columns: [
        { index: 0, field: 'name' },
        { index: 3, field: 'address' },
      ],
    })
    const mapped = await settled(view.id)
    expect(mapped).toMatchObject({ state: 'ready', problem: null, counts: { rows: 1, new: 1 } })
    expect(mapped.columns[0]).toMatchObject({ field: 'name', confidence: 1 })
    await leader.call(ops.mapColumns, { id: view.id, columns: [{ index: 2, field: null }] })
    const again = await settled(view.id)
    expect(again.columns.map(({ field }) => field)).toEqual(['name', 'idNumber', null, 'address'])
    expect(again.counts.new).toBe(1)
  })

  test('a head row set by hand', async () => {
    const view = await bring([['桃影苑', '2026', '', '', '', '', '', '', ''], NEW_PERSON])
    expect(view).toMatchObject({ headerRow: 2, counts: { rows: 2 } })
    await leader.call(ops.mapColumns, {
      id: view.id,
      headerRow: 3,
      columns: HEAD.map((_, index) => ({
        index,
        field:
          (['name', 'idNumber', 'phone', 'compound', 'building', 'unit', 'room', 'relation', 'note'] as const)[index] ??
          null,
      })),
    })
    expect(await settled(view.id)).toMatchObject({ headerRow: 3, counts: { rows: 1, new: 1 } })
  })
})

describe('who may', () => {
  test('lists of another community are neither seen nor applied', async () => {
    const view = await bring([NEW_PERSON])
    const other = await signedIn(server, 'leader2')
    for (const [operation, input] of [
      [ops.importStatus, {}],
      [ops.importRows, {}],
      [ops.discardImport, {}],
      [ops.exportBadRows, {}],
    ] as const)
      expect((await refusal(other.call(operation, { id: view.id, ...input }))).status).toBe(404)
    expect((await refusal(other.call(ops.applyImport, { id: view.id }))).status).toBe(404)
    expect((await other.call(ops.imports, {})).imports).toEqual([])
    expect((await refusal(send(leader, await xlsx([NEW_PERSON]), { under: OTHER }))).status).toBe(404)
    expect((await refusal(send(await signedIn(server, 'superior'), await xlsx([NEW_PERSON])))).status).toBe(403)
  })

  test('a number registered out of sight is told as that, to the street as what it is', async () => {
    const moved = ['柳星', idNumber('1970-11-12', 8), '', ...AT_101, '', '']
    const view = await bring([moved])
    expect(view.counts).toMatchObject({ conflict: 1 })
    expect((await rowsOf(view.id))[0]?.problems[0]).toMatchObject({ code: 'registered-elsewhere' })
    const officer = await signedIn(server, 'officer')
    const seen = await settled(await send(officer, await xlsx([moved]), { under: STREET }), officer)
    expect(seen.counts).toMatchObject({ changed: 1 })
    expect((await rowsOf(seen.id, officer))[0]?.changes).toEqual([
      { field: 'address', from: '柳亭苑 1号楼 1单元 101室', to: '桃影苑 1号楼 1单元 101室' },
    ])
  })
})

describe('what is not a list', () => {
  test.each([
    ['text.xlsx', 'this is no spreadsheet at all \u0000\u0001', 415],
    ['empty.csv', '', 422],
  ])('%s is refused at once', async (name, content, status) => {
    const path = join(folder, `${++made}-${name}`)
    await import('node:fs/promises').then(({ writeFile }) => writeFile(path, content))
    const refused = await refusal(send(leader, path, { name }))
    expect(refused.status).toBeGreaterThanOrEqual(415)
    expect(refused.problem.words[0]).toMatch(/\p{Script=Han}/u)
    expect([415, 422]).toContain(status)
    expect((await leader.call(ops.imports, {})).imports).toEqual([])
  })

  test('a csv in GBK is read', async () => {
    const path = join(folder, 'gbk.csv')
    // 姓名,房号 / 桃影苑…: written by hand in GBK, as Excel in China saves csv.
    const gbk = Buffer.from('d0d5c3fb2cd0a1c7f82cc2a5bac52cb7bfbac50d0acbc9d4c62cccd2d3b0d4b72c312c3130310d0a', 'hex')
    await import('node:fs/promises').then(({ writeFile }) => writeFile(path, gbk))
    const view = await settled(await send(leader, path, { name: 'gbk.csv' }))
    expect(view).toMatchObject({ state: 'ready', counts: { rows: 1, new: 1 } })
    expect((await rowsOf(view.id))[0]?.cells[0]).toBe('松云')
  })
})

test('the same upload sent twice is one list; a discarded one is gone with its rows', async () => {
  const path = await xlsx([NEW_PERSON])
  const id = await send(leader, path)
  await send(leader, path, { id })
  expect((await leader.call(ops.imports, {})).imports).toHaveLength(1)
  await settled(id)
  await leader.call(ops.discardImport, { id })
  expect(await leader.call(ops.importStatus, { id })).toMatchObject({ state: 'discarded' })
  expect((await admin.query('SELECT FROM register.import_row')).rowCount).toBe(0)
  expect((await refusal(leader.call(ops.applyImport, { id }))).problem.code).toBe('register.importDone')
})

test('a process that died while reading or applying: the next start takes the list up', async () => {
  const first = await bring([NEW_PERSON])
  const path = await xlsx([KNOWN, NEW_PERSON])
  const second = await send(leader, path)
  await settled(second)
  // As a killed process leaves them: one staged in part with its file still there, one on its way into the register.
  const { copyFile, mkdir } = await import('node:fs/promises')
  await mkdir(join(folder, 'lists'), { recursive: true })
  await copyFile(path, join(folder, 'lists', second))
  await admin.query(`UPDATE register.import SET state = 'reading', progress = 0.4 WHERE id = $1`, [second])
  await admin.query('DELETE FROM register.import_row WHERE import_id = $1 AND row_no > 3', [second])
  await admin.query(`UPDATE register.import SET state = 'applying' WHERE id = $1`, [first.id])
  await server.close()
  server = await start()
  leader = await signedIn(server, 'leader')
  expect(await settled(second)).toMatchObject({ state: 'ready', counts: { rows: 2, new: 1, same: 1 } })
  expect(await settled(first.id)).toMatchObject({ state: 'ready', counts: { new: 1 } })
})

/** The export, fetched as a person would and read back. */
async function fetched(fileId: string): Promise<string[][]> {
  for (let i = 0; ; i++) {
    const { files } = await leader.call(access.operations.files, {})
    if (files.find(({ id }) => id === fileId)?.state === 'ready') break
    if (i === 2000) throw new Error('the export was never ready')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  const response = await server.app.inject({
    method: 'GET',
    url: `/api/files/${fileId}`,
    headers: { cookie: leader.cookie() },
  })
  const path = join(folder, `${fileId}.xlsx`)
  await import('node:fs/promises').then(({ writeFile }) => writeFile(path, response.rawPayload))
  const sheet = await openSheet(path, 'export.xlsx')
  const rows: string[][] = []
  for await (const { cells } of sheet.rows()) rows.push(cells.map(({ text }) => text))
  await sheet.close()
  return rows
}
