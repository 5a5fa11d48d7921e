/** Somebody taken down at a gate, as they are kept: masked for lists, digested for telling people apart, whole only in visit.person_secret. */
import { foldName } from '../../../platform/pure/fullwidth.ts'
import { isRefused, readIdentityNumber, tidyNumber } from '../../../platform/pure/identity-number.ts'
import { phoneAsKept } from '../../../platform/pure/list-cells.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House } from '../../../platform/server/room.ts'
import { maskName } from '../../../platform/pure/mask.ts'
import type { Doubt, parts, Person, Who } from '../model.ts'

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

/** As `visit.write_people` takes it. A number that cannot be read is kept as typed, for a fact is kept with its mistakes. */
export function asKept(house: Pick<House, 'digest'>, given: Who, part: CodeOf<typeof parts>) {
  const name = foldName(given.name) || given.name
  const phone = phoneAsKept(given.phone)
  const read = given.idNumber === null ? null : readIdentityNumber(given.idNumber, { declared: given.idType })
  const number =
    given.idType === 'none' || read === null || given.idNumber === null
      ? null
      : isRefused(read)
        ? tidyNumber(given.idNumber) || null
        : read.value || null
  return {
    kept: {
      ...{ id: given.id, part, name, nameMasked: maskName(name) },
      ...{ phone, phoneMasked: phone && maskPhone(phone), phoneDigest: phone && hex(house.digest('phone', phone)) },
      idType: number === null ? 'none' : given.idType,
      ...{ idNumber: number, idMasked: number && maskIdentityNumber(number) },
      idDigest: number && hex(house.digest('id', number)),
    },
    doubts: (number !== null && read !== null && isRefused(read) ? ['unread-number'] : []) as Doubt[],
  }
}
export type KeptPerson = ReturnType<typeof asKept>['kept']

export async function putPeople(context: Context, factId: string, people: readonly KeptPerson[]): Promise<void> {
  if (people.length === 0) return
  await context.query('SELECT visit.put_people($1, $2, $3)', [context.actor.streetId, factId, JSON.stringify(people)])
}

/** By fact; nobody for those who may not read names. */
export async function peopleOf(context: Context, factIds: readonly string[]): Promise<Map<string, Person[]>> {
  const { rows } = await context.query<Person & { factId: string }>(
    `SELECT p.fact_id AS "factId", p.id, p.part, p.name, p.phone_masked AS "phoneMasked", p.id_type AS "idType", p.id_masked AS "idMasked"
     FROM visit.person p WHERE p.street_id = $1 AND p.fact_id = ANY ($2::uuid[]) ORDER BY p.part, p.id`,
    [context.actor.streetId, factIds],
  )
  const found = new Map<string, Person[]>()
  for (const { factId, ...one } of rows) found.set(factId, [...(found.get(factId) ?? []), one])
  return found
}
