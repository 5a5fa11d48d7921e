/** Who served how long, and who is near or over the cap: read from the roster's own lines, named by the posts that they came from. */
import { dayPlus } from '../../../platform/pure/time.ts'
import { say, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { deployment } from '../contract.ts'
import { fatigueOf } from '../../staff/fatigue.ts'
import type { Someone } from '../model.ts'
import { toldFatigue } from './at-hand.ts'
import { loadsOf } from './loads.ts'
import { placePolicy } from './place-policy.ts'
import { peopleOf } from './store.ts'

const texts = words({
  title: ['服务记录 {from} 至 {to}', 'Service record, {from} to {to}'],
  department: ['单位部门', 'Department'],
  name: ['姓名', 'Name'],
  party: ['是否党员', 'Party member'],
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  days: ['天数', 'Days'],
  hours: ['小时', 'Hours'],
  nights: ['夜班', 'Nights'],
  first: ['首次上岗', 'First day'],
  last: ['最近上岗', 'Last day'],
  tasks: ['岗位', 'Posts'],
})

export interface Period {
  readonly from: string
  readonly to: string
  readonly operationId: string | null
}
export interface Served extends Someone {
  readonly days: number
  readonly hours: number
  readonly nights: number
  readonly first: string
  readonly last: string
  readonly tasks: string[]
}

/** Who served in the period, by department and name. @param person one alone */
export async function servedIn(context: Context, period: Period, person?: string): Promise<Served[]> {
  const { rows } = await context.query<Omit<Served, keyof Someone> & { personId: string }>(
    `SELECT d.person_id AS "personId", count(DISTINCT d.day)::integer AS days, sum(d.hours)::float8 AS hours,
       (count(DISTINCT d.day) FILTER (WHERE d.night))::integer AS nights, min(d.day) AS first, max(d.day) AS last,
       coalesce(array_agg(DISTINCT t.task) FILTER (WHERE t.task IS NOT NULL), '{}') AS tasks
     FROM staff.public_service_day d
     LEFT JOIN deployment.presence v ON v.street_id = d.street_id AND v.id = d.id AND d.source = 'deployment.post'
     LEFT JOIN deployment.placement p ON p.street_id = v.street_id AND p.id = v.placement_id
     LEFT JOIN deployment.post t ON t.street_id = p.street_id AND t.id = p.post_id
     WHERE d.day BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR d.operation_id = $3) AND ($4::uuid IS NULL OR d.person_id = $4)
     GROUP BY d.person_id`,
    [period.from, period.to, period.operationId, person ?? null],
  )
  const people = await peopleOf(
    context,
    rows.map(({ personId }) => personId),
  )
  return rows
    .flatMap((row) => {
      const one = people.get(row.personId)
      return one ? [{ ...one, ...row }] : []
    })
    .toSorted(
      (a, b) => a.department.localeCompare(b.department, 'zh') || b.days - a.days || a.name.localeCompare(b.name, 'zh'),
    )
}

const departmentsOf = (people: readonly Served[]) =>
  [...Map.groupBy(people, ({ department }) => department)].map(([name, those]) => ({
    name,
    people: those.length,
    days: those.reduce((n, { days }) => n + days, 0),
    hours: those.reduce((n, { hours }) => n + hours, 0),
  }))

export const serviceHandlers: Pick<HandlersOf<typeof deployment>, 'fatigue' | 'service' | 'exportService'> = {
  fatigue: async (context, { day, all }) => {
    const { rows } = await context.query<{ id: string }>(
      `SELECT person_id AS id FROM staff.public_service_day WHERE day BETWEEN $1 AND $2
       UNION SELECT s.person_id FROM deployment.standing s JOIN deployment.post t ON t.street_id = s.street_id AND t.id = s.post_id
         WHERE t.starts_at >= $3 AND t.starts_at < $4`,
      [dayPlus(day, -6), day, `${dayPlus(day, -6)}T00:00:00+08:00`, `${dayPlus(day, 1)}T00:00:00+08:00`],
    )
    const ids = rows.map(({ id }) => id)
    const people = await peopleOf(context, ids)
    const loads = await loadsOf(context, ids, new Date(`${day}T12:00:00+08:00`))
    const policy = await placePolicy(context)
    const rank = { over: 0, near: 1, fit: 2 }
    const told = [...people.values()]
      .map((one) => ({ ...one, fatigue: toldFatigue(fatigueOf(loads.get(one.personId)?.days ?? [], day, policy)) }))
      .toSorted(
        (a, b) =>
          rank[a.fatigue.state] - rank[b.fatigue.state] ||
          b.fatigue.hours - a.fatigue.hours ||
          (a.personId < b.personId ? -1 : 1),
      )
    return {
      caps: {
        ...{ hours: policy.capHours, near: policy.nearHours, nights: policy.nightsInRow, days: policy.daysInRow },
        rest: policy.restHours,
      },
      over: told.filter(({ fatigue }) => fatigue.state === 'over').length,
      near: told.filter(({ fatigue }) => fatigue.state === 'near').length,
      working: told.length,
      people: told.filter(({ fatigue }) => all || fatigue.state !== 'fit').slice(0, 1000),
    }
  },

  service: async (context, period) => {
    const people = await servedIn(context, period)
    return {
      total: {
        people: people.length,
        days: people.reduce((n, { days }) => n + days, 0),
        hours: people.reduce((n, { hours }) => n + hours, 0),
      },
      departments: departmentsOf(people),
      people: people.slice(0, 2000),
    }
  },

  exportService: {
    async outside({ house, actor }, { purpose, lang, ...period }) {
      const t = (key: keyof typeof texts): string => say(texts[key], lang)
      const fileId = await house.files.order({
        ...{ actor, kind: 'deployment.service', purpose, lang, path: actor.path },
        ...(period.operationId ? { operationId: period.operationId } : {}),
        title: say(texts.title, lang, period as Period & Record<string, string>),
        sheets: [
          {
            name: t('hours'),
            columns: [
              { title: t('department'), width: 30 },
              { title: t('name'), width: 12 },
              { title: t('party'), width: 8 },
              { title: t('days'), width: 8, kind: 'number' },
              { title: t('hours'), width: 8, kind: 'number' },
              { title: t('nights'), width: 8, kind: 'number' },
              { title: t('first'), width: 12 },
              { title: t('last'), width: 12 },
              { title: t('tasks'), width: 40 },
            ],
            rows: async function* (context) {
              for (const one of await servedIn(context, period))
                yield [
                  ...[one.department, one.name, t(one.partyMember ? 'yes' : 'no'), one.days, one.hours, one.nights],
                  ...[one.first, one.last, one.tasks.join(lang === 'zh' ? '、' : ', ')],
                ]
            },
          },
        ],
      })
      return { fileId }
    },
  },
}
