/** What goes into which cell of a form, once its questions are answered: single figures, texts with placeholders, rows that repeat. */
import { shanghaiDay, shanghaiMinute } from '../../platform/pure/time.ts'
import type { FillValue, RowFill, SheetFill } from '../../platform/pure/sheet-fill.ts'
import type { Lang } from '../../platform/pure/words.ts'
import type { CellValue, Output, Result } from './model.ts'
import { cellText } from './output.ts'
import type { Grid, Mark, Takes } from './template.ts'
import { replaced } from './template-marks.ts'

export interface FillFacts {
  readonly now: string
  readonly area: string
  readonly who: string
  readonly round: string | null
}

/** Numbers stay numbers and times become dates; all else is text as a person reads it. */
export function sheetValue(value: CellValue, output: Pick<Output, 'type' | 'codes'>, lang: Lang): FillValue {
  if (value === null || typeof value === 'number') return value
  if (typeof value === 'string' && output.type === 'day') return { date: value }
  if (typeof value === 'string' && (output.type === 'moment' || output.type === 'hour'))
    return { date: shanghaiMinute(value) }
  return cellText(value, output, lang)
}

const textOf = (value: FillValue): string =>
  value === null ? '' : typeof value === 'object' ? value.date : String(value)

const factOf = (fact: Extract<Takes, { kind: 'fact' }>['fact'], facts: FillFacts): FillValue => {
  switch (fact) {
    case 'today':
      return { date: shanghaiDay(facts.now) }
    case 'now':
      return { date: shanghaiMinute(facts.now) }
    case 'area':
      return facts.area
    case 'who':
      return facts.who
    case 'round':
      return facts.round
  }
}

/** A figure of a group that has no line any more is left empty, not taken from another line. */
function valueOf(takes: Takes, results: readonly Result[], facts: FillFacts, lang: Lang): FillValue {
  if (takes.kind === 'fact') return factOf(takes.fact, facts)
  const result = results[takes.part]
  const output = result?.columns[takes.output]
  if (!result || !output) return null
  const keys = takes.kind === 'value' ? takes.keys : null
  const at = keys === null ? 0 : result.keys.findIndex((k) => JSON.stringify(k) === JSON.stringify(keys))
  return sheetValue(result.rows[at]?.[takes.output] ?? null, output, lang)
}

const rowOf = (cell: string): number => Number(/\d+$/.exec(cell)?.[0] ?? 0)
const columnOf = (cell: string): string => /^[A-Z]+/.exec(cell)?.[0] ?? ''

/** Cells of one mark each, or of several placeholders within one text. */
function cellFill(marks: readonly Mark[], text: string, value: (takes: Takes) => FillValue): FillValue {
  const whole = marks.find((m) => m.within === null)
  if (whole) return value(whole.takes)
  const [only] = marks
  if (marks.length === 1 && only?.within && text.trim().replace(/[{}\s]/g, '') === only.within.replace(/\s/g, ''))
    return value(only.takes)
  return replaced(text, new Map(marks.map((m) => [m.within ?? '', textOf(value(m.takes))])))
}

/** @param results of the form's parts, in their order */
export function planFill(
  sheets: readonly Grid[],
  marks: readonly Mark[],
  results: readonly Result[],
  facts: FillFacts,
  lang: Lang,
): SheetFill[] {
  return sheets.map((sheet) => {
    const texts = new Map(sheet.rows.flatMap((r) => r.cells.map((c) => [c.at, c.text] as const)))
    const byCell = new Map<string, Mark[]>()
    for (const mark of marks)
      if (mark.sheet === sheet.name) byCell.set(mark.cell, [...(byCell.get(mark.cell) ?? []), mark])
    const lists = new Map<number, number>()
    for (const [cell, own] of byCell)
      for (const { takes } of own)
        if (takes.kind === 'list')
          lists.set(rowOf(cell), Math.max(lists.get(rowOf(cell)) ?? 0, results[takes.part]?.rows.length ?? 0))
    const cells: Record<string, FillValue> = {}
    const rows = new Map<number, Record<string, readonly FillValue[]>>()
    for (const [cell, own] of byCell) {
      const times = lists.get(rowOf(cell))
      const text = texts.get(cell) ?? ''
      if (times === undefined || own.every((m) => m.takes.kind !== 'list')) {
        cells[cell] = cellFill(own, text, (takes) => valueOf(takes, results, facts, lang))
        continue
      }
      const values = Array.from({ length: times }, (_, i) =>
        cellFill(own, text, (takes) => {
          if (takes.kind !== 'list') return valueOf(takes, results, facts, lang)
          const result = results[takes.part]
          const output = result?.columns[takes.output]
          return output ? sheetValue(result?.rows[i]?.[takes.output] ?? null, output, lang) : null
        }),
      )
      rows.set(rowOf(cell), { ...rows.get(rowOf(cell)), [columnOf(cell)]: values })
    }
    return {
      sheet: sheet.name,
      cells,
      rows: [...rows].map(([row, values]): RowFill => ({ row, times: lists.get(row) ?? 0, cells: values })),
    }
  })
}
