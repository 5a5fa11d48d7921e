/** Vehicles and people who return, on a real database: facts once, in the right area, names apart from gates; joined to the register by a person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, refusalCode, signedIn } from '../../../tests/http.ts'
import { dwelling, freshId, HOME, idNumber, OTHER, STREET } from '../../../tests/small-world.ts'
import { factOf, returneeOf, sent, vehicleOf, type VisitWorld, visitWorld, who } from '../../../tests/visit-world.ts'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import { register } from '../../register/contract.ts'
import { visiting } from '../contract.ts'
import type { ReturneeFact, VehicleFact } from '../model.ts'

const ops = visiting.operations
const TODAY = shanghaiDay(Date.now())

let world: VisitWorld
let leader2: Browser
beforeAll(async () => {
  world = await visitWorld()
  leader2 = await signedIn(world.server, 'leader2')
})
afterAll(async () => world.close())

const fact = (minutes?: number) => factOf(world, minutes)
const vehicle = (more: Partial<VehicleFact> = {}) => vehicleOf(world, more)

const listOf = async (by: Browser, more: object = {}) =>
  (await by.call(ops.vehicles, { operationId: world.operationId, ...more })).rows

describe('vehicles', () => {
  test('are kept once with the driver apart; a keeper of gates cannot read them, nor another community', async () => {
    const one = vehicle()
    expect(await world.roadKeeper.call(ops.recordVehicles, sent(one))).toEqual({
      items: [{ id: one.id, known: false, doubts: [] }],
    })
    expect((await world.roadKeeper.call(ops.recordVehicles, sent(one))).items[0]?.known).toBe(true)
    const [row, ...more] = await listOf(world.officer, { text: 'B12045' })
    expect(more).toEqual([])
    expect(row).toMatchObject({
      plate: '沪B12045',
      plateKind: 'ordinary',
      place: '桃花收费站',
      aboard: 2,
      goods: 'food',
    })
    expect(row?.people).toEqual([
      expect.objectContaining({ part: 'driver', name: one.driver?.name, phoneMasked: expect.stringContaining('****') }),
    ])
    expect(await refusalCode(world.roadKeeper.call(ops.vehicles, { operationId: world.operationId }))).toBe(
      'platform.notAllowed',
    )
    expect(await listOf(leader2)).toEqual([])
  })

  test('whose plate nobody can read, or which are foreign, or come from a place that is not known, are kept and doubted', async () => {
    const [odd, foreign, elsewhere] = [
      vehicle({ plate: '浙A1??' }),
      vehicle({ plate: 'ab-99 桃', country: '越南' }),
      vehicle({ placeId: freshId() }),
    ]
    const { items } = await world.keeper.call(ops.recordVehicles, sent(odd, foreign, elsewhere))
    expect(items.map(({ doubts }) => doubts)).toEqual([[], [], ['unknown-place']])
    const rows = await listOf(world.leader)
    expect(rows.find(({ id }) => id === odd.id)).toMatchObject({ plateKind: 'unread' })
    expect(rows.find(({ id }) => id === foreign.id)).toMatchObject({
      plate: 'AB-99 桃',
      plateKind: 'foreign',
      country: '越南',
    })
  })

  test('in a hurry were never turned back, whatever a phone says', async () => {
    const one = vehicle({ kind: 'ambulance', plate: null, driver: null, outcome: 'turned-back' })
    await world.keeper.call(ops.recordVehicles, sent(one))
    expect((await listOf(world.leader)).find(({ id }) => id === one.id)).toMatchObject({
      outcome: 'passed',
      plate: null,
    })
  })

  test('of an operation that is not there are set apart; noted by mistake they are taken back', async () => {
    const lost = vehicle({ operationId: freshId() })
    expect(await refusalCode(world.keeper.call(ops.recordVehicles, sent(lost)))).toBe('visit.unknownFact')
    const wrong = vehicle({ plate: '浙A00001' })
    await world.keeper.call(ops.recordVehicles, sent(wrong))
    const back = { ...fact(0), factId: wrong.id, of: 'vehicle' as const, why: 'slip' as const }
    await world.keeper.call(ops.takeBack, sent(back))
    expect((await world.keeper.call(ops.takeBack, sent(back))).items[0]?.known).toBe(true)
    expect((await listOf(world.officer)).some(({ id }) => id === wrong.id)).toBe(false)
  })

  test('registered ones lie on the gate’s phone; ended, it says that it is over', async () => {
    const id = freshId()
    const draft = { id, operationId: world.operationId, path: dwelling(HOME, 1), plate: '浙a D1234o', country: null }
    const more = { belongs: 'resident' as const, whose: '101室', passNumber: null, until: dayPlus(TODAY, 30) }
    expect(await world.grid.call(ops.registerVehicle, { ...draft, ...more })).toEqual({ plate: '浙AD12340' })
    await world.grid.call(ops.registerVehicle, { ...draft, ...more })
    expect(await refusalCode(world.grid.call(ops.registerVehicle, { ...draft, ...more, id: freshId() }))).toBe(
      'visit.already',
    )
    expect(await refusalCode(leader2.call(ops.registerVehicle, { ...draft, ...more, id: freshId() }))).toBe(
      'platform.notFound',
    )
    const pocket = await world.keeper.call(ops.pocket, {})
    expect(pocket.operations).toEqual([
      { id: world.operationId, name: '桃花行动', path: STREET, rules: expect.objectContaining({ visitHours: 24 }) },
    ])
    expect(pocket.places.map(({ name }) => name)).toContain('桃花收费站')
    expect(pocket.known).toEqual([
      expect.objectContaining({
        ...{ plate: '浙AD12340', until: dayPlus(TODAY, 30), withdrawn: false, pass: null },
        where: expect.stringContaining('101'),
      }),
    ])
    expect(
      await refusalCode(
        world.grid.call(ops.registerVehicle, { ...draft, ...more, id: freshId(), passNumber: '100000017' }),
      ),
    ).toBe('visit.noPass')
    const supply = { ...draft, id: freshId(), path: STREET, plate: '浙A00D01', ...more, belongs: 'supply' as const }
    await world.officer.call(ops.registerVehicle, supply)
    // Registered for the whole sub-district, known at every gate; only who registered it there may end it.
    expect((await world.keeper.call(ops.pocket, {})).known.map(({ plate }) => plate)).toContain('浙A00D01')
    expect(await refusalCode(world.leader.call(ops.endVehicle, { vehicleId: supply.id }))).toBe('platform.notFound')
    await world.leader.call(ops.endVehicle, { vehicleId: id })
    const ended = (await world.keeper.call(ops.pocket, {})).known.find((one) => one.id === id)
    expect(ended).toMatchObject({ withdrawn: true, until: dayPlus(TODAY, 30) })
  })

  test('waiting are counted by eye; the flow is the same on the phone and on the desk', async () => {
    await world.roadKeeper.call(
      ops.recordQueues,
      sent(
        { ...fact(3), placeId: world.checkpointId, waiting: 30 },
        { ...fact(1), placeId: world.checkpointId, waiting: 12 },
      ),
    )
    const { flows } = await world.officer.call(ops.figures, { operationId: world.operationId })
    const here = flows.find(({ placeId }) => placeId === world.checkpointId)
    expect(here).toMatchObject({ name: '桃花收费站', waiting: 12 })
    expect(here?.passed).toBeGreaterThan(0)
    expect(
      (await world.keeper.call(ops.pocket, {})).flows.find(({ placeId }) => placeId === world.checkpointId),
    ).toMatchObject({ waiting: 12 })
  })
})

const returnee = (more: Partial<ReturneeFact> = {}) => returneeOf(world, more)
const returneesOf = async (by: Browser) => (await by.call(ops.returnees, { operationId: world.operationId })).rows

describe('people who return', () => {
  test('stand on the list of the community they go to at once, whoever met them, and on no other', async () => {
    const one = returnee({ placeId: null })
    // Met by the keeper of the first community's gate, bound for the second.
    expect((await world.keeper.call(ops.recordReturnees, sent(one))).items[0]).toEqual({
      id: one.id,
      known: false,
      doubts: [],
    })
    expect((await world.keeper.call(ops.recordReturnees, sent(one))).items[0]?.known).toBe(true)
    const mine = (await returneesOf(leader2)).find(({ id }) => id === one.id)
    expect(mine).toMatchObject({ found: true, standing: 'waiting', told: true, home: expect.stringContaining('101') })
    expect(mine?.who?.phoneMasked).toContain('****')
    expect((await returneesOf(world.leader)).some(({ id }) => id === one.id)).toBe(false)
    const { rows } = await world.admin.query(
      `SELECT path FROM platform.ledger WHERE type = 'visit.returnee-met' AND data ->> 'returneeId' = $1`,
      [one.id],
    )
    expect(rows).toEqual([{ path: dwelling(OTHER, 1) }])
    await world.keeper.call(ops.takeBack, sent({ ...fact(0), factId: one.id, of: 'returnee', why: 'twice' }))
    expect((await returneesOf(leader2)).some(({ id }) => id === one.id)).toBe(false)
  })

  test('whose address is not in the register stay with whoever met them, and say so', async () => {
    const one = returnee({ path: 'd99.s99.c99.', home: '老桥头 3 号' })
    expect((await world.roadKeeper.call(ops.recordReturnees, sent(one))).items[0]?.doubts).toEqual(['unknown-home'])
    expect((await returneesOf(world.officer)).find(({ id }) => id === one.id)).toMatchObject({
      found: false,
      home: '老桥头 3 号',
    })
  })

  test('are contacted in the time that the place has set, and late when nobody did', async () => {
    await world.leader.call(ops.setRules, {
      ...{ id: freshId(), operationId: world.operationId, path: HOME, visitHours: 6, contactHours: 2 },
      ...{ told: '请三天内到社区登记', basis: '云溪区指挥部 3 号通告' },
    })
    expect((await world.keeper.call(ops.pocket, {})).operations[0]?.rules).toMatchObject({
      contactHours: 2,
      told: { basis: '云溪区指挥部 3 号通告' },
    })
    const [late, soon] = [returnee({ ...fact(130), path: HOME }), returnee({ path: dwelling(HOME, 2) })]
    await world.keeper.call(ops.recordReturnees, sent(late, soon))
    const standing = async (id: string) => (await returneesOf(world.leader)).find((row) => row.id === id)?.standing
    expect([await standing(late.id), await standing(soon.id)]).toEqual(['late', 'waiting'])
    await world.leader.call(ops.noteReturnee, { id: freshId(), returneeId: late.id, step: 'no-answer' })
    expect(await standing(late.id)).toBe('late')
    await world.leader.call(ops.noteReturnee, { id: freshId(), returneeId: late.id, step: 'called' })
    expect(await standing(late.id)).toBe('reached')
    expect(
      await refusalCode(leader2.call(ops.noteReturnee, { id: freshId(), returneeId: soon.id, step: 'called' })),
    ).toBe('platform.notFound')
  })

  test('join the register by a person who confirms it, with their numbers; two who confirm at once register one', async () => {
    const number = idNumber('1991-02-03', 77)
    const one = returnee({
      path: dwelling(HOME, 2),
      who: who({ name: '溪归来', idType: 'resident-id', idNumber: number }),
    })
    await world.roadKeeper.call(ops.recordReturnees, sent(one))
    const fresh = { path: dwelling(HOME, 2), residence: 'incoming', tenancy: 'tenant', relation: 'roommate' } as const
    const join = (residentId: string) =>
      world.grid.call(ops.joinReturnee, { id: freshId(), returneeId: one.id, residentId, fresh })
    const ids = [freshId(), freshId()]
    const outcomes = await Promise.allSettled(ids.map(join))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await world.grid.call(register.operations.findResidents, { text: number })
    expect(rows).toEqual([expect.objectContaining({ name: '溪归来', path: dwelling(HOME, 2), residence: 'incoming' })])
    expect((await returneesOf(world.grid)).find(({ id }) => id === one.id)).toMatchObject({
      standing: 'joined',
      residentId: rows[0]?.id,
    })
    const { rows: ledger } = await world.admin.query(
      `SELECT data FROM platform.ledger WHERE type = 'visit.number-revealed' AND data ->> 'personId' = $1 ORDER BY seq`,
      [one.who.id],
    )
    expect(ledger.map(({ data }) => data.field)).toEqual(['id-number', 'phone'])
  })

  test('who stand there already are found by their document and joined to it', async () => {
    const registered = world.world.people.find(({ draft }) => draft.name === '桃小溪')!
    const one = returnee({
      path: dwelling(HOME, 1),
      who: who({ name: '桃小溪', idType: 'resident-id', idNumber: registered.draft.idNumber }),
    })
    await world.roadKeeper.call(ops.recordReturnees, sent(one))
    const { people: same } = await world.leader.call(ops.sameAsReturnee, { returneeId: one.id })
    expect(same[0]).toMatchObject({ id: registered.id, name: '桃小溪' })
    await world.leader.call(ops.joinReturnee, {
      id: freshId(),
      returneeId: one.id,
      residentId: registered.id,
      fresh: null,
    })
    expect((await returneesOf(world.leader)).find(({ id }) => id === one.id)?.standing).toBe('joined')
  })
})

test('doors are found by their address, without anybody who lives there', async () => {
  const { homes } = await world.keeper.call(ops.findHomes, { text: '柳亭苑1号楼' })
  expect(homes.map(({ path }) => path).slice(0, 2)).toEqual([dwelling(OTHER, 1), dwelling(OTHER, 2)])
  expect((await world.keeper.call(ops.findHomes, { text: '柳亭苑1号楼1单元101' })).homes).toHaveLength(1)
  expect((await world.keeper.call(ops.findHomes, { text: '%' })).homes).toEqual([])
})

test('nothing personal stands on the ledger', async () => {
  const { rows } = await world.admin.query(`SELECT data::text FROM platform.ledger WHERE type LIKE 'visit.%'`)
  expect(rows.length).toBeGreaterThan(20)
  expect(JSON.stringify(rows)).not.toMatch(/溪|154\d{8}|浙|329999/)
})
