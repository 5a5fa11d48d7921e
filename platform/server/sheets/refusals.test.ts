/** What strangers send: every file here must be refused with the code that tells the person what to do. */
import { randomBytes } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { say } from '../../pure/words.ts'
import { fileOf, refusal, rowsOf, xlsxBytes, xlsxFile } from './fixture.ts'
import { openSheet } from './open-sheet.ts'
import { sheetProblems } from './problems.ts'

const one = '<row r="1"><c r="A1"><v>1</v></c></row>'
const sheetPart = 'xl/worksheets/sheet1.xml'
const typed = (type: string) => ({
  '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
})

test('by content, not by name', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(64)])
  expect(await refusal(fileOf(png), '名单.xlsx')).toBe('sheets.notSpreadsheet')
  expect(await refusal(fileOf('%PDF-1.7\n1 0 obj'), '名单.xlsx')).toBe('sheets.notSpreadsheet')
  expect(await refusal(fileOf('{"a": 1}'), 'a.json')).toBe('sheets.notSpreadsheet')
  expect(await refusal(fileOf(zipSync({ 'a.txt': strToU8('hi') })), '名单.xlsx')).toBe('sheets.notSpreadsheet')
  const document = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  expect(await refusal(xlsxFile({ rows: one, parts: typed(document) }))).toBe('sheets.notSpreadsheet')
  expect(await refusal(xlsxFile({ rows: one }), '照片.png')).toBe('accepted')
})

test('other spreadsheets are told how to be saved', async () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(4000)])
  expect(await refusal(fileOf(ole), '名单.xls')).toBe('sheets.oldFormat')
  const binary = 'application/vnd.ms-excel.sheet.binary.macroEnabled.main'
  expect(await refusal(xlsxFile({ parts: typed(binary) }))).toBe('sheets.otherFormat')
  const ods = zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8('<x/>'),
  })
  expect(await refusal(fileOf(ods), '名单.ods')).toBe('sheets.otherFormat')
  expect(await refusal(fileOf('<html><table><tr><td>1</td></tr></table></html>'), '名单.xls')).toBe('sheets.webTable')
  expect(await refusal(fileOf('\ufeff<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'), 'a.xls')).toBe(
    'sheets.webTable',
  )
})

test('a password is asked to be taken off, also when its mark lies across two pieces of the file', async () => {
  const mark = Buffer.from('EncryptedPackage', 'utf16le')
  for (const at of [600, 1024 * 1024 - 10]) {
    const ole = Buffer.alloc(1024 * 1024 + 4096)
    ole.write('d0cf11e0a1b11ae1', 'hex')
    mark.copy(ole, at)
    expect(await refusal(fileOf(ole), '名单.xlsx')).toBe('sheets.encrypted')
  }
})

test('macros', async () => {
  expect(await refusal(xlsxFile({ rows: one, parts: { 'xl/vbaProject.bin': 'x' } }))).toBe('sheets.macros')
  expect(await refusal(xlsxFile({ rows: one, parts: { 'xl/macrosheets/sheet1.xml': '<x/>' } }))).toBe('sheets.macros')
  const enabled = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
  expect(await refusal(xlsxFile({ rows: one, parts: typed(enabled) }), '名单.xlsx')).toBe('sheets.macros')
})

test('a bomb: a sheet that unpacks a thousandfold', async () => {
  expect(await refusal(xlsxFile({ rows: ' '.repeat(20 * 1024 * 1024) + one }))).toBe('sheets.bomb')
})

test('a bomb: a part that unpacks to more than the directory says', async () => {
  const bytes = Buffer.from(xlsxBytes({ rows: one.padEnd(100_000) }))
  // Central directory records begin PK\1\2; the unpacked size stands at offset 24, the name at 46.
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1)) {
    if (bytes.toString('latin1', at + 46, at + 46 + sheetPart.length) === sheetPart) bytes.writeUInt32LE(50, at + 24)
  }
  expect(await refusal(fileOf(bytes))).toBe('sheets.bomb')
})

test('too big a file, and too big a part', async () => {
  const path = xlsxFile({ rows: one })
  expect(await refusal(path, path, { fileBytes: 100 })).toBe('sheets.tooBig')
  expect(await refusal(path, path, { partBytes: 100 })).toBe('sheets.bomb')
})

test('cut off at any length', async () => {
  const bytes = xlsxBytes({ rows: one })
  for (let length = 5; length < bytes.length; length += 37) {
    expect(await refusal(fileOf(bytes.slice(0, length)))).toBe('sheets.broken')
  }
})

