/** SQL of applications: how they come in, the verifier's list with what the register says, one locked to be worked on. */
import { identityFields, phoneFields } from '../../register/resident-record.ts'
import { addressPattern } from '../../register/search.ts'
import { findPlaces } from '../../register/server/public.ts'
import { depthOfKind } from '../../register/model.ts'
import { depthOf } from '../../../platform/pure/area.ts'
import { foldName } from '../../../platform/pure/fullwidth.ts'
import { isRefused, type IdentityType, readIdentityNumber } from '../../../platform/pure/identity-number.ts'
import { readPhone } from '../../../platform/pure/list-cells.ts'
import { nameKeys } from '../../../platform/pure/pinyin.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { lostRace } from '../../../platform/server/again.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House } from '../../../platform/server/room.ts'
import type { ApplicationItem } from '../application.ts'
import { pass } from '../contract.ts'
import type { PassKind } from '../model.ts'
import { problems } from '../problems.ts'

export const DWELLING = depthOfKind('dwelling')
export const tokenDigest = ({ digest }: Pick<House, 'digest'>, token: string): Buffer => digest('slip', `pass:${token}`)

/** An application as it is worked with; digests, never numbers. */
export interface ApplicationRow {
  readonly id: string
  readonly operationId: string
  readonly path: string
  readonly kind: PassKind
  readonly name: string
  readonly nameKey: string
  readonly pinyin: string
  readonly initials: string
  readonly sex: 'male' | 'female' | null
  readonly birthDate: string | null
  readonly idType: IdentityType
  readonly idMasked: string | null
  readonly idDigest: Buffer | null
  readonly phoneMasked: string | null
  readonly phoneTail: string | null
  readonly phoneDigest: Buffer | null
  readonly residentId: string | null
  readonly state: 'asked' | 'verified' | 'issued' | 'declined' | 'withdrawn'
  readonly verifiedBy: string | null
  readonly declinedBy: string | null
}
export const APPLICATION = `x.id, x.operation_id AS "operationId", x.path, x.kind, x.name, x.name_key AS "nameKey", x.pinyin, x.initials, x.sex, x.birth_date AS "birthDate",
  x.id_type AS "idType", x.id_masked AS "idMasked", x.id_digest AS "idDigest", x.phone_masked AS "phoneMasked", x.phone_tail AS "phoneTail", x.phone_digest AS "phoneDigest",
  x.resident_id AS "residentId", x.state, x.verified_by AS "verifiedBy", x.declined_by AS "declinedBy"`

/** Locked until the transaction ends, so that of two who act one waits. */
export async function lockApplication(context: Context, id: string): Promise<ApplicationRow> {
  const { rows } = await context.query<ApplicationRow>(
    `SELECT ${APPLICATION} FROM pass.application x WHERE x.id = $1 FOR UPDATE`,
    [id],
  )
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  return row
}

type Who = 'name' | 'nameKey' | 'pinyin' | 'initials' | 'sex' | 'birthDate' | 'idType' | 'idMasked' | 'idDigest'
type Phone = 'phoneMasked' | 'phoneTail' | 'phoneDigest'
type Person = Pick<ApplicationRow, Who | Phone | 'residentId'>

/** Somebody of the register, whom the asker may see. */
async function personOfRegister(context: Context, residentId: string): Promise<Person & { path: string }> {
  const { rows } = await context.query<Person & { path: string }>(
    `SELECT id AS "residentId", path, name, name_key AS "nameKey", pinyin, initials, sex, birth_date AS "birthDate", id_type AS "idType", id_masked AS "idMasked",
       id_digest AS "idDigest", phone_masked AS "phoneMasked", phone_tail AS "phoneTail", phone_digest AS "phoneDigest"
     FROM register.public_resident WHERE street_id = $1 AND id = $2`,
    [context.actor.streetId, residentId],
  )
  const [row] = rows
  if (!row) throw new Problem(platformProblems.notFound)
  return row
}

