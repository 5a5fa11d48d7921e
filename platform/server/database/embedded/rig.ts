/** What the tests of the embedded database stand on: folders that are cleaned up, other processes, rows to count. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from '../embedded.ts'

export const modulePath = new URL('../embedded.ts', import.meta.url)
export const cleanups: (() => unknown)[] = []

let pattern = ''

beforeAll(async () => {
  pattern = mkdtempSync(join(tmpdir(), 'sw-'))
  await (await openEmbedded({ dataDir: pattern })).stop()
})

afterAll(() => rmSync(pattern, { recursive: true, force: true }))

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sw-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder as a stopped database leaves it, copied, which is quicker than making one. */
export function readyFolder(): string {
  const folder = temporaryFolder()
  cpSync(pattern, folder, { recursive: true })
  return folder
}

export async function open(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const database = await openEmbedded(options)
  cleanups.push(() => database.stop())
  return database
}

export async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

export const countRows = async (url: string) => Number((await query(url, 'SELECT count(*) AS n FROM kept'))[0]?.['n'])

/** Inserts row after row, each its own commit, until the connection breaks; returns how many were acknowledged. */
export async function insertUntilBroken(
  url: string,
  onRow?: (acknowledged: number) => void,
  filler: () => string = () => '',
): Promise<number> {
  const client = new pg.Client({ connectionString: url })
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

export const makeTable = (url: string) =>
  query(url, 'CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, filler text)')

export interface Holder {
  readonly child: ChildProcess
  readonly said: { url?: string; pid?: number; code?: string; message?: string }
}

/** Another process of ours opens the folder and holds it; `said` is its one line: what it got, or its refusal. */
export async function anotherProcess(dataDir: string, as?: { uid: number; gid: number }): Promise<Holder> {
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

export const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))

export const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    // A container whose first process does not reap keeps the dead as zombies.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
