/** Lists of staff from the file to the roster: departments made on the way, judged row by row, applied whole, twice, GBK, two header rows. */
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Browser } from '../../../tests/http.ts'
import { type ImportWorld, importWorld, refusal } from '../../../tests/import-world.ts'
import { dwelling, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { staff } from '../contract.ts'

const ops = staff.operations
const HEAD = [
  ...['序号', '单位', '部门', '工号', '姓名', '性别', '出生年月', '手机', '技能', '政治面貌', '党支部', '家庭住址'],
  ...['豁免原因', '豁免至', '下沉天数', '备注'],
]
const today = shanghaiDay(Date.now())
const later = (days: number): string => shanghaiDay(Date.now() + days * 86_400_000)
const NURSE = [
  ...[
    '1',
    '区卫健局',
    '疾控科',
    'W001',
    '溪小荷',
    '女',
    '1990.05',
    '15400000101',
    '护士、会开车',
    '中共党员',
    '疾控支部',
  ],
  ...['桃影苑1号楼1单元101室', '', '', '12', ''],
]
const CLERK = [
  ...[
    '2',
    '区卫健局',
    '办公室',
    '',
    '松大岳',
    '男',
    '1975-03-01',
    '15400000102',
    '潜水；统计',
    '群众',
    '',
    '云上路9号',
  ],
  ...['患病', later(20), '', '老同志'],
]
const WARDEN = [
  ...['3', '柳亭社区居委会', '', '', '柳小亭', '女', '1988', '15400000103', '', '党员', '', '', '', '', '0', ''],
]

let it: ImportWorld
let officer: Browser
beforeAll(async () => {
  it = await importWorld(ops, HEAD)
  officer = await it.signIn('officer')
})
afterAll(() => it.close())

const sendFile = async (path: string, who = officer, under = STREET, name?: string) =>
  it.settled(await it.send(who, path, name === undefined ? { under } : { under, name }), who)
const bring = async (rows: readonly (readonly unknown[])[], head: readonly string[] = HEAD) =>
  sendFile(await it.xlsx(rows, head))
const apply = async (id: string, leaveBad = false) => {
  await officer.call(ops.applyImport, { id, leaveBad })
  return it.settled(id, officer)
}
const codesOf = async (id: string) =>
  (await it.rowsOf(id, officer)).map((row) => [row.verdict, ...row.problems.map(({ code }) => code)])
const stored = async () =>
  (
    await it.admin.query(
      `SELECT p.*, s.phone, s.path AS secret_path FROM staff.person p JOIN staff.person_secret s USING (street_id, id) ORDER BY p.id`,
    )
  ).rows

test('a list makes its departments, keeps what it says, and the ledger says which', async () => {
  const view = await bring([NURSE, CLERK, WARDEN])
  expect(view).toMatchObject({ state: 'ready', counts: { rows: 3, new: 3, bad: 0, conflict: 0 } })
  expect((await officer.call(ops.newDepartments, { importId: view.id })).departments).toEqual([
    { name: '区卫健局', people: 0 },
    { name: '柳亭社区居委会', people: 1 },
    { name: '区卫健局/办公室', people: 1 },
    { name: '区卫健局/疾控科', people: 1 },
  ])
  expect(await stored()).toEqual([])
  expect(await apply(view.id)).toMatchObject({ state: 'applied' })

  const { departments } = await officer.call(ops.departments, {})
  expect(departments.map(({ name, kind, path, heads }) => [name, kind, path, heads.inService])).toEqual(
    expect.arrayContaining([
      ['区卫健局', 'bureau', STREET, 2],
      ['疾控科', 'section', STREET, 1],
      ['柳亭社区居委会', 'community', OTHER, 1],
    ]),
  )
  const nurse = (await officer.call(ops.find, { text: 'W001' })).rows[0]
  expect(nurse).toMatchObject({
    ...{ name: '溪小荷', sex: 'female', birthYear: 1990, skills: ['nurse', 'driver'], partyMember: true },
    ...{ partyBranch: '疾控支部', homePath: dwelling(HOME, 1), phoneMasked: '154****0101', exemptUntil: null },
    service: { days: 12, last: null, opening: { days: 12, on: today, last: null } },
  })
  const clerk = (await officer.call(ops.find, { text: '松大岳' })).rows[0]
  expect(clerk).toMatchObject({ skills: ['潜水', 'data'], homePath: null, exemptUntil: later(20), note: '老同志' })
  const { exemptions } = await officer.call(ops.one, { id: clerk?.id as string })
  expect(exemptions).toMatchObject([{ kind: 'ill', endsOn: later(20) }])
  expect(new Set((await stored()).map((row) => row.phone))).toEqual(
    new Set(['15400000101', '15400000102', '15400000103']),
  )

  const { rows } = await it.admin.query(
    `SELECT path, data FROM platform.ledger WHERE type = 'staff.people-imported' ORDER BY path`,
  )
  expect(rows.map(({ path, data }) => [path, data.added.length, data.departments.length])).toEqual([
    [STREET, 2, 4],
    [OTHER, 1, 4],
  ])
  expect(JSON.stringify(rows)).not.toMatch(/溪小荷|154|ill/u)
})

test('the same list again changes nothing, not even on a later day of the same balance', async () => {
  const before = await stored()
  const again = await bring([NURSE, CLERK, WARDEN])
  expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 3, bad: 0, conflict: 0 })
  expect((await officer.call(ops.newDepartments, { importId: again.id })).departments).toEqual([])
  await apply(again.id)
  expect(await stored()).toEqual(before)
})

