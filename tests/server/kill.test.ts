/**
 * The server process is killed (SIGKILL) while phones send, again and again: whatever it acknowledged is there, exactly once;
 * what it did not acknowledge is sent again and arrives; the counters agree with the facts. On both engines.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testing } from '../../modules/testing/contract.ts'
import type { SampleFact } from '../../modules/testing/model.ts'
import { engines } from '../cluster.ts'
import { roundWorld, sent, swab } from '../round-world.ts'
import { post, signIn, startServer } from '../server-process.ts'

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
      const server = await startServer(w.urls, dataDir)
      const cookie = await signIn(server.url, 'crew')
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
