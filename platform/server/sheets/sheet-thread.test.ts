/** A sheet read in another thread says what the same sheet says when it is read here, its refusals too. */
import { describe, expect, test } from 'vitest'
import { Problem } from '../../pure/problem.ts'
import { all, fileOf, rowsOf, xlsxFile } from './fixture.ts'
import { sheetProblems } from './problems.ts'
import { openSheetThread } from './sheet-thread.ts'

const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const long = xlsxFile({
  formats: ['yyyy-mm-dd'],
  rows: Array.from(
    { length: 7300 },
    (_, i) =>
      `<row r="${i + 1}">${inline(`人${i}`)}<c/><c s="1"><v>${45_000 + (i % 100)}</v></c><c><v>${i}</v></c></row>`,
  ).join(''),
})
const problemOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Problem ? error.kind.code : String(error)),
  )

describe('what is read', () => {
  test.each([
    ['xlsx of many parcels', long],
    [
      'csv in GBK',
      fileOf(Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x0a, 0xcd, 0xf5, 0xd0, 0xa1, 0x2c, 0x32]), 'csv'),
    ],
    [
      'merged cells',
      xlsxFile({
        rows: `<row r="1">${inline('甲')}<c/></row>`,
        after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      }),
    ],
    ['a mangled number', xlsxFile({ rows: '<row r="1"><c><v>1.10105194912311E+17</v></c></row>' })],
  ])('%s', async (_, path) => {
    const sheet = await openSheetThread(path, path)
    expect(await all(sheet.rows())).toEqual(await rowsOf(path))
    expect(sheet.progress()).toBe(1)
    await sheet.close()
  })
  test('half characters and NUL are left out', async () => {
    const path = xlsxFile({ rows: `<row r="1">${inline('a_xD800_b_x0000_c')}</row>` })
    const sheet = await openSheetThread(path, path)
    expect((await all(sheet.rows()))[0]?.cells[0]?.text).toBe('a\uFFFDbc')
    await sheet.close()
  })
  test('left in the middle, and read again from the beginning', async () => {
    const sheet = await openSheetThread(long, long)
    for (let i = 0; i < 3; i++) {
      for await (const { number } of sheet.rows()) if (number === 10 + 2500 * i) break
    }
    expect((await all(sheet.rows())).length).toBe(7300)
    await sheet.close()
  })
})

describe('what is refused', () => {
  test('at the door', async () => {
    const path = fileOf('<html><table></table></html>', 'xls')
    expect(await problemOf(openSheetThread(path, path))).toBe(sheetProblems.webTable.code)
    expect(await problemOf(openSheetThread(long, long, { fileBytes: 10 }))).toBe(sheetProblems.tooBig.code)
  })
  test('midway', async () => {
    const sheet = await openSheetThread(long, long, { rows: 5000 })
    const seen: number[] = []
    const read = (async () => {
      for await (const { number } of sheet.rows()) seen.push(number)
    })()
    expect(await problemOf(read)).toBe(await problemOf(rowsOf(long, long, 0, { rows: 5000 })))
    expect(seen.length).toBeGreaterThanOrEqual(4000)
    await sheet.close()
  })
  test('a thread that ends is a fault, not a wait', async () => {
    const sheet = await openSheetThread(long, long)
    const rows = sheet.rows()
    await rows.next()
    await sheet.close()
    await expect(all(rows)).rejects.toThrow('ended')
  })
})
