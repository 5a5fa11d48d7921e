/** What people do by their own account: told live that they are called, answering, checking in; and the figures that a place sets. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Browser, refusalCode, signedIn } from '../../../tests/http.ts'
import { minutesFromNow, type MusterWorld, musterWorld } from '../../../tests/muster-world.ts'
import { freshId, STREET } from '../../../tests/small-world.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { LiveLine } from '../../../platform/server/live.ts'
import { staff } from '../../staff/contract.ts'
import { addServiceDays } from '../../staff/server/public.ts'
import { OWN_TOPIC } from '../called-contract.ts'
import { mobilize } from '../contract.ts'

const ops = mobilize.operations
let w: MusterWorld
let crew: Browser
let own: string
let id: string
const now = () => new Date().toISOString()
const linked = async (personId: string, login: string): Promise<void> => {
  const { accountId } = w.world.logins.get(login)!
  await w.admin.query('UPDATE staff.person SET account_id = $2 WHERE id = $1', [personId, accountId])
}
const answer = (by: Browser, callId: string, more: object = {}) =>
  by.call(ops.answerMine, {
    sentAt: now(),
    items: [{ id: freshId(), callId, said: 'coming', at: now(), ...more }] as never,
  })
const checkIn = (by: Browser, callId: string, code: string) =>
  by.call(ops.musterMine, { sentAt: now(), items: [{ id: freshId(), callId, code, how: 'code', at: now() }] })

beforeAll(async () => {
  w = await musterWorld({ sizes: [6, 4] })
  crew = await signedIn(w.server, 'crew')
  const [office] = w.departments
  own = office!.people[0]!
  await linked(own, 'crew')
})
afterAll(async () => w.close())

describe('one’s own calls', () => {
  test('nothing before the notice; with it the account is told, and nobody else', async () => {
    const heard: Record<string, LiveLine[]> = { crew: [], officer: [], grid: [] }
    const leave = Object.keys(heard).map((login) =>
      w.server.house.live.listen({
        ...{ topics: [OWN_TOPIC], area: STREET, account: w.world.logins.get(login)!.accountId, cursor: null },
        send: (message) => message.kind === 'lines' && heard[login]!.push(...message.lines),
      }),
    )
    try {
      await new Promise((done) => setTimeout(done, 400))
      // Everybody is asked, so that the linked person is.
      id = await w.draft({ ask: { seats: 10 }, bring: '雨衣' })
      expect(await crew.call(ops.mine, {})).toEqual({ calls: [] })
      await w.callOut(id)
      await vi.waitFor(() => expect(heard['crew']).not.toEqual([]), { timeout: 5000 })
      expect(heard['crew']![0]).toMatchObject({ topic: OWN_TOPIC, data: {} })
      expect([heard['officer'], heard['grid']]).toEqual([[], []])
    } finally {
      for (const each of leave) each()
    }
    const { calls } = await crew.call(ops.mine, {})
    expect(calls).toMatchObject([{ place: '桃影广场', bring: '雨衣', said: null, hereAt: null, open: true }])
  })

  test('answered in a tap, twice the same harmless, checked in by the code; nobody answers for another', async () => {
    const [{ callId }] = (await crew.call(ops.mine, {})).calls as unknown as [{ callId: string }]
    const item = { id: freshId(), callId, said: 'coming' as const, arrivesAt: minutesFromNow(15), at: now() }
    const said = (known: boolean) => ({ items: [{ id: item.id, known, doubts: [] }] })
    expect(await crew.call(ops.answerMine, { sentAt: now(), items: [item] })).toEqual(said(false))
    expect(await crew.call(ops.answerMine, { sentAt: now(), items: [item] })).toEqual(said(true))
    expect((await crew.call(ops.mine, {})).calls[0]).toMatchObject({ said: 'coming', arrivesAt: item.arrivesAt })
    expect(await refusalCode(answer(w.officer, callId))).toBe('mobilize.unknownFact')
    expect(await refusalCode(checkIn(w.officer, callId, 'AAAAAA'))).toBe('mobilize.unknownFact')
    expect(await refusalCode(checkIn(crew, callId, 'ZZZZZZ'))).toBe('mobilize.wrongCode')
    const { siteCode } = (await w.officer.call(ops.callUp, { id })).callUp
    await checkIn(crew, callId, ` ${siteCode.toLowerCase()} `)
    expect((await crew.call(ops.mine, {})).calls[0]?.hereAt).not.toBeNull()
    const { rows } = await w.officer.call(ops.people, { callUpId: id, standings: ['here'] })
    expect(rows.map(({ personId, hereHow }) => [personId, hereHow])).toEqual([[own, 'code']])
  })

  test('a call-up that is over asks nobody any more', async () => {
    await w.officer.call(ops.close, { id })
    expect(await crew.call(ops.mine, {})).toEqual({ calls: [] })
  })
})

describe('figures that a place sets', () => {
  test('caps of work: set by an officer of the sub-district, with the basis; the next draw and one’s own record go by them', async () => {
    const sops = staff.operations
    const musterAt = minutesFromNow(10)
    const line = (back: number) => ({
      ...{ id: freshId(), personId: own, day: shanghaiDay(Date.now() - back * 86_400_000), hours: 9, night: false },
      ...{ operationId: w.operationId, source: 'deployment.post', cancels: null },
    })
    await w.server.house.database.within(w.world.actor('officer'), (context) =>
      addServiceDays(context, context.actor.streetId, [1, 2, 3, 4].map(line)),
    )
    const tired = async () => (await w.officer.call(ops.plan, { ask: { seats: 2 }, musterAt })).roster.tired
    expect(await tired()).toBe(0)
    expect((await crew.call(sops.mine, {})).load).toMatchObject({ hours: 36, state: 'fit', caps: { capHours: 60 } })
    expect((await w.officer.call(sops.workCaps, {})).set).toBeNull()
    const set = { id: freshId(), capHours: 36, nearHours: 30, nightsInRow: 2, daysInRow: 5, basis: '街道党工委会议' }
    expect(await refusalCode(w.leader.call(sops.setWorkCaps, set))).toBe('platform.notAllowed')
    expect(await refusalCode(w.officer.call(sops.setWorkCaps, { ...set, nearHours: 40 }))).toBe('platform.badRequest')
    await w.officer.call(sops.setWorkCaps, set)
    await w.officer.call(sops.setWorkCaps, set)
    expect(await w.leader.call(sops.workCaps, {})).toMatchObject({ caps: { capHours: 36 }, set: { basis: set.basis } })
    expect(await tired()).toBe(1)
    expect((await crew.call(sops.mine, {})).load).toMatchObject({ state: 'over', because: ['hours'] })
    const { rows } = await w.admin.query(`SELECT path, data FROM platform.ledger WHERE type = 'staff.work-caps-set'`)
    expect(rows).toEqual([{ path: STREET, data: { capsId: set.id } }])
    await expect(w.admin.query('DELETE FROM staff.work_caps')).rejects.toThrow('append-only')
  })

  test('the forecast begins from what the place has learned', async () => {
    const of = await w.draft({ ask: { seats: 5 } })
    await w.callOut(of)
    await w.admin.query(`UPDATE mobilize.call SET asked_at = asked_at - interval '6 minutes' WHERE call_up_id = $1`, [
      of,
    ])
    const expected = async () => (await w.officer.call(ops.board, { callUpId: of })).forecast!.expected
    const before = await expected()
    const { figures } = await w.officer.call(ops.forecastFigures, {})
    const set = { id: freshId(), ...figures, yes: 0.3, basis: '三月演练' }
    expect(await refusalCode(w.leader.call(ops.setForecastFigures, set))).toBe('platform.notAllowed')
    await w.officer.call(ops.setForecastFigures, set)
    expect((await w.leader.call(ops.forecastFigures, {})).figures.yes).toBe(0.3)
    expect(await expected()).toBeLessThan(before)
  })
})
