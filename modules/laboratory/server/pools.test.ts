import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../operation/contract.ts'
import { testing } from '../../testing/contract.ts'
import { refusal } from '../../../tests/import-world.ts'
import { hoursAgo, type LabWorld, labWorld, type MadeTube } from '../../../tests/lab-world.ts'
import { sent, swab } from '../../../tests/round-world.ts'
import { freshId, HOME, OTHER } from '../../../tests/small-world.ts'
import { laboratory } from '../contract.ts'
import type { Pool } from '../model.ts'
import { keepTime } from './clock.ts'

const ops = laboratory.operations
let w: LabWorld
beforeAll(async () => {
  w = await labWorld()
})
afterAll(() => w.close())

const poolOf = async (tube: MadeTube, who = w.officer, open = true): Promise<Pool | undefined> =>
  (await who.call(ops.pools, { open })).pools.find((p) => p.tubeId === tube.id)
const ledger = async (type: string, roundId: string) =>
  (
    await w.admin.query<{ path: string; data: Record<string, unknown> }>(
      `SELECT path, data FROM platform.ledger WHERE type = $1 AND data->>'roundId' = $2 ORDER BY path, seq`,
      [type, roundId],
    )
  ).rows
const passTime = (tube: MadeTube, what: 'judge_due' | 'retest_due') =>
  w.admin.query(`UPDATE laboratory.pool SET ${what} = now() - interval '1 minute' WHERE tube_id = $1`, [tube.id])

test('a positive pool opens its people at once: everybody sees those of their own area, re-tests are asked, nobody is told why', async () => {
  const at = await w.open()
  const names = ['桃小溪', '单燕', '柳星']
  const tube = await w.fill(
    at,
    'K001',
    names.map((name) => w.person(name)),
  )
  await w.results(at.roundId, ['K001', '阳性'])

  const pool = (await poolOf(tube))!
  expect(pool).toMatchObject({ code: 'K001', cause: 'positive', elsewhere: 0, closedAt: null, openedBy: '演示officer' })
  expect(pool.members.map((m) => m.name).sort()).toEqual([...names].sort())
  expect(pool.members.find((m) => m.name === '桃小溪')).toMatchObject({
    phoneMasked: '129****0001',
    address: expect.stringContaining('101'),
    judged: null,
  })
  expect(Date.parse(pool.retestDue) - Date.parse(pool.openedAt)).toBe(6 * 3_600_000)
  expect(Date.parse(pool.judgeDue) - Date.parse(pool.openedAt)).toBe(24 * 3_600_000)
  // The tube stands in the first community; one of its people lives in the other.
  expect(await poolOf(tube, w.leader)).toMatchObject({ elsewhere: 1 })
  expect((await poolOf(tube, w.leader2))!.members.map((m) => m.name)).toEqual(['柳星'])

  const tasks = (await w.grid.call(ops.retests, {})).rows.filter((t) => t.roundId === at.roundId)
  expect(tasks.map((t) => t.name).sort()).toEqual(['单燕', '桃小溪'])
  expect(JSON.stringify(tasks)).not.toMatch(/positive|K001|tube/)
  expect(await ledger('laboratory.retests-asked', at.roundId)).toEqual([
    { path: HOME, data: { roundId: at.roundId, people: 2 } },
    { path: OTHER, data: { roundId: at.roundId, people: 1 } },
  ])
  const { rows } = await w.admin.query(
    `SELECT FROM platform.ledger WHERE data::text ~ 'positive|negative' AND type LIKE 'laboratory.%'`,
  )
  expect(rows).toHaveLength(0)
})

