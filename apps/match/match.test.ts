/** The command as others call it: files in, a file out, exit codes; and nothing half-written whatever is wrong. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'shouwang-match-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HEADING = 'id,name,id_number,phone,birth_date,sex,address'
const REGISTER = `${HEADING}
r1,王松川,32099919900307001X,15400000001,1990-03-07,男,桃影苑3号楼2单元1201室
r2,李桃溪,,15400000002,1992/5/6,女,"桃影苑3号楼2单元1201室, 云溪区"
r3,BERG Anna,X12345678,+86 154 0000 0003,19750430,F,柳桥里2号楼1单元201室
`
const LIST = `\ufeffname,id,phone,id_number\r
王松川,l1,15400000001,32O99919900307001x\r
周荷屿,l2,15499999999,\r
Anna Berg,l3,15400000003,X12345678\r
李桃溪,l4,,\r
`

let runs = 0
interface Run {
  readonly code: number
  readonly stderr: string
  readonly out: string | null
  readonly left: readonly string[]
}
/** Runs the command in a folder of its own. */
const run = (register: string | null, list: string | null, extra: readonly string[] = []): Promise<Run> =>
  new Promise((resolve) => {
    const own = mkdtempSync(join(folder, `run-${runs++}-`))
    const [r, l, o] = ['R.csv', 'L.csv', 'O.csv'].map((name) => join(own, name)) as [string, string, string]
    if (register !== null) writeFileSync(r, register)
    if (list !== null) writeFileSync(l, list)
    const args = [join(import.meta.dirname, 'main.ts'), '--register', r, '--list', l, '--out', o, ...extra]
    execFile(process.execPath, args, (error, _stdout, stderr) => {
      const left = readdirSync(own).filter((name) => name !== 'R.csv' && name !== 'L.csv')
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1
      resolve({ code, stderr, out: left.includes('O.csv') ? readFileSync(o, 'utf8') : null, left })
    })
  })

test('one line of answer for each line of the list, in its order', async () => {
  const { code, out, stderr, left } = await run(REGISTER, LIST)
  expect(code).toBe(0)
  expect(left).toEqual(['O.csv'])
  const [heading, ...lines] = (out ?? '').trimEnd().split('\n')
  expect(heading).toBe('list_id,register_id,verdict,probability,because')
  expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
    'l1,r1,match',
    'l2,,none',
    'l3,r3,match',
    'l4,r2,review',
  ])
  expect(lines[0]).toMatch(/,[01]\.\d{4},证件号码相同；姓名相同；电话相同$/)
  expect(lines[3]).toMatch(/只有姓名相符，不能认定：姓名相同$/)
  expect(stderr).toMatch(/完成 match 2, review 1, none 1/)
})

test('in English', async () => {
  const { out } = await run(REGISTER, LIST, ['--lang', 'en'])
  expect(out).toContain('Same identity number; Same name; Same phone')
})

test('an empty list has an empty answer', async () => {
  expect((await run(REGISTER, `${HEADING}\n`)).out).toBe('list_id,register_id,verdict,probability,because\n')
})
test('in an empty register nobody is found', async () => {
  expect((await run(`${HEADING}\n`, LIST)).out?.split('\n')[1]).toBe('l1,,none,0.0000,没有相近的人')
})

describe('what is wrong is said, with exit code 2 and nothing written', () => {
  test.each<[string, string | null, string | null, RegExp]>([
    ['no register', null, LIST, /找不到文件.*R\.csv/],
    ['an id twice, far down in the list', REGISTER, `${LIST}x,l1,,\r\n`, /第 6 行的 id 重复：l1/],
  ])('%s', async (_what, register, list, words) => {
    const { code, stderr, left } = await run(register, list)
    expect([code, left]).toEqual([2, []])
    expect(stderr).toMatch(words)
    expect(stderr).not.toContain('    at ')
  })
  test.each([[['--lang', 'fr']], [['--what']]])('unknown arguments %j show the usage', async (extra) => {
    const { code, stderr, left } = await run(REGISTER, LIST, extra)
    expect([code, left]).toEqual([2, []])
    expect(stderr).toContain('npm run -s match -- --register R.csv')
  })
  test('a place that cannot be written to', async () => {
    const { code, stderr } = await run(REGISTER, LIST, ['--out', join(folder, 'nowhere', 'O.csv')])
    expect([code, stderr.includes('Cannot write')]).toEqual([2, true])
  })
  test('the list itself as the place for the result', async () => {
    const list = join(folder, 'list.csv')
    writeFileSync(list, LIST)
    const { code } = await run(REGISTER, LIST, ['--list', list, '--out', list])
    expect([code, readFileSync(list, 'utf8')]).toEqual([2, LIST])
  })
})
