/** The same rows however the file is cut into pieces, and a clear word for what is no CSV. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvRow, CsvRows } from './csv-rows.ts'

const read = (pieces: readonly string[]): CsvRow[] => {
  const csv = new CsvRows('list.csv')
  return [...pieces.flatMap((piece) => csv.feed(piece)), ...csv.end()]
}
const cellsOf = (text: string): (readonly string[])[] => read([text]).map(({ cells }) => cells)

describe('rows of cells', () => {
  test.each<[string, string[][]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"a,1","b ""x"""\n', [['a,1', 'b "x"']]],
    ['"a\nb",c\n""\n', [['a\nb', 'c'], ['']]],
    ['a\n\nb\n', [['a'], [''], ['b']]],
    ['', []],
  ])('%j', (text, rows) => expect(cellsOf(text)).toEqual(rows))

  test('lines are counted as an editor shows them', () => {
    expect(read(['a\n"b\nc"\nd\r\ne']).map(({ line }) => line)).toEqual([1, 2, 4, 5])
  })
  test.each(['a,"b', 'a,b"c\n', 'a,"b"c\n', '"'])('%j is no CSV', (text) =>
    expect(() => read([text])).toThrow(/第 1 行不是合格的 CSV[\s\S]*line 1 is not well-formed CSV/),
  )
  test('a quotation mark that is never closed does not swallow the file', () => {
    const csv = new CsvRows('list.csv')
    csv.feed('a,"')
    expect(() => {
      for (let i = 0; i < 40; i++) csv.feed('x'.repeat(100_000))
    }).toThrow(/line 1/)
  })
})

test('what is written is read back, wherever the pieces are cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '王', ' '), maxLength: 6 })
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 })
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  fc.assert(
    fc.property(rows, fc.array(fc.nat(60), { maxLength: 4 }), fc.constantFrom('\n', '\r\n'), (table, cuts, end) => {
      const text = table.map((row) => row.map(quoted).join(',') + end).join('')
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length]
      const pieces = places.slice(1).map((to, i) => text.slice(places[i], to))
      expect(read(pieces).map(({ cells }) => cells)).toEqual(table)
    }),
    { seed: 9, numRuns: 500 },
  )
})
