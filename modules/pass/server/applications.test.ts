/** Verifying on a real database: what asks for a look is asked for again at the decision and kept with it; of two who decide, one does and the other is told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalCode, signedIn } from '../../../tests/http.ts'
import type { Role } from '../../../platform/pure/roles.ts'
import { itemOf, type PassWorld, passWorld } from '../../../tests/pass-world.ts'
import { dwelling, freshId, HOME, OTHER } from '../../../tests/small-world.ts'
import { type Finding, findings } from '../application.ts'
import { pass } from '../contract.ts'

const ops = pass.operations
const COMPOUND = `${HOME}p1.g01.x01.`
let world: PassWorld
beforeAll(async () => {
  world = await passWorld()
})
afterAll(async () => world.close())

/** A tenant whom the register does not know asks by the poster. @returns the application's id */
async function asked(name: string): Promise<string> {
  const key = await world.linkTo(COMPOUND, 'poster')
  const item = itemOf({ name })
  await world.stranger.call(ops.ask, { key, item })
  return item.id
}
const seen = ['not-in-register', 'no-dwelling', 'no-document'] as const
const checked = (applicationId: string) => ({
  ...{ applicationId, residentId: null, path: dwelling(HOME, 2), how: 'door' as const },
  looked: [...seen] as Finding[],
})
const kept = async (id: string): Promise<string[]> =>
  (await world.admin.query('SELECT looked FROM pass.application WHERE id = $1', [id])).rows[0].looked

test('what asks for a look is asked for at the decision: an objection of this minute is not overlooked', async () => {
  const id = await asked('溪小舟')
  expect(await refusalCode(world.grid.call(ops.verify, { ...checked(id), looked: [] }))).toBe('pass.lookFirst')
  const head = await world.linkTo(`${COMPOUND}b001.`, 'building-head', '桃楼长')
  await world.admin.query('UPDATE pass.application SET path = $2 WHERE id = $1', [id, dwelling(HOME, 1)])
  const found = (await world.grid.call(ops.application, { applicationId: id })).application.findings
  expect(found).toEqual(['not-in-register', 'no-document'])
  const objection = { key: head, id: freshId(), applicationId: id, ground: 'does-not-know', words: null } as const
  await world.stranger.call(ops.object, objection)
  expect(await refusalCode(world.grid.call(ops.verify, checked(id)))).toBe('pass.lookFirst')
  await world.grid.call(ops.verify, { ...checked(id), looked: [...seen, 'objected'] })
  expect(await kept(id)).toEqual([...seen, 'objected'])
  const { rows } = await world.grid.call(ops.waiting, { operationId: world.operationId, under: HOME })
  expect(rows.find((row) => row.id === id)).toMatchObject({ state: 'verified', looked: [...seen, 'objected'] })
})

test('of two who verify at once one does; the second is told who, also a grid worker, and nobody of another community', async () => {
  const id = await asked('溪小帆')
  const outcomes = await Promise.allSettled([
    world.grid.call(ops.verify, checked(id)),
    world.leader.call(ops.verify, checked(id)),
    world.officer.call(ops.verify, checked(id)),
  ])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of outcomes) if (one.status === 'rejected') expect(one.reason.problem.code).toBe('pass.notNow')
  const { number } = await world.leader.call(ops.issue, { applicationId: id, scope: null })
  const name = (await world.admin.query(`SELECT name FROM platform.account WHERE login = 'leader'`)).rows[0].name
  for (const [who, mine] of [
    [world.grid, false],
    [world.leader, true],
  ] as const)
    expect(await who.call(ops.application, { applicationId: id })).toMatchObject({
      application: { state: 'issued' },
      last: { by: name, mine, number },
    })
  const leader2 = await signedIn(world.server, 'leader2')
  expect(await refusalCode(leader2.call(ops.application, { applicationId: id }))).toBe('platform.notFound')
  const told = async (role: Role, path: string): Promise<string | null> =>
    world.server.house.database.within(
      { ...world.world.actor('grid'), role, path },
      async (context) =>
        (await context.query<{ by: string | null }>('SELECT pass.decided_by($1) AS by', [id])).rows[0]!.by,
    )
  expect(await told('grid-worker', HOME)).toBe(name)
  for (const [role, path] of [
    ['grid-worker', OTHER],
    ['gate-keeper', HOME],
    ['lane-crew', HOME],
    ['superior', HOME],
    ['administrator', HOME],
  ] as const)
    expect(await told(role, path)).toBeNull()
})

test('what was looked into before and at declining stays with it; of two who decline the second is not told that they did', async () => {
  const id = await asked('溪小桨')
  await world.grid.call(ops.verify, checked(id))
  const decision = { applicationId: id, reason: 'not-this-person', text: '证件与本人不符，请带原件到社区。' } as const
  await world.leader.call(ops.decline, { ...decision, looked: ['many-by-phone', 'no-document'] })
  await world.leader.call(ops.decline, decision)
  expect(await refusalCode(world.officer.call(ops.decline, decision))).toBe('pass.notNow')
  expect((await kept(id)).toSorted()).toEqual([...seen, 'many-by-phone'].toSorted())
  const withdrawn = itemOf({ name: '溪小桅' })
  const key = await world.linkTo(COMPOUND, 'poster')
  await world.stranger.call(ops.ask, { key, item: withdrawn })
  await world.stranger.call(ops.withdraw, { key: withdrawn.token as string })
  expect(await world.grid.call(ops.application, { applicationId: withdrawn.id })).toMatchObject({
    application: { state: 'withdrawn' },
    last: null,
  })
})

test('the table takes every finding and nothing else, and none before somebody decided', async () => {
  const id = await asked('溪小锚')
  const write = (looked: readonly string[]) =>
    world.admin.query('UPDATE pass.application SET looked = $2 WHERE id = $1', [id, looked])
  await expect(write(['not-in-register'])).rejects.toMatchObject({ code: '23514' })
  await world.grid.call(ops.verify, checked(id))
  await write(findings.values)
  await expect(write(['seen'])).rejects.toMatchObject({ code: '23514' })
})
