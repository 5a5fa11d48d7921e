/** The places and people of the register that the rows of a list could mean; only those whom the asker may see, but for one door. */
import type { Context } from '../../../platform/server/database/database.ts'
import type { ListKey } from '../../../platform/server/lists/list-kind.ts'
import { rangeBelow } from '../../../platform/pure/area.ts'
import type { IndexedArea } from '../address-index.ts'
import type { KnownPerson } from './import-record.ts'

/** The areas that an address of the list may mean. */
export async function listPlaces(context: Context, under: string): Promise<IndexedArea[]> {
  const { from, to } = rangeBelow(under)
  const { rows } = await context.query<IndexedArea>(
    `SELECT path, kind, name FROM register.area WHERE path >= $1 AND path < $2 AND kind IN ('compound', 'building', 'unit', 'dwelling')`,
    [from, to],
  )
  return rows
}

export interface Sought {
  /** Digests in hex. */
  ids: readonly string[]
  /** Name keys with the dwelling, and with the birth date for rows without a number. */
  doors: readonly { path: string; name: string }[]
  days: readonly { name: string; day: string }[]
}

const PERSON = `r.id, r.version, r.path, r.name, r.name_key AS "nameKey", r.sex, r.birth_date AS "birthDate", r.id_type AS "idType", r.residence, r.tenancy,
  r.relation, r.work, r.groups, r.note, r.id_masked AS "idMasked", r.phone_masked AS "phoneMasked", r.phone_tail AS "phoneTail",
  encode(r.id_digest, 'hex') AS "idKey", encode(r.phone_digest, 'hex') AS "phoneKey"`

export async function knownPeople(
  context: Context,
  streetId: string,
  { ids, doors, days }: Sought,
): Promise<KnownPerson[]> {
  // OFFSET 0 keeps each a lookup by index: joined, the planner reads the whole register for every batch of a list.
  const { rows } = await context.query<KnownPerson>(
    `SELECT ${PERSON} FROM unnest($2::text[]) AS w (id) CROSS JOIN LATERAL (
       SELECT * FROM register.resident x WHERE x.street_id = $1 AND x.id_digest = decode(w.id, 'hex') AND x.left_at IS NULL OFFSET 0) r
     UNION ALL
     SELECT ${PERSON} FROM unnest($3::text[], $4::text[]) AS w (path, name) CROSS JOIN LATERAL (
       SELECT * FROM register.resident x WHERE x.path = w.path AND x.name_key = w.name AND x.left_at IS NULL OFFSET 0) r
     UNION ALL
     SELECT ${PERSON} FROM unnest($5::text[], $6::date[]) AS w (name, day) CROSS JOIN LATERAL (
       SELECT * FROM register.resident x WHERE x.street_id = $1 AND x.name_key = w.name AND x.birth_date = w.day AND x.left_at IS NULL OFFSET 0) r`,
    [
      streetId,
      ids,
      doors.map((d) => d.path),
      doors.map((d) => d.name),
      days.map((d) => d.name),
      days.map((d) => d.day),
    ],
  )
  return [...new Map(rows.map((person) => [person.id, person])).values()]
}

/** Which of these digests are registered in the sub-district out of the asker's sight. */
export async function numbersElsewhere(
  context: Context,
  streetId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await context.query<{ id: string }>(
    `SELECT encode(e.id_digest, 'hex') AS id FROM register.numbers_elsewhere($1, ARRAY(SELECT decode(w, 'hex') FROM unnest($2::text[]) w)) e`,
    [streetId, ids],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * A text column that Excel has rounded shows it by its zeros; one in eleven such numbers still passes the check: the rows
 * of a list that were accepted with one.
 */
export async function roundedRows(context: Context, { streetId, id }: ListKey): Promise<number[]> {
  const { rows } = await context.query<{ rowNo: number }>(
    `SELECT row_no AS "rowNo" FROM register.import_person WHERE street_id = $1 AND import_id = $2 AND id_number LIKE '%000'`,
    [streetId, id],
  )
  return rows.map(({ rowNo }) => rowNo)
}
