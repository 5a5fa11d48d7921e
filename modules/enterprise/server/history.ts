/** Ledger lines as one enterprise's history: which fields, which state; the ledger holds nothing else of it. */
import type { OutputOf } from '../../../platform/pure/contract.ts'
import type { enterprises } from '../contract.ts'
import { stateReasons, states } from '../model.ts'
import type { HistoryRow } from './store.ts'

type Line = OutputOf<(typeof enterprises)['operations']['history']>['lines'][number]

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

interface Imported {
  readonly enterpriseId?: unknown
  readonly fields?: unknown
}

/** Of a list that brought in many, what it changed of this one. */
const fieldsOf = (data: HistoryRow['data'], id: string): string[] => {
  if (!Array.isArray(data['changed'])) return texts(data['fields'])
  const own = (data['changed'] as Imported[]).find((one) => one.enterpriseId === id)
  return texts(own?.fields)
}

export const historyLine = ({ at, type, accountName, data }: HistoryRow, id: string): Line => {
  const [state, reason] = [String(data['state'] ?? ''), String(data['reason'] ?? '')]
  return {
    at: at.toISOString(),
    type,
    accountName,
    fields: fieldsOf(data, id),
    state: states.has(state) ? state : null,
    reason: stateReasons.has(reason) ? reason : null,
  }
}
