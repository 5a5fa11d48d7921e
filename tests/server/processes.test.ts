/** The server and its tools as processes, the way they are really started: first administrator, refusals, a graceful stop. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passwordFits } from '../../platform/server/access/password.ts'
import { engines, type FreshDatabase, freshDatabase } from '../cluster.ts'

const root = join(import.meta.dirname, '..', '..')
const SHOUWANG_SECRET = 'kT9x2LmQ7vRb4NpZ8sWd1YfG6hJc3AeU'
const dataDir = (): string => mkdtempSync(join(tmpdir(), 'shouwang-process-'))
let db: FreshDatabase
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  db = await freshDatabase({ engine: engines.at(-1)! })
  env = { ...process.env, DATABASE_URL: db.adminUrl, DATA_DIR: dataDir(), SHOUWANG_SECRET, PORT: '0' }
})
afterAll(() => db.drop())

const admin = (args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, ['apps/server/admin.ts', ...args], {
    cwd: root,
    env: { ...env, ...more },
    encoding: 'utf8',
    input: '',
  })
const query = async <R extends pg.QueryResultRow>(text: string): Promise<R[]> => {
  const client = new pg.Client({ connectionString: db.adminUrl })
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}
const first = [
  '--login',
  'first',
  '--name',
  '管理甲',
  '--path',
  'd07.s03.',
  '--street',
  '320999777',
  '--area-name',
  '杏花街道',
]

test('the first administrator is made together with the sub-district it answers for', async () => {
  const done = admin(first, { SHOUWANG_ADMIN_PASSWORD: 'a-first-password' })
  expect(done.stderr).toBe('')
  expect(done.status).toBe(0)
  const [account] = await query<{ password_hash: string; demo: boolean; role: string; path: string }>(
    `SELECT a.password_hash, a.demo, g.role, g.path FROM platform.account a JOIN platform.grant_of_role g ON g.account_id = a.id WHERE a.login = 'first'`,
  )
  expect(account).toMatchObject({ demo: false, role: 'administrator', path: 'd07.s03.' })
  expect(await passwordFits(account!.password_hash, 'a-first-password')).toBe(true)
  expect(await query(`SELECT kind, name FROM register.area ORDER BY path`)).toMatchObject([
    { kind: 'district' },
    { kind: 'street', name: '杏花街道' },
  ])
})
test.each([
  ['a login that exists', first, 'a-first-password', '已存在'],
  ['a weak password', ['--login', 'second', '--name', '乙', '--path', 'd07.s03.'], 'short', '10'],
  ['a login with a space', ['--login', 'a b', '--name', '乙', '--path', 'd07.s03.'], 'a-first-password', '2–40'],
])('%s is refused and nothing is written', async (_what, args, SHOUWANG_ADMIN_PASSWORD, said) => {
  const [before] = await query('SELECT count(*) FROM platform.account')
  const refused = admin(args, { SHOUWANG_ADMIN_PASSWORD })
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining(said)])
  expect(refused.stderr + refused.stdout).not.toContain(SHOUWANG_ADMIN_PASSWORD)
  expect(await query('SELECT count(*) FROM platform.account')).toEqual([before])
})

const areas = (list: string) => {
  const file = join(dataDir(), 'doors.csv')
  writeFileSync(file, list)
  return spawnSync(process.execPath, ['apps/server/areas.ts', file], { cwd: root, env, encoding: 'utf8' })
}
const DOORS =
  '社区,片区,网格,小区,楼栋,单元,房号\n杏花社区,一片,一格,杏花苑,1,1,101\n杏花社区,一片,一格,杏花苑,1,1,102\n'
test('the tree of a sub-district comes from a list of doors, once, whole or not at all', async () => {
  const broken = areas(`${DOORS}杏花社区,一片,一格,杏花苑,1,1,\n`)
  expect([broken.status, broken.stderr]).toEqual([1, expect.stringContaining('未写入')])
  expect(await query(`SELECT FROM register.area WHERE kind = 'dwelling'`)).toEqual([])
  expect(areas(DOORS).stdout).toContain('8 areas added (2')
  expect(areas(DOORS).stdout).toContain('0 areas added')
  expect(await query(`SELECT address, floor FROM register.area WHERE kind = 'dwelling' ORDER BY path`)).toEqual([
    { address: '杏花苑 1号楼 1单元 101室', floor: 1 },
    { address: '杏花苑 1号楼 1单元 102室', floor: 1 },
  ])
})

const start = (more: NodeJS.ProcessEnv = {}) => {
  const server = spawn(process.execPath, ['apps/server/main.ts'], { cwd: root, env: { ...env, ...more } })
  const said: string[] = []
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => said.push(String(text)))
  const ended = new Promise<number | null>((done) => server.once('exit', (code) => done(code)))
  return { server, said: () => said.join(''), ended }
}

test('a server database starts without demo logins, and stops gracefully', async () => {
  const { server, said, ended } = start()
  await expect.poll(said, { timeout: 30_000 }).toMatch(/http:\/\/127\.0\.0\.1:(\d+)\//)
  const port = /127\.0\.0\.1:(\d+)\//.exec(said())![1]
  expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ ok: true })
  expect(said()).not.toContain('Demo logins')
  server.kill('SIGTERM')
  expect(await ended).toBe(0)
})
test('a taken port is said plainly', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => taken.once('listening', done))
  const { port } = taken.address() as { port: number }
  const { said, ended } = start({ PORT: String(port) })
  expect(await ended).toBe(1)
  expect(said()).toContain(`Port ${port} is taken`)
  expect(said()).not.toContain('at ')
  taken.close()
})
test('demo logins are never served to other machines', async () => {
  await query(`UPDATE platform.account SET demo = true`)
  const { said, ended } = start({ HOST: '0.0.0.0' })
  expect(await ended).toBe(1)
  expect(said()).toContain('demo logins')
})
test('a default secret is refused before anything is opened', async () => {
  const { said, ended } = start({ SHOUWANG_SECRET: 'changeme' })
  expect(await ended).toBe(1)
  expect(said()).toContain('SHOUWANG_SECRET')
})
