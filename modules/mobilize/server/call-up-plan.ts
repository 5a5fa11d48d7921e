/** The roster as the draw reads it, and what an order would mean: quotas in words, shortfalls with the form that mends them. */
import { dayPlus, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { underKey, unitsOf } from '../../staff/departments.ts'
import { type FatigueState, fatigueOf, type WorkedDay } from '../../staff/fatigue.ts'
import { waivable } from '../../staff/exempt.ts'
import { capsOf, departments, rosterOf } from '../../staff/server/public.ts'
import type { CallUpAsk, QuotaLine } from '../call-up-model.ts'
import { askWith, changeSaid, labelsOf, policyOf, shortfallSaid, type Unit } from '../call-up-policy.ts'
import type { mobilize } from '../contract.ts'
import { explainQuota } from '../explain.ts'
import type { Order, RosterRow } from '../model.ts'
import type { Plan } from '../plan.ts'
import type { Shortfall } from '../shortfall.ts'
import { planTogether } from './prepare.ts'
import { Solver } from './solver.ts'

/** One for the process: orders wait for each other, and a thread is begun only when somebody plans. */
export const solver = new Solver()

export interface Called {
  readonly roster: RosterRow[]
  readonly units: Unit[]
  /** People at or over the cap of work, and near it, on the day of the muster. */
  readonly tired: { readonly over: number; readonly near: number }
}

const DAY = 86_400_000

/** Days served in the `days` before the day of `at`, at posts or at musters; one at least where the roster says so otherwise. */
async function servedLately(context: Context, at: Date, days: number): Promise<Map<string, number>> {
  const { rows } = await context.query<{ id: string; days: number }>(
    `SELECT person_id AS id, count(DISTINCT day)::integer AS days FROM (
       SELECT person_id, day FROM staff.public_service_day WHERE day >= $1 AND day < $2
       UNION ALL SELECT person_id, day FROM mobilize.public_muster WHERE person_id IS NOT NULL AND day >= $1 AND day < $2
     ) served GROUP BY person_id`,
    [shanghaiDay(at.getTime() - days * DAY), shanghaiDay(at)],
  )
  return new Map(rows.map((row) => [row.id, row.days]))
}

/** How worn out those are on the day of `at` who served in the two weeks before. */
async function fatigueAt(context: Context, at: Date): Promise<Map<string, FatigueState>> {
  const day = shanghaiDay(at)
  const { rows } = await context.query<WorkedDay & { id: string }>(
    `SELECT person_id AS id, day, hours::float8 AS hours, night FROM staff.public_service_day WHERE day > $1 AND day <= $2`,
    [dayPlus(day, -14), day],
  )
  const caps = await capsOf(context)
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, lines]) => [id, fatigueOf(lines, day, caps).state]))
}

/**
 * What keeps somebody from being drawn, as the plan reads it: an excuse that holds this time before one that is set aside. What touches
 * health is `withheld` here and cannot be set aside.
 */
const excuseOf = (excuses: readonly string[], { waive }: CallUpAsk): string =>
  // What nobody can set aside goes first, so that nothing is promised of setting aside what stands beside it.
  excuses.find((kind) => !waivable.has(kind)) ?? excuses.find((kind) => !waive.kinds.some((one) => one === kind)) ?? ''

/** Everybody in service whom the asker may see, by the labels of their units. Nobody is worked past the cap unless the ask says so. */
export async function calledFrom(context: Context, ask: CallUpAsk, at: Date): Promise<Called> {
  const people = await rosterOf(context, at)
  const all = await departments(context)
  const labels = labelsOf(all)
  const unitOf = unitsOf(all)
  const keys = underKey(all)
  const fatigue = await fatigueAt(context, at)
  const count = (state: FatigueState): number => people.filter(({ id }) => fatigue.get(id) === state).length
  const lately = await servedLately(context, at, ask.serviceDays)
  const from = shanghaiDay(at.getTime() - ask.serviceDays * DAY)
  const units = new Map<string, Unit>()
  const roster = people.map((person): RosterRow => {
    const { id, departmentName, skills, sex, excuses, lastServed } = person
    const departmentId = unitOf.get(person.departmentId) ?? person.departmentId
    const tired = !ask.withTired && fatigue.get(id) === 'over'
    const label = labels.get(departmentId) ?? departmentName
    if (!units.has(departmentId)) units.set(departmentId, { id: departmentId, label, key: keys.has(departmentId) })
    const known = lastServed !== null && lastServed >= from ? 1 : 0
    return {
      ...{
        id,
        department: label,
        skills,
        gender: sex ?? 'unstated',
        exempt: excuseOf(excuses, ask) || (tired ? 'tired' : ''),
      },
      servedDays: Math.max(known, lately.get(id) ?? 0),
    }
  })
  return { roster, units: [...units.values()], tired: { over: count('over'), near: count('near') } }
}

export const quotaLines = ({ quotas, policy }: Plan, units: readonly Unit[]): QuotaLine[] => {
  const ids = new Map(units.map(({ id, label }) => [label, id]))
  return quotas.map((line) => ({
    departmentId: ids.get(line.department) as string,
    department: line.department,
    ...{ headcount: line.headcount, eligible: line.eligible, kept: line.kept, quota: line.quota },
    because: [explainQuota(line, policy.apportionment, 'zh'), explainQuota(line, policy.apportionment, 'en')],
  }))
}

/** @param mayWaive whether exemptions are the asker's to set aside; what touches health is nobody's, and is not proposed */
const shortfallLines = (shortfalls: readonly Shortfall[], ask: CallUpAsk, units: readonly Unit[], mayWaive: boolean) =>
  shortfalls.map((one) => ({
    what: shortfallSaid(one),
    changes: one.changes
      .filter(({ what, apply }) => what !== 'waive' || (mayWaive && apply?.waive?.every((kind) => waivable.has(kind))))
      .map((change) => ({ what: changeSaid(change), ask: askWith(ask, change, units) })),
  }))

export const orderOf = (seats: number, more: Partial<Order> = {}): Order => ({
  ...{ seats, kept: [], asked: [], lottery: '' },
  ...more,
})

export const planHandlers: Pick<HandlersOf<typeof mobilize>, 'plan' | 'beacon'> = {
  beacon: async ({ house }) => ({ host: house.beacon === null ? null : new URL(house.beacon).host }),
  plan: {
    async outside(call, { ask, musterAt }) {
      const { roster, units, tired } = await call.house.database.within(
        call.actor,
        (context) => calledFrom(context, ask, new Date(musterAt)),
        { readOnly: true },
      )
      const plan = await planTogether(solver, roster, orderOf(ask.seats), policyOf(ask, units))
      const { barred } = plan
      return {
        quotas: quotaLines(plan, units),
        shortfalls: shortfallLines(plan.shortfalls, ask, units, call.actor.role === 'officer'),
        roster: {
          people: roster.length,
          eligible: roster.length - barred.exempt - barred.served - barred.asked - barred.kept,
          ...{ exempt: barred.exempt, asked: barred.asked, kept: barred.kept, tired: tired.over, nearCap: tired.near },
        },
      }
    },
  },
}
