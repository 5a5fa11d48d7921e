/**
 * What stands around the rows of a worksheet and names cells of it: merged cells, conditions, lists to choose from, links, print
 * and view settings. When rows move, these move with them; the watermark goes into the page's footer.
 */
import { movedFormula } from './formula.ts'
import { movedReferences, type RowMoves } from './row-moves.ts'
import { stampedFooters } from './stamp-footer.ts'
import type { Around, TemplateSheet } from './template-sheet.ts'
import { Edits, escaped, tagXml } from './xml-scan.ts'

/** Attributes that name cells, by element. `grow`: one cell stands for all copies of its row. */
const NAMING: Readonly<Record<string, { readonly attributes: readonly string[]; readonly grow: boolean }>> = {
  dimension: { attributes: ['ref'], grow: true },
  pane: { attributes: ['topLeftCell'], grow: false },
  selection: { attributes: ['activeCell', 'sqref'], grow: false },
  sheetView: { attributes: ['topLeftCell'], grow: false },
  protectedRange: { attributes: ['sqref'], grow: true },
  autoFilter: { attributes: ['ref'], grow: true },
  sortState: { attributes: ['ref'], grow: true },
  sortCondition: { attributes: ['ref'], grow: true },
  conditionalFormatting: { attributes: ['sqref'], grow: true },
  dataValidation: { attributes: ['sqref'], grow: true },
  hyperlink: { attributes: ['ref'], grow: true },
  ignoredError: { attributes: ['sqref'], grow: true },
  cellWatch: { attributes: ['r'], grow: false },
}
const FORMULAS = new Set(['formula', 'formula1', 'formula2', 'f'])
/** Elements that come before headerFooter in a worksheet. */
const BEFORE_FOOTER = new Set([
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetCalcPr', 'sheetProtection'],
  ...['protectedRanges', 'scenarios', 'autoFilter', 'sortState', 'dataConsolidate', 'customSheetViews', 'mergeCells'],
  ...[
    'phoneticPr',
    'conditionalFormatting',
    'dataValidations',
    'hyperlinks',
    'printOptions',
    'pageMargins',
    'pageSetup',
  ],
])

/** Only one row high, and that row repeats: each copy gets a merge of its own. */
function mergeCopies(reference: string, moves: RowMoves): string[] {
  const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference) ?? []
  if (top === undefined || top !== bottom) return [movedReferences(reference, moves, false)]
  const row = Number(top)
  return Array.from({ length: moves.times(row) }, (_, i) => {
    const at = moves.first(row) + i
    return `${left}${at}:${right}${at}`
  })
}

/** Notes the changes for everything outside the rows. */
function moveAround(
  edits: Edits,
  around: readonly Around[],
  name: string,
  moves: RowMoves,
  movesOf: (sheet: string) => RowMoves | undefined,
): void {
  for (const { tag, text, close, end, parent } of around) {
    const naming = NAMING[tag.name]
    if (tag.name === 'mergeCells') {
      const { count: _, ...attributes } = tag.attributes
      edits.replace(tag.start, tag.end, tagXml(tag, attributes))
    } else if (tag.name === 'mergeCell') {
      const copies = mergeCopies(tag.attributes['ref'] ?? '', moves)
      edits.replace(tag.start, end, copies.map((ref) => `<${tag.whole} ref="${ref}"/>`).join(''))
    } else if (naming) {
      const changed = { ...tag.attributes }
      for (const key of naming.attributes) {
        const value = changed[key]
        if (value !== undefined) changed[key] = movedReferences(value, moves, naming.grow)
      }
      edits.replace(tag.start, tag.end, tagXml(tag, changed))
    } else if (tag.name === 'brk' && parent === 'rowBreaks') {
      const id = Number(tag.attributes['id'] ?? 0)
      edits.replace(tag.start, tag.end, tagXml(tag, { ...tag.attributes, id: String(moves.last(id)) }))
    } else if (!tag.closed && (FORMULAS.has(tag.name) || tag.name === 'sqref')) {
      const moved =
        tag.name === 'sqref' ? movedReferences(text.trim(), moves, true) : movedFormula(text, { sheet: name }, movesOf)
      edits.replace(tag.end, close, escaped(moved))
    }
  }
}

/**
 * The whole worksheet: the rows as written anew, everything around them moved along, the footer stamped.
 * @param rows `<sheetData>…</sheetData>`
 */
export function aroundRows(
  sheet: TemplateSheet,
  rows: string,
  name: string,
  movesOf: (sheet: string) => RowMoves | undefined,
  watermark: string,
): string {
  const edits = new Edits()
  const moves = movesOf(name)
  edits.replace(sheet.data.start, sheet.data.end, rows)
  if (moves?.any) moveAround(edits, sheet.around, name, moves, movesOf)
  const footer = sheet.around.find((a) => a.tag.name === 'headerFooter' && a.tag.depth === 2)
  const children = sheet.around.filter((a) => a.parent === 'headerFooter')
  const stamped = stampedFooters(
    sheet.prefix,
    footer?.tag.attributes ?? {},
    new Map(children.map((a) => [a.tag.name, a.text])),
    watermark,
  )
  if (footer) edits.replace(footer.tag.start, footer.end, stamped)
  else {
    const ends = sheet.around.filter((a) => a.tag.depth === 2 && BEFORE_FOOTER.has(a.tag.name)).map((a) => a.end)
    const at = Math.max(sheet.data.end, ...ends)
    edits.replace(at, at, stamped)
  }
  return edits.in(sheet.xml)
}
