import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../../../tests/import-world.ts'
import { type LabWorld, labWorld } from '../../../tests/lab-world.ts'
import { laboratory } from '../contract.ts'

const ops = laboratory.operations
let w: LabWorld
beforeAll(async () => {
  w = await labWorld()
})
afterAll(() => w.close())

test('the balance goes out with every difference and what was never sampled; only for those who answer for it', async () => {
  const at = await w.open()
  const [a, b, c] = ['桃小溪', '单燕', '柳星'].map((name) => w.person(name)) as [string, string, string]
  await w.fill(at, 'E001', [a])
  await w.fill(at, 'E002', [b], { upTo: 'handed-over' })
  await w.fill(at, 'E003', [c], { upTo: 'closed' })
  const view = await w.judged(at.roundId, [
    ['E001', '阴性', ''],
    ['E999', '阴性', ''],
  ])
  await w.apply(view.id, { leaveBad: true })
  const { fileId } = await w.officer.call(ops.exportCustody, { roundId: at.roundId, purpose: '与实验室对账' })
  const [balance, tubes, refused] = (await w.fetched(fileId)) as [string[][], string[][], string[][]]
  expect(balance[0]![0]).toContain('与实验室对账')
  expect(balance[1]!.slice(0, 3)).toEqual(['采样点', '采样', '封装'])
  expect(balance.at(-1)).toEqual(['合计', '3', '2', '2', '1', '1', '3', '2'])
  expect(tubes.slice(2).map((row) => [row[0], row.at(-1)])).toEqual([
    ['E002', '交接后实验室没有签收'],
    ['E003', '封管后没有封装'],
  ])
  expect(refused.slice(2).map((row) => [row[3], row[6]])).toEqual([['E999', '阴性']])
  for (const who of [w.superior, w.grid])
    expect((await refusal(who.call(ops.exportCustody, { roundId: at.roundId, purpose: '核对' }))).status).toBe(403)
})

test('who is to be swabbed alone goes out with what is proposed for each, phones masked', async () => {
  const at = await w.open()
  await w.fill(
    at,
    'X001',
    ['桃小溪', '单燕'].map((name) => w.person(name)),
  )
  await w.results(at.roundId, ['X001', '阳性'])
  const { fileId } = await w.officer.call(ops.exportPools, { roundId: at.roundId, purpose: '安排单采', lang: 'en' })
  const [people] = (await w.fetched(fileId)) as [string[][]]
  const rows = people.slice(2).map((row) => [row[0], row[2], row[3]])
  expect(Object.fromEntries(rows.map(([name, ...rest]) => [name, rest]))).toEqual({
    单燕: ['129****0002', 'Ask them to wait at home; a single swab within 6 h'],
    桃小溪: ['129****0001', 'Ask them to wait at home; a single swab within 6 h'],
  })
})
