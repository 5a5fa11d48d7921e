/** Gates set and changed: judged under the street's lock, as a whole. What speaks against a plan is said area by area. */
import { isBelow } from '../../../platform/pure/area.ts'
import { type FieldProblem, Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { sayBoth, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { areaNames } from '../../register/server/public.ts'
import { gates } from '../contract.ts'
import { objectionsTo, type PlannedGate } from '../exits.ts'
import { type Gate, problems } from '../model.ts'
import {
  exitsOf,
  findGate,
  findGates,
  type GateOnRecord,
  insertGate,
  listGates,
  lockExits,
  updateGate,
} from './gate-store.ts'

const texts = words({
  shutIn: ['{area}：{from}–{to} 没有开放的出口', '{area}: no opened exit from {from} to {to}'],
  noKey: [
    '{gate}是消防通道，关闭时须有人持钥匙',
    '{gate} is a fire exit: while it is closed somebody must hold its key',
  ],
})

/** @throws Problem when the gates given, as they are to become, would shut anybody in */
async function keepExits(context: Context, after: readonly Gate[]): Promise<void> {
  const was = await findGates(
    context,
    after.map((gate) => gate.id),
  )
  const near = [...was.values(), ...after].flatMap((gate) => gate.serves)
  // The key's holder is judged for the gates that change, which are known in full.
  const known = new Map<string, PlannedGate>((await exitsOf(context, near)).map((gate) => [gate.id, gate]))
  for (const gate of was.values()) known.set(gate.id, gate)
  const planned = new Map(known)
  for (const gate of after) planned.set(gate.id, gate)
  const objections = objectionsTo([...known.values()], [...planned.values()])
  if (objections.length === 0) return
  const names = await areaNames(
    context,
    objections.flatMap((o) => (o.kind === 'shut-in' ? [o.area] : [])),
  )
  const fields = objections.slice(0, 20).map(
    (o): FieldProblem => ({
      path: o.kind === 'shut-in' ? 'exits' : 'keys',
      words:
        o.kind === 'shut-in'
          ? sayBoth(texts.shutIn, { area: names.get(o.area) ?? o.area, from: o.from, to: o.to })
          : sayBoth(texts.noKey, { gate: o.name }),
    }),
  )
  throw new Problem(problems.shutIn, {}, { fields })
}

const changed = () => new Problem(problems.changed)

export const gateHandlers: Pick<HandlersOf<typeof gates>, 'gates' | 'setGate' | 'changeGates'> = {
  gates: async (context, { under }) => ({ gates: await listGates(context, under) }),

  async setGate(context, { version, ...gate }) {
    const { actor } = context
    const areas = [...new Set([gate.path, ...gate.serves])]
    const names = await areaNames(context, areas)
    if (areas.some((area) => !isBelow(area, actor.path) || !names.has(area)))
      throw new Problem(platformProblems.notFound)
    await lockExits(context)
    await keepExits(context, [gate])
    const done = version === null ? await insertGate(context, gate) : await updateGate(context, gate, version)
    // Sent again after an answer that was lost.
    const kept = await findGate(context, gate.id)
    if (!kept || (!done && version !== null)) throw changed()
    if (done)
      await context.record(gates.events.gateSet, { path: kept.path, data: { gateId: kept.id, state: kept.state } })
    return kept
  },

  async changeGates(context, { changes }) {
    await lockExits(context)
    const found = await findGates(
      context,
      changes.map((change) => change.id),
    )
    const after = changes.map(({ version, ...change }): GateOnRecord => {
      const gate = found.get(change.id)
      if (!gate) throw new Problem(platformProblems.notFound)
      if (gate.version !== version) throw changed()
      return { ...gate, ...change }
    })
    await keepExits(context, after)
    for (const gate of after)
      if (!(await updateGate(context, gate, gate.version))) throw new Problem(platformProblems.notFound)
    const byPath = Map.groupBy(after, (gate) => gate.path)
    for (const [path, there] of byPath)
      await context.record(gates.events.gatesChanged, {
        path,
        data: { changes: there.map(({ id, state }) => ({ gateId: id, state })) },
      })
    return {
      gates: [
        ...(
          await findGates(
            context,
            changes.map((change) => change.id),
          )
        ).values(),
      ],
    }
  },
}
