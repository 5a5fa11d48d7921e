/** What a change sends: only what differs from the record; a phone only when a new one was typed or it was cleared on purpose. */
import type { InputFor } from '../../../../platform/web/client.ts'
import type { enterprises } from '../../contract.ts'
import type { Enterprise, EnterpriseDraft } from '../../model.ts'

type Ops = typeof enterprises.operations
type Changes = Omit<InputFor<Ops['changeEnterprise']>, 'id' | 'version'>

const TEXTS = ['shortName', 'code', 'address', 'legalName', 'contactName', 'note'] as const
const PLAIN = ['industry', 'staff', 'rooms', 'floorArea'] as const
const PHONES = [
  ['legalPhone', 'legalMasked', 'clearLegal'],
  ['contactPhone', 'contactMasked', 'clearContact'],
] as const

/** As the form holds it: an empty text is nothing. */
export type Typed = Pick<EnterpriseDraft, 'path' | 'name' | 'kind'> & {
  readonly [K in (typeof TEXTS)[number]]?: string | null
} & {
  readonly [K in (typeof PLAIN)[number]]?: EnterpriseDraft[K] | undefined
} & {
  readonly legalPhone?: string
  readonly contactPhone?: string
  readonly clearLegal?: boolean
  readonly clearContact?: boolean
}

const orNull = (text: string | null | undefined): string | null => text?.trim() || null

export const draftOf = (typed: Typed): Omit<InputFor<Ops['registerEnterprise']>, 'id'> => ({
  path: typed.path,
  name: typed.name.trim(),
  kind: typed.kind,
  ...Object.fromEntries(TEXTS.map((field) => [field, orNull(typed[field])])),
  ...Object.fromEntries(PLAIN.map((field) => [field, typed[field] ?? null])),
  legalPhone: orNull(typed.legalPhone),
  contactPhone: orNull(typed.contactPhone),
})

export function changesOf(before: Enterprise, typed: Typed): Changes {
  const changes: Record<string, unknown> = {}
  const name = typed.name.trim()
  if (name !== before.name) changes['name'] = name
  for (const field of ['path', 'kind'] as const) if (typed[field] !== before[field]) changes[field] = typed[field]
  for (const field of TEXTS) if (orNull(typed[field]) !== before[field]) changes[field] = orNull(typed[field])
  for (const field of PLAIN) if ((typed[field] ?? null) !== before[field]) changes[field] = typed[field] ?? null
  for (const [field, masked, clear] of PHONES) {
    const phone = orNull(typed[field])
    if (phone !== null) changes[field] = phone
    else if (typed[clear] && before[masked] !== null) changes[field] = null
  }
  return changes as Changes
}
