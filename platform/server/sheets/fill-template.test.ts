/** Somebody else's form filled in its own cells: what was there stays, what moved moves along, and nothing filled in becomes a formula. */

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '../../pure/problem.ts'
import type { SheetFill } from '../../pure/sheet-fill.ts'
import { fillTemplate, type TemplateFilling } from './fill-template.ts'
import { all, filePath, type Package, rowsOf, xlsxBytes } from './fixture.ts'
import { openSheet } from './open-sheet.ts'
import { stamped } from './stamp-footer.ts'

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WATERMARK = '桃影 于 2026-03-05 17:00 导出 · 编号 abc123 · 用途：报区卫健局'

async function filled(content: Package, sheets: readonly SheetFill[], more: Partial<TemplateFilling> = {}) {
  const path = filePath()
  await fillTemplate(path, Buffer.from(xlsxBytes(content)), {
    sheets,
    watermark: WATERMARK,
    record: { name: '导出记录', lines: [WATERMARK, '内部资料'] },
    ...more,
  })
  const parts = unzipSync(readFileSync(path))
  return {
    path,
    parts,
    text: (name: string) => new TextDecoder().decode(parts[name]),
    sheet: new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']),
  }
}
/** The rows of the first sheet as texts, by row number. */
async function table(path: string): Promise<Record<number, string[]>> {
  const sheet = await openSheet(path, 'a.xlsx')
  const rows = await all(sheet.rows({ sheet: 0 }))
  await sheet.close()
  return Object.fromEntries(rows.map((row) => [row.number, row.cells.map((cell) => cell.text)]))
}

/** A form as offices send them: a title over merged cells, a heading, one row for the list, totals, a signature, print settings. */
const FORM: Package = {
  strings:
    '<si><t>云溪区核酸检测日报表</t></si><si><t>社区</t></si><si><t>应检</t></si><si><t>已检</t></si><si><t>检测率</t></si><si><t>合计</t></si><si><r><rPr><b/></rPr><t>填表人：</t></r><r><t>{{填表人}}</t></r></si><si><t>{{社区}}</t></si>',
  rows: `<row r="1" ht="30" customHeight="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" s="1"/><c r="D1" s="1"/></row>
<row r="3" spans="1:4"><c r="A3" s="2" t="s"><v>1</v></c><c r="B3" s="2" t="s"><v>2</v></c><c r="C3" s="2" t="s"><v>3</v></c><c r="D3" s="2" t="s"><v>4</v></c></row>
<row r="4" spans="1:4" ht="22" customHeight="1"><c r="A4" s="3" t="s"><v>7</v></c><c r="B4" s="3"/><c r="C4" s="3"/><c r="D4" s="4"><f>C4/B4</f><v>0</v></c><c r="E4" s="3"/><c r="F4" s="3"/></row>
<row r="5"><c r="A5" s="5" t="s"><v>5</v></c><c r="B5" s="5"><f t="shared" ref="B5:C5" si="0">SUM(B4:B4)</f><v>0</v></c><c r="C5" s="5"><f t="shared" si="0"/><v>0</v></c><c r="D5" s="4"><f>IF(B5&gt;0,C5/B5,"—")</f><v>0</v></c></row>
<row r="7"><c r="A7" t="s"><v>6</v></c><c r="C7" s="6"/></row>`,
  after: `<sheetProtection sheet="1"/><autoFilter ref="A3:D4"/><mergeCells count="3"><mergeCell ref="A1:D1"/><mergeCell ref="E4:F4"/><mergeCell ref="A7:B8"/></mergeCells>
<conditionalFormatting sqref="D4"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>$D$5</formula></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation type="whole" sqref="B4:C4"><formula1>0</formula1></dataValidation></dataValidations>
<hyperlinks><hyperlink ref="A7" r:id="r8"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>
<pageSetup paperSize="8" orientation="landscape"/><headerFooter><oddFooter>&amp;C第 &amp;P 页&amp;R云溪区</oddFooter></headerFooter>
<rowBreaks count="1" manualBreakCount="1"><brk id="6" max="16383" man="1"/></rowBreaks><drawing r:id="r7"/>`,
  formats: [14, '0.0%', 'General', '0.0%', 'General', 'yyyy"年"m"月"d"日"'],
}
const parts: NonNullable<Package['parts']> = {
  'xl/calcChain.xml': '<calcChain><c r="D4" i="1"/></calcChain>',
  'xl/media/seal.png': 'not really a picture',
  'xl/printerSettings/printerSettings1.bin': 'spooler bytes',
  'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${R}"><bookViews><workbookView/></bookViews><sheets><sheet name="名单" sheetId="1" r:id="r1"/><sheet name="汇总" sheetId="4" r:id="r5"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">名单!$A$1:$D$8</definedName><definedName name="率">名单!$D$5</definedName></definedNames><calcPr calcId="191029"/></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${R}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${R}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="${R}/styles" Target="styles.xml"/><Relationship Id="r4" Type="${R}/calcChain" Target="calcChain.xml"/><Relationship Id="r5" Type="${R}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>`,
  'xl/worksheets/sheet2.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>名单!C5+SUM(名单!B4:B4)</f><v>0</v></c></row></sheetData></worksheet>`,
  'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r7" Type="${R}/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="r9" Type="${R}/comments" Target="../comments1.xml"/></Relationships>`,
  'xl/comments1.xml':
    '<comments><commentList><comment ref="A7"><text><t>签名</t></text></comment></commentList></comments>',
  'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>6</xdr:row></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:row>8</xdr:row></xdr:to></xdr:twoCellAnchor></xdr:wsDr>`,
  'xl/drawings/_rels/drawing1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${R}/chart" Target="../charts/chart1.xml"/></Relationships>`,
  'xl/charts/chart1.xml':
    '<c:chartSpace xmlns:c="c"><c:val><c:numRef><c:f>名单!$C$4:$C$4</c:f></c:numRef></c:val></c:chartSpace>',
}
const LIST: SheetFill = {
  sheet: '名单',
  cells: { A7: '填表人：桃影', C7: { date: '2026-03-05' } },
  rows: [
    {
      row: 4,
      times: 3,
      cells: { A: ['桃影社区', '柳亭社区', '=HYPERLINK("http://x","点我")'], B: [5, 2, 10], C: [2, 0, 10] },
    },
  ],
}

