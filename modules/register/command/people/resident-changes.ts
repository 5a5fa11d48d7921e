/** What a correction sends: only what differs from the record; a number only when a new one was typed or it was cleared on purpose. */
import type { InputFor } from '../../../../platform/web/client.ts'
import type { register } from '../../contract.ts'
import type { Resident, ResidentDraft } from '../../model.ts'

export interface Typed extends Omit<ResidentDraft, 'idNumber' | 'phone' | 'note' | 'sex' | 'birthDate'> {
  readonly idNumber?: string
  readonly phone?: string
  readonly note?: string | null
  readonly sex?: ResidentDraft['sex'] | undefined
  readonly birthDate?: string | null
  readonly clearPhone?: boolean
}
type Changes = Omit<InputFor<typeof register.operations.correctResident>, 'id' | 'version'>

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x) => b.includes(x))

export function changesOf(before: Resident, typed: Typed): Changes {
  const changes: Record<string, unknown> = {}
  for (const field of ['path', 'idType', 'residence', 'tenancy', 'relation', 'work'] as const) {
    if (typed[field] !== undefined && typed[field] !== before[field]) changes[field] = typed[field]
  }
  const name = typed.name.trim()
  if (name !== before.name) changes['name'] = name
  if (!sameSet(typed.groups, before.groups)) changes['groups'] = typed.groups
  const plain = { sex: typed.sex || null, birthDate: typed.birthDate || null, note: typed.note?.trim() || null }
  for (const field of ['sex', 'birthDate', 'note'] as const) {
    if (plain[field] !== before[field]) changes[field] = plain[field]
  }
  const phone = typed.phone?.trim() ?? ''
  if (phone !== '') changes['phone'] = phone
  else if (typed.clearPhone && before.phoneMasked !== null) changes['phone'] = null
  const idNumber = typed.idNumber?.trim() ?? ''
  if (typed.idType === 'none') {
    if (before.idMasked !== null) changes['idNumber'] = null
  } else if (idNumber !== '') changes['idNumber'] = idNumber
  return changes as Changes
}
