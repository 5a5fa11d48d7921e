/**
 * Reads one row of a list into the draft of a person. A field that the row does not speak of stays out of the draft,
 * so that a list never empties what the register knows. Faults keep the row out, remarks do not. Never throws.
 */
import { ageOn } from '../../platform/pure/time.ts'
import { readDate, readName, readNote, saysNothing } from '../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import { carryDown, type Cells, listRows, type RowInHand } from '../../platform/pure/list-row.ts'
import { type IdentityType, isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import { addressOfRow, PLACE_FIELDS, type Places } from './import-address.ts'
import type { ImportField } from './import-model.ts'
import type { Fault, FaultCode, Remark, RemarkCode } from './import-problems.ts'
import { readTitle } from './import-titles.ts'
import { type CodedField, vocabularies } from './import-vocabulary.ts'
import type { ResidentDraft } from './model.ts'

/** What a row says of a person. `address` is as written; the dwelling is found from it afterwards. */
export type RowDraft = Pick<ResidentDraft, 'name'> & Partial<Omit<ResidentDraft, 'name' | 'path'>> & { address: string }

export type RowReading =
  | { kind: 'person'; draft: RowDraft; faults: Fault[]; remarks: Remark[]; places: Places }
  | { kind: 'skipped'; remark: Remark; places: Places | null }

export interface ImportPolicy {
  /** Years; an older person is let in with a remark. */
  oldestAge: number
}
export const IMPORT_POLICY: ImportPolicy = { oldestAge: 110 }

const CODED = ['sex', 'idType', 'residence', 'tenancy', 'relation', 'work'] as const satisfies readonly CodedField[]

type Row = RowInHand<ImportField, FaultCode, RemarkCode>
export type RowReader = (cells: Cells, above: Places | null) => RowReading

/** A reader for the rows of one list. `above` is the `places` of the row before, null for the first. `today` is YYYY-MM-DD. */
export const rowReader = (
  mapping: Pick<ColumnMapping<ImportField>, 'columns' | 'carryDown'>,
  policy: ImportPolicy,
  today: string,
): RowReader => {
  const rows = listRows<ImportField, FaultCode, RemarkCode>(mapping, readTitle, 'name')

  let lastPlaces: Places | null = null
  let lastAddress = ''
  return (cells, above) => {
    const aside = rows.aside(cells)
    if (aside !== null) return { kind: 'skipped', remark: { field: null, code: aside }, places: above }
    const row = rows.open(cells)
    const says = (field: ImportField): boolean => !saysNothing(row.cell(field).text.trim())
    if (row.cell('name').text.trim() === '' && !says('idNumber') && !says('phone'))
      return { kind: 'skipped', remark: { field: null, code: 'no-person' }, places: above }
    const draft: RowDraft = { name: '', address: '' }

    const name = row.text('name')
    if (name === '' && row.faults.length === 0) row.fault('name', 'no-name')
    draft.name = row.take('name', readName(name)) ?? ''

    for (const field of CODED) {
      const code = row.code<string>(
        field,
        vocabularies[field],
        row.text(field),
        field === 'sex' ? 'bad-sex' : undefined,
      )
      if (code !== null) Object.assign(draft, { [field]: code })
    }
    const writings = row.text('groups').split(/[、,，;；/|\s]+/u)
    const codes = writings.flatMap((writing) => row.code('groups', vocabularies.groups, writing) ?? [])
    if (codes.length > 0) draft.groups = [...new Set(codes)].sort()

    readDocument(draft, row, today)
    readBirth(draft, row, today, policy)
    const phone = row.phone('phone')
    if (phone !== undefined) draft.phone = phone
    const note = row.take('note', readNote(row.text('note')))
    if (note !== undefined) draft.note = note

    const written: Places = {}
    for (const field of PLACE_FIELDS) {
      if (!rows.has(field)) continue
      if (row.cell(field).kind === 'date') row.fault(field, 'address-is-date')
      written[field] = row.text(field)
    }
    const member = draft.relation !== undefined && draft.relation !== 'head'
    const { places, carried } = carryDown(PLACE_FIELDS, written, above, mapping.carryDown || member)
    if (carried) row.remark('address', 'address-carried')
    // A household's rows share one address, and reading it is most of the work.
    if (places !== lastPlaces) lastAddress = addressOfRow(places)
    lastPlaces = places
    draft.address = lastAddress
    const placeFaults = row.faults.some(({ field }) => (PLACE_FIELDS as readonly (string | null)[]).includes(field))
    if (draft.address === '' && !placeFaults) row.fault('address', 'no-address')
    return { kind: 'person', draft, faults: row.faults, remarks: row.remarks, places }
  }
}

/** Document and number; what the number itself tells of sex is filled in, or held against what the list says. */
const readDocument = (draft: RowDraft, row: Row, today: string): void => {
  const text = row.text('idNumber')
  const declared: IdentityType | undefined = draft.idType
  delete draft.idType
  if (row.cell('idNumber').mangled) return row.fault('idNumber', 'mangled-by-excel')
  const reading = readIdentityNumber(text, { declared, today })
  if (isRefused(reading)) return row.fault('idNumber', reading.problem)
  if (reading.type === 'none') {
    // An empty cell says nothing; 无 says that there is no document.
    if (text !== '' || declared === 'none') draft.idType = 'none'
    else if (declared !== undefined) row.remark('idType', 'type-without-number')
    return
  }
  if (declared !== undefined && declared !== reading.type) row.remark('idType', 'type-passed-over')
  draft.idType = reading.type
  draft.idNumber = reading.value
  if (reading.birthDate !== undefined) draft.birthDate = reading.birthDate
  if (reading.sex === undefined) return
  if (draft.sex !== undefined && draft.sex !== reading.sex) row.fault('sex', 'sex-contradicts-id')
  draft.sex = reading.sex
}

const readBirth = (draft: RowDraft, row: Row, today: string, policy: ImportPolicy): void => {
  const reading = readDate(row.text('birthDate'))
  if ('fault' in reading) {
    // With the date in the number, a birth date written short (1990年3月) does no harm.
    if (draft.birthDate === undefined || reading.fault !== 'incomplete-date') row.fault('birthDate', reading.fault)
  } else if ('value' in reading) {
    if (reading.value > today) row.fault('birthDate', 'future-date')
    else if (draft.birthDate !== undefined && draft.birthDate !== reading.value)
      row.fault('birthDate', 'date-contradicts-id')
    draft.birthDate ??= reading.value
  }
  if (typeof draft.birthDate === 'string' && ageOn(draft.birthDate, today) > policy.oldestAge)
    row.remark('birthDate', 'very-old', { age: policy.oldestAge })
}