test('a later single swab judges its person; the last one closes the pool', async () => {
  const at = await w.open()
  const people = ['桃大松', '曾云'].map((name) => w.person(name))
  const tube = await w.fill(at, 'S000', people)
  await w.results(at.roundId, ['S000', '阳性'])
  const [a, b] = people as [string, string]
  await w.fill(at, 'S001', [a], { hours: 1, pool: 1 })
  expect((await poolOf(tube))!.members.find((m) => m.residentId === a)!.resampledAt).not.toBeNull()
  expect((await poolOf(tube))!.members.find((m) => m.residentId === b)!.resampledAt).toBeNull()

  await w.results(at.roundId, ['S001', '阴性'])
  expect((await poolOf(tube))!.members.map((m) => [m.residentId, m.judged])).toEqual(
    expect.arrayContaining([
      [a, 'negative'],
      [b, null],
    ]),
  )
  await w.fill(at, 'S002', [b], { hours: 0.9, pool: 1 })
  await w.results(at.roundId, ['S002', '阳性'])
  const closed = (await poolOf(tube, w.officer, false))!
  expect(closed).toMatchObject({ closedHow: 'judged' })
  expect(closed.members.find((m) => m.residentId === b)).toMatchObject({ judged: 'positive' })
  expect((await w.grid.call(ops.retests, {})).rows.filter((t) => t.roundId === at.roundId)).toEqual([])

  // the single positive was wrong: its person waits again, and is judged by the correction
  const view = await w.judged(at.roundId, [['S002', '待复查', '']])
  await w.apply(view.id, { reason: '实验室更正' })
  expect((await poolOf(tube))!.members.find((m) => m.residentId === b)).toMatchObject({ judged: null })
  await w.results(at.roundId, ['S002', '阴性'])
  expect((await poolOf(tube, w.officer, false))!.members.map((m) => m.judged)).toEqual(['negative', 'negative'])
})

test('a swab that judged somebody is voided: they wait again; whoever is swabbed alone is not late', async () => {
  const at = await w.open()
  const [a, b] = ['桃大松', '柳小月'].map((name) => w.person(name)) as [string, string]
  const tube = await w.fill(at, 'V000', [a, b])
  await w.results(at.roundId, ['V000', '阳性'])
  const single = await w.fill(at, 'V001', [a], { hours: 1, pool: 1 })
  await w.admin.query(`UPDATE laboratory.retest SET due_at = now() - interval '1 minute' WHERE round_id = $1`, [
    at.roundId,
  ])
  await keepTime(w.server.house.database)
  // only the one who was not swabbed
  expect((await ledger('laboratory.deadline-passed', at.roundId)).map((l) => l.data['item'])).toEqual([
    tube.samples[1]!.id,
  ])
  await w.results(at.roundId, ['V001', '阴性'])
  const judged = async () => (await poolOf(tube, w.officer, false))!.members.find((m) => m.residentId === a)!.judged
  expect(await judged()).toBe('negative')
  await w.officer.call(
    testing.operations.voidSamples,
    sent({
      id: freshId(),
      roundId: at.roundId,
      sampleId: single.samples[0]!.id,
      reason: 'wrong-person' as const,
      at: hoursAgo(0),
    }),
  )
  await keepTime(w.server.house.database)
  expect(await judged()).toBeNull()
})

test('a pool of which only one sample has arrived is no single tube: nobody is told that they are positive', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'L001', [w.person('单燕')], { pool: 10, counted: 3 })
  await w.results(at.roundId, ['L001', '阳性'])
  expect(await poolOf(tube)).toMatchObject({ closedAt: null, members: [{ judged: null }] })
})

test('a single tube is its person’s own result: no re-test is asked', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'E001', [w.person('柳小月')], { pool: 1 })
  await w.results(at.roundId, ['E001', '阳性'])
  expect(await poolOf(tube, w.officer, false)).toMatchObject({ closedHow: 'judged', members: [{ judged: 'positive' }] })
  expect((await w.officer.call(ops.retests, {})).rows.filter((t) => t.roundId === at.roundId)).toEqual([])
})

test('a correction to negative withdraws what was asked of people', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'W001', [w.person('单燕'), w.person('柳星')])
  await w.results(at.roundId, ['W001', '阳性'])
  const view = await w.judged(at.roundId, [['W001', '阴性', '']])
  await w.apply(view.id, { reason: '实验室更正：孔位看错' })
  expect(await poolOf(tube)).toBeUndefined()
  expect(await poolOf(tube, w.officer, false)).toMatchObject({
    closedHow: 'corrected',
    members: [{ withdrawn: true }, { withdrawn: true }],
  })
  expect((await w.grid.call(ops.retests, {})).rows.filter((t) => t.roundId === at.roundId)).toEqual([])
  // and positive after all
  const third = await w.judged(at.roundId, [['W001', '阳性', '']])
  await w.apply(third.id, { reason: '实验室再次更正' })
  expect(await poolOf(tube)).toMatchObject({ closedAt: null, members: [{ withdrawn: false }, { withdrawn: false }] })
  expect((await w.grid.call(ops.retests, {})).rows.filter((t) => t.roundId === at.roundId)).toHaveLength(1)
})

