/**
 * The server process is killed (SIGKILL) while phones send, again and again: whatever it acknowledged is there, exactly once;
 * what it did not acknowledge is sent again and arrives; the counters agree with the facts. On both engines.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { testing } from '../../modules/testing/contract.ts'
import type { SampleFact } from '../../modules/testing/model.ts'
import { access } from '../../platform/pure/access-contract.ts'
import { engines } from '../cluster.ts'
import { type RoundWorld, roundWorld, sent, swab } from '../round-world.ts'
import { PASSWORD, SECRET } from '../small-world.ts'

const root = join(import.meta.dirname, '..', '..')
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

async function startServer(w: RoundWorld, dataDir: string): Promise<{ url: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['apps/server/main.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: w.urls.adminUrl, DATA_DIR: dataDir, SHOUWANG_SECRET: SECRET, PORT: '0' },
  })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  await expect.poll(() => said, { timeout: 30_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    url: `http://127.0.0.1:${/127\.0\.0\.1:(\d+)\//.exec(said)![1]}`,
    async kill() {
      child.kill('SIGKILL')
      await ended
      running.delete(child)
    },
  }
}

const post = (url: string, cookie: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shouwang': '1', cookie },
    body: JSON.stringify(body),
  })

async function signIn(url: string): Promise<string> {
  const { login } = access.operations
  const response = await post(url + login.url, '', { login: 'crew', password: PASSWORD })
  expect(response.status).toBe(200)
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

/** A phone: sends its outbox in order and keeps what was not acknowledged. */
async function sendAll(
  url: string,
  cookie: string,
  outbox: SampleFact[],
  size: number,
  acknowledged: Set<string>,
): Promise<void> {
  while (outbox.length > 0) {
    const items = outbox.slice(0, size)
    const response = await post(url + testing.operations.recordSamples.url, cookie, sent(...items)).catch(() => null)
    if (!response) return
    expect(response.status).toBe(200)
    const answer = (await response.json().catch(() => null)) as { items: { id: string }[] } | null
    if (!answer) return
    for (const { id } of answer.items) acknowledged.add(id)
    outbox.splice(0, items.length)
  }
}

test.each(engines)('on %s PostgreSQL nothing acknowledged is lost', { timeout: 120_000 }, async (engine) => {
  const w = await roundWorld(engine)
  try {
    const people = await w.crowd(1200)
    const at = await w.open()
    const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-kill-'))
    const outboxes = Array.from({ length: 12 }, (_, n) =>
      people.filter((_, i) => i % 12 === n).map((id) => swab(at, id, { lane: 1 + (n % 2) })),
    )
    const acknowledged = new Set<string>()
    for (let life = 0; life < 4; life++) {
      const server = await startServer(w, dataDir)
      const cookie = await signIn(server.url)
      const before = acknowledged.size
      const sending = Promise.all(
        outboxes.map((outbox, n) => sendAll(server.url, cookie, outbox, n % 3 === 0 ? 1 : 5, acknowledged)),
      )
      if (life < 3) {
        // somewhere in the middle, at another point each time
        while (acknowledged.size < before + 90 + life * 61) await sleep(1)
        await server.kill()
      }
      await sending
      const { rows } = await w.admin.query<{ id: string }>('SELECT id FROM testing.sample WHERE round_id = $1', [
        at.roundId,
      ])
      const there = new Set(rows.map((r) => r.id))
      expect(rows.length).toBe(there.size)
      expect([...acknowledged].filter((id) => !there.has(id))).toEqual([])
      expect(await w.check(at.roundId)).toEqual([])
      if (life < 3) expect(outboxes.some((o) => o.length > 0)).toBe(true)
      else await server.kill()
    }
    expect(acknowledged.size).toBe(1200)
    expect((await w.officer.call(testing.operations.board, { roundId: at.roundId })).figures.tested).toBe(1200)
  } finally {
    await w.close()
  }
})
