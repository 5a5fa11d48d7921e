/** Operations over HTTP: opened with a basis, seen from below, ended once and only when nothing is open under them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { type Browser, Refused, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld, siteDraft } from '../../../tests/round-world.ts'
import { freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { testing } from '../../testing/contract.ts'
import { operations } from '../contract.ts'

const ops = operations.operations
type Draft = InputOf<typeof ops.openOperation>
let w: RoundWorld
let leader2: Browser
beforeAll(async () => {
  w = await roundWorld()
  leader2 = await signedIn(w.server, 'leader2')
})
afterAll(() => w.close())

const draft = (more: Partial<Draft> = {}): Draft => ({
  ...{
    id: freshId(),
    path: STREET,
    name: '清积水行动',
    hazard: 'mosquito-borne',
    purpose: '入户清除积水',
    startsAt: minutesAgo(5),
  },
  basis: { issuer: '桃花街道办', title: '关于清除积水的通知', number: '3号', date: '2026-03-02' },
  ...more,
})
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return (error as Refused).problem.code
}

test('opened with its basis, on the ledger once however often it is sent', async () => {
  const wanted = draft()
  const opened = await w.officer.call(ops.openOperation, wanted)
  expect(opened).toMatchObject({ ...wanted, areaName: '桃花街道', state: 'open', endedAt: null })
  expect(await w.officer.call(ops.openOperation, wanted)).toEqual(opened)
  const { rows } = await w.admin.query(
    `SELECT path, operation_id FROM platform.ledger WHERE type = 'operation.operation-opened' AND data->>'operationId' = $1`,
    [wanted.id],
  )
  expect(rows).toEqual([{ path: STREET, operation_id: wanted.id }])
})
test('without a basis, or without the date of its document, it is refused field by field', async () => {
  const { basis: _, ...bare } = draft()
  expect(await refusal(w.officer.call(ops.openOperation, bare as Draft))).toBe('platform.badRequest')
  const undated = draft({ basis: { issuer: '街道', title: '通知', date: 'soon' } })
  expect(await refusal(w.officer.call(ops.openOperation, undated))).toBe('platform.badRequest')
})
test('each opens where they answer: an area beside, above or unknown is not found', async () => {
  expect((await w.leader.call(ops.openOperation, draft({ path: HOME }))).path).toBe(HOME)
  for (const path of [OTHER, STREET, 'd01.s01.c09.', `${HOME}p9.`])
    expect(await refusal(w.leader.call(ops.openOperation, draft({ path })))).toBe('platform.notFound')
  expect(await refusal(w.crew.call(ops.openOperation, draft({ path: HOME })))).toBe('platform.notAllowed')
})
test('seen from its area, from above and from below, not from beside', async () => {
  const own = draft({ path: OTHER })
  await leader2.call(ops.openOperation, own)
  const seen = async (who: Browser) => (await who.call(ops.operations, {})).operations.map((o) => o.id)
  expect(await seen(w.officer)).toContain(own.id)
  expect(await seen(leader2)).toEqual(expect.arrayContaining([own.id, w.operationId]))
  expect(await seen(w.leader)).toContain(w.operationId)
  expect(await seen(w.leader)).not.toContain(own.id)
  expect(await refusal(w.leader.call(ops.operation, { id: own.id }))).toBe('platform.notFound')
  // an id that is taken, though one may not see by whom
  expect(await refusal(w.leader.call(ops.openOperation, draft({ id: own.id, path: HOME })))).toBe('platform.conflict')
})
test('ended once, by whoever answers for its whole area', async () => {
  const { id } = await w.officer.call(ops.openOperation, draft())
  expect(await refusal(w.leader.call(ops.endOperation, { id }))).toBe('platform.notFound')
  expect(await w.officer.call(ops.endOperation, { id })).toMatchObject({ state: 'ended', endedAt: expect.any(String) })
  expect(await refusal(w.officer.call(ops.endOperation, { id }))).toBe('operation.ended')
  expect(await refusal(w.open({ operationId: id }))).toBe('testing.operationEnded')
})
test('not while a round is open under it', async () => {
  const { id } = await w.officer.call(ops.openOperation, draft())
  const { roundId } = await w.open({ operationId: id })
  expect(await refusal(w.officer.call(ops.endOperation, { id }))).toBe('operation.openRounds')
  await w.officer.call(testing.operations.closeRound, { id: roundId })
  expect((await w.officer.call(ops.endOperation, { id })).state).toBe('ended')
})
test('ending and opening a round at the same moment never leave a round open in an ended operation', async () => {
  for (let i = 0; i < 6; i++) {
    const { id } = await w.officer.call(ops.openOperation, draft())
    const opening = () => w.open({ operationId: id, path: HOME, sites: [siteDraft()] })
    const ending = () => w.officer.call(ops.endOperation, { id })
    const settled = await Promise.allSettled(i % 2 ? [opening(), ending()] : [ending(), opening()])
    expect(settled.filter((s) => s.status === 'fulfilled')).toHaveLength(1)
  }
  const { rows } = await w.admin.query(
    `SELECT r.id FROM testing.round r JOIN operation.operation o ON o.id = r.operation_id WHERE r.state = 'open' AND o.state = 'ended'`,
  )
  expect(rows).toEqual([])
})
