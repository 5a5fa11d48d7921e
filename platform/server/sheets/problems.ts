/** Why a file cannot be taken as a spreadsheet, in words that say what to do about it. */
import { defineProblems, Problem } from '../../pure/problem.ts'

export const sheetProblems = defineProblems('sheets', {
  notSpreadsheet: [
    415,
    '这不是表格文件（按内容判断，与文件名无关）。请上传 .xlsx 或 .csv',
    'This is not a spreadsheet (judged by its content, not its name). Send an .xlsx or .csv file',
  ],
  oldFormat: [
    415,
    '这是旧版表格（.xls 或 .et）。请打开后另存为 .xlsx 再上传',
    'This is an old-format spreadsheet (.xls or .et). Open it and save as .xlsx',
  ],
  otherFormat: [
    415,
    '不支持这种表格格式（如 .ods、.xlsb）。请另存为 .xlsx 再上传',
    'This spreadsheet format (such as .ods or .xlsb) is not accepted. Save as .xlsx',
  ],
  webTable: [
    415,
    '这是网页表格，只是改了文件名。请用表格软件打开后另存为 .xlsx 再上传',
    'This is a web page under a spreadsheet name. Open it in a spreadsheet program and save as .xlsx',
  ],
  encrypted: [
    422,
    '文件设有打开密码。请取消密码后另存再上传',
    'The file is protected by a password. Remove it, save and send again',
  ],
  macros: [
    422,
    '文件含有宏，为安全起见不予接收。请另存为不含宏的 .xlsx 再上传',
    'The file contains macros and is refused for safety. Save as .xlsx without macros',
  ],
  tooBig: [413, '文件过大（上限 {limit} MB）。请分成几个文件上传', 'The file is too big (limit {limit} MB). Split it'],
  bomb: [
    422,
    '文件解压后异常巨大，已拒绝。请复制内容到新表格后再上传',
    'The file unpacks to an abnormal size and was refused. Copy its content to a new sheet',
  ],
  broken: [
    422,
    '文件已损坏或不完整。请用表格软件打开、另存后再上传',
    'The file is damaged or incomplete. Open it in a spreadsheet program, save and send again',
  ],
  hostileXml: [
    422,
    '文件内部含有不允许的定义，已拒绝。请复制内容到新表格后再上传',
    'The file carries definitions that are not allowed. Copy its content to a new sheet',
  ],
  empty: [422, '表格里没有内容', 'There is nothing in this sheet'],
  noSuchSheet: [422, '文件里没有这个工作表', 'The file has no such sheet'],
  tooManyColumns: [
    422,
    '第 {row} 行超过 {limit} 列。请删去无关的列',
    'Row {row} has more than {limit} columns. Remove those not needed',
  ],
  tooManyRows: [422, '超过 {limit} 行。请分成几个文件上传', 'More than {limit} rows. Split the file'],
  cellTooLong: [422, '第 {row} 行有单元格超过 {limit} 个字', 'A cell of row {row} is longer than {limit} characters'],
  longString: [422, '有单元格超过 {limit} 个字', 'A cell is longer than {limit} characters'],
  unknownEncoding: [
    415,
    '文字编码无法识别。请另存为 .xlsx，或 UTF-8 编码的 .csv',
    'The text encoding is not known. Save as .xlsx, or as .csv in UTF-8',
  ],
  openQuote: [
    422,
    '第 {row} 行起有引号没有配对，后面的内容无法分列',
    'A quotation mark opened at row {row} is never closed, so what follows cannot be split into columns',
  ],
  exportTooBig: [
    422,
    '要导出的内容超过一个表格文件所能容纳。请分批导出',
    'This is more than one spreadsheet file can hold. Export it in parts',
  ],
})

/**
 * What went wrong while reading a foreign file, as a Problem: unzip, inflate and XML errors mean a broken file.
 * Errors of the disk and of this program stay what they are.
 */
export function asReadProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  // A TextDecoder that meets foreign bytes throws a TypeError, the one that is the file's fault.
  const ownFault = error instanceof TypeError || error instanceof ReferenceError
  if (error instanceof Problem || (ownFault && code !== 'ERR_ENCODING_INVALID_ENCODED_DATA')) return error
  if (error instanceof Error && 'syscall' in error) return error
  const problem = new Problem(sheetProblems.broken)
  problem.cause = error
  return problem
}
