/** What other programs must find in a written file; reading back by our own reader is in round-trip.test.ts. */
import { existsSync, readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { filePath, rowsOf } from './fixture.ts'
import { StringPool } from './string-pool.ts'
import { writeCsv } from './write-csv.ts'
import { type ExportSheet, writeXlsx, type XlsxExport } from './write-xlsx.ts'
import { cellXml } from './xlsx-cells.ts'

const LIST: ExportSheet = {
  name: '名单',
  columns: [
    { title: '姓名', width: 12 },
    { title: '身份证号', width: 22 },
    { title: '出生日期', kind: 'date' },
    { title: '登记时间', kind: 'moment' },
    { title: '人数', kind: 'number' },
  ],
  rows: [['张桃', '99999919610101001X', '1961-01-01', new Date('2026-03-05T16:30:00Z'), 3]],
}

async function partsOf(xlsx: Partial<XlsxExport>): Promise<Record<string, string>> {
  const path = filePath()
  await writeXlsx(path, {
    sheets: [LIST],
    watermark: '甲 & 乙 于今日导出',
    createdAt: new Date('2026-03-05T00:00:00Z'),
    ...xlsx,
  })
  const parts = Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [name, strFromU8(bytes)] as const)
  for (const [, xml] of parts) new SaxesParser({ xmlns: true }).write(xml).close()
  return Object.fromEntries(parts)
}

test('the watermark is in the first row, on every printed page and in the properties', async () => {
  const parts = await partsOf({ title: '桃花名单' })
  const sheet = parts['xl/worksheets/sheet1.xml']!
  expect(parts['xl/sharedStrings.xml']).toContain('<si><t xml:space="preserve">甲 &amp; 乙 于今日导出</t></si>')
  expect(sheet).toContain('<row r="1"><c r="A1" s="6" t="s"><v>0</v></c></row>')
  expect(sheet).toContain('<oddHeader>&amp;C甲 &amp;&amp; 乙 于今日导出</oddHeader>')
  expect(sheet).toMatch(/<oddFooter>&amp;L甲 &amp;&amp; 乙 于今日导出&amp;R/)
  expect(parts['docProps/core.xml']).toContain('<dc:description>甲 &amp; 乙 于今日导出</dc:description>')
  expect(parts['docProps/core.xml']).toContain('<dc:title>桃花名单</dc:title>')
  expect(parts['xl/workbook.xml']).toContain(`localSheetId="0">'名单'!$1:$2</definedName>`)
})

test('a long watermark never makes a header that Excel refuses', async () => {
  for (let length = 225; length < 240; length++) {
    const sheet = (await partsOf({ watermark: `${'甲'.repeat(length)}&&&&&&&&&&` }))['xl/worksheets/sheet1.xml']!
    const header = /<oddHeader>(.*?)<\/oddHeader>/.exec(sheet)![1]!.replaceAll('&amp;', '&')
    expect(header.length).toBeLessThanOrEqual(255)
    expect(header.slice(2).replaceAll('&&', '')).not.toContain('&')
  }
})

test('headings are styled, frozen and filterable; columns have widths; dates are dates and identity numbers text', async () => {
  const sheet = (await partsOf({}))['xl/worksheets/sheet1.xml']!
  expect(sheet).toContain('<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>')
  expect(sheet).toContain('<autoFilter ref="A2:E3"/>')
  expect(sheet).toContain('<col min="2" max="2" width="22" style="1" customWidth="1"/>')
  expect(sheet).toMatch(/<c r="A2" s="5" t="s">/)
  expect(sheet).toMatch(/<c r="B3" s="1" t="s">/)
  expect(sheet).toContain('<c r="C3" s="3"><v>22282</v></c>')
  // 16:30 UTC is half past midnight in Shanghai.
  expect(sheet).toMatch(/<c r="D3" s="4"><v>46087\.0208333/)
  expect(sheet).toContain('<c r="E3"><v>3</v></c>')
})

