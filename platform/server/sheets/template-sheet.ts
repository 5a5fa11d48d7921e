/** A worksheet of somebody else's workbook, taken apart just so far that cells can change and everything around them stays as it was written. */
import { Problem } from '../../pure/problem.ts'
import { columnOf } from './cell-reference.ts'
import { translatedFormula } from './formula.ts'
import { sheetProblems } from './problems.ts'
import { scanXml, type Tag } from './xml-scan.ts'

export interface SheetCell {
  readonly column: number
  /** All but `r` and `t`. */
  readonly attributes: Readonly<Record<string, string>>
  readonly type: string
  readonly style: number
  readonly formula?: { readonly text: string; readonly attributes: Readonly<Record<string, string>> }
  /** The text of `<v>`. */
  readonly value: string
  /** The text of `<is>`, runs joined. */
  readonly inline: string
  /** What stands between its tags. */
  readonly inner: string
}
export interface SheetLine {
  readonly row: number
  /** All but `r` and `spans`. */
  readonly attributes: Readonly<Record<string, string>>
  readonly cells: readonly SheetCell[]
}
/** An element outside the rows. */
export interface Around {
  readonly tag: Tag
  readonly text: string
  /** Its closing tag; for an empty element its only one. */
  readonly close: number
  readonly end: number
  readonly parent: string
}
export interface ColumnLook {
  readonly from: number
  readonly to: number
  readonly width: number | null
  readonly style: string | null
  readonly hidden: boolean
}
export interface TemplateSheet {
  readonly xml: string
  readonly root: Tag
  /** `x:` where the writer put a prefix before every name. */
  readonly prefix: string
  /** The place of the element `sheetData`. */
  readonly data: { readonly start: number; readonly end: number }
  readonly lines: readonly SheetLine[]
  readonly around: readonly Around[]
  readonly merges: readonly string[]
  readonly columns: readonly ColumnLook[]
}

/** Throws `broken` or `hostileXml`. */
export function readTemplateSheet(xml: string): TemplateSheet {
  let root: Tag | undefined
  let data: { start: number; end: number } | undefined
  let dataTag: Tag | undefined
  const lines: SheetLine[] = []
  const around: Around[] = []
  const merges: string[] = []
  const columns: ColumnLook[] = []
  const path: string[] = []
  let line: { row: number; attributes: Record<string, string>; cells: SheetCell[] } | undefined
  let cell: { tag: Tag; column: number; formula?: SheetCell['formula']; value: string; inline: string } | undefined
  let inReading = 0
  let row = 0

  const beginLine = ({ attributes: { r, spans: _, ...attributes } }: Tag): void => {
    row = r === undefined ? row + 1 : Number(r)
    if (!Number.isInteger(row) || row <= (lines.at(-1)?.row ?? 0)) throw new Problem(sheetProblems.broken)
    line = { row, attributes, cells: [] }
    lines.push(line)
  }
  const endCell = (closeStart: number): void => {
    if (!cell || !line) return
    const { r: _, t = 'n', ...attributes } = cell.tag.attributes
    line.cells.push({
      column: cell.column,
      attributes,
      type: t,
      style: Number(attributes['s'] ?? 0),
      ...(cell.formula ? { formula: cell.formula } : {}),
      value: cell.value,
      inline: cell.inline,
      inner: cell.tag.closed ? '' : xml.slice(cell.tag.end, closeStart),
    })
    cell = undefined
  }

  scanXml(xml, {
    open(tag) {
      path.push(tag.name)
      if (tag.depth === 1) root = tag
      else if (tag.depth === 2 && tag.name === 'sheetData') dataTag = tag
      else if (dataTag && !data) {
        if (tag.name === 'row' && tag.depth === 3) beginLine(tag)
        else if (tag.name === 'c' && tag.depth === 4) {
          const reference = tag.attributes['r']
          const before = line?.cells.at(-1)?.column ?? -1
          cell = { tag, column: reference === undefined ? before + 1 : columnOf(reference), value: '', inline: '' }
          if (cell.column <= before) throw new Problem(sheetProblems.broken)
        } else if (tag.name === 'rPh') inReading++
      } else if (tag.name === 'mergeCell' && tag.attributes['ref']) merges.push(tag.attributes['ref'])
      else if (tag.name === 'col') columns.push(lookOf(tag))
    },
    close(tag, text, start, end) {
      path.pop()
      if (tag === dataTag) data = { start: tag.start, end }
      else if (dataTag && !data) {
        if (cell && tag.name === 'v') cell.value = text
        else if (cell && tag.name === 'f') cell.formula = { text, attributes: tag.attributes }
        else if (cell && tag.name === 't' && inReading === 0) cell.inline += text
        else if (tag.name === 'rPh') inReading--
        else if (tag.name === 'c' && tag.depth === 4) endCell(start)
      } else if (tag.depth > 1) around.push({ tag, text, close: start, end, parent: path.at(-1) ?? '' })
    },
  })
  if (!root || !data || !dataTag) throw new Problem(sheetProblems.broken)
  const prefix = dataTag.whole.slice(0, dataTag.whole.length - 'sheetData'.length)
  return { xml, root, prefix, data, lines: withoutShared(lines), around, merges, columns }
}

const lookOf = ({ attributes }: Tag): ColumnLook => ({
  from: Number(attributes['min'] ?? 1) - 1,
  to: Number(attributes['max'] ?? 1) - 1,
  width: attributes['width'] === undefined ? null : Number(attributes['width']),
  style: attributes['style'] ?? null,
  hidden: attributes['hidden'] === '1' || attributes['hidden'] === 'true',
})

/** Formulas that are written once for many cells are written out: rows that move apart can share none. */
function withoutShared(lines: readonly SheetLine[]): readonly SheetLine[] {
  const masters = new Map<string, { text: string; row: number; column: number }>()
  for (const { row, cells } of lines)
    for (const { column, formula } of cells)
      if (formula?.attributes['t'] === 'shared' && formula.attributes['ref'] !== undefined)
        masters.set(formula.attributes['si'] ?? '', { text: formula.text, row, column })
  if (masters.size === 0) return lines
  return lines.map(({ cells, ...line }) => ({
    ...line,
    cells: cells.map((cell) => {
      const { formula, column } = cell
      if (formula?.attributes['t'] !== 'shared') return cell
      const master = masters.get(formula.attributes['si'] ?? '')
      if (!master) throw new Problem(sheetProblems.broken)
      const text = translatedFormula(master.text, line.row - master.row, column - master.column)
      return { ...cell, formula: { text, attributes: {} } }
    }),
  }))
}