test('what changed is shown as it was and as it would be; what a list does not say stays', async () => {
  const view = await bring(
    [
      ['W001', '溪小荷', '15400000199', '驾驶', '15'],
      ['', '松大岳', '', '', ''],
    ],
    ['工号', '姓名', '手机', '技能', '下沉天数'],
  )
  const [nurse, clerk] = await it.rowsOf(view.id, officer)
  expect(nurse?.changes).toEqual([
    { field: 'phone', from: '154****0101', to: '154****0199' },
    { field: 'skills', from: 'nurse、driver', to: 'driver' },
    { field: 'servedDays', from: '12', to: '15' },
  ])
  expect(clerk).toMatchObject({ verdict: 'same' })
  await apply(view.id)
  expect((await officer.call(ops.find, { text: 'W001' })).rows[0]).toMatchObject({
    ...{ skills: ['driver'], partyBranch: '疾控支部', phoneMasked: '154****0199', version: 2 },
    service: { days: 15 },
  })
  const id = (await officer.call(ops.find, { text: 'W001' })).rows[0]?.id as string
  const { lines } = await officer.call(ops.history, { id })
  expect(lines.map(({ fields }) => fields)).toEqual([['phone', 'skills', 'servedDays'], []])
})

test('wrong rows stay out with their reasons, and come back as a file to be corrected', async () => {
  const blank = (values: Partial<Record<(typeof HEAD)[number], string>>) => HEAD.map((title) => values[title] ?? '')
  const view = await bring([
    blank({ 姓名: '桃新人', 手机: '15400000111' }),
    blank({ 姓名: '桃新人二', 部门: '疾控科', 出生年月: '八五年' }),
    blank({ 姓名: '岳不同', 工号: 'W001', 部门: '疾控科' }),
    blank({ 姓名: '桃甲', 部门: '疾控科', 工号: 'W9' }),
    blank({ 姓名: '桃乙', 部门: '疾控科', 工号: 'W9' }),
    blank({ 姓名: '桃豁免', 部门: '疾控科', 豁免原因: '孕期' }),
    blank({ 姓名: '松大岳', 部门: '疾控科', 手机: '15400000155' }),
    blank({ 备注: '只有备注' }),
    blank({ 序号: '合计', 姓名: '' }),
  ])
  expect(await codesOf(view.id)).toEqual([
    ['conflict', 'no-department'],
    ['bad', 'bad-year'],
    ['conflict', 'other-name-on-roster'],
    ['bad', 'twice-in-list'],
    ['bad', 'twice-in-list'],
    ['new', 'exempt-without-end'],
    ['new', 'namesake'],
    ['skipped', 'no-one'],
    ['skipped', 'total-row'],
  ])
  expect((await refusal(officer.call(ops.applyImport, { id: view.id }))).problem.code).toBe('list.badRows')
  const people = (await stored()).length
  await apply(view.id, true)
  expect((await stored()).length).toBe(people + 2)
})

