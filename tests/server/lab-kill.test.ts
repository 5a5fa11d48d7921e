/** The server is killed while it writes a lab's file: nothing of it is there, the next start judges it again, and it goes in whole. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { laboratory } from '../../modules/laboratory/contract.ts'
import { engines } from '../cluster.ts'
import { labWorld } from '../lab-world.ts'
import { post, signIn, startServer } from '../server-process.ts'

const ops = laboratory.operations

test.each(engines)('on %s PostgreSQL', { timeout: 120_000 }, async (engine) => {
  const w = await labWorld(engine)
  try {
    const crowd = await w.crowd(40)
    const at = await w.open()
    for (let i = 0; i < 20; i++) await w.fill(at, `Z${i}`, [crowd[i]!, crowd[i + 20]!])
    const view = await w.judged(
      at.roundId,
      Array.from({ length: 20 }, (_, i) => [`Z${i}`, i === 3 ? '阳性' : '阴性', '']),
    )
    expect(view.counts).toMatchObject({ new: 20 })
    const left = async () =>
      (
        await w.admin.query<{ results: number; pools: number; people: number; lines: number }>(
          `SELECT (SELECT count(*)::int FROM laboratory.result) AS results, (SELECT count(*)::int FROM laboratory.pool) AS pools,
             (SELECT count(*)::int FROM laboratory.member) AS people, (SELECT count(*)::int FROM platform.ledger WHERE type = 'laboratory.results-entered') AS lines`,
        )
      ).rows[0]!

    const server = await startServer(w.urls, mkdtempSync(join(tmpdir(), 'shouwang-lab-kill-')))
    const cookie = await signIn(server.url, 'officer')
    // The results, the pool and its people are written; the last of them waits for this lock, and so the transaction stands open.
    await w.admin.query('BEGIN; LOCK TABLE laboratory.retest IN ACCESS EXCLUSIVE MODE')
    expect((await post(server.url + ops.applyFile.url, cookie, { id: view.id })).status).toBe(200)
    await expect
      .poll(
        async () =>
          (await w.admin.query(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'laboratory.retest'::regclass`))
            .rowCount,
        { timeout: 20_000 },
      )
      .toBe(1)
    await server.kill()
    await w.admin.query('ROLLBACK')
    await expect.poll(left, { timeout: 20_000 }).toEqual({ results: 0, pools: 0, people: 0, lines: 0 })

    const next = await startServer(w.urls, mkdtempSync(join(tmpdir(), 'shouwang-lab-kill-')))
    const again = await w.settled(view.id)
    expect(again).toMatchObject({ state: 'ready', counts: { new: 20 } })
    const cookie2 = await signIn(next.url, 'officer')
    expect((await post(next.url + ops.applyFile.url, cookie2, { id: view.id })).status).toBe(200)
    expect(await w.settled(view.id)).toMatchObject({ state: 'applied' })
    expect(await left()).toEqual({ results: 20, pools: 1, people: 2, lines: 1 })
    await next.kill()
  } finally {
    await w.close()
  }
})
