/** When every need can be met but not all together: the nearest order that can be, once by asking for less, once by moving seats. */
import type { Highs } from 'highs'
import type { Gender } from '../model.ts'
import { type Plan, seatsMoved } from '../plan.ts'
import { groupsOf, seatBounds } from '../quotas.ts'
import { type Change, type Shortfall, shortfall } from '../shortfall.ts'
import { type LinearRow, solve } from '../../../platform/server/solver/linear.ts'

type Asked = Pick<Plan, 'order' | 'policy' | 'quotas' | 'types' | 'rows'>
const END = Number.POSITIVE_INFINITY
const ones = (columns: readonly number[]): (readonly [number, number])[] =>
  columns.map((column) => [column, 1] as const)

/** The fewest people given up, each counted against how many were asked for. */
function askLess(highs: Highs, { policy, types, rows }: Asked): Change[] {
  const needs = rows.filter(({ kind }) => kind !== 'department')
  const solved = solve(highs, {
    worth: [...types.map(() => 0), ...needs.map(({ least }) => -1 / least)],
    least: new Array<number>(types.length + needs.length).fill(0),
    most: [...types.map(({ people }) => people.length), ...needs.map(({ least }) => least)],
    rows: rows.map((row): LinearRow => {
      const need = needs.indexOf(row)
      return {
        of: [...ones(row.types), ...(need < 0 ? [] : [[types.length + need, 1] as const])],
        least: row.least,
        most: row.most ?? END,
      }
    }),
    whole: true,
  })
  if (solved === null) return []
  const skills: Record<string, number> = {}
  const genders: Partial<Record<Gender, number>> = {}
  for (const [at, { kind, name }] of needs.entries()) {
    const less = Math.round(solved.columns[types.length + at] as number)
    if (less === 0) continue
    if (kind === 'skill') skills[name] = (policy.skills[name] as number) - less
    else genders[name as Gender] = (policy.genders[name as Gender] as number) - less
  }
  return [{ what: 'askLess', params: {}, apply: { skills, genders } }]
}

/** The fewest seats moved between departments, within the floors, caps and groups of the policy. */
function moveSeats(highs: Highs, plan: Asked): Change[] {
  const { order, policy, quotas, types, rows } = plan
  const needs = rows.filter(({ kind }) => kind !== 'department')
  const bounds = seatBounds(quotas, policy)
  const of = quotas.map(({ department }) => types.flatMap((type, at) => (type.department === department ? [at] : [])))
  const more = (department: number): number => types.length + department
  const wave = quotas.reduce((sum, { quota, kept }) => sum + quota - kept, 0)
  const solved = solve(highs, {
    worth: [...types.map(() => 0), ...quotas.map(() => -1)],
    least: new Array<number>(types.length + quotas.length).fill(0),
    most: [...types.map(({ people }) => people.length), ...quotas.map(() => order.seats)],
    rows: [
      ...needs.map((row): LinearRow => ({ of: ones(row.types), least: row.least, most: row.most ?? END })),
      { of: ones([...types.keys()]), least: wave, most: wave },
      ...quotas.flatMap(({ quota, kept }, at): LinearRow[] => {
        const { least, most } = bounds[at] as { least: number; most: number }
        return [
          { of: ones(of[at] as number[]), least: least - kept, most: most - kept },
          { of: [...ones(of[at] as number[]), [more(at), -1]], least: -END, most: quota - kept },
        ]
      }),
      ...groupsOf(policy, order.seats).map(({ members, most }): LinearRow => {
        const inside = [...quotas.keys()].filter((at) => members.has(quotas[at]?.department ?? ''))
        return {
          of: ones(inside.flatMap((at) => of[at] as number[])),
          least: -END,
          most: most - inside.reduce((sum, at) => sum + (quotas[at]?.kept ?? 0), 0),
        }
      }),
    ],
    whole: true,
  })
  if (solved === null) return []
  const floors: Record<string, number> = {}
  for (const [at, { department, quota }] of quotas.entries()) {
    const extra = Math.round(solved.columns[more(at)] as number)
    if (extra > 0) floors[department] = quota + extra
  }
  return [seatsMoved(floors)]
}

/** Null if some panel meets all needs at these quotas. */
export function nearestChanges(highs: Highs, plan: Asked): Shortfall | null {
  const { types, rows } = plan
  const solved = solve(highs, {
    worth: types.map(() => 0),
    least: types.map(() => 0),
    most: types.map(({ people }) => people.length),
    rows: rows.map((row): LinearRow => ({ of: ones(row.types), least: row.least, most: row.most ?? END })),
    whole: true,
  })
  return solved === null ? shortfall('together', {}, [...askLess(highs, plan), ...moveSeats(highs, plan)]) : null
}
