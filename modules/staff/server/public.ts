/** What neighbours may call of the roster on the server. Views to join: staff.public_person, public_department, public_service_day. */
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { staff } from '../contract.ts'
import { underKey } from '../departments.ts'
import type { Department } from '../model.ts'
import { listDepartments } from './department-store.ts'

export { capsOf } from './work-caps.ts'
export { enrol, holdPhone, type KeptPhone, organisation, personByPhone } from './enrol.ts'

export interface RosterRow {
  readonly id: string
  readonly departmentId: string
  readonly departmentName: string
  /** Of a key department, or of one below it. */
  readonly key: boolean
  /** Codes of `skills` (modules/staff/model.ts), or a place's own words. */
  readonly skills: string[]
  readonly sex: 'male' | 'female' | null
  readonly exempt: boolean
  /** By what: `withheld` where it touches health. */
  readonly excuses: readonly string[]
  /** Days with the opening balance. */
  readonly servedDays: number
  /** YYYY-MM-DD */
  readonly lastServed: string | null
  readonly homePath: string | null
  readonly partyMember: boolean
}

/** Everybody in service whom the asker may see, in the order of their ids, with what excuses them on the Shanghai day of `at`. */
export async function rosterOf(context: Context, at: Date): Promise<RosterRow[]> {
  const key = underKey(await listDepartments(context))
  const { rows } = await context.query<Omit<RosterRow, 'key'>>(
    `SELECT p.id, p.department_id AS "departmentId", d.name AS "departmentName", p.skills, p.sex, e.person_id IS NOT NULL AS exempt, coalesce(e.kinds, '{}') AS excuses,
       p.served_days AS "servedDays", p.last_served AS "lastServed", p.home_path AS "homePath", p.party_member AS "partyMember"
     FROM staff.public_person p JOIN staff.department d ON d.street_id = p.street_id AND d.id = p.department_id
     LEFT JOIN (SELECT x.street_id, x.person_id, array_agg(DISTINCT x.kind) AS kinds FROM staff.exemption x
       WHERE x.starts_on <= $1 AND x.ends_on >= $1 AND (x.ended_on IS NULL OR x.ended_on > $1) GROUP BY x.street_id, x.person_id) e ON e.street_id = p.street_id AND e.person_id = p.id
     ORDER BY p.id`,
    [shanghaiDay(at)],
  )
  return rows.map((row) => ({ ...row, key: key.has(row.departmentId) }))
}

/** The departments that the asker may see, by name, with the key flag handed down. */
export const departments = async (context: Context): Promise<Department[]> =>
  (await listDepartments(context)).map(({ streetId: _, ...one }) => one)

export interface StaffName {
  readonly name: string
  readonly departmentName: string
}

/**
 * Names by id, of those in service or gone, anywhere in the sub-district: also of people whose record the asker does not see
 * (staff.names_of). For officers, leaders, grid workers and crews; none for anybody else.
 */
export async function staffNames(
  context: Context,
  streetId: string,
  ids: readonly string[],
): Promise<Map<string, StaffName>> {
  const { rows } = await context.query<StaffName & { id: string }>(
    'SELECT id, name, department AS "departmentName" FROM staff.names_of($1, $2)',
    [streetId, ids],
  )
  return new Map(rows.map(({ id, ...one }) => [id, one]))
}

export interface ServiceLine {
  /** Made by the caller: a line that arrived before is passed over. */
  readonly id: string
  readonly personId: string
  /** YYYY-MM-DD, Shanghai. */
  readonly day: string
  /** 0–24 */
  readonly hours: number
  readonly night: boolean
  readonly operationId: string | null
  /** The room and what it counted by, e.g. `deployment.post`. */
  readonly source: string
  /** The id of an earlier line of the same person that this one takes back; its own day and hours count for nothing then. */
  readonly cancels: string | null
}

/**
 * Adds lines of service and counts anew, in the caller's transaction, with one ledger line at the asker's own area. People of
 * the whole sub-district are reached, whoever asks (officer or leader); anybody else is left out. @returns how many lines were new.
 */
export async function addServiceDays(
  context: Context,
  streetId: string,
  lines: readonly ServiceLine[],
): Promise<number> {
  if (lines.length === 0) return 0
  const { rows } = await context.query<{ added: number }>('SELECT staff.add_service($1, $2::jsonb) AS added', [
    streetId,
    JSON.stringify(lines),
  ])
  const added = rows[0]?.added ?? 0
  if (added > 0)
    await context.record(staff.events.serviceAdded, {
      path: context.actor.path,
      streetId,
      data: { people: [...new Set(lines.map(({ personId }) => personId))], lines: added },
    })
  return added
}
