/**
 * A street's whole list, as messy as communities keep them, from the xlsx to the register: uploaded over HTTP, read and
 * judged row by row, applied in one transaction; then the same file again, which must change nothing.
 * Floor: the same people, ready-made, copied into the same tables. Arguments: rows (default 500,000).
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { DEMO_PASSWORD, demoAccounts, insertDemoAccounts } from '../database/taohua/demo-accounts.ts'
import { loadRegister } from '../database/taohua/load-register.ts'
import { messyList } from '../database/taohua/messy-list.ts'
import { taohua } from '../database/taohua/world.ts'
import { register } from '../modules/register/contract.ts'
import { access } from '../platform/pure/access-contract.ts'
import type { ListView } from '../platform/pure/list-contract.ts'
import { uuid7 } from '../platform/pure/uuid7.ts'
import { openEmbedded } from '../platform/server/database/embedded.ts'
import { migrate } from '../platform/server/database/migrate.ts'
import { ensureAppLogin } from '../platform/server/database/roles.ts'
import { digestWith } from '../platform/server/digest.ts'
import { writeXlsx } from '../platform/server/sheets/write-xlsx.ts'

const rows = Number(process.argv[2] ?? 500_000)
const size = { residents: rows, streets: 1 }
const secret = randomBytes(48).toString('base64')
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const ops = register.operations
const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10
const say = (text: string): void => console.log(text)

/** The list as Excel would save it: merged cells of a household are repeated, numbers are text. */
async function makeList(path: string): Promise<number> {
  const list = messyList({ ...size, rows, layout: 'columns', merged: false })
  let written = 0
  await writeXlsx(path, {
    watermark: list.title[0]?.[0] ?? '',
    sheets: [
      {
        name: '名单',
        columns: list.header.map((title) => ({ title })),
        rows: (function* () {
          for (const { cells } of list.rows()) {
            written++
            yield cells
          }
        })(),
      },
    ],
  })
  return written
}

/** Places and logins without the people: what stands before a community brings its first list. */
async function loadPlaces(client: pg.Client, withPeople: boolean): Promise<void> {
  const world = taohua(size)
  await client.query('BEGIN')
  await loadRegister(
    client,
    withPeople ? world : { ...world, *residents() {} },
    digestWith(secret),
    () => () => undefined,
  )
  if (!withPeople) await insertDemoAccounts(client, demoAccounts(world))
  await client.query('COMMIT')
}

class Server {
  readonly child: ChildProcess
  private base = ''
  private cookie = ''

  constructor() {
    this.child = fork(join(import.meta.dirname, 'import-server.ts'))
  }

  async start(appUrl: string): Promise<void> {
    this.child.send({ appUrl, dataDir: folder, secret })
    const [{ port }] = (await once(this.child, 'message')) as [{ port: number }]
    this.base = `http://127.0.0.1:${port}`
  }

