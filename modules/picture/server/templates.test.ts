/** A superior's form over HTTP: uploaded, looked through, marked, filled as often as asked for with what is true then. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { access } from '../../../platform/pure/access-contract.ts'
import { xlsxBytes } from '../../../platform/server/sheets/fixture.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { type Browser, Refused, refusalCode, signedIn } from '../../../tests/http.ts'
import { type RoundWorld, roundWorld, sent, swab } from '../../../tests/round-world.ts'
import { freshId, HOME, OTHER } from '../../../tests/small-world.ts'
import { testing } from '../../testing/contract.ts'
import { picture } from '../contract.ts'
import { question, type QuestionDraft } from '../question.ts'
import type { Mark, Template } from '../template.ts'
import { guessTakes } from '../template-marks.ts'

const ops = picture.operations
let w: RoundWorld
let at: { roundId: string; siteId: string }
let superior: Browser
let leader2: Browser

beforeAll(async () => {
  w = await roundWorld()
  at = await w.open()
  superior = await signedIn(w.server, 'superior')
  leader2 = await signedIn(w.server, 'leader2')
  await w.crew.call(testing.operations.recordSamples, sent(swab(at, w.person('桃小溪')), swab(at, w.person('单燕'))))
})
afterAll(() => w.close())

const part = (head: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`--peach\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
async function send(who: Browser, bytes: Uint8Array, fileName = '日报.xlsx', id = freshId()): Promise<string> {
  const response = await w.server.app.inject({
    method: 'POST',
    url: ops.uploadTemplate.url,
    headers: { 'x-shouwang': '1', cookie: who.cookie(), 'content-type': 'multipart/form-data; boundary=peach' },
    payload: Buffer.concat([
      part('content-disposition: form-data; name="input"', JSON.stringify({ id, name: '区卫健局日报' })),
      part(`content-disposition: form-data; name="file"; filename="${fileName}"`, Buffer.from(bytes)),
      Buffer.from('--peach--\r\n'),
    ]),
  })
  if (response.statusCode >= 300) throw new Refused(response.statusCode, response.json())
  return id
}
const text = (at: string, value: string, style = 0) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`
const FORM = xlsxBytes({
  strings: '<si><t>x</t></si>',
  formats: [14],
  rows: `<row r="1">${text('A1', '云溪区检测日报')}</row><row r="2">${text('A2', '单位：{{单位}}')}<c r="C2" s="1"/></row>
<row r="4">${text('A4', '{{社区}}')}${text('B4', '{{应检}}')}${text('C4', '{{已检}}')}</row>
<row r="5">${text('A5', '合计')}<c r="B5"><f>SUM(B4:B4)</f><v>0</v></c></row><row r="6">${text('A6', '柳亭')}<c r="B6"/></row><row r="7">${text('A7', '填表：{{填表人}}')}</row>`,
})
const byCommunity: QuestionDraft = {
  source: 'testing.figures',
  round: 'latest',
  rows: {
    by: 'groups',
    groups: [{ column: 'community' }],
    measures: [
      { of: 'sum', column: 'due' },
      { of: 'sum', column: 'tested' },
    ],
  },
}
const mark = (cell: string, takes: Mark['takes'], within: string | null = null): Mark => ({
  sheet: '名单',
  cell,
  within,
  takes,
})

/** Uploads the form and marks it by what its placeholders most likely mean. */
async function marked(who: Browser, more: { pinned?: boolean; extra?: Mark[] } = {}): Promise<Template> {
  const id = await send(who, FORM)
  const fresh = await who.call(ops.template, { id })
  const parts = [{ name: '分社区', question: question.parse(byCommunity) }]
  const draft = { id, name: fresh.name, pinned: more.pinned ?? false, parts }
  const with_ = await who.call(ops.markTemplate, { ...draft, version: 1, marks: [] })
  const marks = with_.unmarked.flatMap((p): Mark[] => {
    const takes = guessTakes(p.within, with_.outputs)
    return takes ? [{ sheet: p.sheet, cell: p.cell, within: p.within, takes }] : []
  })
  return who.call(ops.markTemplate, { ...draft, version: 2, marks: [...marks, ...(more.extra ?? [])] })
}
async function filled(
  who: Browser,
  id: string,
): Promise<{ rows: Record<number, string[]>; sheet: string; names: readonly string[] }> {
  const { fileId } = await who.call(ops.fillTemplate, { id, purpose: '报区卫健局' })
  await expect
    .poll(async () => (await who.call(access.operations.files, { id: fileId })).files[0]?.state, { timeout: 15_000 })
    .toBe('ready')
  const response = await w.server.app.inject({ url: `/api/files/${fileId}`, headers: { cookie: who.cookie() } })
  const path = join(mkdtempSync(join(tmpdir(), 'shouwang-')), 'a.xlsx')
  writeFileSync(path, response.rawPayload)
  const book = await openSheet(path, 'a.xlsx')
  const rows: Record<number, string[]> = {}
  for await (const row of book.rows({ sheet: 0 })) rows[row.number] = row.cells.map((c) => c.text)
  await book.close()
  const sheet = new TextDecoder().decode(unzipSync(response.rawPayload)['xl/worksheets/sheet1.xml'])
  return { rows, sheet, names: book.sheetNames }
}

