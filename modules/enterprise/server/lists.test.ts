/** Lists of enterprises from the file to the room: judged row by row, applied whole, the same list twice, what moved on meanwhile. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { creditCode, licenceNumber } from '../../../database/taohua/firm-numbers.ts'
import { type ImportWorld, importWorld, refusal } from '../../../tests/import-world.ts'
import { freshId, HOME, idNumber, OTHER, STREET } from '../../../tests/small-world.ts'
import { enterprises } from '../contract.ts'

const ops = enterprises.operations
const HEAD = [
  '序号',
  '单位名称',
  '类型',
  '统一社会信用代码',
  '行业',
  '从业人数',
  '负责人',
  '联系电话',
  '经营地址',
  '经营状态',
  '备注',
]
const FACTORY = [
  '1',
  '云桃五金加工厂',
  '工厂',
  creditCode('91', 1),
  '制造业',
  '约60余人',
  '溪大山',
  '15400000001',
  '桃影苑1号楼',
  '营业',
  '',
]
const SHOP = [
  '2',
  '小溪便利店',
  '沿街商铺',
  creditCode('92', 2),
  '零售',
  '2',
  '溪小河',
  '0571-88880001',
  '桃影苑2号楼1单元101室',
  '',
  '门口有台阶',
]
const STALL = ['3', '阿桃煎饼摊', '摊位', '无', '餐饮', '1', '阿桃', '', '桃影苑', '', '']

let it: ImportWorld
beforeEach(async () => {
  it = await importWorld(ops, HEAD)
})
afterEach(() => it.close())

const stored = async () =>
  (
    await it.admin.query(
      `SELECT e.name, e.kind, e.code, e.industry, e.staff, e.size, e.path, e.address, e.state, e.version, s.contact_phone AS phone
       FROM enterprise.enterprise e JOIN enterprise.enterprise_secret s USING (street_id, id, path) ORDER BY e.name COLLATE "C"`,
    )
  ).rows
const X = `${HOME}p1.g01.x01.`

describe('applying', () => {
  test('what a list says is kept where it stands, and the ledger says which', async () => {
    const view = await it.bring([FACTORY, SHOP, STALL])
    expect(view).toMatchObject({ state: 'ready', counts: { rows: 3, new: 3, bad: 0 } })
    expect(await stored()).toEqual([])
    expect(await it.apply(view.id)).toMatchObject({ state: 'applied' })
    expect(await stored()).toEqual([
      {
        ...{
          name: '云桃五金加工厂',
          kind: 'factory',
          code: creditCode('91', 1),
          industry: 'C',
          staff: 60,
          size: 'small',
        },
        ...{ path: `${X}b001.`, address: '桃影苑1号楼', state: 'open', version: 1, phone: '15400000001' },
      },
      {
        ...{ name: '小溪便利店', kind: 'shop', code: creditCode('92', 2), industry: 'F', staff: 2, size: 'micro' },
        ...{
          path: `${X}b002.u1.h0101.`,
          address: '桃影苑2号楼1单元101室',
          state: 'open',
          version: 1,
          phone: '0571-88880001',
        },
      },
      {
        ...{ name: '阿桃煎饼摊', kind: 'stall', code: null, industry: 'H', staff: 1, size: 'micro' },
        ...{ path: X, address: '桃影苑', state: 'open', version: 1, phone: null },
      },
    ])
    const { rows } = await it.admin.query(
      `SELECT type, path, data - 'importId' AS data FROM platform.ledger WHERE type LIKE 'enterprise.%' AND type <> 'enterprise.list-uploaded' ORDER BY seq`,
    )
    const ids = (await it.admin.query<{ id: string }>('SELECT id FROM enterprise.enterprise')).rows.map((r) => r.id)
    expect(rows.map((r) => [r.type, r.path])).toEqual([
      ['enterprise.enterprises-imported', HOME],
      ['enterprise.list-applied', HOME],
    ])
    expect(new Set(rows[0].data.added)).toEqual(new Set(ids))
    expect(rows[1].data).toEqual({ added: 3, changed: 0 })
    const { lines } = await it.leader.call(ops.history, { id: ids[0] as string })
    expect(lines.map((l) => l.type)).toEqual(['enterprise.enterprises-imported'])
  })

  test('the same list again changes nothing; what changed is shown as it was and as it would be', async () => {
    await it.apply((await it.bring([FACTORY, SHOP, STALL])).id)
    const again = await it.bring([FACTORY, SHOP, STALL])
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 3, bad: 0, conflict: 0 })
    const before = await stored()
    await it.apply(again.id)
    expect(await stored()).toEqual(before)

    const moved = SHOP.with(5, '3').with(7, '15400000002').with(9, '装修')
    const view = await it.bring([FACTORY, moved])
    expect(view.counts).toMatchObject({ same: 1, changed: 1 })
    const changed = (await it.rowsOf(view.id)).find((row) => row.verdict === 'changed')
    expect(changed?.changes).toEqual([
      { field: 'staff', from: '2', to: '3' },
      { field: 'contactPhone', from: '0571-******01', to: '154****0002' },
      { field: 'state', from: 'open', to: 'suspended' },
    ])
    // Whole numbers are shown of no row that is right.
    expect(changed?.cells[7]).toBe('154****0002')
    await it.apply(view.id)
    expect((await stored())[1]).toMatchObject({ staff: 3, state: 'suspended', version: 2, phone: '15400000002' })
    const shop = (await it.leader.call(ops.find, { text: '小溪便利店' })).rows[0]
    expect(shop).toMatchObject({ stateReason: 'other', contactMasked: '154****0002' })
    const history = await it.leader.call(ops.history, { id: shop?.id as string })
    expect(history.lines.map((l) => l.fields)).toEqual([['staff', 'contactPhone', 'state'], []])
  })

  test('a list that says less takes nothing away', async () => {
    await it.apply((await it.bring([FACTORY, SHOP])).id)
    const before = await stored()
    const short = await it.bring([['小溪便利店', '桃影苑']], ['名称', '地址'])
    expect(short.counts).toMatchObject({ changed: 1 })
    expect((await it.rowsOf(short.id))[0]?.changes).toEqual([
      { field: 'address', from: '桃影苑2号楼1单元101室', to: '桃影苑' },
    ])
    await it.apply(short.id)
    expect((await stored())[1]).toEqual({ ...before[1], address: '桃影苑', version: 2 })
  })

  test('changed by hand meanwhile: nothing is overwritten, the list asks once more', async () => {
    await it.apply((await it.bring([SHOP])).id)
    const [shop] = (await it.leader.call(ops.find, {})).rows
    const view = await it.bring([SHOP.with(5, '9')])
    await it.leader.call(ops.changeEnterprise, { id: shop?.id as string, version: 1, note: '改过' })
    const after = await it.apply(view.id)
    expect(after).toMatchObject({
      state: 'ready',
      problem: ['预览之后已有记录有变动，已重新比对，请再确认一次', expect.any(String)],
    })
    expect(await it.apply(view.id)).toMatchObject({ state: 'applied' })
    expect((await stored())[0]).toMatchObject({ staff: 9, version: 3 })
  })

  test.each([
    ['its number was taken', { code: creditCode('91', 1), name: '别的厂', kind: 'factory' as const, path: HOME }],
    [
      'the very name was registered at its place',
      { name: '云桃五金加工厂', kind: 'factory' as const, path: `${X}b001.` },
    ],
  ])('%s meanwhile: nothing of the list is written', async (_, draft) => {
    const view = await it.bring([FACTORY, SHOP])
    await it.leader.call(ops.registerEnterprise, { id: freshId(), ...draft })
    expect(await it.apply(view.id)).toMatchObject({ state: 'ready' })
    expect(await stored()).toHaveLength(1)
  })
})

describe('judging', () => {
  test.each<[string, string[], string, string?]>([
    ['a slip in the number', FACTORY.with(3, creditCode('91', 1).replace('M00', 'M0O')), 'confused-letter'],
    ['somebody’s identity number', FACTORY.with(3, idNumber('1990-03-07', 1)), 'looks-like-identity'],
    ['no name', FACTORY.with(1, ''), 'no-name'],
    ['a name of digits', FACTORY.with(1, '12345'), 'bad-firm-name'],
    ['staff in words', FACTORY.with(5, '五六十'), 'bad-count'],
    ['half a phone', FACTORY.with(7, '1540000'), 'bad-phone'],
  ])('%s keeps the row out and says why', async (_, row, code) => {
    const view = await it.bring([row, SHOP])
    expect(view.counts).toMatchObject({ bad: 1, new: 1 })
    const bad = (await it.rowsOf(view.id)).find((r) => r.verdict === 'bad')
    expect(bad?.problems[0]?.code).toBe(code)
    expect(bad?.problems[0]?.words[0]).toMatch(/\S{4}/)
    expect((await refusal(it.leader.call(ops.applyImport, { id: view.id }))).problem.code).toBe('list.badRows')
    await it.apply(view.id, true)
    expect(await stored()).toHaveLength(1)
  })

  test('contradictions are told, not decided', async () => {
    await it.apply((await it.bring([FACTORY, SHOP])).id)
    const closed = SHOP.with(9, '已搬走')
    const otherName = ['9', '星月纺织厂', ...FACTORY.slice(2)]
    const gone = ['8', '从没来过的店', '商店', '', '', '', '', '', '桃影苑', '注销', '']
    const view = await it.bring([closed, otherName, gone])
    expect(view.counts).toMatchObject({ conflict: 2, skipped: 1 })
    const codes = (await it.rowsOf(view.id)).map((row) => row.problems[0]?.code)
    expect(codes).toEqual(['closed-in-list', 'other-name-in-register', 'closed-passed-over'])
  })

  test('a fuller name, an old number and a number that was missing are taken over', async () => {
    await it.apply(
      (
        await it.bring(
          [
            ['云桃五金', licenceNumber(5), '桃影苑1号楼'],
            ['星桃裁缝', '', '桃影苑'],
          ],
          ['名称', '注册号', '地址'],
        )
      ).id,
    )
    const view = await it.bring(
      [
        ['云桃五金加工厂', licenceNumber(5), '桃影苑1号楼'],
        ['星桃裁缝', creditCode('92', 7), '桃影苑2号楼'],
      ],
      ['名称', '注册号', '地址'],
    )
    expect(view.counts).toMatchObject({ changed: 2 })
    expect((await it.rowsOf(view.id)).map((row) => row.changes.map((c) => c.field))).toEqual([
      ['name'],
      ['code', 'compound', 'address'],
    ])
  })

  test('twice in one list: the same line is passed over, another one contests both', async () => {
    const view = await it.bring([FACTORY, FACTORY, SHOP, SHOP.with(5, '7')])
    expect(view.counts).toMatchObject({ new: 1, skipped: 1, bad: 2 })
  })

  test('a chain has a shop at every corner', async () => {
    const chain = (n: string) => [n, '桃溪药房', '商店', '', '', '', '', '', `桃影苑${n}号楼`, '', '']
    const view = await it.bring([chain('1'), chain('2')])
    expect(view.counts).toMatchObject({ new: 2 })
    await it.apply(view.id)
    expect((await it.bring([chain('2'), chain('1')])).counts).toMatchObject({ same: 2 })
    const nowhere = await it.bring([['1', '桃溪药房', '商店', '', '', '5', '', '', '', '', '']])
    expect(nowhere.counts).toMatchObject({ conflict: 1 })
  })

  test('for the whole street the community must be told; a market given once stands for the lines below it', async () => {
    const officer = await it.signIn('officer')
    const head = ['所属社区', '市场名称', '店名', '电话']
    const rows = [
      ['柳亭社区', '柳亭苑', '甲店', ''],
      ['', '', '乙店', ''],
      ['', '', '丙店', ''],
      ['桃影', '桃影苑', '丁店', ''],
      ['哪里社区', '', '戊店', ''],
    ]
    const id = await it.send(officer, await it.xlsx(rows, head), { under: STREET })
    expect((await it.settled(id, officer)).counts).toMatchObject({ new: 4, bad: 1 })
    const bad = (await it.rowsOf(id, officer)).find((row) => row.verdict === 'bad')
    expect(bad?.problems.map((p) => p.code)).toEqual(['no-community', 'kind-from-name', 'area-unknown'])
    await officer.call(ops.applyImport, { id, leaveBad: true })
    await it.settled(id, officer)
    expect((await stored()).map((row) => [row.name, row.path])).toEqual([
      ['丁店', `${X}`],
      ['丙店', `${OTHER}p1.g01.x01.`],
      ['乙店', `${OTHER}p1.g01.x01.`],
      ['甲店', `${OTHER}p1.g01.x01.`],
    ])
  })

  test('a number that stands out of sight is told as that', async () => {
    const officer = await it.signIn('officer')
    await officer.call(ops.registerEnterprise, {
      ...{ id: freshId(), path: OTHER, name: '云桃五金加工厂', kind: 'factory', code: creditCode('91', 1) },
    })
    const view = await it.bring([FACTORY])
    const [row] = await it.rowsOf(view.id)
    expect([row?.verdict, row?.problems[0]?.code]).toEqual(['conflict', 'registered-elsewhere'])
  })

  test('a list without names asks which column it is', async () => {
    const view = await it.bring(
      [
        ['3', '青椒'],
        ['2', '豆腐'],
      ],
      ['价格', '菜'],
    )
    expect(view.problem?.[0]).toBe('缺少必要的列：名称')
    await it.leader.call(ops.mapColumns, { id: view.id, headerRow: 2, columns: [{ index: 1, field: 'name' }] })
    expect(await it.settled(view.id)).toMatchObject({ problem: null, counts: { new: 2 } })
  })
})

test('wrong rows come back as a file, and go in once corrected', async () => {
  const wrong = FACTORY.with(3, creditCode('91', 1).slice(0, 17))
  const view = await it.bring([wrong, SHOP])
  await it.apply(view.id, true)
  const { fileId } = await it.leader.call(ops.exportBadRows, { id: view.id })
  const sheet = await it.fetched(fileId)
  const [, head = [], row = []] = sheet.filter((cells) => cells.length > 2)
  const at = Math.max(
    0,
    [head, row].findIndex((cells) => cells[0] === '有误原因'),
  )
  const titles = [head, row][at] as string[]
  const cells = sheet.at(-1) as string[]
  expect(cells[0]).toContain('位数不对')
  cells[titles.indexOf('统一社会信用代码')] = creditCode('91', 1)
  const again = await it.bring([cells], titles)
  expect(again.counts).toMatchObject({ new: 1, bad: 0 })
})

test('what was exported can be brought in again and changes nothing', async () => {
  await it.apply((await it.bring([FACTORY, SHOP, STALL])).id)
  const { fileId } = await it.leader.call(ops.exportEnterprises, { purpose: '核对', under: HOME })
  const rows = await it.fetched(fileId)
  const head = rows.findIndex((cells) => cells.includes('名称'))
  expect(rows[0]?.join('')).toContain('核对')
  expect(new Set(rows.slice(head + 1).map((cells) => cells[1]))).toEqual(
    new Set(['云桃五金加工厂', '小溪便利店', '阿桃煎饼摊']),
  )
  const titles = rows[head] as string[]
  // Masked phones say nothing; they are the one column that cannot come back.
  const without = (cells: string[]) => cells.filter((_, i) => !/电话/.test(titles[i] as string))
  const again = await it.bring(rows.slice(head + 1).map(without), without(titles))
  expect(again.counts).toMatchObject({ same: 3, new: 0, changed: 0, bad: 0 })
})

describe('who may', () => {
  test('lists of another community are neither seen nor applied', async () => {
    const view = await it.bring([FACTORY])
    const other = await it.signIn('leader2')
    expect((await refusal(other.call(ops.importRows, { id: view.id }))).status).toBe(404)
    expect((await refusal(other.call(ops.applyImport, { id: view.id }))).status).toBe(404)
    expect((await other.call(ops.imports, {})).imports).toEqual([])
    expect((await refusal(it.send(it.leader, await it.xlsx([FACTORY]), { under: OTHER }))).status).toBe(404)
    expect((await refusal(it.send(await it.signIn('superior'), await it.xlsx([FACTORY])))).status).toBe(403)
  })
})

test('a process that died while reading or applying: the next start takes the list up', async () => {
  const view = await it.bring([FACTORY])
  await it.admin.query(`UPDATE enterprise.import SET state = 'applying' WHERE id = $1`, [view.id])
  await it.restart()
  expect(await it.settled(view.id)).toMatchObject({ state: 'ready', counts: { new: 1 } })
})
