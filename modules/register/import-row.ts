/**
 * Reads one row of a list into the draft of a person. A field that the row does not speak of stays out of the draft,
 * so that a list never empties what the register knows. Faults keep the row out, remarks do not. Never throws.
 */
import { ageOn } from '../../platform/pure/time.ts'
import { codeOf } from '../../platform/pure/list-vocabulary.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import { type IdentityType, isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import { addressOfRow, carryDown, PLACE_FIELDS, type Places } from './import-address.ts'
import { type CellReading, readDate, readName, readNote, readPhone, saysNothing } from './import-cells.ts'
import type { ImportField } from './import-model.ts'
import type { Fault, FaultCode, Remark } from './import-problems.ts'
import { readTitle } from './import-titles.ts'
import { type CodedField, vocabularies } from './import-vocabulary.ts'
import type { ResidentDraft } from './model.ts'

/** A cell as a spreadsheet reader gives it; `mangled` has lost digits. Of kinds only `date` and `error` matter: what Excel made of it. */
export interface ListCell {
  readonly text: string
  readonly kind?: string
  readonly mangled?: true
}

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

const NO_CELL: ListCell = { text: '' }
const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总人数|总户数|共\s*\d+\s*[人户名])/u
const REMARK_LINE =
  /^(?:注|备注|说明|填表说明|填报人|填表人|填报单位|制表人?|审核人?|负责人|联系人|填表日期|填报日期|制表日期|单位盖章)\s*[:：]/u
const NAMES_ITSELF = /^.{0,10}(?:名|name).{0,10}$/iu
const CODED = ['sex', 'idType', 'residence', 'tenancy', 'relation', 'work'] as const satisfies readonly CodedField[]
const MOST_WRITINGS = 2000

type Cells = readonly ListCell[]
export type RowReader = (cells: Cells, above: Places | null) => RowReading

/** A reader for the rows of one list. `above` is the `places` of the row before, null for the first. `today` is YYYY-MM-DD. */
export const rowReader = (
  mapping: Pick<ColumnMapping<ImportField>, 'columns' | 'carryDown'>,
  policy: ImportPolicy,
  today: string,
): RowReader => {
  const at: Partial<Record<ImportField, number>> = {}
  for (const { index, field } of mapping.columns) if (field !== null) at[field] = index
  const titleOf = (field: ImportField): string => mapping.columns.find((column) => column.field === field)?.title ?? ''
  const titles = Object.fromEntries((['groups', ...CODED] as const).map((field) => [field, titleOf(field)]))
  const cellOf = (cells: Cells, field: ImportField): ListCell => {
    const index = at[field]
    return index === undefined ? NO_CELL : (cells[index] ?? NO_CELL)
  }

  // A column of codes repeats a handful of writings half a million times.
  const known = new Map<string, string | null>()
  const coded = (field: CodedField, text: string): string | null => {
    const key = `${field}:${text}`
    let code = known.get(key)
    if (code === undefined) {
      code = codeOf<string>(vocabularies[field], text) ?? null
      if (known.size < MOST_WRITINGS) known.set(key, code)
    }
    return code
  }

  const skipped = (cells: Cells): Remark | null => {
    const lead = cells.find(({ text }) => text.trim() !== '')?.text.trim() ?? ''
    const name = cellOf(cells, 'name').text.trim()
    if (TOTAL.test(lead) || TOTAL.test(name) || REMARK_LINE.test(lead)) return { field: null, code: 'total-row' }
    if (name !== '') {
      const title = NAMES_ITSELF.test(name) ? readTitle(name) : null
      return title?.field === 'name' && title.confidence === 1 ? { field: null, code: 'header-again' } : null
    }
    const nobody = saysNothing(cellOf(cells, 'idNumber').text.trim()) && saysNothing(cellOf(cells, 'phone').text.trim())
    return nobody ? { field: null, code: 'no-person' } : null
  }

  let lastPlaces: Places | null = null
  let lastAddress = ''
  return (cells, above) => {
    const remark = skipped(cells)
    if (remark !== null) return { kind: 'skipped', remark, places: above }
    const faults: Fault[] = []
    const remarks: Remark[] = []
    const draft: RowDraft = { name: '', address: '' }
    const fault = (field: ImportField | null, code: FaultCode): void => void faults.push({ field, code })
    const take = <T>(field: ImportField, reading: CellReading<T>): T | undefined => {
      if ('fault' in reading) fault(field, reading.fault)
      if (!('value' in reading)) return undefined
      if (reading.remark !== undefined) remarks.push({ field, code: reading.remark })
      return reading.value
    }
    /** The text of a field's cell, '' with a fault when it is a formula error. */
    const textOf = (field: ImportField): string => {
      const cell = cellOf(cells, field)
      if (cell.kind !== 'error') return cell.text.trim()
      fault(field, 'broken-cell')
      return ''
    }

    const name = textOf('name')
    if (name === '' && faults.length === 0) fault('name', 'no-name')
    draft.name = take('name', readName(name)) ?? ''

    for (const field of CODED) {
      const text = textOf(field)
      if (text === '') continue
      const code = coded(field, text)
      if (code !== null) Object.assign(draft, { [field]: code })
      else if (field === 'sex' && !saysNothing(text)) fault('sex', 'bad-sex')
      else if (!saysNothing(text))
        remarks.push({ field, code: 'unknown-word', params: { title: titles[field] as string } })
    }
    const groups = textOf('groups')
    if (groups !== '' && !saysNothing(groups)) {
      const codes = new Set<string>()
      for (const writing of groups.split(/[、,，;；/|\s]+/u).filter((word) => word !== '')) {
        const code = coded('groups', writing)
        if (code !== null) codes.add(code)
        else remarks.push({ field: 'groups', code: 'unknown-word', params: { title: titles.groups as string } })
      }
      if (codes.size > 0) draft.groups = [...codes].sort() as NonNullable<RowDraft['groups']>
    }

    readDocument(draft, cellOf(cells, 'idNumber'), textOf('idNumber'), today, faults, remarks)
    readBirth(draft, textOf('birthDate'), today, policy, faults, remarks)
    const phone = cellOf(cells, 'phone').mangled
      ? take<string>('phone', { fault: 'mangled-phone' })
      : take('phone', readPhone(textOf('phone')))
    if (phone !== undefined) draft.phone = phone
    const note = take('note', readNote(textOf('note')))
    if (note !== undefined) draft.note = note

    const written: Places = {}
    for (const field of PLACE_FIELDS) {
      if (at[field] === undefined) continue
      if (cellOf(cells, field).kind === 'date') fault(field, 'address-is-date')
      written[field] = textOf(field)
    }
    const member = draft.relation !== undefined && draft.relation !== 'head'
    const { places, carried } = carryDown(written, above, mapping.carryDown || member)
    if (carried) remarks.push({ field: 'address', code: 'address-carried' })
    // A household's rows share one address, and reading it is most of the work.
    if (places !== lastPlaces) lastAddress = addressOfRow(places)
    lastPlaces = places
    draft.address = lastAddress
    if (
      draft.address === '' &&
      !faults.some(({ field }) => field !== null && (PLACE_FIELDS as readonly string[]).includes(field))
    )
      fault('address', 'no-address')
    return { kind: 'person', draft, faults, remarks, places }
  }
}

