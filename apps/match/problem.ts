/** What is wrong with what was given: said in both languages, exit code 2, nothing written. */
import { sayBoth, type Params, type Word } from '../../platform/pure/words.ts'

export class BadInput extends Error {
  override readonly name = 'BadInput'
}

export const badInput = (word: Word, params: Params = {}): BadInput => new BadInput(sayBoth(word, params).join('\n'))

export const problems = {
  usage: [
    '用法：npm run -s match -- --register R.csv --list L.csv --out O.csv [--lang en]',
    'Usage: npm run -s match -- --register R.csv --list L.csv --out O.csv [--lang en]',
  ],
  noFile: ['找不到文件，或不能读取：{file}', 'There is no such file, or it cannot be read: {file}'],
  notText: ['不是 UTF-8 文本：{file}', 'This is not UTF-8 text: {file}'],
  empty: ['文件是空的，没有表头：{file}', 'The file is empty, without headings: {file}'],
  badCsv: ['{file} 第 {line} 行不是合格的 CSV：{why}', '{file}, line {line} is not well-formed CSV: {why}'],
  longRow: [
    '{file} 第 {line} 行的列比表头多：请检查逗号和引号',
    '{file}, line {line} has more columns than the headings: look for commas and quotation marks',
  ],
  missingColumns: ['{file} 缺少列：{columns}', '{file} lacks columns: {columns}'],
  doubleColumn: ['{file} 的列重复：{column}', '{file} has a column twice: {column}'],
  nothingToCompare: [
    '{file} 除 id 外没有可以比对的列，至少要有其中之一：{columns}',
    '{file} has no column to compare besides id; at least one is needed of: {columns}',
  ],
  noId: ['{file} 第 {line} 行没有 id', '{file}, line {line} has no id'],
  doubleId: ['{file} 第 {line} 行的 id 重复：{id}', '{file}, line {line} repeats an id: {id}'],
  cannotWrite: ['不能写入：{file}', 'Cannot write: {file}'],
  sameFile: ['结果不能覆盖输入的文件：{file}', 'The result must not overwrite a file it is made from: {file}'],
} as const satisfies Record<string, Word>
