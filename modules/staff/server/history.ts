/** Ledger lines as one person's history: what was done and to which fields; the ledger holds nothing else of them. */
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { staff } from '../contract.ts'
import type { HistoryRow } from './record-store.ts'

type Line = OutputOf<(typeof staff)['operations']['history']>['lines'][number]

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

interface Imported {
  readonly personId?: unknown
  readonly fields?: unknown
}

export const historyLine = ({ at, type, accountName, data }: HistoryRow, id: string): Line => {
  // Of a list that brought in many, what it changed of this one.
  const own = Array.isArray(data['changed'])
    ? (data['changed'] as Imported[]).find((one) => one.personId === id)?.fields
    : data['fields']
  return { at: at.toISOString(), type, accountName, fields: texts(own) }
}
