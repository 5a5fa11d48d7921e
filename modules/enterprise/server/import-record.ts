/**
 * What an applied row writes, worked out when the row is judged so that applying is plain SQL: columns of the enterprise by
 * name, and the whole phones, only where the list says them. Phones that it does not say keep their masks and digests.
 */
import type { ListRowView } from '../../../platform/pure/list-contract.ts'
import { type Digest, type EnterpriseRecord, recordOf } from '../enterprise-record.ts'
import type { ImportField } from '../list-fields.ts'
import type { Facts } from '../list-verdict.ts'
import type { Enterprise } from '../model.ts'
import type { KnownEnterprise } from './import-known.ts'

export interface ImportRecord extends EnterpriseRecord {
  state: Enterprise['state']
  state_reason: string | null
  /** The version that was judged, 0 for a new one. */
  version: number
  legal_phone?: string
  contact_phone?: string
}

export interface SaidPhones {
  readonly legal: string | undefined
  readonly contact: string | undefined
}

export const importRecord = (
  after: Facts,
  phones: SaidPhones,
  known: KnownEnterprise | null,
  digest: Digest,
): ImportRecord => {
  const record = recordOf({ ...after, legalPhone: phones.legal ?? null, contactPhone: phones.contact ?? null }, digest)
  const kept = {
    ...(phones.legal === undefined && known !== null
      ? { legal_masked: known.legalMasked, legal_tail: known.legalTail, legal_digest: bytea(known.legalKey) }
      : {}),
    ...(phones.contact === undefined && known !== null
      ? {
          contact_masked: known.contactMasked,
          contact_tail: known.contactTail,
          contact_digest: bytea(known.contactKey),
        }
      : {}),
  }
  return {
    ...record,
    ...kept,
    state: after.state,
    // A list tells that a place is shut, not why.
    state_reason: after.state === 'open' ? null : 'other',
    version: known?.version ?? 0,
    ...(phones.legal === undefined ? {} : { legal_phone: phones.legal }),
    ...(phones.contact === undefined ? {} : { contact_phone: phones.contact }),
  }
}

const bytea = (key: string | null): string | null => (key === null ? null : `\\x${key}`)

type Change = ListRowView<ImportField>['changes'][number]

const KEYS: Readonly<Partial<Record<ImportField, keyof Facts>>> = {
  name: 'name',
  shortName: 'shortName',
  kind: 'kind',
  code: 'code',
  industry: 'industry',
  staff: 'staff',
  rooms: 'rooms',
  floorArea: 'floorArea',
  legalName: 'legalName',
  contactName: 'contactName',
  address: 'address',
  state: 'state',
  note: 'note',
}

/** As it is and as it would be: codes stay codes until a screen says them, phones are masked, premises are their names. */
export const changesOf = (
  fields: readonly ImportField[],
  known: KnownEnterprise,
  after: Facts,
  record: ImportRecord,
  premisesOf: (path: string) => string,
): Change[] =>
  fields.map((field) => {
    if (field === 'legalPhone') return { field, from: known.legalMasked ?? '', to: record.legal_masked ?? '' }
    if (field === 'contactPhone') return { field, from: known.contactMasked ?? '', to: record.contact_masked ?? '' }
    if (field === 'compound') return { field, from: premisesOf(known.path), to: premisesOf(after.path) }
    const key = KEYS[field]
    return { field, from: String((key && known[key]) ?? ''), to: String((key && after[key]) ?? '') }
  })