  async call<T>(url: string, body: string | FormData): Promise<T> {
    const response = await fetch(this.base + url, {
      method: 'POST',
      headers: {
        'x-shouwang': '1',
        cookie: this.cookie,
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      body,
    })
    if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie
    return (await response.json()) as T
  }

  async weigh(asked: 'weigh' | 'stop'): Promise<{ peakMb: number; cpuSeconds: number }> {
    this.child.send(asked)
    return ((await once(this.child, 'message')) as [{ peakMb: number; cpuSeconds: number }])[0]
  }

  async upload(path: string, under: string): Promise<string> {
    const id = uuid7(Date.now(), randomBytes(10))
    const form = new FormData()
    form.append('input', JSON.stringify({ id, under }))
    form.append('file', await openAsBlob(path), 'list.xlsx')
    await this.call(ops.uploadList.url, form)
    return id
  }

  /** Follows the progress that a person would see. */
  async settled(id: string, label: string): Promise<ListView> {
    let told = 0
    for (;;) {
      const view = await this.call<ListView>(ops.importStatus.url, JSON.stringify({ id }))
      if (view.state === 'ready' || view.state === 'applied') return view
      if (view.state === 'failed') throw new Error(view.problem?.[1])
      if (view.progress >= told + 0.1) {
        told = view.progress
        say(`${label}: ${Math.round(told * 100)} %, ${view.counts.rows} rows`)
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

/** Memory of the database's processes that is theirs alone, MB; 0 where it cannot be seen. */
function databaseMb(dataDir: string): number {
  try {
    const postmaster = readFileSync(
      readdirSync(dataDir, { recursive: true })
        .map((f) => join(dataDir, String(f)))
        .find((f) => f.endsWith('postmaster.pid')) ?? '',
      'utf8',
    ).split('\n')[0]
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
    const kb = children.map((pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    )
    return Math.round(kb.reduce((a, b) => a + b, 0) / 1024)
  } catch {
    return 0
  }
}

const database = await openEmbedded({ dataDir: folder })
let server: Server | undefined
try {
  await migrate(database.adminUrl)
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const file = join(folder, 'list.xlsx')

  let start = performance.now()
  const listed = await makeList(file)
  say(`made a list of ${listed} rows, ${Math.round(statSync(file).size / 2 ** 20)} MB, in ${seconds(start)} s`)

  start = performance.now()
  await loadPlaces(admin, true)
  const floor = seconds(start)
  say(`floor: the same people copied in ready-made, with their places, in ${floor} s`)
  await admin.query('TRUNCATE register.resident_secret, register.resident, register.area, register.duty')
  await loadPlaces(admin, false)
  await admin.query('ANALYZE')

  server = new Server()
  await server.start(await ensureAppLogin(database.adminUrl, secret))
  await server.call(access.operations.login.url, JSON.stringify({ login: 'officer', password: DEMO_PASSWORD }))
  const street =
    (await admin.query<{ path: string }>(`SELECT path FROM register.area WHERE kind = 'street'`)).rows[0]?.path ?? ''

  start = performance.now()
  const id = await server.upload(file, street)
  const preview = await server.settled(id, 'read and judged')
  const previewSeconds = seconds(start)
  say(`preview after ${previewSeconds} s: ${JSON.stringify(preview.counts)}`)
  start = performance.now()
  await server.call(ops.applyImport.url, JSON.stringify({ id, leaveBad: true }))
  await server.settled(id, 'applied')
  const applySeconds = seconds(start)
  const databasePeakMb = databaseMb(folder)
  const { peakMb, cpuSeconds } = await server.weigh('weigh')
  const held =
    (await admin.query<{ n: number }>('SELECT count(*)::integer AS n FROM register.resident')).rows[0]?.n ?? 0
  if (held !== preview.counts.new) throw new Error(`${held} people in the register instead of ${preview.counts.new}`)
  say(
    `applied after ${applySeconds} s: ${held} people; server ${peakMb} MB at most, ${cpuSeconds.toFixed(1)} s of processor`,
  )

  start = performance.now()
  const again = await server.settled(await server.upload(file, street), 'the same list again')
  const againSeconds = seconds(start)
  say(`the same list again after ${againSeconds} s: ${JSON.stringify(again.counts)}`)
  await admin.end()

  const total = Math.round((previewSeconds + applySeconds) * 10) / 10
  const goal = (what: string, value: number, limit: number) => ({ what, value, goal: limit, met: value <= limit })
  say(
    JSON.stringify({
      bench: 'import',
      machine: `${cpus().length} × ${cpus()[0]?.model}`,
      figures: {
        rows: listed,
        people: held,
        previewSeconds,
        applySeconds,
        seconds: total,
        rowsPerSecond: Math.round(listed / total),
        serverPeakMb: peakMb,
        databasePeakMb,
        serverCpuSeconds: cpuSeconds,
        againSeconds,
      },
      floor: { seconds: floor },
      ratio: floor / total,
      goals: [
        goal(`${listed} rows from upload to register, seconds`, total, 60),
        goal('memory of the server, MB', peakMb, 1024),
        goal(
          'people whom the same list would add or change when it comes again',
          again.counts.new + again.counts.changed,
          0,
        ),
      ],
    }),
  )
} finally {
  await server?.weigh('stop').catch(() => undefined)
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
