/** The people whom the rows of a list could mean; only those that the asker may see, but for one door. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { Known } from '../list-verdict.ts'

/** As they are kept, with what only a stored row needs. */
export interface KnownPerson extends Known {
  phoneMasked: string | null
  phoneTail: string | null
}
type Row = Omit<KnownPerson, 'opening'> & { openingDays: number; openingOn: string | null; openingLast: string | null }

const KNOWN = `p.id, p.version, p.name, p.name_key AS "nameKey", p.department_id AS "departmentId", p.number, p.sex, p.birth_year AS "birthYear", p.title,
  p.skills, p.posts, p.party_member AS "partyMember", p.party_branch AS "partyBranch", p.address, p.home_path AS "homePath",
  encode(p.phone_digest, 'hex') AS "phoneKey", p.phone_masked AS "phoneMasked", p.phone_tail AS "phoneTail", p.note, p.state,
  p.opening_days AS "openingDays", p.opening_on AS "openingOn", p.opening_last AS "openingLast", p.opening_days + p.line_days AS "servedDays",
  greatest(p.opening_last, p.line_last) AS "lastServed"`

export async function knownPeople(
  context: Context,
  streetId: string,
  numbers: readonly string[],
  names: readonly string[],
  today: string,
): Promise<KnownPerson[]> {
  const { rows } = await context.query<Row>(
    `WITH found AS (
       SELECT ${KNOWN} FROM staff.person p WHERE p.street_id = $1 AND p.number = ANY ($2)
       UNION SELECT ${KNOWN} FROM staff.person p WHERE p.street_id = $1 AND p.name_key = ANY ($3))
     SELECT f.*, x.until AS "exemptUntil" FROM found f
     LEFT JOIN LATERAL (SELECT max(e.ends_on) AS until FROM staff.exemption e WHERE e.street_id = $1 AND e.person_id = f.id
       AND e.starts_on <= $4 AND e.ends_on >= $4 AND (e.ended_on IS NULL OR e.ended_on > $4)) x ON true`,
    [streetId, numbers, names, today],
  )
  return rows.map(({ openingDays: days, openingOn: on, openingLast: last, ...row }) => ({
    ...row,
    opening: on === null ? null : { days, on, last },
  }))
}

/** Which of these employee numbers stand in the sub-district out of the asker's sight. */
export async function numbersElsewhere(
  context: Context,
  streetId: string,
  numbers: readonly string[],
): Promise<Set<string>> {
  const { rows } = await context.query<{ number: string }>('SELECT number FROM staff.numbers_elsewhere($1, $2)', [
    streetId,
    numbers,
  ])
  return new Set(rows.map(({ number }) => number))
}
