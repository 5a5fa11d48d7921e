/** Whether a field may be asked of communities, and whether what they filled in fits it. */
import { isBelow } from '../../platform/pure/area.ts'
import type { Finding } from './check-question.ts'
import type { Field, FieldDraft, FieldValue } from './field.ts'
import { findKnown, likeness, meaningOf } from './field-meaning.ts'
import { problems } from './model.ts'
import type { PicturePolicy } from './policy.ts'

export interface Asking {
  /** Fields that anybody asks in this sub-district, as far as one sees. */
  readonly fields: readonly Pick<Field, 'id' | 'name' | 'path' | 'level' | 'state'>[]
  /** The Shanghai day. */
  readonly today: string
  readonly policy: Pick<PicturePolicy, 'fieldDays' | 'alike'>
}

/** Days from the first to the last, both included. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1

const overlap = (a: string, b: string): boolean => isBelow(a, b) || isBelow(b, a)

/** Everything that forbids asking. What is asked or known already is named, so that it can be offered instead. */
export function checkField(draft: FieldDraft, { fields, today, policy }: Asking): Finding[] {
  const findings: Finding[] = []
  if (draft.endsOn < draft.startsOn || draft.endsOn < today)
    findings.push({ kind: problems.fieldEndsBefore, at: 'endsOn' })
  else if (daysBetween(draft.startsOn, draft.endsOn) > policy.fieldDays)
    findings.push({ kind: problems.fieldTooLong, at: 'endsOn' })
  const choices = new Set(draft.choices).size
  if (draft.kind === 'choice' ? choices < 2 || choices !== draft.choices.length : draft.choices.length > 0)
    findings.push({ kind: problems.choicesNeeded, at: 'choices' })

  const running = fields.filter(
    (f) => f.id !== draft.id && (f.state === 'asked' || f.state === 'coming') && overlap(f.path, draft.path),
  )
  const same = running.find((f) => f.level === draft.level && meaningOf(f.name) === meaningOf(draft.name))
  if (same) return [...findings, { kind: problems.askedAlready, at: 'name', word: [same.name, same.name] }]
  if (draft.differs !== null) return findings
  const alike = running.find((f) => likeness(f.name, draft.name) >= policy.alike)
  if (alike) return [...findings, { kind: problems.looksAsked, at: 'name', word: [alike.name, alike.name] }]
  const known = findKnown(draft.name, policy.alike)
  return known ? [...findings, { kind: problems.knownAlready, at: 'name', word: known.words }] : findings
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (text: string): boolean =>
  DAY.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** null takes an earlier value back. */
export function fitsField(field: Pick<Field, 'kind' | 'choices'>, value: FieldValue): boolean {
  if (value === null) return true
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'text':
      return typeof value === 'string' && value.trim() !== ''
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
    case 'date':
      return typeof value === 'string' && isDay(value)
  }
}
