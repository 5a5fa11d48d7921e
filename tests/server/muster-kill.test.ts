/**
 * The server process is killed (SIGKILL) while called people answer and check in: phones come back, whatever was acknowledged is there
 * once, what was not is sent again, and the tallies agree with the facts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { mobilize } from '../../modules/mobilize/contract.ts'
import { musterWorld } from '../muster-world.ts'
import { post, startServer } from '../server-process.ts'
import { freshId } from '../small-world.ts'

const ops = mobilize.operations

test('nothing acknowledged is lost', { timeout: 120_000 }, async () => {
  const w = await musterWorld({ sizes: [60, 30, 30, 60, 120] })
  try {
    const callUpId = await w.draft({ ask: { seats: 240 } })
    await w.callOut(callUpId)
    const links = await w.links(callUpId)
    const { siteCode } = (await w.officer.call(ops.callUp, { id: callUpId })).callUp
    const now = () => new Date().toISOString()
    /** Each phone says that it comes and then checks in; ids are made once. */
    const outboxes = links.map(({ token }) => [
      {
        url: ops.answerCall.url,
        body: { key: token, sentAt: now(), item: { id: freshId(), said: 'coming', at: now() } },
      },
      {
        url: ops.musterCall.url,
        body: { key: token, sentAt: now(), item: { id: freshId(), code: siteCode, how: 'scan', at: now() } },
      },
    ])
    const acknowledged = new Set<string>()
    const phone = async (url: string, outbox: (typeof outboxes)[number]): Promise<void> => {
      while (outbox[0]) {
        const response = await post(url + outbox[0].url, '', outbox[0].body).catch(() => null)
        if (!response) return
        expect(response.status).toBe(200)
        const answer = (await response.json().catch(() => null)) as { id: string } | null
        if (!answer) return
        acknowledged.add(answer.id)
        outbox.shift()
      }
    }
    for (let life = 0; life < 3; life++) {
      const server = await startServer(w.urls, w.dataDir)
      const before = acknowledged.size
      const sending = (async () => {
        // Twenty phones at once.
        const queue = outboxes.filter((outbox) => outbox.length > 0)
        await Promise.all(
          Array.from({ length: 20 }, async () => {
            for (let next = queue.shift(); next; next = queue.shift()) await phone(server.url, next)
          }),
        )
      })()
      if (life < 2) {
        while (acknowledged.size < before + 70 + life * 41) await sleep(1)
        await server.kill()
      }
      await sending
      const { rows } = await w.admin.query<{ id: string }>(
        'SELECT id FROM mobilize.answer UNION ALL SELECT id FROM mobilize.muster',
      )
      const there = new Set(rows.map(({ id }) => id))
      expect(there.size).toBe(rows.length)
      expect([...acknowledged].filter((id) => !there.has(id))).toEqual([])
      const { rows: wrong } = await w.admin.query(
        `SELECT t.department_id FROM mobilize.tally t JOIN LATERAL (
           SELECT count(*) AS asked, count(*) FILTER (WHERE c.said IS NOT NULL OR c.here_at IS NOT NULL) AS answered, count(*) FILTER (WHERE c.here_at IS NOT NULL) AS here
           FROM mobilize.call c WHERE c.call_up_id = t.call_up_id AND c.department_id = t.department_id) n ON true
         WHERE (t.asked, t.answered, t.here) IS DISTINCT FROM (n.asked, n.answered, n.here)`,
      )
      expect(wrong).toEqual([])
      if (life < 2) expect(outboxes.some((outbox) => outbox.length > 0)).toBe(true)
      else await server.kill()
    }
    expect(acknowledged.size).toBe(480)
    const { lines } = await w.officer.call(ops.board, { callUpId })
    expect(lines.reduce((sum, line) => sum + line.here, 0)).toBe(240)
  } finally {
    await w.close()
  }
})
