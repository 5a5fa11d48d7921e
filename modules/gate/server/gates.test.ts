/** Gates set and closed on a real database: nobody is shut in, not even by two people who each close the other's last gate. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../../../tests/cluster.ts'
import { COMPOUND, type GateWorld, gateWorld, OTHER_COMPOUND } from '../../../tests/gate-world.ts'
import { type Refused, refusalCode } from '../../../tests/http.ts'
import { freshId, HOME, STREET } from '../../../tests/small-world.ts'
import { gates } from '../contract.ts'
import type { GateOnRecord } from '../desk-contract.ts'

const ops = gates.operations

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let w: GateWorld
  beforeAll(async () => {
    w = await gateWorld(engine)
  })
  afterAll(async () => w.close())

  const draft = (more: Partial<GateOnRecord> = {}) => ({
    ...{ id: freshId(), path: COMPOUND, name: '南门', serves: [COMPOUND], state: 'open' as const, hours: [] },
    ...{ point: null, fireExit: false, keyHolder: null, version: null },
    ...more,
  })
  const closing = ({ id, version }: GateOnRecord) => ({
    id,
    version,
    state: 'closed' as const,
    hours: [],
    keyHolder: null,
  })
  const fresh = async (): Promise<GateOnRecord[]> => {
    await w.admin.query('TRUNCATE gate.gate')
    return [
      await w.officer.call(ops.setGate, draft({ name: '南门' })),
      await w.officer.call(ops.setGate, draft({ name: '北门' })),
    ]
  }

  test('a plan is taken or refused as a whole, and says which compound and when', async () => {
    const [south, north] = await fresh()
    const refused = await w.leader
      .call(ops.changeGates, { changes: [closing(south!), closing(north!)] })
      .catch((e: unknown) => e)
    expect((refused as Refused).problem).toMatchObject({
      code: 'gate.shutIn',
      fields: [{ words: ['桃影苑：00:00–24:00 没有开放的出口', '桃影苑: no opened exit from 00:00 to 24:00'] }],
    })
    expect((await w.leader.call(ops.gates, {})).gates.map((g) => g.state)).toEqual(['open', 'open'])
    const { gates: after } = await w.leader.call(ops.changeGates, { changes: [closing(south!)] })
    expect(after).toMatchObject([{ id: south!.id, state: 'closed', version: 2 }])
    expect(await refusalCode(w.leader.call(ops.changeGates, { changes: [closing(south!)] }))).toBe('gate.changed')
  })

  test('two who each close one of the two last gates at once do not both succeed', async () => {
    for (let round = 0; round < 4; round++) {
      const [south, north] = await fresh()
      const outcomes = await Promise.allSettled([
        w.officer.call(ops.changeGates, { changes: [closing(south!)] }),
        w.leader.call(ops.changeGates, { changes: [closing(north!)] }),
      ])
      expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
      expect((await w.officer.call(ops.gates, {})).gates.filter((g) => g.state === 'open')).toHaveLength(1)
    }
  })

  test('the database alone holds it, against whatever is written past the rule', async () => {
    const [south, north] = await fresh()
    const close = (id: string) =>
      w.server.house.database.within(w.world.actor('officer'), (c) =>
        c.query(`UPDATE gate.gate SET state = 'closed' WHERE id = $1`, [id]),
      )
    const outcomes = await Promise.allSettled([close(south!.id), close(north!.id)])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    const remove = w.server.house.database.within(w.world.actor('officer'), (c) => c.query('DELETE FROM gate.gate'))
    await expect(remove).rejects.toThrow('without an opened exit')
    const hours = JSON.stringify([{ from: '06:00', to: '22:00' }])
    const night = w.server.house.database.within(w.world.actor('officer'), (c) =>
      c.query('UPDATE gate.gate SET hours = $1', [hours]),
    )
    await expect(night).rejects.toThrow('without an opened exit')
  })

  test('a fire exit is not locked without somebody who holds its key', async () => {
    const [south] = await fresh()
    const fire = await w.officer.call(ops.setGate, draft({ name: '消防门', fireExit: true }))
    const refused = await w.officer.call(ops.changeGates, { changes: [closing(fire)] }).catch((e: unknown) => e)
    expect((refused as Refused).problem.fields?.[0]?.words[0]).toBe('消防门是消防通道，关闭时须有人持钥匙')
    const keyHolder = { name: '桃管家', phone: '12900000002' }
    await w.officer.call(ops.changeGates, { changes: [{ ...closing(fire), keyHolder }] })
    const bare = w.server.house.database.within(w.world.actor('officer'), (c) =>
      c.query('UPDATE gate.gate SET key_name = NULL, key_phone = NULL WHERE id = $1', [fire.id]),
    )
    await expect(bare).rejects.toThrow('fire_exit_has_key')
    expect(south!.state).toBe('open')
  })

  test('a gate is set within one’s own area, on areas that exist, once however often it is sent', async () => {
    await fresh()
    expect(
      await refusalCode(w.leader.call(ops.setGate, draft({ path: OTHER_COMPOUND, serves: [OTHER_COMPOUND] }))),
    ).toBe('platform.notFound')
    expect(await refusalCode(w.leader.call(ops.setGate, draft({ serves: [STREET] })))).toBe('platform.notFound')
    expect(await refusalCode(w.leader.call(ops.setGate, draft({ serves: [`${HOME}x99.`] })))).toBe('platform.notFound')
    expect(await refusalCode(w.leader.call(ops.setGate, draft({ serves: [HOME], state: 'closed' })))).toBe(
      'gate.shutIn',
    )
    const gate = draft({ name: '东门' })
    const first = await w.leader.call(ops.setGate, gate)
    expect(await w.leader.call(ops.setGate, gate)).toEqual(first)
    const moved = await w.leader.call(ops.setGate, { ...first, name: '东一门', point: [120.1, 31.2] })
    expect(moved).toMatchObject({ name: '东一门', point: [120.1, 31.2], version: 2 })
    expect(await refusalCode(w.leader.call(ops.setGate, first))).toBe('gate.changed')
  })
})
