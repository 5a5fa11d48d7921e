/** Files of people: what is read, and every way in which one can be no such file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ListLine } from '../../modules/matching/model.ts'
import { BadInput } from './problem.ts'
import { type FileKind, readPeople } from './read-people.ts'

const folder = mkdtempSync(join(tmpdir(), 'shouwang-people-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HEADING = 'id,name,id_number,phone,birth_date,sex,address\n'
const read = async (kind: FileKind, text: string | Buffer): Promise<ListLine[]> => {
  const file = join(folder, 'people.csv')
  writeFileSync(file, text)
  const people: ListLine[] = []
  await readPeople(file, kind, (person) => people.push(person))
  return people
}

test('columns in any order, some absent, others unknown; a mark at the beginning, short lines, empty lines', async () => {
  expect(await read('list', '\ufeffremark,Name, ID ,phone\r\nx,王松川,l1,154\r\n\r\nx,李桃溪,l2')).toEqual([
    { id: 'l1', name: '王松川', idNumber: '', phone: '154', birthDate: '', sex: '', address: '' },
    { id: 'l2', name: '李桃溪', idNumber: '', phone: '', birthDate: '', sex: '', address: '' },
  ])
})

test('thousands of ids, each once', async () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `p${i}`)
  expect((await read('register', HEADING + ids.map((id) => `${id},,,,,,\n`).join(''))).map(({ id }) => id)).toEqual(ids)
})

describe('no such file', () => {
  test.each<[string, FileKind, string | Buffer, RegExp]>([
    ['empty', 'list', '', /没有表头/],
    ['a register without a column', 'register', 'id,name,id_number,birth_date,sex\n', /缺少列：phone, address/],
    ['a list without ids', 'list', 'name,phone\n王松川,15400000001\n', /缺少列：id/],
    ['a list of ids', 'list', 'id\nl1\n', /没有可以比对的列.*name, id_number/],
    ['a column twice', 'list', 'id,name,name\nl1,a,b\n', /列重复：name/],
    ['an id twice', 'register', `${HEADING}r1,,,,,,\nr2,,,,,,\nr1,,,,,,\n`, /第 4 行的 id 重复：r1/],
    ['a line without id', 'list', 'id,name\n ,王松川\n', /第 2 行没有 id/],
    ['too many cells', 'list', 'id,name\nl1,王,松川\n', /第 2 行的列比表头多/],
    ['a quotation mark never closed', 'list', 'id,name\nl1,"王松川\n', /第 2 行不是合格的 CSV/],
    ['no UTF-8', 'list', Buffer.from([0x69, 0x64, 0x2c, 0x61, 0x0a, 0xcd, 0xf5]), /不是 UTF-8/],
  ])('%s', async (_what, kind, text, words) => {
    const reading = read(kind, text)
    await expect(reading).rejects.toThrow(words)
    await expect(reading).rejects.toBeInstanceOf(BadInput)
  })
  test.each(['nothing.csv', '.'])('%s', async (name) => {
    await expect(readPeople(join(folder, name), 'list', () => {})).rejects.toThrow(/找不到文件/)
  })
})
