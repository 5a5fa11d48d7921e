/** A vehicle registered with a pass, on a real database: it goes by as long as the pass does, and the gate’s phone knows why not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalCode } from '../../../tests/http.ts'
import { itemOf, type PassWorld, passWorld } from '../../../tests/pass-world.ts'
import { dwelling, freshId, HOME } from '../../../tests/small-world.ts'
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import { pass } from '../../pass/contract.ts'
import { visiting } from '../contract.ts'
import { decideVehicle } from '../vehicle.ts'

const ops = visiting.operations
let world: PassWorld
beforeAll(async () => {
  world = await passWorld()
})
afterAll(async () => world.close())

test('goes by as long as the pass that it names is valid', async () => {
  const { passId, number } = await world.grid.call(pass.operations.issueAtDesk, {
    ...{ operationId: world.operationId, item: itemOf({ kind: 'worker', name: '溪师傅', reason: null }) },
    ...{ residentId: null, path: dwelling(HOME, 1), how: 'vouched', scope: null },
  })
  const draft = {
    ...{ id: freshId(), operationId: world.operationId, path: dwelling(HOME, 1), plate: '浙A12345', country: null },
    ...{ belongs: 'resident' as const, whose: '101室', until: dayPlus(shanghaiDay(Date.now()), 30) },
  }
  const register = (passNumber: string | null) =>
    world.grid.call(ops.registerVehicle, { ...draft, id: freshId(), passNumber })
  expect(await refusalCode(register('999999999'))).toBe('visit.noPass')
  await register(number)
  const verdict = async () => {
    const { known, visits } = await world.grid.call(ops.pocket, {})
    const facts = { kind: 'car' as const, plate: draft.plate, known, visits, place: { serves: [HOME] } }
    const { light, because, known: by } = decideVehicle({ ...facts, now: Date.now() })
    return { light, because, pass: by?.pass?.standing }
  }
  expect(await verdict()).toEqual({ light: 'go', because: 'known', pass: 'valid' })
  await world.grid.call(pass.operations.surrender, { passId })
  expect(await verdict()).toEqual({ light: 'ask', because: 'pass-over', pass: 'surrendered' })
  expect(await refusalCode(register(number))).toBe('visit.noPass')
})