test('a form is shown cell by cell, its placeholders with what they most likely mean', async () => {
  const id = await send(w.officer, FORM)
  const found = await w.officer.call(ops.template, { id })
  expect(found.fileName).toBe('日报.xlsx')
  expect(found.sheets[0]?.rows.find((r) => r.row === 5)?.cells.map((c) => [c.at, c.text, c.formula])).toEqual([
    ['A5', '合计', false],
    ['B5', '=SUM(B4:B4)', true],
  ])
  expect(found.unmarked.map((p) => `${p.cell} ${p.within}`)).toEqual([
    'A2 单位',
    'A4 社区',
    'B4 应检',
    'C4 已检',
    'A7 填表人',
  ])
  expect(await refusalCode(w.officer.call(ops.fillTemplate, { id, purpose: '上报' }))).toBe('picture.nothingMarked')
  const done = await marked(w.officer)
  expect(done.unmarked).toEqual([])
  expect(done.marks).toHaveLength(5)
})

test('it is filled in its own cells, anew each time, each with the figures of their own area', async () => {
  const { id } = await marked(w.officer, {
    pinned: true,
    extra: [
      mark('C2', { kind: 'fact', fact: 'today' }),
      mark('B6', { kind: 'value', part: 0, output: 1, keys: [OTHER], label: '柳亭社区' }),
    ],
  })
  const first = await filled(w.officer, id)
  expect(first.rows[1]).toEqual(['云溪区检测日报'])
  expect(first.rows[2]?.[0]).toBe('单位：桃花街道')
  expect(first.rows[2]?.[2]).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(first.rows[4]).toEqual(['桃影社区', '5', '2'])
  expect(first.rows[5]).toEqual(['柳亭社区', '2', '0'])
  expect(first.sheet).toContain('<f>SUM(B4:B5)</f>')
  expect(first.rows[7]?.slice(0, 2)).toEqual(['柳亭', '2'])
  expect(first.rows[8]).toEqual(['填表：演示officer'])
  expect(first.names).toEqual(['名单', '导出记录'])
  expect(first.sheet).toMatch(
    /<oddFooter>&amp;L&amp;7 演示officer 于 .* 编号 [0-9a-f]{6} .*用途：报区卫健局<\/oddFooter>/,
  )
  await w.crew.call(testing.operations.recordSamples, sent(swab(at, w.person('桃大松'))))
  expect((await filled(w.officer, id)).rows[4]).toEqual(['桃影社区', '5', '3'])
  // The same form, filled by a community and by a superior.
  const own = await filled(w.leader, id)
  expect(own.rows[2]?.[0]).toBe('单位：桃影社区')
  expect(own.rows[5]).toEqual(['合计', '#CALC!'])
  expect((await filled(superior, id)).rows[8]).toEqual(['填表：演示superior'])
})

