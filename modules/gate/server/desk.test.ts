/** What the desk is told: today's counts, who is on duty and who fell silent, what a phone took with it, who is out too long, whose household sent two. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ago, beat, crossing, type GateWorld, gateWorld, OTHER_COMPOUND, told } from '../../../tests/gate-world.ts'
import { refusalCode, signedIn } from '../../../tests/http.ts'
import { freshId, HOME } from '../../../tests/small-world.ts'
import { gates } from '../contract.ts'
import type { crossingFact } from '../model.ts'
import type { z } from 'zod'

const ops = gates.operations
const MINUTE = 60_000
type Fact = z.infer<typeof crossingFact>

let w: GateWorld
let east: string
let west: string
beforeAll(async () => {
  w = await gateWorld()
  east = await w.gate({ name: '东门' })
  west = await w.gate({ name: '西门' })
  await w.measure({ household: { people: 1, days: 2 }, outHours: 2 })
})
afterAll(async () => w.close())
const record = (...items: Fact[]) => w.keeper.call(ops.recordCrossings, told(...items))

test('a phone that was lost: what arrived, what is missing by number, and at most how much after its last beat', async () => {
  const [shiftId, restarted] = [freshId(), freshId()]
  const numbers = [1, 2, 3, 6, 7]
  await record(...numbers.map((n) => crossing(east, null, { shiftId, n, at: ago(60 * MINUTE) })))
  await w.keeper.call(
    ops.recordShift,
    told(
      beat(east, shiftId, { step: 'begin', at: ago(70 * MINUTE) }),
      beat(east, shiftId, { at: ago(60 * MINUTE), made: 8 }),
      beat(east, shiftId, { at: ago(50 * MINUTE), made: 10 }),
      // Somebody else took over: from here on the lost phone made nothing.
      beat(east, restarted, { step: 'begin', at: ago(40 * MINUTE) }),
      beat(east, restarted, { step: 'end', at: ago(5 * MINUTE) }),
      beat(west, freshId(), { step: 'begin' }),
    ),
  )
  const { rows } = await w.leader.call(ops.shifts, {})
  expect(rows.find((s) => s.shiftId === shiftId)).toMatchObject({
    ...{ made: 10, arrived: 5, missing: 5, mostAfter: 10, endedAt: null, keeper: '演示keeper' },
    gaps: [
      [4, 5],
      [8, 10],
    ],
  })
  expect(rows.find((s) => s.shiftId === restarted)).toMatchObject({ missing: 0, mostAfter: null })
  expect(await w.leader.call(ops.board, {})).toMatchObject({ onDuty: 2, silent: 1 })
})

test('two of a household who went out at two gates without network are shown to the leader, once both have arrived', async () => {
  const household = 'bbbb0001'
  const [mother, son] = [await w.pass({ household }), await w.pass({ household })]
  await record(crossing(east, mother, { at: ago(30 * MINUTE) }))
  const mine = async () => (await w.leader.call(ops.households, {})).rows.filter((r) => r.household === household)
  expect(await mine()).toEqual([])
  // Earlier at another gate, but heard of only now.
  await record(crossing(west, son, { at: ago(40 * MINUTE) }))
  expect(await mine()).toMatchObject([
    { people: 1, days: 2, outings: [{ gateId: west, name: '桃*' }, { gateId: east }] },
  ])
})

test('whoever is out longer than the order says is listed, and no more once they are back', async () => {
  const [late, back, soon] = [await w.pass(), await w.pass(), await w.pass()]
  await record(
    crossing(east, late, { at: ago(180 * MINUTE) }),
    crossing(east, back, { at: ago(190 * MINUTE) }),
    crossing(west, back, { at: ago(20 * MINUTE), direction: 'in' }),
    crossing(west, soon, { at: ago(20 * MINUTE) }),
  )
  const { rows } = await w.leader.call(ops.outside, {})
  expect(rows.map((r) => r.passId)).toEqual([late])
  expect(rows[0]).toMatchObject({ hours: 3, name: '桃*' })
})

test('differences and refusals are listed with both reasons; alerts are taken up once, and say by whom', async () => {
  const revoked = await w.pass()
  await w.stand(revoked, 'revoked')
  const different = crossing(east, revoked, { at: ago(3 * MINUTE) })
  const refused = crossing(east, null, { light: 'stop', because: ['forged'], outcome: 'turned-back' })
  const doctor = crossing(west, null, { way: 'ambulance', because: ['medical'] })
  await record(different, refused, doctor)
  const differences = await w.leader.call(ops.remarks, { of: 'different' })
  expect(differences.rows.find((r) => r.id === different.id)).toMatchObject({
    because: ['valid'],
    serverBecause: ['revoked'],
  })
  expect((await w.leader.call(ops.remarks, { of: 'refused' })).rows.map((r) => r.id)).toContain(refused.id)
  expect((await w.officer.call(ops.board, {})).openAlerts).toBe(1)
  const alert = { id: doctor.id, kind: 'medical' as const }
  await Promise.all([w.officer.call(ops.seeAlert, alert), w.leader.call(ops.seeAlert, alert)])
  const [seen] = (await w.officer.call(ops.alerts, {})).rows
  expect(seen).toMatchObject({ ...alert, seenBy: expect.stringMatching(/officer|leader/) })
  const { rows } = await w.admin.query(
    `SELECT FROM platform.ledger WHERE type = 'gate.alert-seen' AND data ->> 'crossingId' = $1`,
    [doctor.id],
  )
  expect(rows).toHaveLength(1)
})

test('who passed is shown for a purpose, in one’s own area, for six hours at most, and leaves its line', async () => {
  const pass = await w.pass()
  const fact = crossing(west, pass, { at: ago(2 * MINUTE) })
  await record(fact)
  const question = { gateId: west, from: ago(10 * MINUTE), until: ago(0), purpose: 'missing' as const }
  const { rows } = await w.leader.call(ops.passedHere, question)
  expect(rows.find((r) => r.id === fact.id)).toMatchObject({ name: '桃*', direction: 'out' })
  const line = await w.admin.query(`SELECT data FROM platform.ledger WHERE type = 'gate.passage-searched'`)
  expect(line.rows).toMatchObject([{ data: { gateId: west, purpose: 'missing', found: rows.length } }])
  expect(await refusalCode(w.leader.call(ops.passedHere, { ...question, from: ago(7 * 60 * MINUTE) }))).toBe(
    'platform.badRequest',
  )
  const leader2 = await signedIn(w.server, 'leader2')
  expect(await refusalCode(leader2.call(ops.passedHere, question))).toBe('platform.notFound')
  expect(await refusalCode(w.leader.call(ops.board, { under: OTHER_COMPOUND }))).toBe('platform.notFound')
  expect((await w.leader.call(ops.exportPassed, { ...question, purpose: '寻找走失老人' })).fileId).toMatch(/-/)
})

test('whoever is above sees counts and no persons; counts are of the asker’s area', async () => {
  const superior = await signedIn(w.server, 'superior')
  const board = await superior.call(ops.board, { under: HOME })
  expect(board.hours.reduce((sum, h) => sum + h.outs, 0)).toBeGreaterThan(5)
  expect(await refusalCode(superior.call(ops.outside, {}))).toBe('platform.notAllowed')
  const leader2 = await signedIn(w.server, 'leader2')
  expect((await leader2.call(ops.board, {})).hours).toEqual([])
  expect(await w.check()).toEqual([])
})