/** Document and number; what the number itself tells of sex is filled in, or held against what the list says. */
const readDocument = (
  draft: RowDraft,
  cell: ListCell,
  text: string,
  today: string,
  faults: Fault[],
  remarks: Remark[],
): void => {
  const declared: IdentityType | undefined = draft.idType
  delete draft.idType
  if (cell.mangled) return void faults.push({ field: 'idNumber', code: 'mangled-by-excel' })
  const reading = readIdentityNumber(text, { declared, today })
  if (isRefused(reading)) return void faults.push({ field: 'idNumber', code: reading.problem })
  if (reading.type === 'none') {
    // An empty cell says nothing; 无 says that there is no document.
    if (text !== '' || declared === 'none') draft.idType = 'none'
    else if (declared !== undefined) remarks.push({ field: 'idType', code: 'type-without-number' })
    return
  }
  if (declared !== undefined && declared !== reading.type) remarks.push({ field: 'idType', code: 'type-passed-over' })
  draft.idType = reading.type
  draft.idNumber = reading.value
  if (reading.birthDate !== undefined) draft.birthDate = reading.birthDate
  if (reading.sex === undefined) return
  if (draft.sex !== undefined && draft.sex !== reading.sex) faults.push({ field: 'sex', code: 'sex-contradicts-id' })
  draft.sex = reading.sex
}

const readBirth = (
  draft: RowDraft,
  text: string,
  today: string,
  policy: ImportPolicy,
  faults: Fault[],
  remarks: Remark[],
): void => {
  const reading = readDate(text)
  if ('fault' in reading) {
    // With the date in the number, a birth date written short (1990年3月) does no harm.
    if (draft.birthDate === undefined || reading.fault !== 'incomplete-date')
      faults.push({ field: 'birthDate', code: reading.fault })
  } else if ('value' in reading) {
    if (reading.value > today) faults.push({ field: 'birthDate', code: 'future-date' })
    else if (draft.birthDate !== undefined && draft.birthDate !== reading.value)
      faults.push({ field: 'birthDate', code: 'date-contradicts-id' })
    draft.birthDate ??= reading.value
  }
  if (typeof draft.birthDate === 'string' && ageOn(draft.birthDate, today) > policy.oldestAge) {
    remarks.push({ field: 'birthDate', code: 'very-old', params: { age: policy.oldestAge } })
  }
}
