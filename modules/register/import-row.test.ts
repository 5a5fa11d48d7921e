import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchColumns } from '../../platform/pure/list-columns.ts'
import { residentColumns } from './import-columns.ts'
import type { Places } from './import-address.ts'
import type { ListCell } from '../../platform/pure/list-cells.ts'
import { IMPORT_POLICY, type RowReading, rowReader } from './import-row.ts'
import { faultCodes, remarkCodes, rowProblemOf } from './import-problems.ts'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'

const TODAY = '2026-03-15'
const numbered = (seventeen: string): string => seventeen + checkCharacterOf(seventeen)
const MAN = numbered('33990119900307001')
const HEAD = [
  '姓名',
  '性别',
  '出生日期',
  '证件类型',
  '证件号码',
  '电话',
  '小区',
  '楼栋',
  '单元',
  '房号',
  '户籍情况',
  '房屋情况',
  '与户主关系',
  '作息',
  '重点人群',
  '备注',
]
const GOOD = [
  '王小桃',
  '男',
  '1990-03-07',
  '身份证',
  MAN,
  '13812345678',
  '桃影苑',
  '3',
  '2',
  '1201',
  '常住',
  '自住',
  '户主',
  '上班',
  '独居老人、透析',
  '八楼',
]

const read = (cells: (string | ListCell)[], above: Places | null = null, head = HEAD): RowReading =>
  rowReader(
    matchColumns(residentColumns, [head]),
    IMPORT_POLICY,
    TODAY,
  )(
    cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
    above,
  )
const change = (changes: Record<string, string | ListCell>): (string | ListCell)[] =>
  GOOD.map((cell, i) => changes[HEAD[i] as string] ?? cell)
const person = (reading: RowReading) => {
  if (reading.kind !== 'person') throw new Error(`skipped: ${reading.remark.code}`)
  return reading
}
const faults = (reading: RowReading) => person(reading).faults.map(({ field, code }) => `${field}: ${code}`)

test('a whole row', () => {
  expect(read(GOOD)).toEqual({
    kind: 'person',
    draft: {
      name: '王小桃',
      sex: 'male',
      birthDate: '1990-03-07',
      idType: 'resident-id',
      idNumber: MAN,
      phone: '13812345678',
      address: '桃影苑 3号楼 2单元 1201室',
      residence: 'local',
      tenancy: 'owner',
      relation: 'head',
      work: 'day',
      groups: ['alone-old', 'dialysis'],
      note: '八楼',
    },
    faults: [],
    remarks: [],
    places: { compound: '桃影苑', building: '3', unit: '2', room: '1201' },
  })
})

test('what the row does not speak of stays out of the draft', () => {
  const empty = Object.fromEntries(
    HEAD.filter((title) => !['姓名', '房号'].includes(title)).map((title) => [title, '']),
  )
  expect(person(read(change(empty))).draft).toEqual({ name: '王小桃', address: '1201室' })
})

test('sex and birth date come from the number when the list leaves them empty', () => {
  expect(person(read(change({ 性别: '', 出生日期: '' }))).draft).toMatchObject({ sex: 'male', birthDate: '1990-03-07' })
})

describe('faults', () => {
  test.each<[Record<string, string | ListCell>, string]>([
    [{ 姓名: '' }, 'name: no-name'],
    [{ 姓名: '王1' }, 'name: bad-name'],
    [{ 性别: '女' }, 'sex: sex-contradicts-id'],
    [{ 性别: '?' }, 'sex: bad-sex'],
    [{ 出生日期: '1990-03-08' }, 'birthDate: date-contradicts-id'],
    [{ 出生日期: '2027-01-01', 证件号码: '' }, 'birthDate: future-date'],
    [{ 出生日期: '31/13/1990' }, 'birthDate: bad-date'],
    [{ 出生日期: '1990', 证件号码: '' }, 'birthDate: incomplete-date'],
    [{ 证件号码: '3.39901E+17' }, 'idNumber: mangled-by-excel'],
    [{ 证件号码: { text: '339901199003070000', mangled: true } }, 'idNumber: mangled-by-excel'],
    [{ 证件号码: MAN.slice(0, 17) }, 'idNumber: bad-length'],
    [{ 证件号码: '339901900307001' }, 'idNumber: old-form'],
    [{ 电话: '138' }, 'phone: bad-phone'],
    [{ 电话: { text: '1.38E+10', mangled: true } }, 'phone: mangled-phone'],
    [{ 楼栋: { text: '2026-03-02', kind: 'date' } }, 'building: address-is-date'],
    [{ 电话: { text: '#N/A', kind: 'error' } }, 'phone: broken-cell'],
    [{ 小区: '', 楼栋: '', 单元: '', 房号: '' }, 'address: no-address'],
  ])('%j', (changes, fault) => expect(faults(read(change(changes)))).toContain(fault))

  test('a mangled number is never repaired', () => {
    expect(person(read(change({ 证件号码: '339901199003070000' }))).draft).not.toHaveProperty('idNumber')
  })

  test('a short birth date does no harm beside a number', () => {
    expect(faults(read(change({ 出生日期: '1990年3月' })))).toEqual([])
  })
})

