/** Rosters and policies that are not right: refused with the line, in both languages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { BadInput } from '../match/problem.ts'
import { policyFrom, writeJson } from './files.ts'
import { readIds, readRoster } from './read-roster.ts'

const folder = mkdtempSync(join(tmpdir(), 'shouwang-roster-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const HEADING = 'id,department,skills,gender,exempt,served_days'
let files = 0
const fileOf = (content: string | Uint8Array): string => {
  const file = join(folder, `${files++}`)
  writeFileSync(file, content)
  return file
}
const csv = (...rows: string[]): string => fileOf(rows.join('\n'))

test('columns in any order, spaces, both languages, what counts as exempt', async () => {
  const roster = await readRoster(
    csv(
      'served_days,ID,gender,department,exempt,skills,remark',
      '3, a ,女,"综合办",病假,护士；驾驶;护士,x',
      ',b,M,综合办,0,,',
      '',
      '0,c,,应急办,否,',
    ),
  )
  expect(roster).toEqual([
    { id: 'a', department: '综合办', skills: ['护士', '驾驶'], gender: 'female', exempt: '病假', servedDays: 3 },
    { id: 'b', department: '综合办', skills: [], gender: 'male', exempt: '', servedDays: 0 },
    { id: 'c', department: '应急办', skills: [], gender: 'unstated', exempt: '', servedDays: 0 },
  ])
  await expect(readIds(csv('id', 'a', 'x'), roster)).rejects.toThrow(/第 3 行的 id 不在名册里：x/)
})
test('a list as Chinese Excel saves it', async () => {
  const gbk = Buffer.from(`${HEADING}\na,`, 'latin1')
  const name = Buffer.from([0xb2, 0xc6, 0xd5, 0xfe])
  expect((await readRoster(fileOf(Buffer.concat([gbk, name, Buffer.from(',,,,1')]))))[0]?.department).toBe('财政')
})

describe('refused', () => {
  test.each<[string, () => string, RegExp]>([
    [
      'a missing column',
      () => csv('id,department,skills,gender,exempt', 'a,b,,,'),
      /缺少列：served_days\n.*lacks columns: served_days/,
    ],
    ['a column twice', () => csv(`${HEADING},id`, 'a,b,,,,0,c'), /列重复：id/],
    ['an id twice', () => csv(HEADING, 'a,b,,,,0', 'c,b,,,,0', 'a,b,,,,0'), /第 4 行的 id 重复：a\n/],
    ['no id', () => csv(HEADING, ',b,,,,0'), /第 2 行没有 id/],
    ['no department', () => csv(HEADING, 'a,,,,,0'), /第 2 行没有 department/],
    ['a gender that is none', () => csv(HEADING, 'a,b,,x,,0'), /性别看不懂：x/],
    ['days that are none', () => csv(HEADING, 'a,b,,F,,-1'), /served_days must be a whole number, 0 or more: -1/],
    ['a column too many', () => csv(HEADING, 'a,b,,F,,1,2'), /第 2 行的列比表头多/],
    ['a quotation mark astray', () => csv(HEADING, 'a,"b"c,,F,,1'), /第 2 行不是合格的 CSV/],
    ['nobody', () => csv(HEADING, ''), /一个人也没有/],
    ['an empty file', () => csv(''), /文件是空的/],
    ['no file', () => join(folder, 'nowhere'), /找不到文件/],
    ['a folder', () => folder, /找不到文件/],
    ['no text', () => fileOf(new Uint8Array([0, 1, 2, 255])), /不是文本/],
  ])('%s', async (_what, file, words) => {
    const failed = await readRoster(file()).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(BadInput)
    expect((failed as BadInput).message).toMatch(words)
  })
  test.each([
    ['{"skill":{"nurse":1}}', /不认识的项：skill\n.*unknown keys: skill/],
    ['{', /不是合格的 JSON/],
    ['[]', /不对/],
  ])('a policy %s', async (text, words) => {
    await expect(policyFrom(fileOf(text))).rejects.toThrow(words)
  })
  test('a place that cannot be written to', async () => {
    await expect(writeJson(join(folder, 'no', 'where'), {}, [])).rejects.toThrow(/Cannot write/)
  })
})
