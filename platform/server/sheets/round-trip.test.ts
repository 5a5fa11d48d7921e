/** What is written is what is read, for any text, number or date: the two halves check each other. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, encodeText } from './cell-text.ts'
import { filePath, rowsOf } from './fixture.ts'
import { bareText, guardedText } from './formula-guard.ts'
import { dateToSerial, serialToDate } from './serial-dates.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

/** Control characters, quotes, what looks like an escape or a formula, any Unicode. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '_x0041_',
        '_x005F_',
        '_x0041',
        'x0041_',
        '_',
        '\r',
        '\n',
        '\t',
        '"',
        ',',
        "'",
        '=',
        '+',
        '-',
        '@',
        '＝',
        '&lt;',
        '<b>',
        ']]>',
        ' ',
        '　',
        '\ufeff',
        '桃花',
        '𠮷',
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join('').toWellFormed())
const number = fc.oneof(fc.integer(), fc.double({ min: -1e14, max: 1e14, noNaN: true })).map((n) => n + 0)
const day = fc
  .date({ min: new Date('1900-03-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const row = fc.tuple(text, number, day, fc.boolean())

test('xlsx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      const path = filePath()
      await writeXlsx(path, {
        watermark: '甲 于今日导出',
        sheets: [
          {
            name: '名单',
            columns: [
              { title: '文' },
              { title: '数', kind: 'number' },
              { title: '日', kind: 'date' },
              { title: '否', kind: 'boolean' },
            ],
            rows,
          },
        ],
      })
      const [mark, heading, ...read] = await rowsOf(path)
      expect(mark!.cells[0]!.text).toBe('甲 于今日导出')
      expect(heading!.cells.map((cell) => cell.text)).toEqual(['文', '数', '日', '否'])
      expect(
        read.map(({ cells: [a, b, c, d] }) => [
          a!.text,
          b!.number,
          c!.text,
          d!.text === 'TRUE',
          a!.kind === 'empty',
          c!.kind,
        ]),
      ).toEqual(rows.map(([a, b, c, d]) => [a, b, c, d, a === '', 'date']))
    }),
    { seed: 11, numRuns: 120 },
  )
})

test('csv', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text, day), { maxLength: 8 }), async (rows) => {
      const path = filePath('csv')
      await writeCsv(path, {
        watermark: '甲, 于今日导出',
        columns: [{ title: '文' }, { title: '注' }, { title: '日' }],
        rows,
      })
      const [mark, , ...read] = await rowsOf(path)
      expect(mark!.cells[0]!.text).toBe('甲, 于今日导出')
      // Control characters are the one thing that a csv cannot carry.
      const kept = rows.map((cells) =>
        cells.map((t) => t.replace(/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g, '\ufffd')),
      )
      expect(read.map(({ cells }) => cells.map((cell) => cell.text))).toEqual(kept)
    }),
    { seed: 12, numRuns: 120 },
  )
})

test('escapes undo themselves', () => {
  fc.assert(
    fc.property(text, (t) => {
      const xml = encodeText(t).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
      expect(decodeText(xml)).toBe(t)
      expect(bareText(guardedText(t))).toBe(t)
      expect(/^[=+\-@\t\r]/.test(guardedText(t))).toBe(false)
    }),
    { seed: 13, numRuns: 2000 },
  )
})

test('days and their serials', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 86_399 }), (d, second) => {
      expect(serialToDate(dateToSerial(d)!, false)).toBe(d)
      expect(serialToDate(dateToSerial(d)! - 1462, true)).toBe(d < '1904' ? undefined : d)
      const clock = new Date(second * 1000).toISOString().slice(11, 19)
      const moment = second === 0 ? d : `${d} ${clock.replace(/:00$/, '')}`
      expect(serialToDate(dateToSerial(moment)!, false)).toBe(moment)
    }),
    { seed: 14, numRuns: 2000 },
  )
  expect(['2025-02-30', '1900-02-28', '1899-12-31', '2025-1-1', '2025-01-01 24:00', ''].map(dateToSerial)).toEqual(
    Array(6).fill(undefined),
  )
})
