/**
 * What an applied row writes, worked out when the row is judged so that applying is plain SQL: columns of the person by name,
 * the whole phone only where the list says it, and an exemption where the list brings one.
 */
import type { ListRowView } from '../../../platform/pure/list-contract.ts'
import type { ImportField } from '../list-fields.ts'
import type { Facts, Judged } from '../list-verdict.ts'
import { type Digest, type PersonRecord, recordOf } from '../person-record.ts'
import type { KnownPerson } from './import-known.ts'

export interface ImportRecord extends PersonRecord {
  opening_days: number
  opening_on: string | null
  opening_last: string | null
  /** The version that was judged, 0 for a new one. */
  version: number
  phone?: string
}

export const importRecord = (
  after: Facts,
  path: string,
  phone: string | undefined,
  known: KnownPerson | null,
  digest: Digest,
): ImportRecord => {
  const record = recordOf({ ...after, path, phone: phone ?? null }, digest)
  const kept =
    phone === undefined && known !== null
      ? {
          phone_masked: known.phoneMasked,
          phone_tail: known.phoneTail,
          phone_digest: known.phoneKey === null ? null : `\\x${known.phoneKey}`,
        }
      : {}
  return {
    ...record,
    ...kept,
    opening_days: after.opening?.days ?? 0,
    opening_on: after.opening?.on ?? null,
    opening_last: after.opening?.last ?? null,
    version: known?.version ?? 0,
    ...(phone === undefined ? {} : { phone }),
  }
}

type Change = ListRowView<ImportField>['changes'][number]
type Texts = Readonly<Record<ImportField, (facts: KnownPerson | Facts) => unknown>>

/** As it is and as it would be: codes stay codes until a screen says them, phones are masked, departments are their names. */
export const changesOf = (
  fields: readonly ImportField[],
  known: KnownPerson,
  after: Facts,
  {
    record,
    exempt,
    departmentText,
  }: { record: ImportRecord; exempt: Judged['exempt']; departmentText: (id: string) => string },
): Change[] => {
  const texts: Partial<Texts> = {
    department: ({ departmentId }) => departmentText(departmentId),
    skills: ({ skills }) => skills.join('、'),
    posts: ({ posts }) => posts.join('、'),
    partyMember: ({ partyMember }) => (partyMember ? 'yes' : 'no'),
  }
  return fields.map((field) => {
    if (field === 'phone') return { field, from: known.phoneMasked ?? '', to: record.phone_masked ?? '' }
    if (field === 'exemptUntil') return { field, from: known.exemptUntil ?? '', to: exempt?.until ?? '' }
    if (field === 'servedDays')
      return {
        field,
        from: servedText(known.servedDays, known.lastServed),
        to: servedText(after.opening?.days ?? 0, after.opening?.last ?? null),
      }
    const text = texts[field] ?? ((facts: KnownPerson | Facts) => facts[field as keyof Facts])
    return { field, from: String(text(known) ?? ''), to: String(text(after) ?? '') }
  })
}

const servedText = (days: number, last: string | null): string => (last === null ? String(days) : `${days} (${last})`)
