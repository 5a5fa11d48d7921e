/** The clock that everybody sees, who stands behind each figure, and the live feed of departments’ figures. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context, Database } from '../../../platform/server/database/database.ts'
import type { ReadFeed } from '../../../platform/server/live.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { departments } from '../../staff/server/public.ts'
import type { CalledPerson, Figures, ForecastResult, Standing } from '../call-up-model.ts'
import type { mobilize } from '../contract.ts'
import { labelsOf } from '../call-up-policy.ts'
import { forecast } from '../forecast.ts'
import { clockOf, standingOf, sumOf } from '../muster-clock.ts'
import { type CallUpRow, findCallUp, listWaves } from './call-up-store.ts'
import { lastFigures } from './forecast-figures.ts'

type Tally = Figures & { departmentId: string; department: string; version: number }

async function tallies(context: Context, callUpId: string): Promise<Tally[]> {
  const { rows } = await context.query<Tally>(
    `SELECT t.department_id AS "departmentId", coalesce(d.name, '') AS department, t.asked, t.answered, t.coming, t.cannot, t.here, t.extra,
       t.version::double precision AS version
     FROM mobilize.tally t LEFT JOIN staff.department d ON d.street_id = t.street_id AND d.id = t.department_id
     WHERE t.call_up_id = $1 ORDER BY d.name NULLS LAST, t.department_id`,
    [callUpId],
  )
  return rows
}

/** Null for whoever sees a part only, and before anybody was asked. */
export async function forecastOf(context: Context, callUp: CallUpRow, now: number): Promise<ForecastResult | null> {
  if (context.actor.role === 'superior' || !isBelow(callUp.path, context.actor.path) || callUp.state !== 'called')
    return null
  const { rows } = await context.query<{ waited: number; last: Date | null }>(
    `SELECT coalesce(sum(greatest(0, extract(epoch FROM coalesce(least(first_said_at, here_at), to_timestamp($2)) - asked_at))) / 60, 0)::double precision AS waited,
       max(asked_at) AS last FROM mobilize.call WHERE call_up_id = $1 AND wave > 0 AND asked_at IS NOT NULL`,
    [callUp.id, now / 1000],
  )
  const { waited, last } = rows[0]!
  if (last === null) return null
  const { here, onTheWay, cannot, silent } = clockOf(sumOf(await tallies(context, callUp.id)))
  return forecast(
    {
      ...{ seats: callUp.seats, here, coming: onTheWay, cannot, silent, waited },
      minutesSince: (now - last.getTime()) / 60_000,
      minutesLeft: (callUp.musterAt.getTime() - now) / 60_000,
    },
    (await lastFigures(context)).figures,
  )
}

