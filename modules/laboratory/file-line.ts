/** Reads one line of a lab's file into what it says, before anything is known of the tube. Never throws. */
import { foldTight, foldWidth } from '../../platform/pure/fullwidth.ts'
import { isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import { readDate, readName, saysNothing } from '../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import { type Cells, listRows, type RowInHand } from '../../platform/pure/list-row.ts'
import { shanghaiDay } from '../../platform/pure/time.ts'
import { readTitle } from './file-columns.ts'
import type { FileField } from './model.ts'
import type { LineFault, LineRemark, NoticedFault, NoticedRemark } from './line-problems.ts'
import type { Outcome } from './model.ts'
import { readOutcome } from './outcome-words.ts'

export interface LineDraft {
  /** As compared: half-width, upper case, without spaces. null: the line names a person only. */
  readonly code: string | null
  readonly name: string | null
  /** Whole, for as long as the line is being judged; only its digest and mask go further. */
  readonly idNumber: string | null
  readonly said: string
  readonly outcome: Outcome | null
  /** Where the file gives a time of day; a date alone stands in `testedDay`. */
  readonly testedAt: string | null
  readonly testedDay: string | null
}
export type LineReading =
  | { kind: 'line'; draft: LineDraft; faults: NoticedFault[]; remarks: NoticedRemark[] }
  | { kind: 'skipped'; remark: NoticedRemark }

type Row = RowInHand<FileField, LineFault, LineRemark>

/** How a tube's code is compared, whoever wrote it. */
export const codeKey = (code: string): string => foldTight(code).toUpperCase()

const readCode = (row: Row): string | null => {
  const cell = row.cell('code')
  if (cell.mangled || /^\d(?:\.\d+)?e\+?\d+$/iu.test(cell.text.trim())) {
    row.fault('code', 'mangled-code')
    return null
  }
  const key = codeKey(row.text('code').replace(/^['‘’]/u, ''))
  return saysNothing(key) ? null : key.slice(0, 40)
}

const readNumber = (row: Row): string | null => {
  if (row.cell('idNumber').mangled) {
    row.fault('idNumber', 'mangled-by-excel')
    return null
  }
  const reading = readIdentityNumber(row.text('idNumber'))
  if (isRefused(reading)) {
    row.fault('idNumber', reading.problem)
    return null
  }
  return reading.type === 'none' ? null : reading.value
}

const CLOCK = /(?:^|[ T日])(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})?)?(?:\.\d+)?秒?$/u
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** Day and, where it stands there, time of day in Shanghai; a moment with its zone is taken as such. */
export const readTestedAt = (text: string): { day: string; at: string | null } | 'empty' | 'unread' => {
  const folded = foldWidth(text).replace(/ ?([年月日时点分秒]) ?/gu, '$1')
  if (saysNothing(folded)) return 'empty'
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/u.test(folded)) {
    const at = Date.parse(folded)
    return Number.isNaN(at) ? 'unread' : { day: shanghaiDay(at), at: new Date(at).toISOString() }
  }
  const clock = CLOCK.exec(folded)
  const written = readDate(clock === null ? folded : folded.slice(0, clock.index + (clock[0].startsWith('日') ? 1 : 0)))
  if (!('value' in written)) return 'unread'
  const day = written.value
  const at = (seconds: number) => ({ day, at: new Date(midnight(day) + seconds * 1000).toISOString() })
  const serial = /^\d{5}(\.\d+)$/u.exec(folded)
  if (serial) return at(Math.round(Number(`0${serial[1]}`) * 86_400))
  if (clock === null) return { day, at: null }
  const [hour, minute, second] = [clock[1], clock[2], clock[3] ?? '0'].map(Number) as [number, number, number]
  return hour > 23 || minute > 59 || second > 59 ? 'unread' : at((hour * 60 + minute) * 60 + second)
}

/** A reader for the lines of one file. */
export const lineReader = (mapping: Pick<ColumnMapping<FileField>, 'columns'>): ((cells: Cells) => LineReading) => {
  const rows = listRows<FileField, LineFault, LineRemark>(mapping, readTitle, 'name')
  const at = (field: FileField): number => mapping.columns.find((column) => column.field === field)?.index ?? -1
  const [codeAt, outcomeAt, idAt] = [at('code'), at('outcome'), at('idNumber')]
  const textAt = (cells: Cells, index: number): string => cells[index]?.text.trim() ?? ''
  /** Files put together from several carry their head again in the middle. */
  const isHead = (cells: Cells): boolean => {
    const title = readTitle(textAt(cells, outcomeAt))
    return title.field === 'outcome' && title.confidence === 1
  }
  return (cells) => {
    const aside = rows.aside(cells) ?? (isHead(cells) ? 'header-again' : null)
    if (aside !== null) return { kind: 'skipped', remark: { field: null, code: aside } }
    if ([codeAt, outcomeAt, idAt].every((index) => textAt(cells, index) === ''))
      return { kind: 'skipped', remark: { field: null, code: 'nothing-said' } }
    const row = rows.open(cells)
    const code = readCode(row)
    const idNumber = readNumber(row)
    const name = row.take('name', readName(row.text('name'))) ?? null
    const said = row.text('outcome')
    const reading = readOutcome(said)
    if ('unclear' in reading) row.fault('outcome', reading.unclear)
    else if (!reading.exact) row.remark('outcome', 'outcome-read')
    const tested = readTestedAt(row.cell('testedAt').kind === 'error' ? '' : row.cell('testedAt').text)
    if (tested === 'unread') row.remark('testedAt', 'time-left-out')
    if (code === null && idNumber === null && row.faults.length === 0) row.fault('code', 'no-subject')
    const { day, at: testedAt } = typeof tested === 'string' ? { day: null, at: null } : tested
    return {
      kind: 'line',
      draft: {
        code,
        name,
        idNumber,
        said: said.slice(0, 60),
        outcome: 'outcome' in reading ? reading.outcome : null,
        testedAt,
        testedDay: day,
      },
      faults: row.faults,
      remarks: row.remarks,
    }
  }
}
