/** A walk-in's papers as they are kept: masked for lists, digested for telling people apart, whole only in testing.walk_in_secret. */
import { isRefused, readIdentityNumber, tidyNumber } from '../../../platform/pure/identity-number.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import type { House } from '../../../platform/server/room.ts'
import type { SampleFact } from '../model.ts'

export interface Papers {
  readonly key: string
  /** By which somebody of the register is recognised. */
  readonly digest: Buffer | null
  readonly name: string
  readonly idType: string
  readonly idMasked: string | null
  readonly phoneMasked: string | null
  readonly idNumber: string | null
  readonly phone: string | null
}

/** Without a number, name and phone together tell a person; without either, every swab is a person of its own. */
export function papersOf(
  walkIn: NonNullable<SampleFact['walkIn']>,
  fact: Pick<SampleFact, 'id' | 'roundId'>,
  digest: House['digest'],
): Papers {
  const number = walkIn.idType === 'none' ? null : wholeNumber(walkIn.idNumber, walkIn.idType)
  const phone = walkIn.phone?.replace(/[^\d+-]/g, '') || null
  const byNumber = number === null ? null : digest('id', number)
  const key = byNumber
    ? `i:${byNumber.toString('hex')}`
    : phone
      ? `p:${digest('phone', `${fact.roundId}:${walkIn.name}:${phone}`).toString('hex')}`
      : `s:${fact.id}`
  return {
    key,
    digest: byNumber,
    name: walkIn.name,
    idType: walkIn.idType,
    idMasked: number === null ? null : maskIdentityNumber(number),
    phoneMasked: phone === null ? null : maskPhone(phone),
    idNumber: number,
    phone,
  }
}

/** As the register writes it where it can be read; else as typed, for a fact is kept with its mistakes. */
function wholeNumber(typed: string | null, declared: NonNullable<SampleFact['walkIn']>['idType']): string | null {
  if (!typed) return null
  const read = readIdentityNumber(typed, { declared })
  if (!isRefused(read)) return read.value || null
  return tidyNumber(typed) || null
}