/** Somebody as they were typed. @throws Problem badIdNumber or badPhone, without saying the number */
function personTyped({ digest }: Pick<House, 'digest'>, item: ApplicationItem): Person {
  const name = foldName(item.name ?? '') || (item.name ?? '')
  if (name === '') throw new Problem(platformProblems.badRequest)
  const read = readIdentityNumber(item.idType === 'none' ? '' : (item.idNumber ?? ''), {
    declared: item.idType,
    today: shanghaiDay(Date.now()),
  })
  if (isRefused(read)) throw new Problem(problems.badIdNumber)
  const phone = readPhone(item.phone ?? '')
  if ('fault' in phone) throw new Problem(problems.badPhone)
  const keys = nameKeys(name)
  const number = read.value === '' ? null : read.value
  const { idMasked, idDigest } = identityFields(number, digest)
  const { phoneMasked, phoneTail, phoneDigest } = phoneFields('value' in phone ? phone.value : null, digest)
  return {
    ...{ residentId: null, name, nameKey: keys.key, pinyin: keys.full, initials: keys.initials },
    ...{ sex: item.sex ?? read.sex ?? null, birthDate: item.birthDate ?? read.birthDate ?? null },
    ...{ idType: number === null ? 'none' : read.type, idMasked, idDigest: idDigest as Buffer | null },
    ...{ phoneMasked, phoneTail, phoneDigest: phoneDigest as Buffer | null },
  }
}

/** The dwelling that an address below `under` means, when it means exactly one; else `under` itself. */
async function doorOf(context: Context, under: string, address: string | null): Promise<string> {
  const pattern = address === null || depthOf(under) >= DWELLING ? null : addressPattern(address)
  if (pattern === null) return under
  const found = (await findPlaces(context, under, pattern)).filter((path) => depthOf(path) === DWELLING)
  return found.length === 1 ? (found[0] as string) : under
}

export interface Asking {
  readonly operationId: string
  /** What the door opens, or where the desk says they are. */
  readonly under: string
  readonly via: 'household' | 'poster' | 'partner' | 'desk'
  readonly linkId: string | null
}

/**
 * Takes an application in. Sent twice is asked once.
 * @throws Problem hasAsked, when an application of the same person is under way
 */
export async function insertApplication(
  context: Context,
  house: Pick<House, 'digest'>,
  item: ApplicationItem,
  { operationId, under, via, linkId }: Asking,
): Promise<{ known: boolean }> {
  const found = item.residentId === null ? null : await personOfRegister(context, item.residentId)
  const person = found ?? personTyped(house, item)
  const path = found?.path ?? (await doorOf(context, under, item.address))
  const { rowCount } = await context
    .query(
      `INSERT INTO pass.application (street_id, operation_id, id, path, kind, name, name_key, pinyin, initials, sex, birth_date, id_type, id_masked, id_digest,
         phone_masked, phone_tail, phone_digest, address, reason, wants_card, via, link_id, entered_by, resident_id, token_digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
       ON CONFLICT (id, street_id) DO NOTHING`,
      [
        ...[context.actor.streetId, operationId, item.id, path, item.kind, person.name, person.nameKey, person.pinyin],
        ...[person.initials, person.sex, person.birthDate, person.idType, person.idMasked, person.idDigest],
        ...[person.phoneMasked, person.phoneTail, person.phoneDigest, item.address, item.reason, item.wantsCard],
        ...[via, linkId, via === 'desk' ? context.actor.accountId : null, person.residentId],
        item.token === null ? null : tokenDigest(house, item.token),
      ],
    )
    .catch((error: unknown) => {
      throw lostRace(error) ? new Problem(problems.hasAsked) : error
    })
  if (rowCount === 1) {
    await context.record(pass.events.asked, { path, operationId, data: { applicationId: item.id, via } })
    return { known: false }
  }
  const { rows } = await context.query<{ name: string }>('SELECT name FROM pass.application WHERE id = $1', [item.id])
  if (rows[0]?.name !== person.name) throw new Problem(platformProblems.conflict)
  return { known: true }
}
