import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../platform/server/actor.ts'
import { type LabWorld, labWorld } from '../../../tests/lab-world.ts'
import { dwelling, HOME, OTHER, STREET_ID } from '../../../tests/small-world.ts'
import { resultsOf } from './public.ts'

let w: LabWorld
beforeAll(async () => {
  w = await labWorld()
})
afterAll(() => w.close())

const toldTo = (name: string, at: string) =>
  w.server.house.database.within(systemActor(STREET_ID, at), async (context) =>
    (await resultsOf(context, w.person(name))).map((r) => r.told),
  )

test('a resident’s results are told as they stand: to them, at their own dwelling, and to no one else', async () => {
  const at = await w.open()
  const [a, b, c] = ['桃小溪', '单燕', '柳星'].map((name) => w.person(name)) as [string, string, string]
  await w.fill(at, 'X001', [a, b, c])
  const home = dwelling(HOME, 1)
  expect(await toldTo('桃小溪', home)).toEqual(['waiting'])
  await w.results(at.roundId, ['X001', '阳性'])
  // a tube of three tells of nobody that they are positive
  expect(await toldTo('桃小溪', home)).toEqual(['retest'])
  await w.fill(at, 'X002', [a], { hours: 1, pool: 1 })
  expect(await toldTo('桃小溪', home)).toEqual(['waiting', 'retest'])
  await w.results(at.roundId, ['X002', '阴性'])
  expect(await toldTo('桃小溪', home)).toEqual(['negative', 'settled'])
  await w.fill(at, 'X003', [b], { hours: 1, pool: 1 })
  await w.results(at.roundId, ['X003', '阳性'])
  expect(await toldTo('单燕', dwelling(HOME, 2))).toEqual(['positive', 'settled'])

  expect(await toldTo('桃小溪', dwelling(HOME, 2))).toEqual([])
  expect(await toldTo('柳星', home)).toEqual([])
  expect(await toldTo('柳星', dwelling(OTHER, 1))).toEqual(['retest'])
  for (const login of ['grid', 'crew', 'superior', 'admin', 'leader2'])
    expect(
      await w.server.house.database.within(w.world.actor(login), (context) => resultsOf(context, a)),
      login,
    ).toEqual([])
})