test('an office’s own file: GBK text, a bureau on the first line of its people, two rows of titles', async () => {
  const codes = new Map<string, Buffer>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) {
      const bytes = Buffer.from([high, low])
      codes.set(decoder.decode(bytes), bytes)
    }
  const gbk = (text: string): Buffer => Buffer.concat([...text].map((c) => codes.get(c) ?? Buffer.from(c)))
  const lines = [
    ',人员信息,人员信息,联系,联系',
    '单位,姓名,性别,手机,住址',
    '桃花派出所,云小岚,女,15400000121,',
    ',云大川,男,15400000122,',
    ',云小舟,男,15400000123,',
    '柳亭社区居委会,云小渡,女,15400000124,柳亭苑2号楼1单元101室',
  ]
  const path = it.path('gbk.csv')
  await writeFile(path, gbk(lines.join('\r\n')))
  const view = await sendFile(path, officer, STREET, '下沉.csv')
  expect(view).toMatchObject({ headerRow: 2, counts: { new: 4, bad: 0 } })
  await apply(view.id)
  const { departments } = await officer.call(ops.departments, {})
  const police = departments.find(({ name }) => name === '桃花派出所')
  expect(police).toMatchObject({ kind: 'police', heads: { inService: 3 } })
  const { rows } = await officer.call(ops.find, { departmentId: police?.id as string })
  expect(rows.map(({ name }) => name).sort()).toEqual(['云大川', '云小岚', '云小舟'])
  expect((await officer.call(ops.find, { text: '云小渡' })).rows[0]?.homePath).toBe(dwelling(OTHER, 3))
})

test('a leader’s list: departments of the community; whoever stands out of sight is not doubled', async () => {
  const path = await it.xlsx(
    [
      ['桃影社区居委会', '桃小影', '', '15400000131'],
      ['区卫健局', '桃大影', '', '15400000132'],
      ['桃影社区居委会', '溪小荷', 'W001', ''],
    ],
    ['单位', '姓名', '工号', '手机'],
  )
  const view = await sendFile(path, it.leader, HOME)
  expect((await it.rowsOf(view.id)).map((row) => [row.verdict, ...row.problems.map(({ code }) => code)])).toEqual([
    ['new', 'new-department'],
    ['bad', 'department-beyond'],
    ['conflict', 'number-elsewhere', 'new-department'],
  ])
  await it.apply(view.id, true)
  expect((await it.leader.call(ops.find, {})).rows.map(({ name, path: at }) => [name, at])).toEqual([['桃小影', HOME]])
})

test('the export reads back as a list that changes nothing', async () => {
  const { fileId } = await it.leader.call(ops.exportPeople, { purpose: '核对名册', lang: 'zh' })
  const rows = await it.fetched(fileId)
  const head = rows.findIndex((row) => row.includes('姓名'))
  const body = rows.slice(head + 1).filter((row) => row.includes('桃小影'))
  expect(rows.flat().join('\n')).not.toContain('15400000131')
  expect(body).toHaveLength(1)
  // Masked phones are no phones: the column is left out as a person would.
  const phone = rows[head]?.indexOf('手机') as number
  const list = await sendFile(
    await it.xlsx(
      body.map((row) => row.filter((_, i) => i !== phone)),
      rows[head]?.filter((_, i) => i !== phone) as string[],
    ),
    it.leader,
    HOME,
  )
  expect(list.counts).toMatchObject({ same: 1, new: 0, changed: 0, bad: 0 })
})