describe('a form with a list', () => {
  let done: Awaited<ReturnType<typeof filled>>
  beforeAll(async () => {
    done = await filled({ ...FORM, parts }, [LIST])
  })

  test('rows repeat with their formats and heights; what is below moves down', async () => {
    const rows = await table(done.path)
    expect(rows[3]).toEqual(['社区', '应检', '已检', '检测率'])
    expect([4, 5, 6].map((n) => rows[n]?.slice(0, 3))).toEqual([
      ['桃影社区', '5', '2'],
      ['柳亭社区', '2', '0'],
      ['=HYPERLINK("http://x","点我")', '10', '10'],
    ])
    expect(rows[7]?.[0]).toBe('合计')
    expect(rows[9]?.[0]).toBe('填表人：桃影')
    for (const n of [4, 5, 6]) {
      expect(done.sheet).toContain(`<row r="${n}" ht="22" customHeight="1">`)
      expect(done.sheet).toMatch(new RegExp(`<c r="A${n}" s="3" t="s">.*<c r="B${n}" s="3">.*<c r="D${n}" s="4">`))
    }
    expect(done.sheet).toContain(
      '<row r="1" ht="30" customHeight="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/>',
    )
  })
  test('formulas go along: in each row its own, totals over all of them, from other sheets too', () => {
    for (const n of [4, 5, 6]) expect(done.sheet).toContain(`<f>C${n}/B${n}</f>`)
    expect(done.sheet).toContain('<f>SUM(B4:B6)</f>')
    expect(done.sheet).toContain('<f>SUM(C4:C6)</f>')
    expect(done.sheet).toContain('<f>IF(B7&gt;0,C7/B7,"—")</f>')
    expect(done.text('xl/worksheets/sheet2.xml')).toContain('<f>名单!C7+SUM(名单!B4:B6)</f>')
    expect(done.text('xl/charts/chart1.xml')).toContain('<c:f>名单!$C$4:$C$6</c:f>')
  })
  test('no old result stays behind: all is reckoned anew when the file is opened', () => {
    expect(done.sheet).not.toMatch(/<\/f><v>/)
    expect(done.text('xl/workbook.xml')).toContain('<calcPr calcId="191029" fullCalcOnLoad="1"/>')
    expect(done.parts['xl/calcChain.xml']).toBeUndefined()
    for (const part of ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels'])
      expect(done.text(part)).not.toMatch(/calcChain/i)
  })
  test('merged cells, conditions, lists, links, breaks, names and pictures move along', () => {
    expect(done.sheet).toContain(
      '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="E4:F4"/><mergeCell ref="E5:F5"/><mergeCell ref="E6:F6"/><mergeCell ref="A9:B10"/></mergeCells>',
    )
    expect(done.sheet).toContain('<conditionalFormatting sqref="D4:D6">')
    expect(done.sheet).toContain('<formula>$D$7</formula>')
    expect(done.sheet).toContain('sqref="B4:C6"><formula1>0</formula1>')
    expect(done.sheet).toContain('<hyperlink ref="A9" r:id="r8"/>')
    expect(done.sheet).toContain('<autoFilter ref="A3:D6"/>')
    expect(done.sheet).toContain('<brk id="8" max="16383" man="1"/>')
    const book = done.text('xl/workbook.xml')
    expect(book).toContain('>名单!$A$1:$D$10</definedName>')
    expect(book).toContain('>名单!$D$7</definedName>')
    expect(done.text('xl/drawings/drawing1.xml')).toContain('<xdr:row>8</xdr:row></xdr:from>')
    expect(done.text('xl/drawings/drawing1.xml')).toContain('<xdr:row>10</xdr:row></xdr:to>')
    expect(done.text('xl/comments1.xml')).toContain('<comment ref="A9">')
  })
  test('print settings, styles, pictures and everything else are byte for byte as they were', () => {
    const before = unzipSync(xlsxBytes({ ...FORM, parts }))
    for (const name of ['xl/styles.xml', 'xl/media/seal.png', 'xl/printerSettings/printerSettings1.bin', '_rels/.rels'])
      expect(Buffer.from(done.parts[name]!).equals(Buffer.from(before[name]!)), name).toBe(true)
    expect(done.sheet).toContain('<pageSetup paperSize="8" orientation="landscape"/>')
    expect(done.sheet).toContain('<sheetProtection sheet="1"/>')
  })
  test('dates are dates where the cell shows dates', async () => {
    expect(done.sheet).toMatch(/<c r="C9" s="6"><v>46086<\/v><\/c>/)
    expect((await table(done.path))[9]?.[2]).toBe('2026-03-05')
  })
  test('the watermark stands beside the owner’s own footer and on a sheet of its own', async () => {
    expect(done.sheet).toContain(`<oddFooter>&amp;L&amp;7 ${WATERMARK}&amp;C第 &amp;P 页&amp;R云溪区</oddFooter>`)
    expect(done.text('xl/worksheets/sheet2.xml')).toContain(`<oddFooter>&amp;L&amp;7 ${WATERMARK}</oddFooter>`)
    const sheet = await openSheet(done.path, 'a.xlsx')
    expect(sheet.sheetNames).toEqual(['名单', '汇总', '导出记录'])
    await sheet.close()
    const record = await rowsOf(done.path, 'a.xlsx', 2)
    expect(record.map((row) => row.cells[0]?.text)).toEqual([WATERMARK, '内部资料'])
  })
})

test('nothing that is filled in becomes a formula, whatever it begins with', async () => {
  const nasty = ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', '<f>1</f>', '{{again}}', '_x0041_', '']
  const done = await filled({ strings: '<si><t>x</t></si>', rows: '<row r="1"><c r="A1"/></row>' }, [
    { sheet: '名单', cells: {}, rows: [{ row: 1, times: nasty.length, cells: { A: nasty } }] },
  ])
  expect(done.sheet).not.toMatch(/<f[ >]/)
  const rows = await table(done.path)
  expect(nasty.map((_, i) => rows[i + 1]?.[0] ?? '')).toEqual(nasty)
})

test('an empty list leaves its row empty, and nothing moves', async () => {
  const done = await filled({ ...FORM, parts }, [
    { sheet: '名单', cells: {}, rows: [{ row: 4, times: 0, cells: { A: [], B: [], C: [] } }] },
  ])
  expect(done.sheet).toContain('<c r="A4" s="3"/><c r="B4" s="3"/>')
  expect(done.sheet).toContain('<f>SUM(B4:B4)</f>')
  expect(done.sheet).toContain('<mergeCell ref="A7:B8"/>')
})

test('prefixes of other writers, cells and rows that were not there, no table of texts', async () => {
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const done = await filled(
    {
      parts: {
        'xl/sharedStrings.xml': null,
        'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><x:worksheet xmlns:x="${MAIN}"><x:cols><x:col min="3" max="4" style="2"/></x:cols><x:sheetData><x:row r="2"><x:c r="B2" s="1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
      },
      formats: [1, 1],
    },
    [{ sheet: '名单', cells: { A1: '新', C2: 3, D5: '远', B2: 'é&<' }, rows: [] }],
  )
  expect(done.sheet).toContain('<x:c r="C2" s="2"><x:v>3</x:v></x:c>')
  expect(done.sheet).toContain('<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">新</x:t></x:is></x:c>')
  expect(done.sheet).toContain('</x:sheetData><x:headerFooter><x:oddFooter>')
  expect(await table(done.path)).toEqual({ 1: ['新'], 2: ['', 'é&<', '3'], 5: ['', '', '', '远'] })
})

test('years counted from 1904', async () => {
  const done = await filled({ rows: '<row r="1"><c r="A1" s="1"/></row>', formats: [14], date1904: true }, [
    { sheet: '名单', cells: { A1: { date: '2026-03-05 08:30' } }, rows: [] },
  ])
  expect((await table(done.path))[1]).toEqual(['2026-03-05 08:30'])
})

test.each([
  ['a page of HTML', Buffer.from('<html></html>'), 'sheets.broken'],
  ['macros', Buffer.from(xlsxBytes({ parts: { 'xl/vbaProject.bin': 'x' } })), 'sheets.macros'],
  [
    'an entity of its own',
    Buffer.from(
      xlsxBytes({
        parts: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE w [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>' },
      }),
    ),
    'sheets.hostileXml',
  ],
  [
    'no rows at all',
    Buffer.from(xlsxBytes({ parts: { 'xl/worksheets/sheet1.xml': '<worksheet/>' } })),
    'sheets.broken',
  ],
  ['a bomb', Buffer.from(xlsxBytes({ parts: { 'xl/media/a.bin': ' '.repeat(20_000_000) } })), 'sheets.bomb'],
  ['too much of it', Buffer.from(xlsxBytes({ parts: { 'xl/media/a.bin': ' '.repeat(70_000_000) } })), 'sheets.tooBig'],
] as const)('%s is refused', async (_, bytes, code) => {
  const error = await fillTemplate(filePath(), bytes, {
    sheets: [],
    watermark: 'w',
    record: { name: 'r', lines: [] },
  }).then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Problem)
  expect((error as Problem).kind.code).toBe(code)
})

test('whatever repeats wherever: each row of the form is found again below those above it, with its own text and formula', async () => {
  const rowsOfForm = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rowsOfForm, fc.array(fc.tuple(fc.nat(7), fc.nat(4)), { maxLength: 3 }), async (numbers, lists) => {
      const rows = [...numbers].sort((a, b) => a - b)
      const repeats = new Map(lists.map(([at, times]) => [rows[at % rows.length]!, times]))
      const done = await filled(
        {
          rows: rows
            .map((r) => `<row r="${r}"><c r="A${r}" t="str"><v>第${r}行</v></c><c r="B${r}"><f>B${r}+1</f></c></row>`)
            .join(''),
        },
        [
          {
            sheet: '名单',
            cells: {},
            rows: [...repeats].map(([row, times]) => ({
              row,
              times,
              cells: { C: Array.from({ length: times }, (_, i) => i) },
            })),
          },
        ],
      )
      const expected: Record<number, string[]> = {}
      let down = 0
      for (const row of rows) {
        const times = repeats.get(row)
        for (let i = 0; i < Math.max(1, times ?? 1); i++)
          expected[row + down + i] = [`第${row}行`, '#CALC!', ...(times ? [String(i)] : [])]
        down += Math.max(1, times ?? 1) - 1
      }
      expect(await table(done.path)).toEqual(expected)
      const formulas = [...done.sheet.matchAll(/<c r="B(\d+)"><f>B(\d+)\+1<\/f>/g)]
      expect(formulas).toHaveLength(Object.keys(expected).length)
      for (const [, at, names] of formulas) expect(names).toBe(at)
    }),
    { numRuns: 60 },
  )
})

describe('the mark in a footer', () => {
  test.each([
    ['', '&L&7 M'],
    ['&C页 &P', '&L&7 M&C页 &P'],
    ['&L左&C中', '&L左\n&7 M&C中'],
    ['&L左 && 右&R&D', '&L左 && 右\n&7 M&R&D'],
    ['居中', '&L&7 M&C居中'],
    ['&L&R页', '&L&7 M&R页'],
  ])('%s', (before, after) => {
    expect(stamped(before, 'M')).toBe(after)
  })
  test('never longer than Excel takes, never with half a code, and null where there is no room', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '&', '页'), maxLength: 300 }), fc.nat(260), (mark, full) => {
        const text = stamped(`&C${'x'.repeat(full)}`, mark)
        if (text === null) return
        expect(text.length).toBeLessThanOrEqual(255)
        expect(/&*$/.exec(text.slice(2).split('&C')[0]!)![0].length % 2).toBe(0)
      }),
    )
    expect(stamped(`&C${'x'.repeat(240)}`, WATERMARK)).toBeNull()
  })
})
