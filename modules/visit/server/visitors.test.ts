/** Visitors and hand-over points on a real database: in whatever order it is told, overdue or on the shelf; a household without an account. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browser, refusalCode, signedIn } from '../../../tests/http.ts'
import { addLogin, digest, dwelling, freshId, HOME, OTHER, STREET_ID } from '../../../tests/small-world.ts'
import { factOf, parcelOf, sent, type VisitWorld, visitWorld, who } from '../../../tests/visit-world.ts'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import { selftest } from '../../selftest/contract.ts'
import { visiting } from '../contract.ts'
import { keepTime } from './clock.ts'
import type { ErrandStep } from '../parcel.ts'

const ops = visiting.operations
const TODAY = shanghaiDay(Date.now())

let world: VisitWorld
let stranger: Browser
let [crew, crew2, elsewhere]: Browser[] = []
beforeAll(async () => {
  world = await visitWorld()
  await addLogin(world.admin, 'crew9', 'lane-crew', HOME)
  await addLogin(world.admin, 'crew-other', 'lane-crew', OTHER)
  ;[crew, crew2, elsewhere] = await Promise.all(
    ['crew', 'crew9', 'crew-other'].map((login) => signedIn(world.server, login)),
  )
  stranger = browser(world.server)
  await world.leader.call(ops.setRules, {
    ...{ id: freshId(), operationId: world.operationId, path: HOME, visitHours: 6, contactHours: 2 },
    ...{ told: null, basis: null },
  })
})
afterAll(async () => world.close())

const fact = (minutes?: number) => factOf(world, minutes)

describe('visitors', () => {
  const announced = async (more: object = {}) => {
    const visit = { id: freshId(), who: who(), purpose: 'family' as const, people: 2, plate: '浙B54321', hours: 2 }
    const given = { ...visit, expectedOn: TODAY, operationId: world.operationId, path: dwelling(HOME, 1), ...more }
    const { number } = await world.grid.call(ops.announceVisit, given)
    return { ...given, number }
  }
  const step = (visitId: string, what: 'arrived' | 'left', minutes = 1) => ({
    ...{ ...fact(minutes), visitId, step: what, placeId: null, visit: null },
  })
  const standingOf = async (id: string) =>
    (await world.grid.call(ops.visits, { operationId: world.operationId })).rows.find((row) => row.id === id)

  test('announced lie on the gate’s phone with half a name; arrive, are overdue, leave, in whatever order it is told', async () => {
    const { id, number, who: visitor } = await announced()
    const carried = (await world.keeper.call(ops.pocket, {})).visits.find((row) => row.id === id)
    expect(carried).toMatchObject({ number, plate: '浙B54321', host: expect.stringContaining('101') })
    expect(carried?.name).not.toBe(visitor.name)
    expect(JSON.stringify(carried)).not.toContain(visitor.phone)
    await world.keeper.call(ops.recordVisits, sent(step(id, 'left', 1)))
    await world.keeper.call(ops.recordVisits, sent(step(id, 'arrived', 150)))
    expect(await standingOf(id)).toMatchObject({ standing: 'left' })
    const again = await announced({ plate: null })
    const arrival = step(again.id, 'arrived', 150)
    await Promise.all([
      world.keeper.call(ops.recordVisits, sent(arrival)),
      world.keeper.call(ops.recordVisits, sent(arrival)),
    ])
    expect(await standingOf(again.id)).toMatchObject({
      standing: 'overdue',
      who: expect.objectContaining({ name: again.who.name }),
    })
    expect((await world.officer.call(ops.figures, { operationId: world.operationId })).visits.overdue).toBeGreaterThan(
      0,
    )
    await world.keeper.call(ops.takeBack, sent({ ...fact(0), factId: arrival.id, of: 'visit-step', why: 'mistaken' }))
    expect(await standingOf(again.id)).toMatchObject({ standing: 'expected', arrivedAt: null })
  })

  test('whom nobody announced are noted with their arrival; to whom the keeper’s phone knows none, it is refused and kept there', async () => {
    const visit = {
      who: who(),
      purpose: 'repair' as const,
      people: 1,
      plate: null,
      hours: 3,
      path: null,
      host: '门卫室',
    }
    const visitId = freshId()
    await world.keeper.call(ops.recordVisits, sent({ ...fact(), visitId, step: 'arrived', placeId: null, visit }))
    expect(await standingOf(visitId)).toBeUndefined()
    const rows = (await world.leader.call(ops.visits, { operationId: world.operationId })).rows
    expect(rows.find(({ id }) => id === visitId)).toMatchObject({ standing: 'inside', host: '门卫室', via: 'gate' })
    expect(await refusalCode(world.keeper.call(ops.recordVisits, sent(step(freshId(), 'left'))))).toBe(
      'visit.unknownFact',
    )
  })

  test.each<[string, object, string]>([
    ['longer than the place allows', { hours: 7 }, 'visit.tooLong'],
    ['for yesterday', { expectedOn: dayPlus(TODAY, -1) }, 'visit.badDay'],
    ['with a plate that is none', { plate: '浙A1' }, 'visit.badPlate'],
    ['to another community', { path: dwelling(OTHER, 1) }, 'platform.notFound'],
  ])('are not announced %s', async (_, more, code) => {
    expect(await refusalCode(announced(more))).toBe(code)
  })

  test('are called off before they came, not after', async () => {
    const { id } = await announced()
    await world.grid.call(ops.callOffVisit, { id: freshId(), visitId: id })
    expect(await standingOf(id)).toMatchObject({ standing: 'cancelled' })
    const here = await announced()
    await world.keeper.call(ops.recordVisits, sent(step(here.id, 'arrived')))
    expect(await refusalCode(world.grid.call(ops.callOffVisit, { id: freshId(), visitId: here.id }))).toBe(
      'visit.arrived',
    )
  })
})

test('who stays too long is told of once, and again only after another arrival', async () => {
  const visitId = freshId()
  const arrived = (minutes: number) => ({
    ...{ ...fact(minutes), visitId, step: 'arrived' as const, placeId: null },
    visit: {
      ...{ who: who(), purpose: 'repair' as const, people: 1, plate: null, hours: 1, host: null },
      path: dwelling(HOME, 1),
    },
  })
  const look = () => keepTime(world.server.house.database)
  const lines = async () => {
    const { rows } = await world.admin.query(
      `SELECT path FROM platform.ledger WHERE type = 'visit.overdue' AND data ->> 'visitId' = $1`,
      [visitId],
    )
    return rows.map(({ path }) => path)
  }
  await look()
  const first = arrived(61)
  await world.keeper.call(ops.recordVisits, sent(first))
  // Two processes look at once.
  const found = await Promise.all([look(), look()])
  expect(found.reduce((a, b) => a + b)).toBe(1)
  expect(await look()).toBe(0)
  expect(await lines()).toEqual([dwelling(HOME, 1)])
  // That arrival was a slip of the time: the true one is not over yet, and when it is it is told of.
  await world.keeper.call(ops.recordVisits, sent({ ...arrived(50), visit: null }))
  await world.keeper.call(ops.takeBack, sent({ ...fact(0), factId: first.id, of: 'visit-step', why: 'slip' }))
  expect(await look()).toBe(0)
  await world.admin.query(`UPDATE visit.visit SET hours = 1, arrived_at = now() - interval '2 hours' WHERE id = $1`, [
    visitId,
  ])
  expect(await look()).toBe(1)
  expect(await lines()).toHaveLength(2)
})

describe('a household', () => {
  let key: string
  let code: string
  beforeAll(async () => {
    const { slips } = await world.leader.call(selftest.operations.issueSlips, {
      ...{ operationId: world.operationId, under: dwelling(HOME, 3), again: false },
    })
    key = slips[0]!.token
    code = slips[0]!.code
  })
  const item = (more: object = {}) => ({
    ...{ id: freshId(), who: who({ name: '溪客人' }), purpose: 'care' as const, people: 1, plate: null, hours: 4 },
    expectedOn: TODAY,
    ...more,
  })

  test('announces a visitor once, sees its own without whole names, and calls one off', async () => {
    const one = item()
    expect(await stranger.call(ops.announce, { key, item: one })).toEqual({ known: false })
    expect(await stranger.call(ops.announce, { key, item: one })).toEqual({ known: true })
    const host = await stranger.call(ops.openHost, { key })
    expect(host).toMatchObject({ mostHours: 6, visits: [{ id: one.id, name: '溪*人', standing: 'expected' }] })
    expect((await world.keeper.call(ops.pocket, {})).visits.find(({ id }) => id === one.id)?.number).toBe(
      host.visits[0]?.number,
    )
    await stranger.call(ops.callOff, { key, visitId: one.id })
    expect((await stranger.call(ops.openHost, { key })).visits[0]?.standing).toBe('cancelled')
    const typed = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`
    expect((await stranger.call(ops.openHost, { key: typed })).visits).toHaveLength(1)
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['by a wrong key', () => stranger.call(ops.openHost, { key: 'A'.repeat(22) }), 'visit.noSuchKey'],
    ['too long', () => stranger.call(ops.announce, { key, item: item({ hours: 9 }) }), 'visit.tooLong'],
    [
      'for a day long past',
      () => stranger.call(ops.announce, { key, item: item({ expectedOn: '2020-01-01' }) }),
      'visit.badDay',
    ],
    ['somebody else’s visit', () => stranger.call(ops.callOff, { key, visitId: freshId() }), 'visit.noSuchKey'],
  ])('is told in words: %s', async (_, ask, code) => {
    expect(await refusalCode(ask())).toBe(code)
  })

  test('announces ten in a day and no more, however many at once', async () => {
    const tries = Array.from({ length: 14 }, () => stranger.call(ops.announce, { key, item: item() }))
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(9)
    const { rows } = await world.admin.query(
      `SELECT count(*)::integer AS n FROM visit.visit v JOIN selftest.slip s ON s.id = v.slip_id WHERE s.token_digest = $1 AND v.street_id = $2`,
      [digest('slip', key), STREET_ID],
    )
    expect(rows).toEqual([{ n: 10 }])
  })

  test('guesses no code: after twenty wrong ones its address is asked to wait', async () => {
    const guess = () => refusalCode(stranger.call(ops.openHost, { key: 'WRONGCODE' }))
    for (let i = 0; i < 20; i++) expect(await guess()).toBe('visit.noSuchKey')
    expect(await guess()).toBe('visit.tooManyKeys')
  })
})

describe('a hand-over point', () => {
  const waiting = async () => (await world.leader.call(ops.parcels, { operationId: world.operationId })).rows

  test('keeps what waits, medicine first, then the longest; picked up once by whoever comes first', async () => {
    const [box, rice, pills] = [
      parcelOf(world, 'parcel', 60),
      parcelOf(world, 'groceries', 90),
      parcelOf(world, 'medicine', 5),
    ]
    await world.keeper.call(ops.recordParcels, sent(box, rice, pills))
    expect((await waiting()).map(({ id }) => id)).toEqual([pills.id, rice.id, box.id])
    expect((await world.keeper.call(ops.pocket, {})).parcels[0]).toMatchObject({
      recipient: expect.stringContaining('101'),
      shelf: 'A3',
    })
    const { parcels: figures } = await world.officer.call(ops.figures, { operationId: world.operationId })
    expect(figures).toMatchObject({ waiting: 3, medicine: 1 })
    const pick = (by: Browser, how: 'errand' | 'resident', minutes: number) =>
      by.call(ops.recordPickups, sent({ ...fact(minutes), parcelId: pills.id, how }))
    await Promise.all([pick(world.keeper, 'errand', 2), pick(world.grid, 'resident', 3)])
    expect((await waiting()).map(({ id }) => id)).toEqual([rice.id, box.id])
    const { rows } = await world.leader.call(ops.parcels, { operationId: world.operationId, standing: 'fetched' })
    expect(rows).toEqual([expect.objectContaining({ id: pills.id, how: 'resident' })])
  })

  const errand = (parcelId: string, step: ErrandStep, minutes = 0) => ({
    ...{ id: freshId(), at: new Date(Date.now() - minutes * 60_000).toISOString(), parcelId, step },
  })
  const say = async (by: Browser, ...items: ReturnType<typeof errand>[]) =>
    (await by.call(ops.recordErrands, sent(...items))).items.map(({ known, doubts }) => ({ known, doubts }))
  const seen = async (by: Browser, id: string) => (await by.call(ops.errands, {})).errands.find((one) => one.id === id)
  const put = async (more: object = {}) => {
    const parcel = { ...parcelOf(world, 'medicine', 40), ...more }
    await world.keeper.call(ops.recordParcels, sent(parcel))
    return parcel.id
  }
  const lineOf = async (id: string, standing: 'waiting' | 'taken' | 'fetched') =>
    (await world.leader.call(ops.parcels, { operationId: world.operationId, standing })).rows.find(
      (row) => row.id === id,
    )
  const NEW = { known: false, doubts: [] }

  test('shows the squad of its area a door and a mark, no phone number and no table', async () => {
    const id = await put({ recipient: '溪奶奶 154 0000 0077', broughtBy: '快递 15400000078' })
    expect(await seen(crew!, id)).toMatchObject({
      ...{ door: expect.stringContaining('101'), mark: '溪奶奶 *0077 · 快递 *0078', kind: 'medicine', shelf: 'A3' },
      ...{ others: 0, fetched: null, said: null },
    })
    expect(await seen(elsewhere!, id)).toBeUndefined()
    expect(await refusalCode(say(elsewhere!, errand(id, 'taken')))).toBe('visit.unknownFact')
    expect(await refusalCode(world.keeper.call(ops.errands, {}))).toBe('platform.notAllowed')
    expect(await refusalCode(crew!.call(ops.pocket, {}))).toBe('platform.notAllowed')
  })

  test('follows a parcel from the shelf to its door with times, once however often and in whatever order it is told', async () => {
    const id = await put()
    const [taken, brought] = [errand(id, 'taken', 20), errand(id, 'delivered', 5)]
    // The phone had no network on the stairs; another way round than it happened.
    expect(await say(crew!, brought)).toEqual([NEW])
    expect(await say(crew!, taken, brought)).toEqual([NEW, { known: true, doubts: [] }])
    expect(await lineOf(id, 'fetched')).toMatchObject({
      ...{ how: 'door', takenAt: taken.at, pickedAt: brought.at, takers: ['演示crew'] },
    })
    expect((await seen(crew!, id))?.said).toMatchObject({ step: 'delivered', at: brought.at })
    expect(await seen(crew2!, id)).toBeUndefined()
    // It was the wrong door: still carried, and since when is not forgotten.
    await say(crew!, errand(id, 'not-delivered', 3))
    expect(await lineOf(id, 'taken')).toMatchObject({ takenAt: taken.at, pickedAt: null, how: null })
    await say(crew!, errand(id, 'put-back', 1))
    expect(await lineOf(id, 'waiting')).toMatchObject({ takenAt: null, takers: [] })
    const { rows } = await world.admin.query(
      `SELECT data ->> 'step' AS step FROM platform.ledger WHERE type = 'visit.errand-noted' AND data ->> 'parcelId' = $1 ORDER BY seq`,
      [id],
    )
    expect(rows.map(({ step }) => step)).toEqual(['delivered', 'taken', 'not-delivered', 'put-back'])
  })

  test('leaves the keeper’s shelf when it is taken; what the gate handed over counts until the door is known', async () => {
    const id = await put()
    await say(crew!, errand(id, 'taken', 10))
    const atGate = (await world.keeper.call(ops.pocket, {})).parcels.find((one) => one.id === id)
    expect(atGate?.takenAt).not.toBeNull()
    await world.keeper.call(ops.recordPickups, sent({ ...fact(9), parcelId: id, how: 'errand' as const }))
    expect(await lineOf(id, 'fetched')).toMatchObject({ how: 'errand' })
    // Handed over is not brought: it stays on the carrier's list.
    expect(await seen(crew!, id)).toMatchObject({ fetched: 'errand', said: { step: 'taken' } })
    await say(crew!, errand(id, 'delivered', 2))
    expect(await lineOf(id, 'fetched')).toMatchObject({ how: 'door' })
  })

  test('fetched by the resident meanwhile, whoever carried the slip of it is told', async () => {
    const id = await put()
    await say(crew!, errand(id, 'taken', 10))
    await world.keeper.call(ops.recordPickups, sent({ ...fact(5), parcelId: id, how: 'resident' as const }))
    expect(await seen(crew!, id)).toMatchObject({ fetched: 'resident', said: { step: 'taken' } })
    expect(await say(crew!, errand(id, 'delivered', 1))).toEqual([{ known: false, doubts: ['already-fetched'] }])
    expect(await lineOf(id, 'fetched')).toMatchObject({ how: 'resident' })
  })

  test('taken by two at once is kept of both, both are told, and whoever puts it back is out of it', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => put()))
    // In opposite orders, so that each waits for the other.
    const [first, second] = await Promise.all([
      say(crew!, ...ids.map((id) => errand(id, 'taken', 2))),
      say(crew2!, ...ids.toReversed().map((id) => errand(id, 'taken', 1))),
    ])
    const told = ids.map((_, i) => [...first![i]!.doubts, ...second!.toReversed()[i]!.doubts])
    expect(told).toEqual(ids.map(() => ['taken-by-other']))
    for (const id of ids) {
      expect((await seen(crew!, id))?.others).toBe(1)
      expect((await seen(crew2!, id))?.others).toBe(1)
      expect(await lineOf(id, 'taken')).toMatchObject({ takers: ['演示crew', '演示crew9'] })
    }
    await say(crew!, errand(ids[0]!, 'put-back'))
    expect(await lineOf(ids[0]!, 'taken')).toMatchObject({ takers: ['演示crew9'] })
    expect((await seen(crew2!, ids[0]!))?.others).toBe(0)
    // Of two who say that they have it the one who brought it had it.
    await say(crew2!, errand(ids[1]!, 'delivered'))
    expect(await lineOf(ids[1]!, 'fetched')).toMatchObject({ how: 'door', takers: ['演示crew9', '演示crew'] })
    expect(await say(crew!, errand(ids[1]!, 'delivered'))).toEqual([{ known: false, doubts: ['already-fetched'] }])
    const { rows } = await world.admin.query(
      'SELECT count(*)::integer AS n FROM visit.errand WHERE parcel_id = ANY ($1)',
      [ids],
    )
    expect(rows).toEqual([{ n: 15 }])
  })
})
