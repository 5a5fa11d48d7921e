/**
 * The part that every reader of rows shares: cells by field, faults and remarks as they are found, codes looked up in the
 * room's vocabularies, and rows that are no entries at all (totals, remarks, the head once more). What a row says is the room's.
 */
import { type CellReading, type ListCell, readPhone, saysNothing } from './list-cells.ts'
import type { ColumnMapping, ListColumn } from './list-columns.ts'
import type { ListFault, ListRemark, Noticed } from './list-problems.ts'
import type { TitleReader } from './list-titles.ts'
import { codeOf, type Vocabulary } from './list-vocabulary.ts'
import type { Params } from './words.ts'

const NO_CELL: ListCell = { text: '' }
const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总[人户家]数|共\s*\d+\s*[人户名家])/u
const REMARK_LINE =
  /^(?:注|备注|说明|填表说明|填报人|填表人|填报单位|制表人?|审核人?|负责人|联系人|填表日期|填报日期|制表日期|单位盖章)\s*[:：]/u
// 必填, （18位）, 格式：…: how to fill a column in, as templates say it in a row below the head.
const HINT = /^(?:[（(【[].{1,40}[)）】\]]|必填项?|选填|可选|示例|(?:例如?|如|格式|说明)[：:].{0,40})$/u
const NAMES_ITSELF = /^.{0,10}(?:名|name).{0,10}$/iu
const MOST_WRITINGS = 2000

export type Cells = readonly ListCell[]

type CodeBy<F extends string> = (field: F, vocabulary: Vocabulary, text: string) => string | null

/** One row while it is being read. */
export class RowInHand<F extends string, Fault extends string, Remark extends string> {
  readonly faults: Noticed<F, Fault | ListFault>[] = []
  readonly remarks: Noticed<F, Remark | ListRemark>[] = []
  private readonly cells: Cells
  private readonly columns: ReadonlyMap<F, ListColumn<F>>
  private readonly codeBy: CodeBy<F>

  constructor(cells: Cells, columns: ReadonlyMap<F, ListColumn<F>>, codeBy: CodeBy<F>) {
    this.cells = cells
    this.columns = columns
    this.codeBy = codeBy
  }

  cell(field: F): ListCell {
    const column = this.columns.get(field)
    return column === undefined ? NO_CELL : (this.cells[column.index] ?? NO_CELL)
  }

  /** The text of a field's cell, '' with a fault when it is a formula error. */
  text(field: F): string {
    const cell = this.cell(field)
    if (cell.kind !== 'error') return cell.text.trim()
    this.faults.push({ field, code: 'broken-cell' })
    return ''
  }

  fault(field: F | null, code: Fault | ListFault, params?: Params): void {
    this.faults.push(params === undefined ? { field, code } : { field, code, params })
  }

  remark(field: F | null, code: Remark | ListRemark, params?: Params): void {
    this.remarks.push(params === undefined ? { field, code } : { field, code, params })
  }

  /** What a reader understood; its fault or remark is noted. */
  take<T>(field: F, reading: CellReading<T, Fault | ListFault, Remark | ListRemark>): T | undefined {
    if ('fault' in reading) this.fault(field, reading.fault)
    if (!('value' in reading)) return undefined
    if (reading.remark !== undefined) this.remark(field, reading.remark)
    return reading.value
  }

  /** A phone number, which a spreadsheet may have mangled. */
  phone(field: F): string | undefined {
    return this.take(field, this.cell(field).mangled ? { fault: 'mangled-phone' } : readPhone(this.text(field)))
  }

  /** The code that a text means; null where it says nothing, or with a remark (or the fault given) where it is not known. */
  code<T extends string>(field: F, vocabulary: Vocabulary<T>, text: string, unknown?: Fault): T | null {
    if (text === '') return null
    const code = this.codeBy(field, vocabulary, text) as T | null
    if (code !== null || saysNothing(text)) return code
    if (unknown === undefined) this.remark(field, 'unknown-word', { title: this.columns.get(field)?.title ?? '' })
    else this.fault(field, unknown)
    return null
  }
}

/**
 * Fills empty cells from the row above (`above` itself when the row has none): all of `fields`, outermost first, when none
 * is written, else only those that stand before the first written one (a new room in the same building).
 */
export const carryDown = <F extends string>(
  fields: readonly F[],
  own: Partial<Record<F, string>>,
  above: Partial<Record<F, string>> | null,
  allowed: boolean,
): { places: Partial<Record<F, string>>; carried: boolean } => {
  if (above === null || !allowed) return { places: own, carried: false }
  const first = fields.findIndex((field) => (own[field] ?? '') !== '')
  if (first === -1) return { places: above, carried: fields.some((field) => (above[field] ?? '') !== '') }
  const filled = { ...own }
  let carried = false
  for (const field of fields.slice(0, first)) {
    if ((above[field] ?? '') === '') continue
    filled[field] = above[field]
    carried = true
  }
  return { places: filled, carried }
}

export interface ListRows<F extends string, Fault extends string, Remark extends string> {
  has(field: F): boolean
  /** Why a row is no entry of the list. */
  aside(cells: Cells): 'total-row' | 'header-again' | null
  open(cells: Cells): RowInHand<F, Fault, Remark>
}

/** For one list. `named` is the field that says whom or what a row is about. */
export const listRows = <F extends string, Fault extends string, Remark extends string>(
  mapping: Pick<ColumnMapping<F>, 'columns'>,
  titles: TitleReader<F>,
  named: F,
): ListRows<F, Fault, Remark> => {
  const columns = new Map<F, ListColumn<F>>()
  for (const column of mapping.columns) if (column.field !== null) columns.set(column.field, column)
  const nameAt = columns.get(named)?.index ?? -1

  // A column of codes repeats a handful of writings half a million times.
  const known = new Map<string, string | null>()
  const codeBy: CodeBy<F> = (field, vocabulary, text) => {
    const key = `${field}:${text}`
    let code = known.get(key)
    if (code === undefined) {
      code = codeOf(vocabulary, text) ?? null
      if (known.size < MOST_WRITINGS) known.set(key, code)
    }
    return code
  }

  return {
    has: (field) => columns.has(field),
    aside(cells) {
      const lead = cells.find(({ text }) => text.trim() !== '')?.text.trim() ?? ''
      const name = cells[nameAt]?.text.trim() ?? ''
      if (TOTAL.test(lead) || TOTAL.test(name) || REMARK_LINE.test(lead)) return 'total-row'
      if (lead !== '' && cells.every(({ text }) => text.trim() === '' || HINT.test(text.trim()))) return 'header-again'
      if (!NAMES_ITSELF.test(name)) return null
      const title = titles(name)
      return title.field === named && title.confidence === 1 ? 'header-again' : null
    },
    open: (cells) => new RowInHand(cells, columns, codeBy),
  }
}
