/** Reports over HTTP: asked live, kept, seen by whom they should be, exported; the daily report and what was pinned of it. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { access } from '../../../platform/pure/access-contract.ts'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { type Browser, type Refused, refusalCode, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld, sent, swab } from '../../../tests/round-world.ts'
import { dwelling, freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { testing } from '../../testing/contract.ts'
import { compareResults } from '../compare.ts'
import { picture } from '../contract.ts'
import type { QuestionDraft } from '../question.ts'

const ops = picture.operations
let w: RoundWorld
let at: { roundId: string; siteId: string }
let leader2: Browser
let grid: Browser
let superior: Browser
let crew: Browser

beforeAll(async () => {
  w = await roundWorld()
  at = await w.open()
  leader2 = await signedIn(w.server, 'leader2')
  grid = await signedIn(w.server, 'grid')
  superior = await signedIn(w.server, 'superior')
  crew = w.crew
  await crew.call(
    testing.operations.recordSamples,
    sent(swab(at, w.person('桃小溪')), swab(at, w.person('单燕'), { lane: 2 })),
  )
  await w.leader.call(
    testing.operations.recordTries,
    sent(
      ...(['no-answer', 'away'] as const).map((outcome, i) => ({
        id: freshId(),
        roundId: at.roundId,
        residentId: w.person('曾云'),
        way: 'call' as const,
        outcome,
        at: minutesAgo(10 - i),
      })),
    ),
  )
})
afterAll(() => w.close())

const byCommunity: QuestionDraft = {
  source: 'register.residents',
  rows: { by: 'groups', groups: [{ column: 'community' }], measures: [{ of: 'count' }], totals: true },
}
const names: QuestionDraft = {
  source: 'register.residents',
  purpose: '上门核对',
  rows: { by: 'each', columns: [{ column: 'name' }, { column: 'dwelling' }, { column: 'phone_masked' }] },
}
const draft = (question: QuestionDraft, more: Partial<InputOf<typeof ops.saveReport>> = {}) => ({
  id: freshId(),
  name: '居民人数',
  question,
  pinned: true,
  ...more,
})
async function rowsOf(who: Browser, fileId: string): Promise<{ sheet: string; rows: string[][] }[]> {
  await expect
    .poll(async () => (await who.call(access.operations.files, { id: fileId })).files[0]?.state, { timeout: 15_000 })
    .toBe('ready')
  const response = await w.server.app.inject({ url: `/api/files/${fileId}`, headers: { cookie: who.cookie() } })
  const path = join(mkdtempSync(join(tmpdir(), 'shouwang-')), 'a.xlsx')
  writeFileSync(path, response.rawPayload)
  const book = await openSheet(path, 'a.xlsx')
  const sheets = []
  for (const [i, sheet] of book.sheetNames.entries()) {
    const rows: string[][] = []
    for await (const row of book.rows({ sheet: i })) rows.push(row.cells.map((c) => c.text))
    sheets.push({ sheet, rows })
  }
  await book.close()
  return sheets
}

describe('asking', () => {
  test('everybody is answered of their own area; what is beside it is not found', async () => {
    const rows = async (who: Browser) => (await who.call(ops.run, { question: byCommunity })).rows
    expect(await rows(w.officer)).toEqual([
      ['桃影社区', 6],
      ['柳亭社区', 2],
    ])
    expect(await rows(w.leader)).toEqual([['桃影社区', 6]])
    expect(await rows(leader2)).toEqual([['柳亭社区', 2]])
    expect(await rows(superior)).toEqual(await rows(w.officer))
    expect(await refusalCode(w.leader.call(ops.run, { question: { ...byCommunity, area: OTHER } }))).toBe(
      'platform.notFound',
    )
    expect(await refusalCode(w.leader.call(ops.run, { question: { ...byCommunity, area: STREET } }))).toBe(
      'platform.notFound',
    )
    expect(await refusalCode(crew.call(ops.run, { question: byCommunity }))).toBe('platform.notAllowed')
  })
  test('the first rows, how many there are, and the totals', async () => {
    const result = await w.officer.call(ops.run, { question: names, limit: 2 })
    expect(result.rows).toHaveLength(2)
    expect(result.total).toBe(8)
    expect(result.keys).toEqual([[], []])
    expect((await w.officer.call(ops.run, { question: byCommunity })).totals).toEqual([null, 8])
    expect(JSON.stringify(result)).not.toMatch(/\d{15}|129\d{8}/)
  })
  test('what is wrong is told place by place, in both languages', async () => {
    const error = await w.officer.call(ops.run, { question: { ...names, purpose: null } }).catch((e: Refused) => e)
    const { problem } = error as Refused
    expect(problem.code).toBe('picture.purposeNeeded')
    expect(problem.words).toEqual([
      '“姓名”是个人信息，请写明用途',
      '“Name” is personal data: state what it is needed for',
    ])
    expect(problem.fields?.map((f) => f.path)).toEqual([
      'rows.columns.0.column',
      'rows.columns.1.column',
      'rows.columns.2.column',
    ])
  })
  test('a superior reads figures', async () => {
    expect(await refusalCode(superior.call(ops.run, { question: names }))).toBe('picture.figuresOnly')
    expect(await refusalCode(superior.call(ops.exportReport, { question: names, name: '名单', purpose: '督查' }))).toBe(
      'picture.figuresOnly',
    )
  })
  test('a question that takes too long is given up with a word, and the connection serves on', async () => {
    const slow: QuestionDraft = { ...byCommunity, rows: { by: 'groups', groups: [], measures: [{ of: 'count' }] } }
    await w.admin.query(
      `CREATE OR REPLACE VIEW register.source_residents WITH (security_invoker = true) AS SELECT r.street_id, r.path, r.name, r.sex, 1 AS age, r.birth_date, r.id_type, r.id_masked,
       r.phone_masked, pg_sleep(20) IS NOT NULL AS has_phone, r.residence, r.tenancy, r.relation, r.work, r.groups, r.updated_at FROM register.resident r WHERE r.left_at IS NULL`,
    )
    const question: QuestionDraft = { ...slow, filters: [{ op: 'yes', column: 'has_phone' }] }
    const began = Date.now()
    expect(await refusalCode(w.officer.call(ops.run, { question }))).toBe('picture.tooSlow')
    expect(Date.now() - began).toBeLessThan(25_000)
    await w.admin.query(
      `CREATE OR REPLACE VIEW register.source_residents WITH (security_invoker = true) AS
       SELECT r.street_id, r.path, r.name, r.sex, date_part('year', age((now() AT TIME ZONE 'Asia/Shanghai')::date, r.birth_date))::integer AS age, r.birth_date,
         r.id_type, r.id_masked, r.phone_masked, r.phone_masked IS NOT NULL AS has_phone, r.residence, r.tenancy, r.relation, r.work, r.groups, r.updated_at
       FROM register.resident r WHERE r.left_at IS NULL`,
    )
    expect((await w.officer.call(ops.run, { question: slow })).rows).toEqual([[8]])
  }, 60_000)
})

describe('kept', () => {
  test('a pinned one is seen below its area and answered of one’s own part; beside it is not', async () => {
    const ofStreet = await w.officer.call(ops.saveReport, draft(byCommunity, { name: '全街道人数' }))
    const ofOther = await leader2.call(ops.saveReport, draft(byCommunity, { name: '柳亭人数' }))
    const own = await w.officer.call(ops.saveReport, draft(byCommunity, { name: '草稿', pinned: false }))
    const seen = async (who: Browser) => (await who.call(ops.reports, {})).reports.map((r) => r.id)
    expect(await seen(w.officer)).toEqual(expect.arrayContaining([ofStreet.id, ofOther.id, own.id]))
    expect(await seen(w.leader)).toContain(ofStreet.id)
    expect(await seen(superior)).toContain(ofStreet.id)
    for (const id of [ofOther.id, own.id]) expect(await seen(w.leader)).not.toContain(id)
    const { question } = await w.leader.call(ops.report, { id: ofStreet.id })
    expect((await w.leader.call(ops.run, { question })).rows).toEqual([['桃影社区', 6]])
    expect(await refusalCode(w.leader.call(ops.report, { id: own.id }))).toBe('platform.notFound')
  })
  test('sending twice keeps one; two who change it at once do not overwrite each other', async () => {
    const wanted = draft(byCommunity)
    const first = await w.officer.call(ops.saveReport, wanted)
    expect(await w.officer.call(ops.saveReport, wanted)).toEqual(first)
    const changed = await w.officer.call(ops.saveReport, { ...wanted, name: '人数（新）', version: 1 })
    expect(changed).toMatchObject({ name: '人数（新）', version: 2 })
    expect(await refusalCode(w.officer.call(ops.saveReport, { ...wanted, version: 1 }))).toBe('platform.conflict')
    expect(await refusalCode(w.leader.call(ops.saveReport, { ...wanted, version: 2 }))).toBe('platform.notAllowed')
    expect(await refusalCode(w.leader.call(ops.saveReport, wanted))).toBe('platform.conflict')
    expect(await refusalCode(w.leader.call(ops.removeReport, { id: wanted.id, version: 2 }))).toBe(
      'platform.notAllowed',
    )
    await w.officer.call(ops.removeReport, { id: wanted.id, version: 2 })
    expect(await refusalCode(w.officer.call(ops.report, { id: wanted.id }))).toBe('platform.notFound')
    const { rows } = await w.admin.query<{ type: string }>(
      `SELECT type FROM platform.ledger WHERE data->>'reportId' = $1 ORDER BY seq`,
      [wanted.id],
    )
    expect(rows.map((r) => r.type)).toEqual(['picture.report-saved', 'picture.report-saved', 'picture.report-removed'])
  })
  test('nobody is named in a kept question, and nothing is kept that may not be asked', async () => {
    const named: QuestionDraft = { ...names, filters: [{ op: 'in', column: 'name', values: ['桃小溪'] }] }
    expect((await w.leader.call(ops.run, { question: named })).total).toBe(1)
    expect(await refusalCode(w.leader.call(ops.saveReport, draft(named)))).toBe('picture.personalKept')
    expect(await refusalCode(w.leader.call(ops.saveReport, draft({ ...byCommunity, round: 'latest' })))).toBe(
      'picture.noRounds',
    )
    expect(await refusalCode(w.leader.call(ops.saveReport, draft({ ...byCommunity, area: OTHER })))).toBe(
      'platform.notFound',
    )
    expect(await refusalCode(superior.call(ops.saveReport, draft(byCommunity)))).toBe('platform.notAllowed')
  })
})

test('an export has all rows, its totals, its purpose and its operation on the ledger', async () => {
  const question: QuestionDraft = {
    source: 'testing.due',
    round: 'latest',
    rows: { by: 'groups', groups: [{ column: 'state' }, { column: 'sex' }], measures: [{ of: 'count' }], totals: true },
  }
  const { fileId } = await w.leader.call(ops.exportReport, {
    question,
    name: '名单构成',
    purpose: '报区里',
    lang: 'zh',
  })
  const [sheet] = await rowsOf(w.leader, fileId)
  expect(sheet?.rows[0]?.[0]).toMatch(/用途：报区里$/)
  expect(sheet?.rows.slice(1)).toEqual([
    ['名单状态', '性别', '人数'],
    ['应检', '男', '3'],
    ['应检', '女', '2'],
    ['免检', '男', '1'],
    ['合计', '', '6'],
  ])
  const { rows } = await w.admin.query(
    `SELECT operation_id, path, data->>'kind' AS kind, data->>'rows' AS rows FROM platform.ledger WHERE data->>'fileId' = $1 AND type = 'access.file-made'`,
    [fileId],
  )
  expect(rows).toEqual([{ operation_id: w.operationId, path: HOME, kind: 'picture.report', rows: '4' }])
})

describe('the daily report of a round', () => {
  const partOf = (daily: { parts: { name: [string, string]; result: { rows: unknown[][] } }[] }, name: string) =>
    daily.parts.find((p) => p.name[0] === name)?.result.rows

  test('is there at any minute, of one’s own area', async () => {
    const daily = await w.officer.call(ops.daily, { roundId: at.roundId })
    expect(daily.areaName).toBe('桃花街道')
    expect(partOf(daily, '总体')).toEqual([[7, 2, 5, 1, 0, 28.5]])
    expect(partOf(daily, '分社区')).toEqual([
      ['桃影社区', 5, 2, 3, 1, 0, 40],
      ['柳亭社区', 2, 0, 2, 0, 0, 0],
    ])
    expect(partOf(daily, '未检情况')).toEqual([
      ['not-tried', 4],
      ['away', 1],
    ])
    expect(partOf(daily, '免检原因')).toEqual([['away', 1]])
    expect(partOf(daily, '联系情况')?.map((row) => row[2])).toEqual([1, 1])
    expect(partOf(daily, '分小时')?.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(2)
    const mine = await w.leader.call(ops.daily, { roundId: at.roundId })
    expect(partOf(mine, '总体')).toEqual([[5, 2, 3, 1, 0, 40]])
    expect(mine.parts.map((p) => p.name[0])).toContain('分楼栋')
    expect(partOf(await grid.call(ops.daily, { roundId: at.roundId }), '总体')).toEqual([[5, 2, 3, 1, 0, 40]])
    expect(await refusalCode(w.leader.call(ops.daily, { roundId: at.roundId, under: OTHER }))).toBe('platform.notFound')
    expect(await refusalCode(w.leader.call(ops.daily, { roundId: freshId() }))).toBe('platform.notFound')
  })
  test('goes out as a workbook of its parts', async () => {
    const { fileId } = await superior.call(ops.exportDaily, { roundId: at.roundId, purpose: '上报', lang: 'en' })
    const sheets = await rowsOf(superior, fileId)
    expect(sheets.map((s) => s.sheet)).toEqual(
      expect.arrayContaining(['In all', 'By community', 'By grid', 'By hour', 'By site', 'Why missing', 'Why exempt']),
    )
    expect(
      sheets
        .find((s) => s.sheet === 'By community')
        ?.rows.slice(-1)[0]
        ?.slice(0, 4),
    ).toEqual(['Total', '7', '2', '5'])
  })
  test('what was told is kept as it was told, and compared with what is true now', async () => {
    const wanted = { id: freshId(), of: 'daily' as const, ofId: at.roundId, name: '17:00 报送' }
    const taken = await w.officer.call(ops.pinSnapshot, wanted)
    expect(taken).toMatchObject({ name: '17:00 报送', author: '演示officer', path: STREET })
    expect(await w.officer.call(ops.pinSnapshot, wanted)).toEqual(taken)
    await crew.call(testing.operations.recordSamples, sent(swab(at, w.person('桃大松'))))
    const kept = await w.officer.call(ops.snapshot, { id: taken.id })
    const now = await w.officer.call(ops.daily, { roundId: at.roundId })
    const [before, after] = [kept, now].map((d) => d.parts.find((p) => p.name[0] === '分社区')!.result)
    const compared = compareResults(before!, after!)
    expect(compared.lines.map((l) => l.state)).toEqual(['changed', 'same'])
    expect(compared.lines[0]?.cells.map((c) => c.change)).toEqual([null, 0, 1, -1, 0, 0, 20])
    // Figures of the whole street are not for one community.
    expect((await w.leader.call(ops.snapshots, {})).snapshots).toEqual([])
    expect(await refusalCode(w.leader.call(ops.snapshot, { id: taken.id }))).toBe('platform.notFound')
    expect((await superior.call(ops.snapshots, { ofId: at.roundId })).snapshots.map((s) => s.id)).toEqual([taken.id])
    await expect(w.admin.query('UPDATE picture.snapshot SET name = $1', ['x'])).rejects.toThrow('append-only')
    expect(JSON.stringify(kept)).not.toMatch(/桃小溪|曾云/)
  })
  test('of a saved report too, if it tells figures', async () => {
    const figures = await w.leader.call(ops.saveReport, draft(byCommunity))
    const list = await w.leader.call(ops.saveReport, draft(names))
    const taken = await w.leader.call(ops.pinSnapshot, { id: freshId(), of: 'report', ofId: figures.id, name: '周一' })
    expect((await w.leader.call(ops.snapshot, { id: taken.id })).parts[0]?.result.rows).toEqual([['桃影社区', 6]])
    expect(
      await refusalCode(w.leader.call(ops.pinSnapshot, { id: freshId(), of: 'report', ofId: list.id, name: '名单' })),
    ).toBe('picture.notAggregated')
    expect(
      await refusalCode(grid.call(ops.pinSnapshot, { id: freshId(), of: 'report', ofId: figures.id, name: '周一' })),
    ).toBe('platform.notAllowed')
  })
})

test('a resident who leaves is gone from every report at the next look', async () => {
  const count = async () => (await w.officer.call(ops.run, { question: byCommunity })).totals?.[1]
  const before = Number(await count())
  await w.admin.query(
    `UPDATE register.resident SET left_at = now(), left_reason = 'moved' WHERE path = $1 AND name = '柳星'`,
    [dwelling(OTHER, 1)],
  )
  expect(await count()).toBe(before - 1)
})
