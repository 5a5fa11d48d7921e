/**
 * Reads one row of a list into what it says of an enterprise. A field that the row does not speak of stays out, so that a
 * list never empties what is known. Faults keep the row out, remarks do not. Never throws.
 */
import {
  type CreditReading,
  creditRefusalWords,
  isCreditRefused,
  readCreditCode,
} from '../../platform/pure/credit-code.ts'
import { foldWidth } from '../../platform/pure/fullwidth.ts'
import { type CellReading, readCount, readName, readNote, saysNothing } from '../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import { carryDown, type Cells, listRows, type RowInHand } from '../../platform/pure/list-row.ts'
import { addressOfRow } from '../register/import-address.ts'
import type { ImportField } from './list-fields.ts'
import type { Fault, FaultCode, Remark, RemarkCode } from './list-problems.ts'
import { CARRIED, enterpriseColumns } from './list-titles.ts'
import { kindOfName, vocabularies } from './list-vocabulary.ts'
import type { EnterpriseDraft, State } from './model.ts'
import { textKey } from './search.ts'

/** What a row says; `address` is as written, `areaName` a community or grid by name, `kindTold` whether the list says the kind. */
export type RowDraft = Pick<EnterpriseDraft, 'name' | 'kind'> &
  Partial<Omit<EnterpriseDraft, 'name' | 'kind' | 'path' | 'address'>> & {
    address: string
    areaName?: string
    state?: State
    kindTold: boolean
  }
export type Carried = Partial<Record<(typeof CARRIED)[number], string>>

export type RowReading =
  | { kind: 'enterprise'; draft: RowDraft; faults: Fault[]; remarks: Remark[]; carried: Carried }
  | { kind: 'skipped'; remark: Remark; carried: Carried | null }

type Row = RowInHand<ImportField, FaultCode, RemarkCode>
const MOST: Readonly<Record<'staff' | 'rooms' | 'floorArea', number>> = {
  staff: 500_000,
  rooms: 100_000,
  floorArea: 10_000_000,
}

const readFirmName = (text: string): CellReading<string, FaultCode> => {
  const name = foldWidth(text)
  if (name === '') return { fault: 'no-name' }
  return textKey(name) === '' || /^\d+$/u.test(textKey(name)) || name.length > 120
    ? { fault: 'bad-firm-name' }
    : { value: name }
}

/** null where the row says none, or one that does not hold. */
const readCode = (row: Row): string | null => {
  const reading: CreditReading = row.cell('code').mangled
    ? { problem: 'mangled-by-excel' }
    : readCreditCode(row.text('code'))
  if (!isCreditRefused(reading)) return reading.type === 'none' ? null : reading.value
  row.faults.push({ field: 'code', code: reading.problem, why: creditRefusalWords(reading) })
  return null
}

const readPerson = (row: Row, field: 'legalName' | 'contactName'): string | undefined => {
  const [first = '', ...others] = row
    .text(field)
    .split(/[、,，;；/]/u)
    .filter((part) => part.trim() !== '')
  if (saysNothing(first.trim())) return undefined
  if (others.length > 0) row.remark(field, 'several-names')
  return row.take(field, readName(first))
}

export type RowReader = (cells: Cells, above: Carried | null) => RowReading

/** A reader for the rows of one list. `above` is the `carried` of the row before, null for the first. */
export const rowReader = (mapping: Pick<ColumnMapping<ImportField>, 'columns' | 'carryDown'>): RowReader => {
  const rows = listRows<ImportField, FaultCode, RemarkCode>(mapping, enterpriseColumns.titles, 'name')

  return (cells, above) => {
    const aside = rows.aside(cells)
    if (aside !== null) return { kind: 'skipped', remark: { field: null, code: aside }, carried: above }
    const row = rows.open(cells)
    const says = (field: ImportField): boolean => !saysNothing(row.cell(field).text.trim())
    if (row.cell('name').text.trim() === '' && !says('code') && !says('contactPhone') && !says('legalPhone'))
      return { kind: 'skipped', remark: { field: null, code: 'no-enterprise' }, carried: above }

    const name = row.take('name', readFirmName(row.text('name'))) ?? ''
    const said = row.code('kind', vocabularies.kind, row.text('kind'))
    const draft: RowDraft = { name, kind: said ?? kindOfName(name) ?? 'other', kindTold: said !== null, address: '' }
    if (said === null && name !== '') row.remark('kind', 'kind-from-name')
    const industry = row.code('industry', vocabularies.industry, row.text('industry'))
    if (industry !== null) draft.industry = industry
    const state = row.code('state', vocabularies.state, row.text('state'))
    if (state !== null) draft.state = state
    const code = readCode(row)
    if (code !== null) draft.code = code

    const shortName = foldWidth(row.text('shortName'))
    if (shortName !== '' && shortName !== name && !saysNothing(shortName)) draft.shortName = shortName.slice(0, 60)
    for (const field of ['staff', 'rooms', 'floorArea'] as const) {
      const count = row.take(field, readCount(row.text(field), MOST[field]))
      if (count !== undefined) draft[field] = count
    }
    for (const field of ['legalName', 'contactName'] as const) {
      const person = readPerson(row, field)
      if (person !== undefined) draft[field] = person
    }
    for (const field of ['legalPhone', 'contactPhone'] as const) {
      const phone = row.phone(field)
      if (phone !== undefined) draft[field] = phone
    }
    const note = row.take('note', readNote(row.text('note')))
    if (note !== undefined) draft.note = note

    for (const field of ['address', 'building', 'room'] as const)
      if (row.cell(field).kind === 'date') row.fault(field, 'address-is-date')
    const written: Carried = {}
    for (const field of CARRIED) if (rows.has(field)) written[field] = row.text(field)
    const { places: carried, carried: taken } = carryDown(CARRIED, written, above, mapping.carryDown)
    if (taken) row.remark('compound', 'place-carried')
    const { area = '', ...place } = carried
    if (area !== '') draft.areaName = area
    draft.address = addressOfRow({
      ...place,
      unit: row.text('unit'),
      room: row.text('room'),
      address: row.text('address'),
    }).slice(0, 200)
    return { kind: 'enterprise', draft, faults: row.faults, remarks: row.remarks, carried }
  }
}
