/** Rows as offices write them; columns are found first, as in a real list. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCode } from '../../database/taohua/firm-numbers.ts'
import type { ListCell } from '../../platform/pure/list-cells.ts'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import type { ImportField } from './list-fields.ts'
import { faultCodes, remarkCodes, rowProblemOf } from './list-problems.ts'
import { type Carried, type RowReading, rowReader } from './list-row.ts'
import { enterpriseColumns, missingFields } from './list-titles.ts'
import { kindOfName } from './list-vocabulary.ts'
import type { Kind } from './model.ts'

const CODE = creditCode('91', 1)
const HEAD = [
  '单位名称',
  '招牌',
  '类型',
  '信用代码',
  '行业',
  '员工数',
  '出租间数',
  '面积',
  '负责人',
  '负责人电话',
  '联系人',
  '联系电话',
  '社区',
  '市场',
  '楼栋',
  '铺位号',
  '经营状态',
  '备注',
]
const GOOD = [
  '云桃食品有限公司',
  '云桃',
  '公司',
  CODE,
  'C',
  '25人',
  '',
  '1200㎡',
  '溪大山',
  '15400000001',
  '溪小河',
  '0571-88880001',
  '松影社区',
  '桃花市场',
  '2',
  '12',
  '营业',
  '八点开门',
]

const fieldsOf = (rows: string[][]): (ImportField | null)[] =>
  matchColumns(enterpriseColumns, rows).columns.map(({ field }) => field)
const read = (cells: (string | ListCell)[], above: Carried | null = null, head = HEAD, carry = false): RowReading =>
  rowReader({ ...matchColumns(enterpriseColumns, [head]), carryDown: carry })(
    cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
    above,
  )
const change = (changes: Record<string, string | ListCell>) => GOOD.map((cell, i) => changes[HEAD[i] as string] ?? cell)
const row = (reading: RowReading) => {
  if (reading.kind !== 'enterprise') throw new Error('passed over')
  return reading
}

describe('columns', () => {
  test.each<[string, string[], (ImportField | null)[]]>([
    [
      'a full head',
      HEAD,
      [
        'name',
        'shortName',
        'kind',
        'code',
        'industry',
        'staff',
        'rooms',
        'floorArea',
        'legalName',
        'legalPhone',
        'contactName',
        'contactPhone',
        'area',
        'compound',
        'building',
        'room',
        'state',
        'note',
      ],
    ],
    [
      'other words',
      ['序号', '商户名称', '营业执照号', '经营者', '手机号', '经营地址', '从业人员'],
      [null, 'name', 'code', 'legalName', 'contactPhone', 'address', 'staff'],
    ],
    [
      'somebody else’s',
      ['企业名称', '负责人身份证号', '注册资本', '网格员', '物业公司', '是否营业'],
      ['name', null, null, null, null, 'state'],
    ],
    ['landlords', ['房东姓名', '房东电话', '出租屋地址', '间数'], ['legalName', 'legalPhone', 'address', 'rooms']],
  ])('%s', (_, head, fields) => expect(fieldsOf([head])).toEqual(fields))

  test('cells overrule a title, but a phone stays with whom its title says', () => {
    const rows = Array.from({ length: 4 }, () => ['云桃食品厂', CODE, '15400000001', '15400000002'])
    expect(fieldsOf([['名称', '电话', '老板电话', '联系方式'], ...rows])).toEqual([
      'name',
      'code',
      'legalPhone',
      'contactPhone',
    ])
  })
  test('without titles the cells tell', () => {
    expect(fieldsOf(Array.from({ length: 4 }, () => ['云桃食品厂', CODE, '15400000001', '桃影苑1号楼101室']))).toEqual([
      'name',
      'code',
      'contactPhone',
      'address',
    ])
  })
  test('a name is all that a list cannot do without', () => {
    expect(missingFields([{ field: 'name' }])).toEqual([])
    expect(missingFields([{ field: 'code' }, { field: 'address' }])).toEqual(['name'])
  })
})

test('a good row', () => {
  const { draft, faults, remarks, carried } = row(read(GOOD))
  expect(faults).toEqual([])
  expect(remarks).toEqual([])
  expect(draft).toEqual({
    ...{
      name: '云桃食品有限公司',
      shortName: '云桃',
      kind: 'company',
      kindTold: true,
      code: CODE,
      industry: 'C',
      staff: 25,
    },
    ...{
      floorArea: 1200,
      legalName: '溪大山',
      legalPhone: '15400000001',
      contactName: '溪小河',
      contactPhone: '0571-88880001',
    },
    ...{ areaName: '松影社区', address: '桃花市场 2号楼 12室', state: 'open', note: '八点开门' },
  })
  expect(carried).toEqual({ area: '松影社区', compound: '桃花市场', building: '2' })
})

describe('what keeps a row out', () => {
  test.each<[Record<string, string | ListCell>, string]>([
    [{ 单位名称: '' }, 'no-name'],
    [{ 单位名称: '——' }, 'bad-firm-name'],
    [{ 单位名称: '桃'.repeat(121) }, 'bad-firm-name'],
    [{ 信用代码: CODE.slice(0, 17) }, 'bad-length'],
    [{ 信用代码: { text: '9.13209990000000E+17', kind: 'number', mangled: true } }, 'mangled-by-excel'],
    [{ 信用代码: { text: '#N/A', kind: 'error' } }, 'broken-cell'],
    [{ 员工数: '很多' }, 'bad-count'],
    [{ 员工数: '9999999' }, 'bad-count'],
    [{ 联系电话: '12' }, 'bad-phone'],
    [{ 负责人: '溪3' }, 'bad-name'],
    [{ 楼栋: { text: '2026-03-02', kind: 'date' } }, 'address-is-date'],
  ])('%j', (changes, code) => expect(row(read(change(changes))).faults.map((f) => f.code)).toContain(code))
})

describe('what is only remarked', () => {
  test.each<[Record<string, string>, string, Record<string, unknown>]>([
    [{ 类型: '' }, 'kind-from-name', { kind: 'company', kindTold: false }],
    [{ 类型: '莫名其妙' }, 'unknown-word', { kind: 'company', kindTold: false }],
    [{ 行业: '不知道什么业' }, 'unknown-word', {}],
    [{ 员工数: '约30余人' }, 'count-about', { staff: 30 }],
    [{ 联系人: '溪小河、溪小泉' }, 'several-names', { contactName: '溪小河' }],
    [{ 联系电话: '15400000001/15400000002' }, 'several-phones', { contactPhone: '15400000001' }],
  ])('%j', (changes, code, draft) => {
    const reading = row(read(change(changes)))
    expect(reading.faults).toEqual([])
    expect(reading.remarks.map((r) => r.code)).toContain(code)
    expect(reading.draft).toMatchObject(draft)
  })
  test('what says nothing stays out of the draft', () => {
    const { draft } = row(
      read(change({ 信用代码: '办理中', 行业: '', 员工数: '/', 负责人: '无', 负责人电话: '', 面积: '', 经营状态: '' })),
    )
    for (const field of ['code', 'industry', 'staff', 'legalName', 'legalPhone', 'floorArea', 'state'])
      expect(draft).not.toHaveProperty(field)
  })
})

test('totals, remarks, heads and empty rows are passed over', () => {
  for (const [cells, code] of [
    [['合计', '', '', '', '', '12'], 'total-row'],
    [['共12家'], 'total-row'],
    [['填表人：某某'], 'total-row'],
    [HEAD, 'header-again'],
    [['', '', '商店'], 'no-enterprise'],
  ] as const)
    expect(read([...cells])).toMatchObject({ kind: 'skipped', remark: { code } })
})

test('a market given once stands for the lines below it; a door never does', () => {
  const below = change({ 社区: '', 市场: '', 楼栋: '', 铺位号: '13' })
  const above = row(read(GOOD)).carried
  expect(row(read(below, above)).draft.address).toBe('13室')
  const carried = row(read(below, above, HEAD, true))
  expect(carried.draft).toMatchObject({ areaName: '松影社区', address: '桃花市场 2号楼 13室' })
  expect(carried.remarks.map((r) => r.code)).toEqual(['place-carried'])
  const otherMarket = row(read(change({ 社区: '', 市场: '柳亭市场', 楼栋: '', 铺位号: '1' }), above, HEAD, true))
  expect(otherMarket.draft).toMatchObject({ areaName: '松影社区', address: '柳亭市场 1室' })
})

test.each<[string, Kind | undefined]>([
  ['桃溪食品加工厂', 'factory'],
  ['云桃食品有限公司', 'company'],
  ['阿溪面馆', 'restaurant'],
  ['桃花幼儿园', 'school'],
  ['溪里口腔诊所', 'hospital'],
  ['桃花坞村委会', 'office'],
  ['桃溪路改造项目部', 'construction'],
  ['溪老大出租房', 'landlord'],
  ['夕阳养老院', 'care-home'],
  ['鹿鸣酒店', 'hotel'],
  ['桃溪便利店', 'shop'],
  ['3号摊', 'stall'],
  ['溪里', undefined],
])('the name %s speaks of %s', (name, kind) => expect(kindOfName(name)).toBe(kind))

test('any cells are read without throwing, the same way twice, and every fault has its words', () => {
  const cell = fc.record(
    {
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom(...GOOD, '合计', '#N/A', '无', '9.1E+17'),
      ),
      kind: fc.constantFrom('date', 'error'),
      mangled: fc.constant(true),
    },
    { requiredKeys: ['text'] },
  ) as fc.Arbitrary<ListCell>
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 20 }), (cells) => {
      const reading = read(cells)
      expect(read(cells)).toEqual(reading)
      if (reading.kind === 'skipped') return
      for (const fault of reading.faults) {
        expect(faultCodes).toContain(fault.code)
        for (const words of rowProblemOf(fault).words) expect(words).toMatch(/\S/)
      }
      for (const { code } of reading.remarks) expect(remarkCodes).toContain(code)
      if (reading.faults.length === 0) expect(reading.draft.name).not.toBe('')
    }),
    { seed: 71, numRuns: 500 },
  )
})
