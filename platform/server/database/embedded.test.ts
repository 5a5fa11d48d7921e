/** The embedded database under what happens to it: odd paths, a second process, kill -9, taken ports, a full disk. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded, runningEmbedded } from './embedded.ts'

const modulePath = new URL('./embedded.ts', import.meta.url)
const cleanups: (() => unknown)[] = []

let pattern = ''

beforeAll(async () => {
  pattern = mkdtempSync(join(tmpdir(), 'sw-'))
  await (await openEmbedded({ dataDir: pattern })).stop()
})

afterAll(() => rmSync(pattern, { recursive: true, force: true }))

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sw-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder as a stopped database leaves it, copied, which is quicker than making one. */
function readyFolder(): string {
  const folder = temporaryFolder()
  cpSync(pattern, folder, { recursive: true })
  return folder
}

async function open(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const database = await openEmbedded(options)
  cleanups.push(() => database.stop())
  return database
}

async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

const countRows = async (url: string) => Number((await query(url, 'SELECT count(*) AS n FROM kept'))[0]?.['n'])

/** Inserts row after row, each its own commit, until the connection breaks; returns how many were acknowledged. */
async function insertUntilBroken(
  url: string,
  onRow?: (acknowledged: number) => void,
  filler: () => string = () => '',
): Promise<number> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  for (let acknowledged = 0; ; onRow?.(acknowledged)) {
    const text = filler()
    try {
      await client.query('INSERT INTO kept (filler) VALUES ($1)', [text])
      acknowledged += 1
    } catch {
      await client.end().catch(() => {})
      return acknowledged
    }
  }
}

const makeTable = (url: string) =>
  query(url, 'CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, filler text)')

interface Holder {
  readonly child: ChildProcess
  readonly said: { url?: string; pid?: number; code?: string; message?: string }
}

/** Another process of ours opens the folder and holds it; `said` is its one line: what it got, or its refusal. */
async function anotherProcess(dataDir: string, as?: { uid: number; gid: number }): Promise<Holder> {
  const script = `
    import { openEmbedded } from ${JSON.stringify(modulePath.href)}
    try {
      const { adminUrl, pid, stop } = await openEmbedded({ dataDir: process.argv[1] })
      console.log(JSON.stringify({ url: adminUrl, pid }))
      process.on('SIGTERM', () => stop().then(() => process.exit(0)))
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(JSON.stringify({ code: error.code, message: error.message }))
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    ...as,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let pid: number | undefined
  cleanups.push(async () => {
    child.kill('SIGKILL')
    while (pid !== undefined && isAlive(pid)) await sleep(20)
  })
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const said = JSON.parse(line) as Holder['said']
    pid = said.pid
    return { child, said }
  }
  throw new Error('the other process said nothing')
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    // A container whose first process does not reap keeps the dead as zombies.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

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

test('loses no acknowledged row when the database is killed, and says that it was lost', async () => {
  const dataDir = readyFolder()
  const first = await open({ dataDir })
  await makeTable(first.adminUrl)
  const acknowledged = await insertUntilBroken(first.adminUrl, (count) => {
    if (count === 500) process.kill(first.pid, 'SIGKILL')
  })
  expect(acknowledged).toBeGreaterThanOrEqual(500)
  expect(await first.lost).toMatchObject({ code: 'STOPPED' })
  expect(await countRows((await open({ dataDir })).adminUrl)).toBeGreaterThanOrEqual(acknowledged)
})

test('a killed process takes its database down with it, and the folder opens again', async () => {
  const dataDir = readyFolder()
  const { child, said } = await anotherProcess(dataDir)
  await makeTable(said.url as string)
  const acknowledged = await insertUntilBroken(said.url as string, (count) => {
    if (count === 200) child.kill('SIGKILL')
  })
  const second = await open({ dataDir })
  expect(second.pid).not.toBe(said.pid)
  expect(isAlive(said.pid as number)).toBe(false)
  expect(await countRows(second.adminUrl)).toBeGreaterThanOrEqual(acknowledged)
})

/** The watcher that would stop the orphan is found by its last argument, the postmaster's pid. */
function killWatcherOf(pid: number): void {
  const watcher = readdirSync('/proc').find((entry) => {
    try {
      return readFileSync(`/proc/${entry}/cmdline`, 'utf8').endsWith(`"$1"\0sh\0${pid}\0`)
    } catch {
      return false
    }
  })
  process.kill(Number(watcher), 'SIGKILL')
}

if (process.platform === 'linux') {
  test('a postmaster that outlived its process is stopped in good order before the next start', async () => {
    const dataDir = readyFolder()
    const { child, said } = await anotherProcess(dataDir)
    await makeTable(said.url as string)
    await query(said.url as string, "INSERT INTO kept (filler) VALUES ('一')")
    killWatcherOf(said.pid as number)
    child.kill('SIGKILL')
    await ended(child)
    await sleep(200)
    expect(isAlive(said.pid as number)).toBe(true)
    const steps: string[] = []
    const second = await open({ dataDir, onProgress: ({ words }) => steps.push(words[1]) })
    expect(steps.join()).toContain('did not end in good order')
    expect(isAlive(said.pid as number)).toBe(false)
    expect(await countRows(second.adminUrl)).toBe(1)
  })
} else {
  console.log('not registered: an orphaned postmaster (needs /proc)')
}

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

/** A small disk of its own; undefined where this machine does not let us mount one. */
function smallDisk(megabytes: number): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'sw-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (mounted.status === 0) return folder
  rmSync(folder, { recursive: true })
  return undefined
}

const removeDisk = (folder: string) => {
  execFileSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
}

const incompressible = () => randomBytes(100_000).toString('base64')

const probe = smallDisk(1)
if (probe) {
  removeDisk(probe)

  test('a full disk is named as such, and no acknowledged row is lost', async () => {
    const disk = smallDisk(200) as string
    cleanups.push(() => removeDisk(disk))
    const dataDir = join(disk, '数据')
    const ballast = join(disk, 'ballast')
    writeFileSync(ballast, Buffer.alloc(40 * 1024 * 1024))
    const first = await open({ dataDir })
    await makeTable(first.adminUrl)
    const acknowledged = await insertUntilBroken(first.adminUrl, undefined, incompressible)
    expect(acknowledged).toBeGreaterThan(10)
    await first.stop()
    await expect(openWhileFull(dataDir)).resolves.toBe('DISK_FULL')
    rmSync(ballast)
    const second = await open({ dataDir })
    expect(await countRows(second.adminUrl)).toBeGreaterThanOrEqual(acknowledged)
    await query(second.adminUrl, "INSERT INTO kept (filler) VALUES ('一')")
  })

  test('a disk too small for a new database is named as such and leaves nothing half-made', async () => {
    const disk = smallDisk(12) as string
    cleanups.push(() => removeDisk(disk))
    await expect(openEmbedded({ dataDir: join(disk, '数据') })).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(existsSync(join(disk, '数据', 'postgres'))).toBe(false)
    expect(existsSync(join(disk, '数据', 'postgres.new'))).toBe(false)
  })
} else {
  console.log('not registered: a full disk (mounting a small one needs root on Linux)')
}

/** Fills what is left to the last byte, then opens. */
async function openWhileFull(dataDir: string): Promise<string> {
  const filler = join(dataDir, '..', 'filler')
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'])
  try {
    const database = await openEmbedded({ dataDir })
    await database.stop()
    return 'opened'
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    rmSync(filler)
  }
}
