/**
 * Puts somebody on the roster whom another room brings, the phone as mask and digest only: that room hands the whole one over in the
 * database. Whoever is there already is found, and of two who bring one person at once the second finds what the first has put.
 */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { departmentKey } from '../departments.ts'
import { staff } from '../contract.ts'
import { personDraft, type PersonDraft } from '../model.ts'
import { type PersonRecord, recordOf } from '../person-record.ts'
import { insertDepartment } from './department-store.ts'
import { insertPerson } from './store.ts'

export interface KeptPhone {
  readonly masked: string
  readonly tail: string
  readonly digest: Buffer
}

/** Who in service has this phone, anywhere in the sub-district, for an officer or leader; first whoever has the name, too. */
export async function personByPhone(
  context: Context,
  phone: KeptPhone,
  nameKey: string,
): Promise<{ id: string; sameName: boolean } | null> {
  const { rows } = await context.query<{ id: string; sameName: boolean }>(
    'SELECT id, same_name AS "sameName" FROM staff.by_phone($1, $2, $3)',
    [context.actor.streetId, phone.digest, nameKey],
  )
  return rows[0] ?? null
}

/** Until the transaction ends nobody else brings somebody with this phone. */
export async function holdPhone(context: Context, phone: KeptPhone): Promise<void> {
  await context.query(`SELECT pg_advisory_xact_lock(hashtextextended('staff.phone:' || encode($1, 'hex'), 0))`, [
    phone.digest,
  ])
}

/** An organisation at the top of the tree, made where there is none of that name. @throws Problem conflict: another area has it */
export async function organisation(context: Context, path: string, name: string): Promise<string> {
  const { streetId } = context.actor
  const found = async (): Promise<{ id: string; path: string } | undefined> => {
    const { rows } = await context.query<{ id: string; path: string }>(
      'SELECT id, path FROM staff.public_department WHERE street_id = $1 AND parent_id IS NULL AND name = $2',
      [streetId, name],
    )
    return rows[0]
  }
  // Two who welcome the first volunteers at once make one department: the second waits here for the first.
  await context.query(`SELECT pg_advisory_xact_lock(hashtextextended('staff.organisation:' || $1 || ':' || $2, 0))`, [
    streetId,
    departmentKey(name),
  ])
  const known = await found()
  if (known !== undefined) {
    if (known.path !== path) throw new Problem(platformProblems.conflict)
    return known.id
  }
  const { rows } = await context.query<{ id: string }>('SELECT gen_random_uuid() AS id')
  const { id } = rows[0] as { id: string }
  await insertDepartment(context, {
    ...{ streetId, id, path, parentId: null, name, kind: 'organisation', isKey: false, contactAccount: null },
  }).catch((error: Error & { code?: string }) => {
    // One of that name belongs to an area out of sight.
    throw error.code === '23505' ? new Problem(platformProblems.conflict) : error
  })
  await context.record(staff.events.departmentSet, { path, streetId, data: { departmentId: id } })
  return id
}

/** Puts them on the roster at the department's area. `draft.phone` is not read. */
export async function enrol(
  context: Context & { readonly house: { readonly digest: Parameters<typeof recordOf>[1] } },
  {
    id,
    path,
    phone,
    ...draft
  }: { readonly id: string; readonly path: string; readonly phone: KeptPhone | null } & Pick<
    PersonDraft,
    'name' | 'departmentId' | 'skills' | 'partyMember' | 'partyBranch'
  >,
): Promise<void> {
  const { streetId } = context.actor
  const record = recordOf({ ...personDraft.parse(draft), path, homePath: null }, context.house.digest)
  const kept: PersonRecord = phone
    ? {
        ...record,
        phone_masked: phone.masked,
        phone_tail: phone.tail,
        phone_digest: `\\x${phone.digest.toString('hex')}`,
      }
    : record
  await insertPerson(context, streetId, id, kept, null)
  await context.record(staff.events.personRegistered, { path, streetId, data: { personId: id } })
}