test.each(['=1+1', '+8613900000000', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
  '%j is never a formula',
  async (text) => {
    const pool = new StringPool()
    for (const kind of ['text', 'number', 'date', 'moment', 'boolean'] as const) {
      expect(cellXml('A3', text, kind, pool)).toBe('<c r="A3" s="2" t="s"><v>0</v></c>')
    }
    expect(cellXml('A3', text, 'text', new StringPool(0))).toMatch(/^<c r="A3" s="2" t="inlineStr">/)
    const out = new PassThrough()
    const [csv] = await Promise.all([
      buffer(out),
      writeCsv(out, { watermark: text, columns: [{ title: text, kind: 'number' }], rows: [[text], [-1]] }),
    ])
    const lines = csv.toString().slice(1)
    expect(lines.split(/,|\r\n|"/).filter((piece) => /^[=+@＝\t]/.test(piece))).toEqual([])
    expect(lines.endsWith('\r\n-1\r\n')).toBe(true)
  },
)

test('numbers that Excel would round are written as text, what is no number too', () => {
  const pool = new StringPool()
  expect(cellXml('A3', 1e15, 'number', pool)).toContain('t="s"')
  expect(cellXml('A3', Number.NaN, 'number', pool)).toContain('t="s"')
  expect(cellXml('A3', '12', 'number', pool)).toContain('t="s"')
  expect(cellXml('A3', '2025-02-30', 'date', pool)).toContain('t="s"')
  expect(cellXml('A3', null, 'number', pool)).toBe('')
})

test('texts beyond the budget of the shared table stand in their cells, and are read alike', async () => {
  const pool = new StringPool(3, 100)
  expect(['a', 'b', 'a', 'c', 'd', 'b'].map((text) => pool.indexOf(text))).toEqual([0, 1, 0, 2, undefined, 1])
  expect(new StringPool(10, 5).indexOf('123456')).toBeUndefined()
  const path = filePath()
  const rows = Array.from({ length: 100_050 }, (_, at) => [`第${at}人`])
  await writeXlsx(path, { watermark: '甲', sheets: [{ name: 'x', columns: [{ title: '姓名' }], rows }] })
  const parts = unzipSync(readFileSync(path))
  expect(strFromU8(parts['xl/worksheets/sheet1.xml']!)).toContain('t="inlineStr"')
  const read = await rowsOf(path)
  expect(read.slice(2).map((row) => row.cells[0]!.text)).toEqual(rows.map(([text]) => text))
})

test('a list longer than a worksheet goes on in the next; names fit Excel', async () => {
  const rows = Array.from({ length: 5 }, (_, at) => [at])
  const columns = [{ title: '数', kind: 'number' as const }]
  const parts = await partsOf({
    sheetRows: 4,
    sheets: [
      { name: '名单', columns, rows },
      { name: '名单', columns, rows: [] },
      { name: '一/二:三[四]五六七八九十一二三四五六七八九十一二三四五六七八九十', columns, rows: [[1], [2], [3]] },
      { name: '', columns, rows: [] },
    ],
  })
  const names = [...parts['xl/workbook.xml']!.matchAll(/<sheet name="([^"]*)"/g)].map((found) => found[1]!)
  expect(names).toEqual([
    '名单',
    '名单 (2)',
    '名单 (3)',
    '名单~2',
    '一 二 三 四 五六七八九十一二三四五六七八九十一二三四五六七',
    '一 二 三 四 五六七八九十一二三四五六七八九十一二三 (2)',
    'Sheet7',
  ])
  expect(names.map((name) => name.length).slice(4, 6)).toEqual([31, 31])
  const sheets = [1, 2, 3].map((n) => parts[`xl/worksheets/sheet${n}.xml`]!)
  expect(sheets.map((xml) => [...xml.matchAll(/<v>(\d)<\/v><\/c><\/row>/g)].length - 2)).toEqual([2, 2, 1])
})

test('rows that fail leave no half-written file and are told to stop', async () => {
  const path = filePath()
  let stopped = false
  async function* rows() {
    try {
      for (let at = 0; ; at++) {
        if (at === 50_000) throw new Error('the connection is gone')
        yield [at]
      }
    } finally {
      stopped = true
    }
  }
  const sheets = [{ name: 'x', columns: [{ title: '数', kind: 'number' as const }], rows: rows() }]
  await expect(writeXlsx(path, { watermark: '甲', sheets })).rejects.toThrow('the connection is gone')
  expect([existsSync(path), stopped]).toEqual([false, true])
})

test('a reader who leaves stops the rows', async () => {
  let stopped = false
  function* rows() {
    try {
      for (;;) yield ['甲'.repeat(50) + Math.random()]
    } finally {
      stopped = true
    }
  }
  const out = new PassThrough()
  const writing = writeXlsx(out, { watermark: '甲', sheets: [{ name: 'x', columns: [{ title: '文' }], rows: rows() }] })
  out.once('data', () => out.destroy())
  await expect(writing).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  await expect.poll(() => stopped).toBe(true)
})
