/** A lab's whole day in one file, on a round with as many tubes: judged and applied in seconds, and the round's pages stay quick. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { laboratory } from '../../modules/laboratory/contract.ts'
import { type LabWorld, labWorld } from '../lab-world.ts'
import { HOME, STREET_ID } from '../small-world.ts'

const TUBES = 30_000
const HEADS = 10
const ops = laboratory.operations
let w: LabWorld
beforeAll(async () => {
  w = await labWorld()
})
afterAll(() => w.close())

/** Tubes with their people and custody, straight into the tables: how they came there is tested elsewhere. */
async function fillRound(at: { roundId: string; siteId: string }): Promise<void> {
  const key = [STREET_ID, w.operationId, at.roundId, at.siteId, HOME]
  await w.admin.query(
    `INSERT INTO testing.tube (street_id, operation_id, round_id, id, site_id, path, lane, code, pool_size, opened_at, closed_at, counted, account_id)
     SELECT $1, $2, $3, gen_random_uuid(), $4, $5, 1, 'T' || lpad(i::text, 6, '0'), 10, now() - interval '5 hours', now() - interval '4 hours', ${HEADS}, gen_random_uuid() FROM generate_series(1, ${TUBES}) i`,
    key,
  )
  await w.admin.query(
    `INSERT INTO testing.sample (street_id, operation_id, round_id, id, site_id, lane, tube_id, resident_id, path, how, taken_at, device_taken_at, account_id, first)
     SELECT $1, $2, $3, gen_random_uuid(), $4, 1, t.id, gen_random_uuid(), $5, 'scan', now() - interval '5 hours', now(), t.account_id, true
     FROM testing.tube t, generate_series(1, ${HEADS}) WHERE t.round_id = $3`,
    key,
  )
  await w.admin.query(
    `INSERT INTO testing.custody (street_id, operation_id, round_id, id, tube_id, path, step, at, account_id)
     SELECT $1, $2, $3, gen_random_uuid(), t.id, $5, s, now() - interval '3 hours', t.account_id FROM testing.tube t, unnest('{packed,handed-over,received-by-lab}'::text[]) s
     WHERE t.round_id = $3 AND $4::uuid IS NOT NULL`,
    key,
  )
  await w.admin.query('ANALYZE testing.tube; ANALYZE testing.sample; ANALYZE testing.custody')
}

const timed = async <T>(what: string, work: () => Promise<T>, most: number): Promise<T> => {
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  console.log(`${what}: ${seconds.toFixed(1)} s`)
  expect(seconds, what).toBeLessThan(most)
  return result
}

test('thirty thousand tubes, three hundred thousand swabs', { timeout: 300_000 }, async () => {
  const at = await w.open()
  await fillRound(at)
  const rows = Array.from({ length: TUBES }, (_, i) => [
    `T${String(i + 1).padStart(6, '0')}`,
    i % 5000 === 4999 ? '阳性' : i % 7000 === 6999 ? '待复查' : '阴性',
    '',
  ])
  const path = await w.xlsx(rows)
  const view = await timed('judged', async () => w.settled(await w.bring(path, at.roundId)), 30)
  expect(view.counts).toMatchObject({ new: TUBES, bad: 0 })
  await timed('applied', () => w.apply(view.id), 20)
  const results = await timed('figures', () => w.officer.call(ops.results, { roundId: at.roundId }), 5)
  expect(results).toMatchObject({
    outstanding: 0,
    balance: { sampled: TUBES, resulted: TUBES, differing: 0 },
    outcomes: { positive: 6, recheck: 4 },
  })
  await timed('balance', () => w.officer.call(ops.custody, { roundId: at.roundId }), 6)
  const page = await timed(
    'a page of tubes',
    () => w.officer.call(ops.tubes, { roundId: at.roundId, outcome: ['positive'] }),
    5,
  )
  expect(page.total).toBe(6)
  const { pools } = await timed('pools', () => w.officer.call(ops.pools, { roundId: at.roundId }), 5)
  expect(pools.map((p) => p.members.length)).toEqual(Array.from({ length: 6 }, () => HEADS))
  const again = await timed('the same file again', async () => w.settled(await w.bring(path, at.roundId)), 30)
  expect(again.counts).toMatchObject({ new: 0, same: TUBES })
})
