/** Workbooks as Excel, WPS and libraries write them, read as a person would see them. */
import { expect, test } from 'vitest'
import { all, cellsOf, rowsOf, textsOf, xlsxFile } from './fixture.ts'
import { openSheet } from './open-sheet.ts'

const row = (cells: string, number = 1): string => `<row r="${number}">${cells}</row>`
const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`

test('every kind of cell', async () => {
  const cells = await cellsOf({
    strings:
      '<si><t>张桃</t></si><si><r><t>桃花</t></r><r><rPr/><t xml:space="preserve"> 街道</t></r><rPh><t>táo</t></rPh></si>',
    rows: row(
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>' +
        '<c r="D1"><v>13900000001</v></c><c r="E1"><v>0.30000000000000004</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="e"><v>#N/A</v></c>' +
        '<c r="H1" t="str"><f>A1&amp;"!"</f><v>张桃!</v></c><c r="I1"><f>1+1</f><v>2</v></c><c r="J1"><f>1+1</f></c>' +
        '<c r="K1" t="d"><v>2026-03-05T00:00:00</v></c><c r="L1" t="str"><f>""</f><v></v></c><c r="M1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>',
    ),
  })
  expect(cells.map(({ kind, text }) => [kind, text])).toEqual([
    ['text', '张桃'],
    ['text', '桃花 街道'],
    ['text', '甲乙'],
    ['number', '13900000001'],
    ['number', '0.3'],
    ['boolean', 'TRUE'],
    ['error', '#N/A'],
    ['text', '张桃!'],
    ['number', '2'],
    ['error', '#CALC!'],
    ['date', '2026-03-05'],
    ['empty', ''],
    ['text', 'a\rb_x0041_'],
  ])
})

test.each([
  ['1.1010519491231E+17', '1.1010519491231E+17'],
  ['110105194912310000', '1.1010519491231E+17'],
  ['1000000000000000', '1E+15'],
])('a number of 16 digits or more (%s) is reported as mangled, never repaired', async (raw, text) => {
  expect(await cellsOf({ rows: row(`<c r="A1"><v>${raw}</v></c>`) })).toEqual([
    { text, kind: 'number', number: Number(raw), mangled: true },
  ])
})

test('a mangled number that somebody made text is still reported; 15 digits are whole', async () => {
  const cells = await cellsOf({
    rows: row(`${inline('A1', '1.10105E+17')}${inline('B1', '1.5E+3')}<c r="C1"><v>999999999999999</v></c>`),
  })
  expect(cells.map((cell) => cell.mangled)).toEqual([true, undefined, undefined])
})

test.each([
  [false, '46086', '2026-03-05'],
  [true, '44624', '2026-03-05'],
  [false, '1', '1900-01-01'],
  [false, '59', '1900-02-28'],
  [false, '60', '1900-02-29'],
  [false, '61', '1900-03-01'],
  [true, '0', '1904-01-01'],
  [false, '46086.395833333336', '2026-03-05 09:30'],
  [false, '2958465', '9999-12-31'],
])('date system 1904 %s: serial %s is %s', async (date1904, serial, text) => {
  const cells = await cellsOf({ date1904, formats: [14], rows: row(`<c r="A1" s="1"><v>${serial}</v></c>`) })
  expect(cells).toEqual([{ text, kind: 'date', number: Number(serial) }])
})

test.each<[string | number, string, string]>([
  ['yyyy"年"m"月"d"日"', 'date', '2026-03-05'],
  ['[$-804]yyyy/m/d;@', 'date', '2026-03-05'],
  ['m/d', 'date', '2026-03-05'],
  [31, 'date', '2026-03-05'],
  [58, 'date', '2026-03-05'],
  ['General', 'number', '46086'],
  ['G/通用格式', 'number', '46086'],
  ['#,##0.00"元/day"', 'number', '46086'],
  ['[Red]0.00', 'number', '46086'],
  ['0.00E+00', 'number', '46086'],
  ['@', 'number', '46086'],
  ['000000', 'number', '046086'],
])('46086 with format %s is the %s %s', async (format, kind, text) => {
  const [cell] = await cellsOf({ formats: [format], rows: row('<c r="A1" s="1"><v>46086</v></c>') })
  expect([cell!.kind, cell!.text]).toEqual([kind, text])
})

test('a time of day alone', async () => {
  const cells = await cellsOf({ formats: ['h:mm'], rows: row('<c r="A1" s="1"><v>0.3958333333333333</v></c>') })
  expect(cells[0]!.text).toBe('09:30')
})

test('a date beyond the calendar stays a number', async () => {
  const cells = await cellsOf({
    formats: [14],
    rows: row('<c r="A1" s="1"><v>2958466</v></c><c r="B1" s="1"><v>-1</v></c>'),
  })
  expect(cells.map(({ kind, text }) => [kind, text])).toEqual([
    ['number', '2958466'],
    ['number', '-1'],
  ])
})

test('merged ranges give their value to what they cover, down and across', async () => {
  const rows = await rowsOf(
    xlsxFile({
      rows:
        row(inline('A1', '桃花社区居民名单')) +
        row(inline('A2', '3栋') + inline('B2', '甲'), 2) +
        row(`<c r="A3"/>${inline('B3', '乙')}`, 3) +
        row(inline('B4', '丙'), 4) +
        row(inline('B5', '丁'), 5),
      after: '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/></mergeCells>',
    }),
  )
  expect(rows.map((r) => r.cells.map((cell) => (cell.merged ? `(${cell.text})` : cell.text)))).toEqual([
    ['桃花社区居民名单', '(桃花社区居民名单)', '(桃花社区居民名单)'],
    ['3栋', '甲'],
    ['(3栋)', '乙'],
    ['(3栋)', '丙'],
    ['', '丁'],
  ])
})

test('merged ranges are found across the pieces in which a large sheet arrives', async () => {
  const before = `<worksheet><sheetData>${row(inline('A1', '甲'))}${row(inline('B2', '乙'), 2)}</sheetData><!--`
  const lead = '--><mergeCells>'
  const tag = '<mergeCell ref="A1:A2"/>'
  // The tag falls on every position of a piece's edge.
  for (let shift = 0; shift <= tag.length; shift++) {
    const filler = 'x'.repeat(128 * 1024 - Buffer.byteLength(before + lead) - shift)
    const sheet = `${before}${filler}${lead}${tag}</mergeCells></worksheet>`
    const rows = await rowsOf(xlsxFile({ parts: { 'xl/worksheets/sheet1.xml': sheet } }))
    expect(rows[1]!.cells[0]).toEqual({ text: '甲', kind: 'text', merged: true })
  }
})

test('rows keep the numbers that Excel shows; hidden ones come, blank ones do not; two headings are two rows', async () => {
  const rows = await rowsOf(
    xlsxFile({
      rows:
        row(inline('A1', '住址') + inline('B1', '人员')) +
        row(inline('A2', '楼栋') + inline('B2', '姓名'), 2) +
        `<row r="4" hidden="1">${inline('A4', '3栋')}</row><row r="6"><c r="A6" s="0"/></row><row r="9">${inline('B9', '甲')}</row>`,
    }),
  )
  expect(rows.map((r) => [r.number, ...r.cells.map((cell) => cell.text)])).toEqual([
    [1, '住址', '人员'],
    [2, '楼栋', '姓名'],
    [4, '3栋'],
    [9, '', '甲'],
  ])
})

test('rows and cells without references, and names with a prefix, as some libraries write', async () => {
  const path = xlsxFile({
    parts: {
      'xl/worksheets/sheet1.xml':
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>' +
        '<x:row><x:c/><x:c><x:v>8</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>',
    },
  })
  expect(await textsOf(path)).toEqual([
    ['甲', '7'],
    ['甲', '8'],
  ])
})

test('the visible sheets are listed, and one is read by its place', async () => {
  const sheet = (text: string) => `<worksheet><sheetData>${row(inline('A1', text))}</sheetData></worksheet>`
  const relation = (id: number) => `<Relationship Id="r${id}" Type="x/worksheet" Target="worksheets/sheet${id}.xml"/>`
  const path = xlsxFile({
    parts: {
      'xl/workbook.xml':
        '<workbook xmlns:k="k"><sheets><sheet name="草稿" state="hidden" k:id="r1"/><sheet name="一" k:id="r2"/><sheet name="二" k:id="r3"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': `<Relationships>${[1, 2, 3].map(relation).join('')}</Relationships>`,
      'xl/worksheets/sheet1.xml': sheet('草稿'),
      'xl/worksheets/sheet2.xml': sheet('甲'),
      'xl/worksheets/sheet3.xml': sheet('乙'),
    },
  })
  const opened = await openSheet(path, 'x.xlsx')
  expect(opened.sheetNames).toEqual(['一', '二'])
  expect((await all(opened.rows({ sheet: 1 })))[0]!.cells[0]!.text).toBe('乙')
  expect((await all(opened.rows()))[0]!.cells[0]!.text).toBe('甲')
  await expect(opened.rows({ sheet: 2 }).next()).rejects.toMatchObject({ kind: { code: 'sheets.noSuchSheet' } })
  await opened.close()
})

test('progress runs from 0 to 1, and a reader may stop early and begin again', async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => row(inline(`A${at + 1}`, `第${at}人`), at + 1)).join('')
  const opened = await openSheet(xlsxFile({ rows: many }), 'x.xlsx')
  expect(opened.progress()).toBe(0)
  let seen = 0
  for await (const _ of opened.rows()) if (++seen === 10) break
  let last = 0
  let count = 0
  for await (const _ of opened.rows()) {
    count++
    expect(opened.progress()).toBeGreaterThanOrEqual(last)
    last = opened.progress()
  }
  expect([count, opened.progress()]).toEqual([20_000, 1])
  await opened.close()
})