interface PersonRow extends Omit<CalledPerson, 'standing' | 'askedAt' | 'saidAt' | 'arrivesAt' | 'hereAt'> {
  said: 'coming' | 'cannot' | null
  askedAt: Date | null
  saidAt: Date | null
  arrivesAt: Date | null
  hereAt: Date | null
}
const STANDING: Readonly<Record<Standing, string>> = {
  silent: 'c.here_at IS NULL AND c.said IS NULL AND c.wave > 0',
  coming: `c.here_at IS NULL AND c.said = 'coming' AND c.wave > 0`,
  cannot: `c.here_at IS NULL AND c.said = 'cannot' AND c.wave > 0`,
  here: 'c.here_at IS NOT NULL AND c.wave > 0',
  extra: 'c.here_at IS NOT NULL AND c.wave = 0',
}
const ORDERS = {
  department: 'd.name NULLS LAST, p.pinyin, c.id',
  answer: 'c.answer_no NULLS LAST, c.id',
  arrival: 'c.here_at NULLS LAST, c.arrival_no, c.id',
} as const
export const PEOPLE = `mobilize.call c LEFT JOIN staff.person p ON p.street_id = c.street_id AND p.id = c.person_id
  LEFT JOIN staff.department d ON d.street_id = c.street_id AND d.id = c.department_id`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const boardHandlers: Pick<HandlersOf<typeof mobilize>, 'board' | 'people'> = {
  board: async (context, { callUpId }) => {
    // Taken before anything is read: what is read may be newer, never older.
    const cursor = context.house.live.cursor()
    const now = Date.now()
    const callUp = await findCallUp(context, callUpId)
    if (!callUp) throw new Problem(platformProblems.notFound)
    const labels = labelsOf(await departments(context))
    const quotas = new Map<string, number>()
    for (const wave of await listWaves(context, callUpId))
      for (const { departmentId, quota } of wave.state === 'called' ? (wave.quotas ?? []) : [])
        quotas.set(departmentId, quota)
    return {
      ...{ at: new Date(now).toISOString(), cursor },
      lines: (await tallies(context, callUpId)).map((line) => ({
        ...line,
        callUpId,
        department: labels.get(line.departmentId) ?? line.department,
        quota: quotas.get(line.departmentId) ?? 0,
      })),
      forecast: await forecastOf(context, callUp, now),
    }
  },

  people: async (context, { callUpId, standings, departmentId, text, order, after, limit }) => {
    const values: unknown[] = [callUpId]
    const put = (value: unknown): string => `$${values.push(value)}`
    const conditions = ['c.call_up_id = $1', '(c.asked_at IS NOT NULL OR c.here_at IS NOT NULL OR c.wave > 0)']
    if (standings && standings.length > 0)
      conditions.push(`(${standings.map((one) => `(${STANDING[one]})`).join(' OR ')})`)
    if (departmentId) conditions.push(`c.department_id = ${put(departmentId)}`)
    if (text)
      conditions.push(
        `(strpos(coalesce(p.name, c.name), ${put(text)}) > 0 OR starts_with(p.initials, lower(${put(text)})))`,
      )
    const where = conditions.join(' AND ')
    const { rows: counted } = await context.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM ${PEOPLE} WHERE ${where}`,
      values,
    )
    const { rows } = await context.query<PersonRow>(
      `SELECT c.id AS "callId", c.person_id AS "personId", coalesce(p.name, c.name) AS name, c.department_id AS "departmentId",
         coalesce(d.name, '') AS department, c.wave, p.phone_masked AS "phoneMasked", c.asked_at AS "askedAt", c.said, c.said_at AS "saidAt",
         c.arrives_at AS "arrivesAt", c.reason, c.here_at AS "hereAt", c.here_how AS "hereHow"
       FROM ${PEOPLE} WHERE ${where} ORDER BY ${ORDERS[order]} OFFSET ${put(after)} LIMIT ${put(limit + 1)}`,
      values,
    )
    const labels = labelsOf(await departments(context))
    return {
      rows: rows.slice(0, limit).map(({ said, askedAt, saidAt, arrivesAt, hereAt, ...row }) => ({
        ...{ ...row, standing: standingOf({ wave: row.wave, said, hereAt }) },
        department: labels.get(row.departmentId) ?? row.department,
        ...{ askedAt: iso(askedAt), saidAt: iso(saidAt), arrivesAt: iso(arrivesAt), hereAt: iso(hereAt) },
      })),
      total: counted[0]!.n,
      next: rows.length > limit ? after + limit : null,
    }
  },
}

interface Heard extends Figures {
  txid: string
  path: string
  call_up_id: string
  department_id: string
  version: string
}
/** Topic `mobilize.tally`: whole figures, so that a line heard twice or skipped does no harm. */
export const tallyFeed =
  (database: Database): ReadFeed =>
  async (watermark, seen, most) => {
    const rows = await database.bare<Heard>('SELECT * FROM mobilize.tallies_since($1::xid8, $2::xid8[], $3)', [
      watermark,
      seen,
      most,
    ])
    return rows.map(({ txid, path, call_up_id, department_id, version, ...figures }) => ({
      ...{ txid, path, topic: 'mobilize.tally' },
      data: { ...figures, callUpId: call_up_id, departmentId: department_id, version: Number(version) },
    }))
  }
