/** Csv files as Excel, WPS and other systems save them: encodings, delimiters, quotes, and what is no csv at all. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileOf, refusal, rowsOf, textsOf } from './fixture.ts'
import { openSheet } from './open-sheet.ts'

const LIST = '姓名,楼栋,手机\r\n张桃,3栋,13900000001\r\n李花,"4栋, 东侧",13900000002\r\n'
const READ = [
  ['姓名', '楼栋', '手机'],
  ['张桃', '3栋', '13900000001'],
  ['李花', '4栋, 东侧', '13900000002'],
]

/** There is no GBK encoder in Node: the decoder is turned round. */
const gbkCodes = new Map<string, Buffer>()
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail === 0x7f) continue
    const bytes = Buffer.from([lead, trail])
    const character = new TextDecoder('gb18030').decode(bytes)
    if (character.length === 1 && character !== '\ufffd' && !gbkCodes.has(character)) gbkCodes.set(character, bytes)
  }
}
const gbk = (text: string): Buffer =>
  Buffer.concat([...text].map((c) => (c < '\u0080' ? Buffer.from(c) : gbkCodes.get(c)!)))
const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

test.each<[string, Buffer]>([
  ['utf-8', Buffer.from(LIST)],
  ['utf-8', Buffer.from(`\ufeff${LIST}`)],
  ['gb18030', gbk(LIST)],
  ['utf-16le', Buffer.from(`\ufeff${LIST}`, 'utf16le')],
  ['utf-16be', utf16be(LIST)],
])('%s', async (encoding, bytes) => {
  const path = fileOf(bytes, 'csv')
  const sheet = await openSheet(path, '名单.csv')
  expect([sheet.kind, sheet.encoding, sheet.sheetNames]).toEqual(['csv', encoding, ['名单']])
  expect(await textsOf(path, '名单.csv')).toEqual(READ)
})

test('a GBK file whose first Chinese character comes late', async () => {
  const digits = '1,2,3\r\n'.repeat(100_000)
  const path = fileOf(Buffer.concat([Buffer.from(digits), gbk('张,桃,花\r\n')]), 'csv')
  const rows = await rowsOf(path)
  expect(rows.at(-1)).toMatchObject({ number: 100_001, cells: [{ text: '张' }, { text: '桃' }, { text: '花' }] })
})

test('characters are whole where the pieces of a large file meet', async () => {
  for (const encode of [gbk, (text: string) => Buffer.from(text)]) {
    for (const lead of ['', 'x']) {
      const text = `${lead}${'桃花街道,'.repeat(3)}完\n`.repeat(20_000)
      const rows = await rowsOf(fileOf(encode(text), 'csv'))
      expect(rows.length).toBe(20_000)
      expect(new Set(rows.map((row) => row.cells.map((cell) => cell.text).join()))).toEqual(
        new Set([`${lead}桃花街道,桃花街道,桃花街道,完`]),
      )
    }
  }
})

test.each([
  ['semicolons', '姓名;地址\n张桃;桃花街1号, 东\n李花;桃花街2号, 西, 后门\n'],
  ['tabs', '姓名\t地址\n张桃\t桃花街1号, 东\n李花\t桃花街2号, 西, 后门\n'],
  ['a note to Excel', 'sep=;\r\n姓名;地址\r\n张桃;桃花街1号, 东\r\n李花;桃花街2号, 西, 后门\r\n'],
  ['old Mac line ends', '姓名;地址\r张桃;桃花街1号, 东\r李花;桃花街2号, 西, 后门\r'],
])('%s', async (_, text) => {
  expect(await rowsOf(fileOf(text, 'csv'))).toMatchObject([
    { number: 1, cells: [{ text: '姓名' }, { text: '地址' }] },
    { number: 2, cells: [{ text: '张桃' }, { text: '桃花街1号, 东' }] },
    { number: 3, cells: [{ text: '李花' }, { text: '桃花街2号, 西, 后门' }] },
  ])
})

test('a title line above and a single column', async () => {
  expect(await textsOf(fileOf('桃花社区名单\n姓名,楼栋\n张桃,3栋\n', 'csv'))).toEqual([
    ['桃花社区名单'],
    ['姓名', '楼栋'],
    ['张桃', '3栋'],
  ])
  expect(await textsOf(fileOf('姓名\n张桃\n', 'csv'))).toEqual([['姓名'], ['张桃']])
})

test('quotes, line breaks within, blank lines and ragged rows; numbers as Excel shows', async () => {
  const rows = await rowsOf(fileOf('a,b\n"x\ny","say ""hi"""\n\n张"小"桃,2,3\n,,\nz\n', 'csv'))
  expect(rows.map((row) => [row.number, ...row.cells.map((cell) => cell.text)])).toEqual([
    [1, 'a', 'b'],
    [2, 'x\ny', 'say "hi"'],
    [4, '张"小"桃', '2', '3'],
    [6, 'z'],
  ])
})

test('a quote that is never closed is refused with its row, however long the file', async () => {
  expect(await refusal(fileOf('a,b\n"x,1\ny,2\n', 'csv'))).toBe('sheets.openQuote')
  expect(await refusal(fileOf(`a,b\n"x,1\n${'y,2\n'.repeat(200_000)}`, 'csv'))).toBe('sheets.cellTooLong')
})

test('what Excel mangled on saving is reported', async () => {
  const [, row] = await rowsOf(fileOf('姓名,身份证号\n张桃,1.10105E+17\n', 'csv'))
  expect(row!.cells[1]).toEqual({ text: '1.10105E+17', kind: 'text', mangled: true })
})

test('bytes of no encoding, and text with control characters, are refused', async () => {
  expect(await refusal(fileOf(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'csv'))).toBe('sheets.unknownEncoding')
  expect(await refusal(fileOf('a,\u0001\n', 'csv'))).toBe('sheets.unknownEncoding')
  expect(await refusal(fileOf('a,\u0000\n', 'csv'))).toBe('sheets.notSpreadsheet')
})

test('any bytes are read or refused in words, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await refusal(fileOf(bytes, 'csv'))).toMatch(/^accepted$|^sheets\./)
    }),
    { seed: 5, numRuns: 150 },
  )
})