test('not judged within a day: an alarm once; two officials free them, never one, never before the time', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'D001', [w.person('桃小溪'), w.person('桃大松')])
  await w.results(at.roundId, ['D001', '阳性'])
  const sampleIds = tube.samples.map((s) => s.id)
  const free = { sampleIds, criterion: 'overdue' as const }
  const early = await refusal(w.leader.call(ops.proposeFreeing, free))
  expect(early.problem.code).toBe('laboratory.notToBeFreed')

  await passTime(tube, 'judge_due')
  await keepTime(w.server.house.database)
  await keepTime(w.server.house.database)
  expect((await ledger('laboratory.deadline-passed', at.roundId)).map((l) => l.data)).toEqual([
    { roundId: at.roundId, what: 'judge', item: tube.id },
  ])
  expect((await w.officer.call(ops.alarms, {})).poolsOverdue).toBe(1)

  expect((await refusal(w.officer.call(ops.confirmFreeing, free))).problem.code).toBe('laboratory.notToBeFreed')
  expect(await w.leader.call(ops.proposeFreeing, free)).toEqual({ people: 2 })
  expect((await refusal(w.leader.call(ops.confirmFreeing, free))).problem.code).toBe('laboratory.notToBeFreed')
  expect((await refusal(w.officer.call(ops.confirmFreeing, { ...free, criterion: 'lab-withdrew' }))).status).toBe(409)
  expect(await w.officer.call(ops.confirmFreeing, free)).toEqual({ people: 2 })
  expect(await poolOf(tube, w.officer, false)).toMatchObject({
    closedHow: 'judged',
    members: [
      { freeAskedBy: '演示leader', freedBy: '演示officer', criterion: 'overdue' },
      { freeAskedBy: '演示leader', freedBy: '演示officer', criterion: 'overdue' },
    ],
  })
  expect(await ledger('laboratory.person-freed', at.roundId)).toHaveLength(2)
  // the database itself knows no freeing by one
  await expect(
    w.admin.query('UPDATE laboratory.member SET freed_by = free_asked_by WHERE tube_id = $1', [tube.id]),
  ).rejects.toThrow(/check/)
})

test('a re-test not taken in time is told once; somebody told of it is on record', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'R001', [w.person('单燕')].concat(w.person('柳星')))
  await w.results(at.roundId, ['R001', '阳性'])
  const [sample] = tube.samples as [{ id: string; residentId: string }]
  await w.admin.query(`UPDATE laboratory.retest SET due_at = now() - interval '1 minute' WHERE sample_id = $1`, [
    sample.id,
  ])
  await keepTime(w.server.house.database)
  await keepTime(w.server.house.database)
  expect((await ledger('laboratory.deadline-passed', at.roundId)).map((l) => l.data['what'])).toEqual(['retest'])

  const item = { id: freshId(), sampleId: sample.id, way: 'call' as const, outcome: 'told' as const, at: hoursAgo(0) }
  const body = { sentAt: new Date().toISOString(), items: [item] }
  expect((await w.grid.call(ops.recordTold, body)).items).toEqual([{ id: item.id, known: false, doubts: [] }])
  expect((await w.grid.call(ops.recordTold, body)).items).toMatchObject([{ known: true }])
  expect((await w.grid.call(ops.retests, {})).rows.find((t) => t.sampleId === sample.id)).toMatchObject({
    lastTold: 'told',
  })
  expect((await poolOf(tube))!.members.find((m) => m.sampleId === sample.id)).toMatchObject({ lastTold: 'told' })
  const other = tube.samples[1]!.id
  expect(
    (await refusal(w.grid.call(ops.recordTold, { ...body, items: [{ ...item, id: freshId(), sampleId: other }] })))
      .status,
  ).toBe(422)
})

