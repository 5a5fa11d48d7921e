/** What a change sends: only what differs from the record; a phone only when a new one was typed or it was cleared on purpose. */
import type { InputFor } from '../../../../platform/web/client.ts'
import type { staff } from '../../contract.ts'
import type { Person, PersonDraft } from '../../model.ts'

type Ops = typeof staff.operations
type Changes = Omit<InputFor<Ops['changePerson']>, 'id' | 'version'>

const TEXTS = ['number', 'title', 'partyBranch', 'address', 'note'] as const
const PLAIN = ['sex', 'birthYear'] as const
const LISTS = ['skills', 'posts'] as const

/** As the form holds it: an empty text is nothing. */
export type Typed = Pick<PersonDraft, 'departmentId' | 'name'> & {
  readonly [K in (typeof TEXTS)[number]]?: string | null
} & {
  readonly [K in (typeof PLAIN)[number]]?: PersonDraft[K] | undefined
} & {
  readonly skills?: readonly string[]
  readonly posts?: readonly string[]
  readonly partyMember?: boolean
  readonly phone?: string
  readonly clearPhone?: boolean
  readonly login?: string
  readonly unlink?: boolean
}

const orNull = (text: string | null | undefined): string | null => text?.trim() || null

export const draftOf = (typed: Typed): Omit<InputFor<Ops['registerPerson']>, 'id'> => ({
  departmentId: typed.departmentId,
  name: typed.name.trim(),
  ...Object.fromEntries(TEXTS.map((field) => [field, orNull(typed[field])])),
  ...Object.fromEntries(PLAIN.map((field) => [field, typed[field] ?? null])),
  ...Object.fromEntries(LISTS.map((field) => [field, [...(typed[field] ?? [])]])),
  partyMember: typed.partyMember ?? false,
  phone: orNull(typed.phone),
})

export function changesOf(before: Person, typed: Typed): Changes {
  const changes: Record<string, unknown> = {}
  const name = typed.name.trim()
  if (name !== before.name) changes['name'] = name
  if (typed.departmentId !== before.departmentId) changes['departmentId'] = typed.departmentId
  for (const field of TEXTS) if (orNull(typed[field]) !== before[field]) changes[field] = orNull(typed[field])
  for (const field of PLAIN) if ((typed[field] ?? null) !== before[field]) changes[field] = typed[field] ?? null
  for (const field of LISTS)
    if ((typed[field] ?? []).join('\n') !== before[field].join('\n')) changes[field] = [...(typed[field] ?? [])]
  if ((typed.partyMember ?? false) !== before.partyMember) changes['partyMember'] = typed.partyMember ?? false
  const phone = orNull(typed.phone)
  if (phone !== null) changes['phone'] = phone
  else if (typed.clearPhone && before.phoneMasked !== null) changes['phone'] = null
  const login = orNull(typed.login)
  if (login !== null) changes['login'] = login
  else if (typed.unlink && before.accountId !== null) changes['login'] = null
  return changes as Changes
}
