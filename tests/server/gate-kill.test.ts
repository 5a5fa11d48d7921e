/** The server process is killed (SIGKILL) while three phones at two gates send 2,000 crossings: each is there once afterwards, counted once, and no number is missing. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gates } from '../../modules/gate/contract.ts'
import { ago, beat, crossing, gateWorld, told } from '../gate-world.ts'
import { post, type ServerProcess, signIn, startServer } from '../server-process.ts'
import { freshId } from '../small-world.ts'

const ops = gates.operations
const EACH = [700, 650, 650] as const
const AT_ONCE = 25

test('nothing acknowledged is lost, nothing is there twice, and what a lost phone took is named', {
  timeout: 60_000,
}, async () => {
  const w = await gateWorld()
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-'))
  try {
    await w.measure()
    const [east, west] = [await w.gate({ name: '东门' }), await w.gate({ name: '西门' })]
    const passes: string[] = []
    for (let i = 0; i < 20; i++) passes.push(await w.pass())
    const phones = EACH.map((size, p) => {
      const [shiftId, gateId] = [freshId(), p === 2 ? west : east]
      const outbox = Array.from({ length: size }, (_, i) =>
        crossing(gateId, i % 4 === 0 ? null : passes[i % passes.length]!, {
          shiftId,
          n: i + 1,
          direction: i % 2 ? 'in' : 'out',
          at: ago((size - i) * 1000),
        }),
      )
      return { shiftId, gateId, outbox, waiting: [...outbox] }
    })
    let acknowledged = 0
    const send = async (
      server: ServerProcess,
      cookie: string,
      phone: (typeof phones)[number],
      until = 0,
    ): Promise<void> => {
      while (phone.waiting.length > until) {
        const items = phone.waiting.slice(0, AT_ONCE)
        const response = await post(server.url + ops.recordCrossings.url, cookie, told(...items)).catch(() => null)
        const answer = response && (await response.json().catch(() => null))
        if (!answer) return
        expect(response.status).toBe(200)
        phone.waiting.splice(0, items.length)
        acknowledged += items.length
      }
    }
    const first = await startServer(w.urls, dataDir)
    const before = await signIn(first.url, 'keeper')
    const sending = Promise.all(phones.map((phone) => send(first, before, phone)))
    while (acknowledged < 600) await sleep(1)
    await first.kill()
    await sending
    expect(phones.every((phone) => phone.waiting.length > 0)).toBe(true)

    const second = await startServer(w.urls, dataDir)
    const cookie = await signIn(second.url, 'keeper')
    // The third phone is lost with what it had not yet sent; its last beat had told how far it had counted.
    const LOST = 40
    await Promise.all(phones.map((phone, p) => send(second, cookie, phone, p === 2 ? LOST : 0)))
    const beats = phones.flatMap(({ shiftId, gateId, outbox }, p) => [
      beat(gateId, shiftId, { step: 'begin', at: ago(3600_000) }),
      beat(gateId, shiftId, { step: p === 2 ? 'beat' : 'end', at: ago(60_000), made: outbox.length }),
    ])
    await post(second.url + ops.recordShift.url, cookie, told(...beats))
    await second.kill()

    const { rows } = await w.admin.query<{ n: number; ids: number }>(
      'SELECT count(*)::int AS n, count(DISTINCT (shift_id, n))::int AS ids FROM gate.crossing',
    )
    const lost = phones[2]!.waiting
    expect(rows).toEqual([{ n: 2000 - lost.length, ids: 2000 - lost.length }])
    expect(await w.check()).toEqual([])
    const shifts = (await w.leader.call(ops.shifts, {})).rows
    const ofPhone = (p: number) => shifts.find((s) => s.shiftId === phones[p]!.shiftId)!
    expect([ofPhone(0), ofPhone(1)].map((s) => [s.arrived, s.missing])).toEqual([
      [700, 0],
      [650, 0],
    ])
    expect(ofPhone(2)).toMatchObject({
      made: 650,
      arrived: 650 - lost.length,
      gaps: [[lost[0]!.n, 650]],
      missing: lost.length,
    })
  } finally {
    await w.close()
  }
})