test('a damaged sheet is refused before its first row', async () => {
  const rows = Array.from(
    { length: 500 },
    (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>${at * 7919}</v></c></row>`,
  ).join('')
  const bytes = Buffer.from(xlsxBytes({ rows }))
  const data = bytes.indexOf(sheetPart) + sheetPart.length
  for (const at of [data + 40, data + 1000, data + 2500]) {
    const damaged = Buffer.from(bytes)
    damaged[at] = damaged[at]! ^ 0x10
    let seen = 0
    const opened = await openSheet(fileOf(damaged), 'x.xlsx')
    const reading = async () => {
      for await (const _ of opened.rows()) seen++
    }
    await expect(reading()).rejects.toMatchObject({ kind: { code: 'sheets.broken' } })
    expect(seen).toBe(0)
    await opened.close()
  }
})

test('a digit changed without a trace but the checksum', async () => {
  const bytes = Buffer.from(xlsxBytes({ rows: '<row r="1"><c r="A1"><v>13900000001</v></c></row>', stored: true }))
  expect(await refusal(fileOf(bytes))).toBe('accepted')
  bytes.write('2', bytes.indexOf('13900000001') + 10)
  expect(await refusal(fileOf(bytes))).toBe('sheets.broken')
})

test('two parts of one name, of which programs would read one or the other', async () => {
  expect(await refusal(xlsxFile({ rows: one, parts: { 'XL/Worksheets/Sheet1.xml': '<x/>' } }))).toBe('sheets.broken')
})

test('XML tricks', async () => {
  const entity = `<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>`
  expect(await refusal(xlsxFile({ parts: { [sheetPart]: entity } }))).toBe('sheets.hostileXml')
  expect(await refusal(xlsxFile({ parts: { 'xl/workbook.xml': `<!DOCTYPE workbook><workbook/>` } }))).toBe(
    'sheets.hostileXml',
  )
  expect(await refusal(xlsxFile({ rows: '<a>'.repeat(200) + '</a>'.repeat(200) }))).toBe('sheets.hostileXml')
  // Random, as what repeats would already be refused as a bomb.
  const long = randomBytes(1024 * 1024).toString('hex')
  expect(await refusal(xlsxFile({ rows: `<!--${long}-->${one}` }))).toBe('sheets.hostileXml')
  expect(await refusal(xlsxFile({ rows: `<row r="1" x="${long}">` }))).toBe('sheets.hostileXml')
  expect(await refusal(xlsxFile({ rows: one.replace('1</v>', '&undefined;</v>') }))).toBe('sheets.broken')
  expect(await refusal(xlsxFile({ rows: one.replace('</c>', '') }))).toBe('sheets.broken')
})

test('a sheet that contradicts itself', async () => {
  expect(await refusal(xlsxFile({ rows: '<row r="1"><c r="A1" t="s"><v>5</v></c></row>' }))).toBe('sheets.broken')
  expect(await refusal(xlsxFile({ rows: one + one }))).toBe('sheets.broken')
  expect(await refusal(xlsxFile({ rows: '<row r="x"/>' }))).toBe('sheets.broken')
  expect(await refusal(xlsxFile({ rows: '<row r="1"><c r="7"><v>1</v></c></row>' }))).toBe('sheets.broken')
})

test('nothing in it', async () => {
  expect(await refusal(fileOf(''))).toBe('sheets.empty')
  expect(await refusal(fileOf(' \r\n\r\n', 'csv'))).toBe('sheets.empty')
  expect(await refusal(fileOf(',,\r\n,,\r\n', 'csv'))).toBe('sheets.empty')
  expect(await refusal(xlsxFile({}))).toBe('sheets.empty')
  expect(await refusal(xlsxFile({ parts: { 'xl/workbook.xml': '<workbook/>' } }))).toBe('sheets.empty')
})

test('more columns, rows or text than a list has; empty formatted cells do not count', async () => {
  expect(await refusal(xlsxFile({ rows: '<row r="1"><c r="GR1"><v>1</v></c></row>' }))).toBe('accepted')
  expect(await refusal(xlsxFile({ rows: '<row r="1"><c r="GS1"><v>1</v></c></row>' }))).toBe('sheets.tooManyColumns')
  expect(await refusal(xlsxFile({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>' }))).toBe(
    'accepted',
  )
  expect(await refusal(xlsxFile({ rows: '<row r="1048577"/>' }))).toBe('sheets.tooManyRows')
  const text = (length: number) => `<row r="1"><c r="A1" t="str"><v>${'桃'.repeat(length)}</v></c></row>`
  expect(await refusal(xlsxFile({ rows: text(32_767) }))).toBe('accepted')
  expect(await refusal(xlsxFile({ rows: text(32_768) }))).toBe('sheets.cellTooLong')
  expect(await refusal(xlsxFile({ rows: one, strings: `<si><t>${'桃'.repeat(32_768)}</t></si>` }))).toBe(
    'sheets.longString',
  )
  expect(await refusal(fileOf(`${'甲,'.repeat(200)}乙\r\n`, 'csv'))).toBe('sheets.tooManyColumns')
})

test('the row is named, and nothing of its content', async () => {
  const path = xlsxFile({ rows: `${one}<row r="7"><c r="GS7" t="str"><v>机密</v></c></row>` })
  const error = await rowsOf(path).catch((problem) => problem)
  expect(error.params).toEqual({ row: 7, limit: 200 })
  expect(JSON.stringify(error.answer())).not.toContain('机密')
  expect(say(sheetProblems.tooManyColumns.words, 'zh', error.params)).toContain('第 7 行超过 200 列')
})

test('a missing file is a fault of ours, not a broken sheet', async () => {
  await expect(rowsOf('/nowhere/x.xlsx')).rejects.toMatchObject({ code: 'ENOENT' })
})
