/**
 * The first half of judging: what each row of a list says and which dwelling it means. Touches no database and no secret,
 * so that it runs in a thread of its own beside the server; rows must come in the order of the list.
 */
import { type NameKeys, nameKeys } from '../../../platform/pure/pinyin.ts'
import { parseAddress } from '../address.ts'
import { type AddressIndex, dwellingAddress } from '../address-index.ts'
import { type DwellingMatch, matchDwelling } from '../address-match.ts'
import type { Places } from '../import-address.ts'
import { type ColumnCorrections, type ColumnMapping, matchColumns, missingFields } from '../import-columns.ts'
import type { ImportField } from '../import-model.ts'
import type { Fault, Remark } from '../import-problems.ts'
import { IMPORT_POLICY, type ListCell, type RowDraft, rowReader } from '../import-row.ts'

export interface ListRow {
  rowNo: number
  cells: readonly ListCell[]
}

/** A row that goes no further, and why. */
export interface AsideRow {
  rowNo: number
  verdict: 'bad' | 'skipped' | 'unjudged'
  places: Places | null
  problems: (Fault | Remark)[]
  /** The number is a text that Excel has rounded. */
  rounded?: true
}
/** A row without fault, to be held against the register. */
export interface OpenRow {
  rowNo: number
  verdict: null
  draft: Omit<RowDraft, 'address'>
  keys: NameKeys
  path: string
  places: Places
  remarks: Remark[]
}
export type ReadRow = AsideRow | OpenRow

export interface ListHead {
  mapping: ColumnMapping
  /** Row number as the spreadsheet shows it, 0 for none. */
  row: number
  missing: ImportField[]
}

/** How the first rows of a list are understood. */
export const readHead = (sample: readonly ListRow[], corrections: ColumnCorrections): ListHead => {
  // Positions in the sample and row numbers of the sheet differ where the sheet has empty rows.
  const at = corrections.headerRow
  const mapping = matchColumns(
    sample.map(({ cells }) => cells.map(({ text }) => text)),
    at === undefined ? corrections : { ...corrections, headerRow: sample.filter(({ rowNo }) => rowNo <= at).length },
  )
  const row = mapping.headerRow === 0 ? 0 : (sample[mapping.headerRow - 1]?.rowNo ?? 0)
  return { mapping, row, missing: missingFields(mapping.columns) }
}

export interface ReaderOptions {
  head: ListHead
  places: AddressIndex
  /** YYYY-MM-DD */
  today: string
}

export const openReader = ({ head, places, today }: ReaderOptions): ((row: ListRow) => ReadRow) => {
  const readRow = rowReader(head.mapping, IMPORT_POLICY, today)
  const idColumn = head.mapping.columns.find(({ field }) => field === 'idNumber')?.index ?? -1
  let above: Places | null = null
  let lastAddress = ''
  let lastMatch: DwellingMatch | undefined

  // Households are listed together, so the last answer serves most rows.
  const dwellingOf = (address: string): DwellingMatch => {
    if (lastMatch === undefined || address !== lastAddress) {
      lastMatch = matchDwelling(parseAddress(address), places)
      lastAddress = address
    }
    return lastMatch
  }
  const addressFault = (match: Exclude<DwellingMatch, { found: 'one' }>): Fault => {
    const [zh, en] = match.because
    if (match.found === 'none') return { field: 'address', code: 'address-unknown', why: match.because }
    const those = match.candidates.map((path) => dwellingAddress(path, places)).join('、')
    return { field: 'address', code: 'address-several', why: [`${zh}（${those}）`, `${en} (${those})`] }
  }

  return ({ rowNo, cells }) => {
    if (rowNo <= head.row) return { rowNo, verdict: 'skipped', places: null, problems: [] }
    // Without a name or an address column no row means anything yet.
    if (head.missing.length > 0) return { rowNo, verdict: 'unjudged', places: null, problems: [] }
    const reading = readRow(cells, above)
    above = reading.places
    if (reading.kind === 'skipped') return { rowNo, verdict: 'skipped', places: null, problems: [reading.remark] }
    const { faults, remarks, places: written } = reading
    const { address, ...draft } = reading.draft
    const match = address === '' ? null : dwellingOf(address)
    if (match !== null && match.found !== 'one') faults.push(addressFault(match))
    if (faults.length > 0 || match?.found !== 'one') {
      const rounded = !cells[idColumn]?.mangled && faults.some(({ code }) => code === 'mangled-by-excel')
      return {
        rowNo,
        verdict: 'bad',
        places: written,
        problems: [...faults, ...remarks],
        ...(rounded ? { rounded } : {}),
      }
    }
    if (match.confidence < 0.9) remarks.push({ field: 'address', code: 'address-read', why: match.because })
    return { rowNo, verdict: null, draft, keys: nameKeys(draft.name), path: match.path, places: written, remarks }
  }
}