test('samples that come late join an opened tube, voided ones leave it', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'J001', [w.person('桃小溪'), w.person('桃大松')])
  await w.results(at.roundId, ['J001', '阳性'])
  const late = swab(at, w.person('单燕'), { tubeId: tube.id, takenAt: hoursAgo(4) })
  await w.crew.call(testing.operations.recordSamples, sent(late))
  await w.crew.call(
    testing.operations.voidSamples,
    sent({
      id: freshId(),
      roundId: at.roundId,
      sampleId: tube.samples[0]!.id,
      reason: 'wrong-person' as const,
      at: hoursAgo(0),
    }),
  )
  await keepTime(w.server.house.database)
  const pool = (await poolOf(tube))!
  expect(
    pool.members
      .filter((m) => !m.withdrawn)
      .map((m) => m.name)
      .sort(),
  ).toEqual(['单燕', '桃大松'])
  expect(pool.members.filter((m) => m.withdrawn).map((m) => m.name)).toEqual(['桃小溪'])
})

test('to be re-checked: an owner, a deadline, an escalation, another owner; settled by the result', async () => {
  const at = await w.open()
  const tube = await w.fill(at, 'Q001', [w.person('柳星')].concat(w.person('柳小月')))
  await w.results(at.roundId, ['Q001', '待复查'])
  const find = async (open = true) =>
    (await w.officer.call(ops.rechecks, { roundId: at.roundId, open })).rows.find((r) => r.tubeId === tube.id)
  expect(await find()).toMatchObject({ ownerName: '演示officer', heads: 2, escalatedAt: null })
  const owners = (await w.officer.call(ops.owners, { tubeId: tube.id })).people
  // the tube stands in the first community: its leader and the street's officer, not the other leader
  expect(owners.map((o) => o.name)).toEqual(['演示leader', '演示officer'])
  const leader = owners[0]!
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  await w.officer.call(ops.assignRecheck, { tubeId: tube.id, ownerId: leader.id, dueAt })
  expect(await find()).toMatchObject({ ownerName: '演示leader', dueAt })
  const stranger = w.world.actor('leader2').accountId!
  expect(
    (await refusal(w.officer.call(ops.assignRecheck, { tubeId: tube.id, ownerId: stranger, dueAt }))).problem.code,
  ).toBe('laboratory.notAnOwner')

  await w.admin.query(`UPDATE laboratory.recheck SET due_at = now() - interval '1 minute' WHERE tube_id = $1`, [
    tube.id,
  ])
  await keepTime(w.server.house.database)
  await keepTime(w.server.house.database)
  expect((await ledger('laboratory.deadline-passed', at.roundId)).map((l) => l.data)).toEqual([
    { roundId: at.roundId, what: 'recheck', item: tube.id },
  ])
  expect((await find())!.escalatedAt).not.toBeNull()
  expect((await w.officer.call(ops.alarms, {})).rechecksOverdue).toBe(1)
  expect(
    (await refusal(w.officer.call(operations.operations.endOperation, { id: w.operationId }))).problem.code,
  ).toMatch(/openRounds|unsettled/)
  await w.results(at.roundId, ['Q001', '阴性'])
  expect(await find()).toBeUndefined()
  expect(await find(false)).toMatchObject({ settledHow: 'result' })
})

test('a tube to be re-checked or unusable is opened by hand, a negative one is not', async () => {
  const at = await w.open()
  const doubtful = await w.fill(at, 'N001', [w.person('柳星')].concat(w.person('柳小月')))
  const negative = await w.fill(at, 'N002', [w.person('单燕')].concat(w.person('桃小溪')))
  await w.results(at.roundId, ['N001', '待复查'], ['N002', '阴性'])
  expect(await w.officer.call(ops.askRetests, { tubeId: doubtful.id })).toEqual({ people: 2 })
  expect((await refusal(w.officer.call(ops.askRetests, { tubeId: doubtful.id }))).problem.code).toBe(
    'laboratory.notToBeAsked',
  )
  expect((await refusal(w.officer.call(ops.askRetests, { tubeId: negative.id }))).status).toBe(409)
  expect(await poolOf(doubtful)).toMatchObject({ cause: 'recheck' })
  expect((await w.officer.call(ops.rechecks, { roundId: at.roundId, open: false })).rows).toMatchObject([
    { settledHow: 'opened' },
  ])
  // the lab finds it positive after all: the same people, now for that
  await w.results(at.roundId, ['N001', '阳性'])
  expect(await poolOf(doubtful)).toMatchObject({
    cause: 'positive',
    closedAt: null,
    members: [{ judged: null }, { judged: null }],
  })
})
