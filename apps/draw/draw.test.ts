/** The command as others call it: files in, a transcript out, exit codes, both languages; and nothing written whatever is wrong. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Draft, Transcript } from '../../modules/mobilize/transcript.ts'
import { rosterOf } from '../../tests/roster.ts'

const folder = mkdtempSync(join(tmpdir(), 'shouwang-draw-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const HEADING = 'id,department,skills,gender,exempt,served_days'
const P = join(folder, 'P.csv')
const roster = rosterOf({ 综合办: 40, 应急办: 30, 财政所: 20, 卫生院: 10 })
writeFileSync(
  P,
  `\ufeff${HEADING}\r\n${roster.map(({ id, department, skills, gender, servedDays }) => `${id},${department},${skills.join(';')},${gender === 'female' ? '女' : 'M'},,${servedDays}`).join('\r\n')}\r\n`,
)
const policy = join(folder, 'policy.json')
writeFileSync(
  policy,
  JSON.stringify({ skills: { nurse: 2 }, genders: { female: 6 }, served: { rule: 'last' }, panels: 200 }),
)
const SEED = '00112233445566778899aabbccddeeff'

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}
const run = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
const usual = (seats: number): string[] => ['--people', P, '--seats', String(seats), '--policy', policy]
const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

test('a draw by a given seed: the same again for the same seed, and verified', async () => {
  const [one, other, third] = ['a.json', 'b.json', 'c.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const first = await run(...usual(12), '--seed', SEED, '--out', one)
  expect([first.code, first.err]).toEqual([0, ''])
  expect(first.out).toMatch(/综合办\t5\t按比例应得 4.8；余数 0.8 排第 1，多得 1 个/)
  expect(first.out).toMatch(/最小机会：上限 [\d.]+（线性规划证明）/)
  await Promise.all([
    run(...usual(12), '--seed', SEED, '--out', other),
    run(...usual(12), '--seed', `${SEED}00`, '--out', third),
  ])
  expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'))
  const [mine, others] = [read<Transcript>(one), read<Transcript>(third)]
  expect(others.published).toBe(mine.published)
  expect(others.drawn).not.toEqual(mine.drawn)
  const confirmed = await run('verify', one, '--published', mine.published, '--lang', 'en')
  expect([confirmed.code, confirmed.out]).toEqual([
    0,
    expect.stringMatching(/^Confirmed: panel \d+ of 200, 12 people\n[^]*whoever gave it must be trusted/),
  ])
  mine.drawn.pop()
  writeFileSync(other, JSON.stringify(mine))
  const refuted = await run('verify', other)
  expect([refuted.code, refuted.out]).toEqual([1, expect.stringContaining('抽中的人：写有 11 人，应为 12 人')])
  expect((await run('verify', one, '--published', '0'.repeat(64))).out).toContain('与抽签前公布的指纹不同')
})

test('the example in the handbook', async () => {
  const examples = join(import.meta.dirname, '..', '..', 'docs', 'examples')
  const out = join(folder, 'example.json')
  const files = ['--people', join(examples, 'draw-people.csv'), '--policy', join(examples, 'draw-policy.json')]
  expect((await run(...files, '--seats', '100', '--seed', '2026', '--out', out)).code).toBe(0)
  expect(read<Transcript>(out).drawn.length).toBe(100)
  expect((await run('verify', out)).code).toBe(0)
})

test('two officials: commit, prepare, conclude, verify; the roster by marks', async () => {
  const file = (name: string, value?: unknown): string => {
    const path = join(folder, name)
    if (value !== undefined) writeFileSync(path, JSON.stringify(value))
    return path
  }
  const made = await Promise.all(['王值班', '李监督'].map((by) => run('commit', '--by', by, '--value', '随便写的')))
  const parts = made.map(({ out }) => JSON.parse(out) as { commitment: unknown; reveal: { nonce: string } })
  expect(parts[0]!.reveal.nonce).not.toBe(parts[1]!.reveal.nonce)
  const commitments = file(
    'C.json',
    parts.map(({ commitment }) => commitment),
  )
  const draft = file('draft.json')
  const salt = ['--salt', 'cd'.repeat(16)]
  expect((await run('prepare', ...usual(12), ...salt, '--commitments', commitments, '--out', draft)).code).toBe(0)
  expect(readFileSync(draft, 'utf8')).not.toContain('综合办-001')
  const out = file('T.json')
  const conclude = (reveals: string) =>
    run('conclude', draft, '--people', P, ...salt, '--reveals', reveals, '--beacon', '第 77 期 5f2c', '--out', out)
  const wrong = await conclude(file('W.json', [parts[0]!.reveal, { ...parts[1]!.reveal, value: '别的' }]))
  expect([wrong.code, wrong.err, existsSync(out)]).toEqual([2, expect.stringContaining('as committed to'), false])
  expect(
    (
      await conclude(
        file(
          'R.json',
          parts.map(({ reveal }) => reveal),
        ),
      )
    ).code,
  ).toBe(0)
  expect(read<Transcript>(out).drawn.every(({ id }) => roster.some((one) => one.id === id))).toBe(true)
  const stranger = await run(
    'conclude',
    draft,
    '--people',
    P,
    '--salt',
    'ef'.repeat(16),
    '--reveals',
    file('R.json'),
    '--out',
    file('S.json'),
  )
  expect([stranger.code, stranger.err]).toEqual([2, expect.stringContaining('was not made under this --salt')])
  const verdict = await run('verify', out, '--published', read<Draft>(draft).published)
  expect([verdict.code, verdict.out.includes('要相信')]).toEqual([0, false])
})

test('quotas alone, names held against them, and a second wave', async () => {
  const quotas = join(folder, 'quotas.json')
  expect((await run('quotas', ...usual(12), '--out', quotas)).code).toBe(0)
  expect(
    read<{ quotas: { department: string; quota: number }[] }>(quotas)
      .quotas.map(({ quota }) => quota)
      .sort((a, b) => a - b),
  ).toEqual([1, 2, 4, 5])
  const names = join(folder, 'names.csv')
  writeFileSync(names, 'id\n综合办-001\n综合办-001\n')
  const held = await run('names', ...usual(12), '--names', names, '--lang', 'en')
  expect([held.code, held.out]).toEqual([
    3,
    expect.stringMatching(/综合办-001 is named twice[^]*综合办 lacks 4: quota 5, named 1/),
  ])
  const kept = join(folder, 'kept.csv')
  writeFileSync(kept, 'id\n综合办-001\n卫生院-001\n')
  const out = join(folder, 'wave.json')
  expect((await run(...usual(12), '--kept', kept, '--asked', names, '--seed', SEED, '--out', out)).code).toBe(0)
  const wave = read<Transcript>(out)
  expect(wave.drawn.length).toBe(10)
  expect(wave.drawn.map(({ id }) => id)).not.toContain('综合办-001')
})

describe('what is wrong is said, with its exit code and nothing written', () => {
  const json = (name: string, value: string): string => {
    writeFileSync(join(folder, name), value)
    return join(folder, name)
  }
  test.each<[string, () => Partial<Record<'seats' | 'policy' | 'seed', string>>, number, RegExp]>([
    ['more seats than people', () => ({ seats: '101' }), 2, /要 101 人，.*一共只有 100 人\n101 are asked for/],
    [
      'a need that cannot be met',
      () => ({ policy: json('p3.json', '{"skills":{"nurse":17}}') }),
      3,
      /“nurse”要 17 人，可抽的只有 16 人\n {2}可以：“nurse”改为要 16 人/,
    ],
  ])('%s', async (_what, change, code, words) => {
    const { seats = '12', policy: rules = policy, seed = SEED } = change()
    const out = join(folder, 'never.json')
    const result = await run('--people', P, '--seats', seats, '--policy', rules, '--seed', seed, '--out', out)
    expect([result.code, code === 3 ? result.out : result.err]).toEqual([code, expect.stringMatching(words)])
    expect(result.err).not.toContain('    at ')
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([])
  })
  test('arguments', async () => {
    const lot = json('lot.json', '{"apportionment":"lottery"}')
    const bad = [
      ['--what'],
      ['verify'],
      ['guess'],
      ['--people', P, '--seats', '1e3', '--seed', SEED, '--out', P],
      [...usual(12), '--seed', 'dice', '--out', P],
      ['quotas', ...usual(12), '--policy', lot],
    ]
    for (const result of await Promise.all(bad.map((args) => run(...args))))
      expect(result).toMatchObject({ code: 2, err: expect.stringContaining('See --help') })
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('退出码') })
    const over = await run(...usual(12), '--seed', SEED, '--out', P)
    expect(over).toMatchObject({ code: 2, err: expect.stringContaining('must not overwrite') })
  })
})
