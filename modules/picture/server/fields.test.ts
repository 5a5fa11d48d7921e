/** Asked fields over HTTP: asked with an owner, a basis and an end, once; filled per area, value after value; gone from reports when they end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type Browser, type Refused, refusalCode, signedIn } from '../../../tests/http.ts'
import { type RoundWorld, roundWorld } from '../../../tests/round-world.ts'
import { freshId, HOME, OTHER, STREET, STREET_ID } from '../../../tests/small-world.ts'
import { picture } from '../contract.ts'
import { dayBefore, type QuestionDraft } from '../question.ts'

const ops = picture.operations
let w: RoundWorld
let leader2: Browser
let grid: Browser
let superior: Browser
const today = shanghaiDay(Date.now())

beforeAll(async () => {
  w = await roundWorld()
  leader2 = await signedIn(w.server, 'leader2')
  grid = await signedIn(w.server, 'grid')
  superior = await signedIn(w.server, 'superior')
})
afterAll(() => w.close())

const names = [
  '会议室面积',
  '消毒液库存',
  '帐篷数',
  '雨衣库存',
  '测温枪台数',
  '喊话喇叭',
  '应急灯盏数',
  '折叠桌张数',
  '储水桶',
  '围挡米数',
  '板房间数',
  '推车辆数',
]
let named = 0
const field = (more: Partial<InputOf<typeof ops.askField>> = {}): InputOf<typeof ops.askField> => ({
  id: freshId(),
  path: STREET,
  level: 'community',
  name: names[named++ % names.length]!,
  kind: 'number',
  unit: '间',
  body: '云溪区卫健局',
  person: '周科长',
  purpose: '安排集中隔离房源',
  basis: { issuer: '云溪区指挥部', title: '关于摸排房源的通知', number: '12号', date: '2026-03-01' },
  startsOn: today,
  endsOn: dayBefore(today, -30),
  ...more,
})
const value = (path: string, of: number | string | null) => ({ id: freshId(), path, value: of })
/** As if the last day had passed. */
const end = (id: string) =>
  w.admin.query(`UPDATE picture.field SET starts_on = $2, ends_on = $3 WHERE id = $1`, [
    id,
    dayBefore(today, 9),
    dayBefore(today, 2),
  ])

