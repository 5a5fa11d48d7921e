/** The embedded database under what happens to it: odd paths, a second process, other users, taken ports. */
import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  anotherProcess,
  cleanups,
  countRows,
  ended,
  isAlive,
  makeTable,
  modulePath,
  open,
  query,
  readyFolder,
  temporaryFolder,
} from './embedded/rig.ts'
import { openEmbedded, runningEmbedded } from './embedded.ts'

test('opens in a path with spaces and Chinese, closed to others, durable, UTF-8 and UTC', async () => {
  const dataDir = join(temporaryFolder(), '守望 数据', '桃花 街道')
  const database = await open({ dataDir })
  expect(database.version).toMatch(/^18\./)
  const [settings] = await query(
    database.adminUrl,
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
       current_setting('synchronous_commit') AS commit, current_setting('TimeZone') AS zone,
       current_setting('jit') AS jit, current_setting('data_checksums') AS checksums,
       current_setting('server_encoding') AS encoding, upper('é') AS upper`,
  )
  expect(settings).toEqual({
    ...{ fsync: 'on', pages: 'on', commit: 'on', checksums: 'on' },
    ...{ zone: 'UTC', jit: 'off', encoding: 'UTF8', upper: 'É' },
  })
  expect(statSync(dataDir).mode & 0o077).toBe(0)
  expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0)
  expect(statSync(join(dataDir, 'postgres', 'shouwang.secret')).mode & 0o077).toBe(0)
})

test('nothing that a statement carries reaches the log', async () => {
  const dataDir = readyFolder()
  const { adminUrl } = await open({ dataDir })
  await query(adminUrl, 'CREATE TABLE kept (number text PRIMARY KEY)')
  for (let i = 0; i < 2; i += 1) {
    await query(adminUrl, 'INSERT INTO kept VALUES ($1)', ['11010519491231002X']).catch(() => {})
  }
  await expect(query(adminUrl, "SELECT '11010519491231002X'::integer")).rejects.toThrow(/11010519491231002X/)
  await expect(query(adminUrl, "SELECT 'first\nsecond 11010519491231002X'::integer")).rejects.toThrow(/second/)
  const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('11010519491231002X')
})

test('keeps its rows over stop and start, after a start that was cut short', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18')
  const first = await open({ dataDir })
  await makeTable(first.adminUrl)
  await query(first.adminUrl, "INSERT INTO kept (filler) VALUES ('一')")
  await first.stop()
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)
  expect(runningEmbedded(dataDir)).toBeUndefined()
  expect(await countRows((await open({ dataDir })).adminUrl)).toBe(1)
})

test('refuses a second opening, by this process or another, and names the holder', async () => {
  const dataDir = readyFolder()
  const first = await open({ dataDir })
  await expect(openEmbedded({ dataDir })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' })
  const { said } = await anotherProcess(dataDir)
  expect(said.code).toBe('FOLDER_IN_USE')
  expect(said.message).toContain(`pid ${process.pid},`)
  expect(said.message).toMatch(/[一-龥]/)
  expect(runningEmbedded(dataDir)).toBe(first.adminUrl)
  await makeTable(first.adminUrl)
})

test('refuses a folder written by another major version and leaves it as it was', async () => {
  const dataDir = readyFolder()
  const first = await open({ dataDir })
  await first.stop()
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await expect(openEmbedded({ dataDir })).rejects.toMatchObject({ code: 'OTHER_VERSION' })
  expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('17\n')
})

test('listens on the loopback address, with a password, where a socket path would be too long', async () => {
  const dataDir = join(temporaryFolder(), '很长的目录名'.repeat(6))
  const { adminUrl } = await open({ dataDir })
  const url = new URL(adminUrl)
  expect(url.hostname).toBe('127.0.0.1')
  expect(url.searchParams.get('host')).toBeNull()
  expect(runningEmbedded(dataDir)).toBe(adminUrl)
  expect(await query(adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  url.password = 'wrong'
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
})

test('takes the next port when the wanted one is taken', async () => {
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => new Promise((resolve) => squatter.close(resolve)))
  const address = squatter.address()
  const taken = typeof address === 'object' && address ? address.port : 0
  const { adminUrl } = await open({ dataDir: readyFolder(), port: taken })
  const { port } = new URL(adminUrl)
  expect(Number(port)).toBeGreaterThan(taken)
  expect(await query(adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

const nobody = { uid: 65534, gid: 65534 }
const nobodyReaches =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', 'require("fs").accessSync(process.argv[1])', modulePath.pathname], {
    ...nobody,
    cwd: '/',
  }).status === 0

if (nobodyReaches) {
  test('an ordinary user opens it, then root, then the same user again', async () => {
    const dataDir = join(temporaryFolder(), '数据')
    mkdirSync(dataDir)
    chownSync(join(dataDir, '..'), nobody.uid, nobody.gid)
    chownSync(dataDir, nobody.uid, nobody.gid)
    const first = await anotherProcess(dataDir, nobody)
    expect(first.said.code).toBeUndefined()
    await makeTable(first.said.url as string)
    first.child.kill('SIGTERM')
    await ended(first.child)
    const asRoot = await open({ dataDir })
    await query(asRoot.adminUrl, "INSERT INTO kept (filler) VALUES ('一')")
    await asRoot.stop()
    const again = await anotherProcess(dataDir, nobody)
    expect(again.said.code).toBeUndefined()
    expect(await countRows(again.said.url as string)).toBe(1)
  })

  test('an ordinary user is refused the folder of another, plainly', async () => {
    const dataDir = readyFolder()
    await (await open({ dataDir })).stop()
    expect((await anotherProcess(dataDir, nobody)).said.code).toBe('FOLDER_NOT_OURS')
  })
} else {
  console.log('not registered: an ordinary user beside root (not root, or the repository is out of reach of nobody)')
}