describe('who may do what', () => {
  test('a pinned one is seen below its area; changed by whoever answers for it', async () => {
    const ofStreet = await marked(w.officer, { pinned: true })
    const own = await marked(leader2)
    const seen = async (who: Browser) => (await who.call(ops.reports, {})).templates.map((t) => t.id)
    expect(await seen(w.leader)).toContain(ofStreet.id)
    expect(await seen(w.leader)).not.toContain(own.id)
    const change = { id: ofStreet.id, version: ofStreet.version, name: '别的', pinned: true, parts: [], marks: [] }
    expect(await refusalCode(w.leader.call(ops.markTemplate, change))).toBe('platform.notAllowed')
    expect(await refusalCode(w.leader.call(ops.removeTemplate, { id: ofStreet.id, version: ofStreet.version }))).toBe(
      'platform.notAllowed',
    )
    expect(await refusalCode(w.officer.call(ops.markTemplate, { ...change, version: 1 }))).toBe(
      'picture.templateChanged',
    )
    await w.officer.call(ops.removeTemplate, { id: ofStreet.id, version: ofStreet.version })
    expect(await refusalCode(w.officer.call(ops.template, { id: ofStreet.id }))).toBe('platform.notFound')
    expect(await refusalCode(send(superior, FORM))).toBe('platform.notAllowed')
  })
  test('a superior cannot fill a form with rows of people', async () => {
    const id = await send(w.officer, FORM)
    const people = question.parse({
      source: 'register.residents',
      purpose: '核对',
      rows: { by: 'each', columns: [{ column: 'name' }] },
    })
    const takes = { kind: 'list', part: 0, output: 0 } as const
    await w.officer.call(ops.markTemplate, {
      id,
      version: 1,
      name: '名单',
      pinned: true,
      parts: [{ name: '名单', question: people }],
      marks: [mark('A4', takes)],
    })
    expect(await refusalCode(superior.call(ops.fillTemplate, { id, purpose: '督查' }))).toBe('picture.figuresOnly')
    expect((await filled(w.leader, id)).rows[9]?.[0]).toBeDefined()
  })
  test('marks name sheets and parts that are there', async () => {
    const id = await send(w.officer, FORM)
    const draft = { id, version: 1, name: '日报', pinned: false, parts: [] }
    for (const wrong of [
      { ...mark('A1', { kind: 'fact', fact: 'who' }), sheet: '没有' },
      mark('A1', { kind: 'list', part: 0, output: 0 }),
    ])
      expect(await refusalCode(w.officer.call(ops.markTemplate, { ...draft, marks: [wrong] }))).toBe(
        'picture.notOfTemplate',
      )
  })
})

test.each([
  ['a csv', Buffer.from('a,b\n1,2\n'), 'a.csv', 'sheets.notSpreadsheet'],
  ['a page', Buffer.from('<html><table></table></html>'), 'a.xls', 'sheets.webTable'],
  ['macros', Buffer.from(xlsxBytes({ parts: { 'xl/vbaProject.bin': 'x' } })), 'a.xlsx', 'sheets.macros'],
  ['nine megabytes', Buffer.alloc(9 * 1024 * 1024, 1), 'a.xlsx', 'picture.templateTooLarge'],
  ['half a file', Buffer.from(FORM.subarray(0, 700)), 'a.xlsx', 'sheets.broken'],
])('%s is refused with a word', async (_, bytes, name, code) => {
  expect(await refusalCode(send(w.officer, bytes, name))).toBe(code)
})

test('uploading twice under one id keeps the first', async () => {
  const id = await send(w.leader, FORM)
  expect(await send(w.leader, FORM, '另一份.xlsx', id)).toBe(id)
  expect((await w.leader.call(ops.template, { id })).fileName).toBe('日报.xlsx')
  expect((await w.leader.call(ops.template, { id })).path).toBe(HOME)
})