test('remarks let the row in', () => {
  const reading = person(
    read(change({ 作息: '不好说', 重点人群: '透析、跳舞', 电话: '13812345678/13912345678', 证件类型: '护照' })),
  )
  expect(reading.faults).toEqual([])
  expect(reading.draft).toMatchObject({ groups: ['dialysis'], idType: 'resident-id' })
  expect(reading.remarks.map(({ code }) => code).sort()).toEqual([
    'several-phones',
    'type-passed-over',
    'unknown-word',
    'unknown-word',
  ])
  const unknown = reading.remarks.find(({ field }) => field === 'work')
  expect(unknown && rowProblemOf(unknown).words[0]).toBe('“作息”一栏的写法看不懂，已略过')
})

test('no document is said in words, not by an empty cell', () => {
  expect(person(read(change({ 证件号码: '无', 证件类型: '' }))).draft.idType).toBe('none')
  expect(person(read(change({ 证件号码: '', 证件类型: '无' }))).draft.idType).toBe('none')
  expect(person(read(change({ 证件号码: '', 证件类型: '' }))).draft).not.toHaveProperty('idType')
})

test('an old person is let in with a remark', () => {
  const { faults: none, remarks } = person(read(change({ 证件号码: '', 出生日期: '1910-01-01' })))
  expect(none).toEqual([])
  expect(remarks).toContainEqual({ field: 'birthDate', code: 'very-old', params: { age: 110 } })
})

describe('households', () => {
  const above = person(read(GOOD)).places
  const noAddress = { 小区: '', 楼栋: '', 单元: '', 房号: '', 证件号码: '', 出生日期: '', 性别: '' }
  test('a member takes the address of the row above, a head does not', () => {
    const member = person(read(change({ ...noAddress, 与户主关系: '配偶' }), above))
    expect(member.draft.address).toBe('桃影苑 3号楼 2单元 1201室')
    expect(member.remarks.map(({ code }) => code)).toContain('address-carried')
    expect(faults(read(change(noAddress), above))).toEqual(['address: no-address'])
  })
  test('a new room in the same building takes what stands above it, nothing below', () => {
    const next = person(read(change({ ...noAddress, 房号: '1301', 与户主关系: '子' }), above))
    expect(next.draft.address).toBe('桃影苑 3号楼 2单元 1301室')
    expect(person(read(change({ ...noAddress, 楼栋: '5', 与户主关系: '子' }), above)).draft.address).toBe(
      '桃影苑 5号楼',
    )
  })
  test('the first row has nothing to take', () => {
    expect(faults(read(change({ ...noAddress, 与户主关系: '配偶' })))).toEqual(['address: no-address'])
  })
})

test.each<[string[], string]>([
  [['合计', '', '', '', '', '', '', '', '', '356'], 'total-row'],
  [['共 356 人'], 'total-row'],
  [['备注：本表由社区填报'], 'total-row'],
  [HEAD, 'header-again'],
  [HEAD.map((_, i) => ['', '(必填)', '（18位）', '格式：13位'][i % 4] ?? ''), 'header-again'],
  [['', '', '', '', '', '', '桃影苑', '3', '2', '1202'], 'no-person'],
])('%j is no person', (cells, code) => expect(read(cells)).toMatchObject({ kind: 'skipped', remark: { code } }))

test('one address column beside separate ones', () => {
  const head = ['姓名', '小区', '地址', '楼栋', '房号']
  const address = (...cells: string[]) => person(read(['王小桃', ...cells], null, head)).draft.address
  expect(address('桃影苑', '3-2-1201', '', '')).toBe('桃影苑 3-2-1201')
  expect(address('桃影苑', '桃影苑3-2-1201', '3', '1201')).toBe('桃影苑3-2-1201')
  expect(address('', '桃影苑', '3', '1201')).toBe('桃影苑 3号楼 1201室')
  expect(address('', '桃影苑3号楼', '3', '1201')).toBe('桃影苑3号楼 1201室')
})

test('any cells are read without throwing, the same way twice, and every fault has its words', () => {
  const cell = fc.record(
    {
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom(...GOOD, '合计', '3.4E+17', '2001/3', '#N/A', '无'),
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
    { seed: 41, numRuns: 500 },
  )
})
