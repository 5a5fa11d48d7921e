import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dice } from '../../../database/taohua/dice.ts'
import { refusal } from '../../../tests/import-world.ts'
import { type LabWorld, labWorld } from '../../../tests/lab-world.ts'
import { freshId, HOME, STREET_ID } from '../../../tests/small-world.ts'
import { laboratory } from '../contract.ts'
import { differencesOf, stageOf, sumBalance, type TubeOnItsWay } from '../custody.ts'

const ops = laboratory.operations
const TODAY = '2026-03-05'
let w: LabWorld
let crowd: string[]
beforeAll(async () => {
  w = await labWorld()
  crowd = await w.crowd(40)
})
afterAll(() => w.close())

const balance = async (roundId: string) => (await w.officer.call(ops.custody, { roundId })).total
const differing = async (roundId: string) =>
  (await w.officer.call(ops.tubes, { roundId, onlyDiffering: true })).rows.map((t) => [t.code, t.differences.join()])

test('the rule of the mind and of the database are one: tubes of every kind, each with its stage and its differences', async () => {
  const at = await w.open()
  const dice = new Dice(7)
  const some = (share: number): boolean => dice.below(100) < share
  const made: (TubeOnItsWay & { id: string })[] = []
  const { admin } = w
  const fact = { street: STREET_ID, operation: w.operationId, account: freshId() }
  for (let i = 0; i < 300; i++) {
    const id = freshId()
    const noTube = some(5)
    const heads = some(80) ? 1 + dice.below(3) : 0
    const closed = !noTube && some(80)
    const steps = ['packed', 'handed-over', 'received-by-lab', 'returned'].filter(() => some(60))
    const outcomes = Array.from({ length: dice.below(4) }, () => ['negative', 'positive', 'recheck'][dice.below(3)]!)
    const code = noTube ? null : `R${i % 280}`
    const counted = closed ? (some(90) ? heads : heads + 1) : null
    if (noTube && heads === 0) continue
    if (code !== null)
      await admin.query(
        `INSERT INTO testing.tube (street_id, operation_id, round_id, id, site_id, path, lane, code, pool_size, opened_at, closed_at, counted, account_id)
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7, 10, now(), CASE WHEN $8 THEN now() END, $9, $10)`,
        [fact.street, fact.operation, at.roundId, id, at.siteId, HOME, code, closed, counted, fact.account],
      )
    for (let head = 0; head < heads; head++)
      await admin.query(
        `INSERT INTO testing.sample (street_id, operation_id, round_id, id, site_id, lane, tube_id, resident_id, path, how, taken_at, device_taken_at, account_id, first)
         VALUES ($1, $2, $3, gen_random_uuid(), $4, 1, $5, gen_random_uuid(), $6, 'scan', now(), now(), $7, false)`,
        [fact.street, fact.operation, at.roundId, at.siteId, id, HOME, fact.account],
      )
    for (const [n, step] of steps.entries())
      await admin.query(
        `INSERT INTO testing.custody (street_id, operation_id, round_id, id, tube_id, path, step, at, account_id)
         VALUES ($1, $2, $3, gen_random_uuid(), $4, $5, $6, now() + make_interval(mins => $7), $8)`,
        [fact.street, fact.operation, at.roundId, id, HOME, step, n, fact.account],
      )
    for (const [n, outcome] of outcomes.entries())
      await admin.query(
        `INSERT INTO laboratory.result (street_id, operation_id, round_id, id, tube_id, path, turn, outcome, account_id) VALUES ($1, $2, $3, gen_random_uuid(), $4, $5, $6, $7, $8)`,
        [fact.street, fact.operation, at.roundId, id, HOME, n + 1, outcome, fact.account],
      )
    made.push({
      ...{ id, code, codeTwice: false, heads, counted, closed, outcomes },
      ...{ packed: steps.includes('packed'), handedOver: steps.includes('handed-over') },
      ...{ received: steps.includes('received-by-lab'), returned: steps.includes('returned') },
    })
  }
  const codes = Map.groupBy(made, (t) => t.code ?? t.id)
  const expected = made.map((t) => ({ ...t, codeTwice: codes.get(t.code ?? t.id)!.length > 1 }))
  const { rows } = await w.server.house.database.within(w.world.actor('officer'), (c) =>
    c.query<{ id: string; stage: string; differences: string[] }>(
      'SELECT tube_id AS id, stage, differences FROM laboratory.tube_lines($1, $2)',
      [STREET_ID, at.roundId],
    ),
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  expect(found.size).toBe(expected.length)
  for (const t of expected)
    expect(found.get(t.id), JSON.stringify(t)).toEqual({ id: t.id, stage: stageOf(t), differences: differencesOf(t) })
  expect(new Set(rows.flatMap((r) => r.differences)).size).toBeGreaterThan(10)
  expect(await balance(at.roundId)).toEqual(sumBalance(expected))
  for (const by of ['site', 'lab', 'batch'] as const) {
    const { groups, byDifference } = await w.officer.call(ops.custody, { roundId: at.roundId, by })
    for (const key of ['sampled', 'handedOver', 'received', 'resulted', 'heads', 'differing'] as const)
      expect(
        groups.reduce((sum, g) => sum + g[key], 0),
        `${by} ${key}`,
      ).toBe(sumBalance(expected)[key])
    expect(byDifference.reduce((sum, d) => sum + d.tubes, 0)).toBe(expected.flatMap((t) => differencesOf(t)).length)
  }
})

test('from the hand-over to the lab and back: sent, received, resulted, until nothing differs', async () => {
  const at = await w.open()
  for (let i = 0; i < 6; i++)
    await w.fill(at, `V${i}`, crowd.slice(i * 3, i * 3 + 3), { upTo: i < 5 ? 'handed-over' : 'closed' })
  const { rows: batches } = await w.officer.call(ops.handovers, { roundId: at.roundId })
  expect(batches).toMatchObject([{ siteName: '桃影广场', place: '云溪检测车', tubes: 5 }])
  const send = {
    id: freshId(),
    roundId: at.roundId,
    labId: w.labId,
    day: TODAY,
    batches: batches.map(({ siteId, place, at }) => ({ siteId, place, at })),
  }
  expect(await w.officer.call(ops.consign, send)).toEqual({ tubes: 5 })
  // sent again because the answer was lost
  expect(await w.officer.call(ops.consign, send)).toEqual({ tubes: 5 })
  expect((await refusal(w.officer.call(ops.consign, { ...send, id: freshId() }))).problem.code).toBe(
    'laboratory.nothingToSend',
  )
  expect((await w.officer.call(ops.labs, { day: TODAY })).labs).toMatchObject([{ load: 5 }])

  expect((await refusal(w.officer.call(ops.receiveConsignment, { id: send.id, except: ['V9'] }))).problem.code).toBe(
    'laboratory.unknownCodes',
  )
  expect(await w.officer.call(ops.receiveConsignment, { id: send.id, except: ['v4'] })).toEqual({ received: 4 })
  expect(await w.officer.call(ops.consignments, { roundId: at.roundId })).toMatchObject({
    rows: [{ tubes: 5, received: 4, resulted: 0 }],
  })
  expect(await differing(at.roundId)).toEqual([
    ...['V0', 'V1', 'V2', 'V3'].map((code) => [code, 'no-result']),
    ['V4', 'not-received'],
    ['V5', 'not-packed'],
  ])
  await w.results(at.roundId, ...['V0', 'V1', 'V2', 'V3', 'V4'].map((code) => [code, '阴性'] as const))
  expect(await differing(at.roundId)).toEqual([
    ['V4', 'resulted-not-received'],
    ['V5', 'not-packed'],
  ])
  expect(await balance(at.roundId)).toEqual({
    ...{ sampled: 6, packed: 5, handedOver: 5, received: 4, resulted: 5, heads: 18, differing: 2 },
  })
  const results = await w.officer.call(ops.results, { roundId: at.roundId })
  expect(results).toMatchObject({ outstanding: 1, outcomes: { negative: 5, positive: 0 } })
  // numbers for the superior, without the outcome of any tube
  const seen = await w.superior.call(ops.tubes, { roundId: at.roundId })
  expect(seen.rows.map((t) => t.outcome)).toEqual([null, null, null, null, null, null])
  expect(await w.superior.call(ops.results, { roundId: at.roundId })).toMatchObject({ outcomes: { negative: 5 } })
})

test('a lab’s day: told before it is exceeded, sent all the same only knowingly; a batch can be withdrawn until it arrived', async () => {
  const at = await w.open()
  const small = freshId()
  await w.officer.call(ops.saveLab, { id: small, name: '小实验室', capacity: 3, contact: null, phone: null })
  for (let i = 0; i < 4; i++) await w.fill(at, `F${i}`, [crowd[i]!], { upTo: 'handed-over', pool: 1 })
  const batches = (await w.officer.call(ops.handovers, { roundId: at.roundId })).rows.map(({ siteId, place, at }) => ({
    siteId,
    place,
    at,
  }))
  const send = { id: freshId(), roundId: at.roundId, labId: small, day: TODAY, batches }
  const told = await refusal(w.officer.call(ops.consign, send))
  expect(told.problem).toMatchObject({ code: 'laboratory.labFull', params: { assigned: 0, about: 4, capacity: 3 } })
  expect(await w.officer.call(ops.consign, { ...send, overCapacity: true })).toEqual({ tubes: 4 })
  expect(await w.officer.call(ops.consignments, { roundId: at.roundId })).toMatchObject({
    rows: [{ overCapacity: true }],
  })
  await w.officer.call(ops.withdrawConsignment, { id: send.id })
  expect((await w.officer.call(ops.handovers, { roundId: at.roundId })).rows).toMatchObject([{ tubes: 4 }])
  const again = { ...send, id: freshId(), labId: w.labId }
  await w.officer.call(ops.consign, again)
  await w.officer.call(ops.receiveConsignment, { id: again.id })
  expect((await refusal(w.officer.call(ops.withdrawConsignment, { id: again.id }))).problem.code).toBe(
    'laboratory.alreadyReceived',
  )

  await w.officer.call(ops.saveLab, {
    id: small,
    name: '小实验室',
    capacity: 3,
    contact: null,
    phone: null,
    closed: true,
  })
  expect((await refusal(w.officer.call(ops.consign, { ...send, id: freshId() }))).problem.code).toBe(
    'laboratory.labClosed',
  )
  // a lab of the street is its officer's to change
  expect(
    (await refusal(w.leader.call(ops.saveLab, { id: small, name: '改名', capacity: 9, contact: null, phone: null })))
      .status,
  ).toBe(404)
})

test('two who send to one lab at the same moment: its day is counted right', async () => {
  const at = await w.open()
  const lab = freshId()
  await w.officer.call(ops.saveLab, { id: lab, name: '并发实验室', capacity: 5, contact: null, phone: null })
  for (let i = 0; i < 6; i++)
    await w.fill(at, `G${i}`, [crowd[i]!], { upTo: 'handed-over', pool: 1, hours: i < 3 ? 4 : 6 })
  const { rows } = await w.officer.call(ops.handovers, { roundId: at.roundId })
  expect(rows.map((r) => r.tubes)).toEqual([3, 3])
  const answers = await Promise.allSettled(
    rows.map(({ siteId, place, at: when }, i) =>
      (i ? w.leader : w.officer).call(ops.consign, {
        ...{ id: freshId(), roundId: at.roundId, labId: lab, day: TODAY, batches: [{ siteId, place, at: when }] },
      }),
    ),
  )
  expect(answers.map((a) => a.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await w.officer.call(ops.labs, { day: TODAY })).labs.find((l) => l.id === lab)!.load).toBe(3)
})
