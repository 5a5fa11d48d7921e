/**
 * What the server would have said of crossings, with everything it knows when they arrive. Those of one batch know of each other, in the order of
 * their moments; two that arrive at once in different batches need not: households' limits are counted anew from the facts whenever they are listed.
 */
import { isBelow } from '../../../platform/pure/area.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { PassAtGate } from '../../pass/model.ts'
import { type MeasureAt, measuresAt, passesById } from '../../pass/server/public.ts'
import { verdictOnArrival } from '../at-arrival.ts'
import { isOpenAt } from '../opening.ts'
import type { JudgedCrossing, PastCrossing, SentCrossing } from './crossing-store.ts'
import { lastBefore, operationsAt, outingsSince } from './crossing-store.ts'
import { findGates, type GateOnRecord } from './gate-store.ts'

const DAY = 24 * 3600_000
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)]

interface Placed {
  readonly sent: SentCrossing
  readonly gate: GateOnRecord | null
  readonly path: string
  readonly doubts: readonly string[]
}

/** A gate beyond the sender's area is believed but not counted there. */
function place(sent: SentCrossing, gates: ReadonlyMap<string, GateOnRecord>): Placed {
  const gate = gates.get(sent.fact.gateId) ?? null
  const near = gate !== null && (isBelow(gate.path, sent.area) || isBelow(sent.area, gate.path))
  const doubt = gate === null ? ['unknown-gate'] : near ? [] : ['gate-elsewhere']
  return { sent, gate, path: near ? gate.path : sent.area, doubts: [...sent.doubts, ...doubt] }
}

export async function judge(context: Context, items: readonly SentCrossing[]): Promise<JudgedCrossing[]> {
  const gates = await findGates(context, distinct(items.map((i) => i.fact.gateId)))
  const placed = items.map((sent) => place(sent, gates))
  const operations = await operationsAt(context, distinct(placed.map((p) => p.path)))
  const passIds = distinct(items.flatMap((i) => (i.fact.passId === null ? [] : [i.fact.passId])))
  const passes = passIds.length > 0 ? await passesById(context, passIds) : new Map<string, PassAtGate>()
  const inForce = await measuresAt(
    context,
    placed.map(({ sent, path }) => ({ path, at: new Date(sent.at) })),
  )

  const crossed = await lastBefore(
    context,
    items.flatMap(({ fact, at }) => (fact.passId === null ? [] : [{ passId: fact.passId, at }])),
  )
  const households = distinct([...passes.values()].flatMap((p) => (p.household === null ? [] : [p.household])))
  const days = Math.max(0, ...inForce.map((m) => m?.policy.household?.days ?? 0))
  const first = Math.min(...items.map((i) => i.at)) - days * DAY
  const past = [...crossed, ...(days > 0 ? await outingsSince(context, households, first) : [])]

  const judged = new Map<SentCrossing, JudgedCrossing>()
  const order = [...placed.entries()].sort(([, a], [, b]) => a.sent.at - b.sent.at)
  for (const [i, each] of order) {
    const one = judgeOne(each, inForce[i] ?? null, passes, operations, past)
    judged.set(each.sent, one)
    const { fact, at } = each.sent
    if (fact.passId !== null && fact.outcome === 'passed' && !fact.undoes)
      past.push({ ...fact, passId: fact.passId, household: one.household, at, counts: one.counts })
  }
  return items.map((item) => judged.get(item) as JudgedCrossing)
}

function judgeOne(
  { sent, gate, path, doubts }: Placed,
  measure: MeasureAt | null,
  passes: ReadonlyMap<string, PassAtGate>,
  operations: ReadonlyMap<string, string>,
  past: readonly PastCrossing[],
): JudgedCrossing {
  const { fact, at } = sent
  const pass = fact.passId === null ? null : (passes.get(fact.passId) ?? null)
  const household = pass?.household ?? null
  const before = past.filter((p) => p.at <= at && p.id !== fact.id)
  const verdict = verdictOnArrival(fact, at, {
    gate: gate && { serves: gate.serves, open: isOpenAt(gate, at) },
    measure: measure && { policy: measure.policy, until: Date.parse(measure.endsAt) },
    pass,
    last: before.filter((p) => p.passId === fact.passId).sort((a, b) => b.at - a.at)[0] ?? null,
    outings: distinctOutings(before, household),
  })
  const base = {
    ...sent,
    path,
    household,
    scope: pass?.scope ?? [],
    operationId: measure?.operationId ?? operations.get(path) ?? null,
    doubts: fact.passId !== null && pass === null ? [...doubts, 'unknown-pass'] : doubts,
  }
  // A line that takes one back is no crossing: there is nothing to judge of it.
  if (fact.undoes) return { ...base, light: fact.light, because: fact.because, counts: false }
  return {
    ...base,
    light: verdict.light,
    because: verdict.because,
    counts: verdict.counts && fact.outcome === 'passed',
  }
}

const distinctOutings = (before: readonly PastCrossing[], household: string | null): number[] =>
  household === null
    ? []
    : [...new Map(before.filter((p) => p.counts && p.household === household).map((p) => [p.id, p.at])).values()]
