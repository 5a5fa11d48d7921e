/**
 * Reads one row of a list into what it says of a person. A field that the row does not speak of stays out, so that a list
 * never empties what is known. Faults keep the row out, remarks do not. Never throws.
 */
import { foldTight, foldWidth } from '../../platform/pure/fullwidth.ts'
import {
  type CellReading,
  readCount,
  readDate,
  readName,
  readNote,
  saysNothing,
} from '../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import { carryDown, type Cells, listRows, type RowInHand } from '../../platform/pure/list-row.ts'
import { partsOf } from './departments.ts'
import { daysFit } from './exempt.ts'
import type { ImportField } from './list-fields.ts'
import type { Fault, FaultCode, Remark, RemarkCode } from './list-problems.ts'
import { CARRIED, staffColumns } from './list-titles.ts'
import { vocabularies } from './list-vocabulary.ts'
import { type ExemptionKind, type PersonDraft, type PersonState, skills } from './model.ts'
import { numberKey } from './person-record.ts'
import { readSkills } from './skills.ts'

export interface Served {
  days?: number
  last?: string
  /** Counted up to and with this day; the day of the list where it does not say. */
  on?: string
}

/** What a row says; `departments` from the top, none where it does not say. */
export type RowDraft = Pick<PersonDraft, 'name'> &
  Partial<Omit<PersonDraft, 'name' | 'departmentId'>> & {
    departments: string[]
    exempt?: { kind: ExemptionKind; until: string }
    served?: Served
    state?: PersonState
  }
export type Carried = Partial<Record<(typeof CARRIED)[number], string>>

export type RowReading =
  | { kind: 'person'; draft: RowDraft; faults: Fault[]; remarks: Remark[]; carried: Carried }
  | { kind: 'skipped'; remark: Remark; carried: Carried | null }

type Row = RowInHand<ImportField, FaultCode, RemarkCode>
const MOST_DAYS = 20_000

/** 1985, 1985.03, 1985年3月2日 or a date of Excel → 1985. */
const readYear = (text: string): CellReading<number, FaultCode> => {
  const written = foldTight(text)
  if (saysNothing(written)) return { empty: true }
  const year = /^(19[3-9]\d|20[01]\d)(?!\d{3}$)(?:\D|\d{2}|\d{4}|$)/u.exec(written)?.[1]
  if (year !== undefined) return { value: Number(year) }
  const date = readDate(written)
  return 'value' in date ? { value: Number(date.value.slice(0, 4)) } : { fault: 'bad-year' }
}

const readExempt = (row: Row, today: string): RowDraft['exempt'] => {
  const kind = row.code('exemptKind', vocabularies.exemptKind, row.text('exemptKind'))
  const until = row.take('exemptUntil', readDate(row.text('exemptUntil')))
  if (until === undefined) {
    if (kind !== null) row.remark('exemptUntil', 'exempt-without-end')
    return undefined
  }
  if (until >= today && daysFit(today, until)) return { kind: kind ?? 'other', until }
  row.remark('exemptUntil', 'exempt-over')
  return undefined
}

const readServed = (row: Row, today: string): Served | undefined => {
  const days = row.take('servedDays', readCount(row.text('servedDays').replace(/天$/u, ''), MOST_DAYS))
  const last = row.take('lastServed', readDate(row.text('lastServed')))
  const on = row.take('servedOn', readDate(row.text('servedOn')))
  if (days === undefined && last === undefined) return undefined
  // What lies ahead was not served.
  const known = (day: string | undefined): day is string => day !== undefined && day <= today
  return {
    ...(days === undefined ? {} : { days }),
    ...(known(last) ? { last } : {}),
    ...(known(on) ? { on } : {}),
  }
}

const words = (text: string): string[] =>
  saysNothing(text.trim())
    ? []
    : [...new Set(text.split(/[、，,;；\n]/u).map((word) => foldWidth(word).slice(0, 40)))].filter(
        (word) => word !== '',
      )

/** The texts that are taken as they stand, with the most that is kept of them. */
const TEXTS = [
  ['title', 60],
  ['partyBranch', 80],
  ['address', 200],
] as const

export type RowReader = (cells: Cells, above: Carried | null) => RowReading

/** A reader for the rows of one list, judged on `today`. `above` is the `carried` of the row before, null for the first. */
export const rowReader = (
  mapping: Pick<ColumnMapping<ImportField>, 'columns' | 'carryDown'>,
  today: string,
): RowReader => {
  const rows = listRows<ImportField, FaultCode, RemarkCode>(mapping, staffColumns.titles, 'name')

  return (cells, above) => {
    const aside = rows.aside(cells)
    if (aside !== null) return { kind: 'skipped', remark: { field: null, code: aside }, carried: above }
    const row = rows.open(cells)
    const says = (field: ImportField): boolean => !saysNothing(row.cell(field).text.trim())
    const written: Carried = {}
    for (const field of CARRIED) if (rows.has(field)) written[field] = row.text(field)
    // A line of nothing but the bureau's name stands above its people.
    // A section that stands alone beside a merged cell is of the bureau above, however few such rows there are.
    const sectionAlone = written.unit === '' && (written.department ?? '') !== ''
    const { places: carried, carried: taken } = carryDown(CARRIED, written, above, mapping.carryDown || sectionAlone)
    if (!says('name') && !says('number') && !says('phone'))
      return { kind: 'skipped', remark: { field: null, code: 'no-one' }, carried }

    const name = row.take('name', readName(row.text('name')))
    if (name === undefined && row.faults.length === 0) row.fault('name', 'no-person')
    if (taken) row.remark('department', 'department-carried')
    const draft: RowDraft = { name: name ?? '', departments: partsOf(carried.unit ?? '', carried.department ?? '') }
    if (draft.departments.some((part) => part.length > 60)) row.fault('department', 'long-department')

    const number = numberKey(foldWidth(row.text('number')))
    if (number.length > 30) row.fault('number', 'bad-number')
    else if (!saysNothing(number)) draft.number = number
    const sex = row.code('sex', vocabularies.sex, row.text('sex'))
    if (sex !== null) draft.sex = sex
    const birthYear = row.take('birthYear', readYear(row.text('birthYear')))
    if (birthYear !== undefined) draft.birthYear = birthYear
    const phone = row.phone('phone')
    if (phone !== undefined) draft.phone = phone
    for (const [field, most] of TEXTS) {
      const text = foldWidth(row.text(field))
      if (!saysNothing(text)) draft[field] = text.slice(0, most)
    }
    if (row.cell('address').kind === 'date') row.fault('address', 'address-is-date')
    if (says('skills')) {
      draft.skills = readSkills(row.text('skills'))
      for (const own of draft.skills.filter((skill) => !skills.has(skill)))
        row.remark('skills', 'own-skill', { name: own })
    }
    if (says('posts')) draft.posts = words(row.text('posts')).slice(0, 10)
    const party = row.code('partyMember', vocabularies.partyMember, row.text('partyMember'))
    if (party !== null) draft.partyMember = party === 'yes'
    else if (draft.partyBranch !== undefined) draft.partyMember = true
    if (draft.partyMember === false) delete draft.partyBranch
    const exempt = readExempt(row, today)
    if (exempt !== undefined) draft.exempt = exempt
    const served = readServed(row, today)
    if (served !== undefined) draft.served = served
    const state = row.code('state', vocabularies.state, row.text('state'))
    if (state !== null) draft.state = state
    const note = row.take('note', readNote(row.text('note')))
    if (note !== undefined) draft.note = note
    return { kind: 'person', draft, faults: row.faults, remarks: row.remarks, carried }
  }
}