describe('asking', () => {
  test('a field is seen where it is asked, once however often it is sent, with its line on the ledger', async () => {
    const wanted = field()
    const asked = await w.officer.call(ops.askField, wanted)
    expect(asked).toMatchObject({ state: 'asked', areas: 2, filled: 0, areaName: '桃花街道' })
    expect(await w.officer.call(ops.askField, wanted)).toEqual(asked)
    for (const who of [w.leader, leader2, grid, superior])
      expect((await who.call(ops.fields, {})).fields.map((f) => f.id)).toContain(wanted.id)
    const { rows } = await w.admin.query(
      `SELECT path, data FROM platform.ledger WHERE type = 'picture.field-asked' AND data->>'fieldId' = $1`,
      [wanted.id],
    )
    expect(rows).toEqual([{ path: STREET, data: { fieldId: wanted.id, level: 'community', endsOn: wanted.endsOn } }])
  })
  test('of one community it is not seen beside', async () => {
    const { id } = await w.leader.call(ops.askField, field({ path: HOME, level: 'building' }))
    expect((await w.officer.call(ops.fields, {})).fields.find((f) => f.id === id)).toMatchObject({ areas: 2 })
    expect((await leader2.call(ops.fields, {})).fields.map((f) => f.id)).not.toContain(id)
    expect(await refusalCode(leader2.call(ops.fieldLines, { id }))).toBe('picture.unknownField')
    expect(await refusalCode(w.leader.call(ops.askField, field({ path: OTHER })))).toBe('platform.notFound')
    expect(await refusalCode(w.leader.call(ops.askField, field({ path: STREET })))).toBe('platform.notFound')
    expect(await refusalCode(grid.call(ops.askField, field()))).toBe('platform.notAllowed')
  })
  test('without owner, basis, purpose or end it cannot be sent, and the database would not keep it', async () => {
    for (const missing of ['body', 'person', 'basis', 'purpose', 'endsOn'] as const) {
      const { [missing]: _, ...rest } = field()
      expect(await refusalCode(w.officer.call(ops.askField, rest as never)), missing).toBe('platform.badRequest')
    }
    const insert = (more: string) =>
      w.admin.query(
        `INSERT INTO picture.field (street_id, id, path, level, name, kind, body, person, purpose, basis, starts_on, ends_on, opened_by)
         SELECT $1, gen_random_uuid(), $2, 'community', '房间', 'number', '卫健局', '周科长', '安排房源', '{"issuer":"a","title":"b","date":"2026-03-01"}'::jsonb, DATE '2026-03-01', DATE '2026-04-01', gen_random_uuid() ${more}`,
        [STREET_ID, STREET],
      )
    await insert('')
    for (const [column, wrong] of [
      ['body', `''`],
      ['person', `''`],
      ['purpose', `''`],
      ['basis', `'{"issuer":"a"}'::jsonb`],
      ['ends_on', `DATE '2026-09-01'`],
      ['ends_on', `DATE '2026-02-01'`],
    ] as const)
      await expect(
        w.admin.query(`UPDATE picture.field SET ${column} = ${wrong} WHERE name = '房间'`),
        column,
      ).rejects.toThrow('check constraint')
    await w.admin.query(`DELETE FROM picture.field WHERE name = '房间'`)
  })
  test('asked once: what is asked or known is named and offered', async () => {
    const { name } = await w.officer.call(ops.askField, field({ name: '可用隔离房间数' }))
    const again = await w.leader
      .call(ops.askField, field({ path: HOME, name: '本社区可用隔离房间数量' }))
      .catch((e: Refused) => e)
    expect((again as Refused).problem).toMatchObject({ code: 'picture.askedAlready' })
    expect((again as Refused).problem.words[0]).toContain(name)
    expect((await w.leader.call(ops.looksLike, { name: '隔离房间可用数' })).field?.name).toBe(name)
    expect(await refusalCode(w.officer.call(ops.askField, field({ name: '独居老人数' })))).toBe('picture.knownAlready')
    expect((await w.officer.call(ops.looksLike, { name: '独居老人数' })).known).toEqual({
      words: ['独居老人', 'Old and alone'],
      source: ['居民', 'Residents'],
    })
    expect(await refusalCode(w.officer.call(ops.askField, field({ endsOn: dayBefore(today, -90) })))).toBe(
      'picture.fieldTooLong',
    )
  })
  test('two who ask for the same at the same moment: one is told of the other', async () => {
    const asked = await Promise.allSettled(
      [w.officer, w.officer].map((who) => who.call(ops.askField, field({ name: '可用发电机台数' }))),
    )
    expect(asked.filter((a) => a.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('filling in', () => {
  test('per area; the last value stands, who and when, and nothing is overwritten', async () => {
    const { id } = await w.officer.call(ops.askField, field())
    const first = value(HOME, 4)
    expect(await w.leader.call(ops.fillField, { fieldId: id, items: [first] })).toEqual({ filled: 1 })
    expect(await w.leader.call(ops.fillField, { fieldId: id, items: [first] })).toEqual({ filled: 0 })
    await w.leader.call(ops.fillField, { fieldId: id, items: [value(HOME, 6)] })
    const { lines, field: seen } = await w.officer.call(ops.fieldLines, { id })
    expect(lines).toMatchObject([
      { path: HOME, name: '桃影社区', value: 6, author: '演示leader' },
      { path: OTHER, name: '柳亭社区', value: null, author: null },
    ])
    expect(seen).toMatchObject({ areas: 2, filled: 1 })
    expect((await w.leader.call(ops.fieldHistory, { id, path: HOME })).values.map((v) => v.value)).toEqual([6, 4])
    expect((await leader2.call(ops.fieldLines, { id })).lines.map((l) => l.path)).toEqual([OTHER])
    await expect(w.admin.query('UPDATE picture.field_value SET number = 9')).rejects.toThrow('append-only')
    await w.leader.call(ops.fillField, { fieldId: id, items: [value(HOME, null)] })
    expect((await w.leader.call(ops.fieldLines, { id })).lines[0]?.value).toBeNull()
  })
  test('what does not fit, and areas that were not asked', async () => {
    const number = (await w.officer.call(ops.askField, field())).id
    const choice = (await w.officer.call(ops.askField, field({ kind: 'choice', choices: ['有', '无'], level: 'grid' })))
      .id
    const GRID = `${HOME}p1.g01.`
    const fill = (fieldId: string, path: string, of: number | string) =>
      w.leader.call(ops.fillField, { fieldId, items: [value(path, of)] })
    expect(await refusalCode(fill(number, HOME, '六'))).toBe('picture.valueWrong')
    expect(await refusalCode(fill(choice, GRID, '也许'))).toBe('picture.valueWrong')
    expect(await refusalCode(fill(number, GRID, 6))).toBe('picture.valueOutside')
    expect(await refusalCode(fill(number, OTHER, 6))).toBe('picture.valueOutside')
    expect(await refusalCode(fill(choice, `${HOME}p1.g09.`, '有'))).toBe('picture.valueOutside')
    expect(await grid.call(ops.fillField, { fieldId: choice, items: [value(GRID, '有')] })).toEqual({ filled: 1 })
    expect(await refusalCode(grid.call(ops.fillField, { fieldId: number, items: [value(HOME, 1)] }))).toBe(
      'picture.valueOutside',
    )
    expect(await refusalCode(superior.call(ops.fillField, { fieldId: number, items: [value(HOME, 1)] }))).toBe(
      'platform.notAllowed',
    )
  })
  test('after its last day, or once withdrawn, nothing can be filled in, not even past the server', async () => {
    const { id } = await w.officer.call(ops.askField, field())
    await end(id)
    expect(await refusalCode(w.leader.call(ops.fillField, { fieldId: id, items: [value(HOME, 1)] }))).toBe(
      'picture.fieldEnded',
    )
    await expect(
      w.admin.query(
        `INSERT INTO picture.field_value (street_id, field_id, id, path, number, account_id, author) VALUES ($1, $2, $3, $4, 1, $3, 'x')`,
        [STREET_ID, id, freshId(), HOME],
      ),
    ).rejects.toThrow('not asked here and now')
    const other = (await w.officer.call(ops.askField, field())).id
    expect(await w.officer.call(ops.withdrawField, { id: other })).toMatchObject({ state: 'withdrawn' })
    expect(await refusalCode(w.leader.call(ops.fillField, { fieldId: other, items: [value(HOME, 1)] }))).toBe(
      'picture.fieldEnded',
    )
    expect(await refusalCode(w.leader.call(ops.withdrawField, { id }))).toBe('platform.notFound')
  })
  test('a name that was asked until yesterday may be asked anew', async () => {
    const { id, name } = await w.officer.call(ops.askField, field({ name: '空置办公用房面积' }))
    expect(await refusalCode(w.officer.call(ops.askField, field({ name })))).toBe('picture.askedAlready')
    await end(id)
    expect((await w.officer.call(ops.askField, field({ name }))).state).toBe('asked')
  })
})

test('in a report an asked field stands beside what fills itself, and leaves it with a note when it ends', async () => {
  const rooms = await w.officer.call(ops.askField, field({ name: '集中供暖楼栋数' }))
  const kind = await w.officer.call(
    ops.askField,
    field({ kind: 'choice', choices: ['有', '无'], name: '是否设有发热哨点', unit: null }),
  )
  await w.leader.call(ops.fillField, { fieldId: rooms.id, items: [value(HOME, 4)] })
  await leader2.call(ops.fillField, { fieldId: rooms.id, items: [value(OTHER, 3)] })
  await w.leader.call(ops.fillField, { fieldId: kind.id, items: [value(HOME, '有')] })
  const question: QuestionDraft = {
    source: 'register.residents',
    rows: {
      by: 'groups',
      groups: [{ column: 'community' }],
      measures: [{ of: 'count' }, { of: 'field', field: rooms.id }, { of: 'field', field: kind.id }],
    },
    sort: [{ output: 2, down: true }],
  }
  const result = await w.officer.call(ops.run, { question })
  expect(result.columns.map((c) => c.title[0])).toEqual(['社区', '人数', '集中供暖楼栋数（间）', '是否设有发热哨点'])
  expect(result.rows).toEqual([
    ['桃影社区', 6, 4, '有'],
    ['柳亭社区', 2, 3, null],
  ])
  expect((await w.leader.call(ops.run, { question })).rows).toEqual([['桃影社区', 6, 4, '有']])
  const whole: QuestionDraft = {
    source: 'register.residents',
    rows: { by: 'groups', groups: [], measures: [{ of: 'field', field: rooms.id }] },
  }
  expect((await superior.call(ops.run, { question: whole })).rows).toEqual([[7]])
  const saved = await w.officer.call(ops.saveReport, { id: freshId(), name: '人数与房源', question, pinned: true })
  await end(rooms.id)
  const later = await w.officer.call(ops.run, { question: saved.question })
  expect(later.columns.map((c) => c.title[0])).toEqual(['社区', '人数', '是否设有发热哨点'])
  expect(later.notes.map(([zh]) => zh)).toEqual([`“集中供暖楼栋数”已于 ${dayBefore(today, 2)} 停止征集，不再列入`])
  expect(
    (
      await w.officer.call(ops.run, {
        question: { source: 'picture.values', rows: { by: 'each', columns: [{ column: 'name' }] } },
      })
    ).rows,
  ).not.toContainEqual(['集中供暖楼栋数'])
})

test('the load on communities and what fills itself are counted', async () => {
  const before = await w.leader.call(ops.load, {})
  expect(before.weeks).toHaveLength(8)
  await w.officer.call(ops.askField, field({ name: '可用会议桌' }))
  await leader2.call(ops.askField, field({ path: OTHER, name: '志愿者红马甲件数' }))
  const after = await w.leader.call(ops.load, {})
  expect(after.weeks.at(-1)!.average).toBe(before.weeks.at(-1)!.average + 1)
  expect(after.weeks[0]).toEqual(before.weeks[0])
  expect(after.asked).toBe(before.asked + 1)
  expect(after.selfFilling).toBeGreaterThan(20)
  expect((await w.officer.call(ops.load, {})).weeks.at(-1)!.average).toBeGreaterThan(after.weeks.at(-1)!.average - 3)
})
