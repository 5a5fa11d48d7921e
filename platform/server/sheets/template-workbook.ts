/** The workbook part of a filled form: names and print areas moved, everything reckoned anew on opening, one sheet more at the end. */
import { encodeAttribute, encodeText } from './cell-text.ts'
import { movedFormula } from './formula.ts'
import type { RowMoves } from './row-moves.ts'
import type { TemplatePackage } from './template-package.ts'
import { relationsOf } from './workbook-parts.ts'
import { attributesXml, Edits, escaped, scanXml, type Tag } from './xml-scan.ts'

const CONTENT_TYPES = '[Content_Types].xml'
const RELATION = 'rIdShouwang'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
/** Elements of a workbook that stand before calcPr. */
const BEFORE_CALC = new Set([
  ...['fileVersion', 'fileSharing', 'workbookPr', 'workbookProtection', 'bookViews', 'sheets', 'functionGroups'],
  ...['externalReferences', 'definedNames', 'AlternateContent', 'revisionPtr'],
])

export function rewriteWorkbook(
  book: TemplatePackage,
  record: { readonly name: string; readonly lines: readonly string[] },
  movesOf: (sheet: string) => RowMoves | undefined,
): void {
  const { main, allSheets } = book.workbook
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const part = `${folder}worksheets/shouwang.xml`
  const taken = new Set(allSheets.map((s) => s.name.toLowerCase()))
  let name = record.name
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${record.name} ${n}`

  book.put(main, workbookXml(book.text(main), name, movesOf))
  const relations = relationsOf(main)
  book.put(relations, relationsXml(book.text(relations)))
  book.put(CONTENT_TYPES, contentTypesXml(book.text(CONTENT_TYPES), `/${part}`))
  for (const other of book.names) if (/(^|\/)calcchain\.xml$/i.test(other)) book.remove(other)
  book.put(part, recordXml(namespaceOf(book.text(allSheets[0]!.part)), record.lines))
}

function workbookXml(xml: string, name: string, movesOf: (sheet: string) => RowMoves | undefined): string {
  const edits = new Edits()
  let prefix = ''
  let calc: Tag | undefined
  let afterCalc = 0
  let sheetIds = 0
  let idName = 'r:id'
  scanXml(xml, {
    open(tag) {
      if (tag.depth === 1) prefix = tag.whole.slice(0, tag.whole.length - tag.name.length)
      if (tag.name === 'sheet') {
        sheetIds = Math.max(sheetIds, Number(tag.attributes['sheetId'] ?? 0))
        idName = Object.keys(tag.attributes).find((key) => key.endsWith(':id')) ?? idName
      }
    },
    close(tag, text, start, end) {
      if (tag.name === 'definedName' && !tag.closed)
        // A name without a sheet before it stands for none of ours.
        edits.replace(tag.end, start, escaped(movedFormula(text, { sheet: '' }, movesOf)))
      if (tag.name === 'sheets' && tag.depth === 2)
        edits.replace(
          start,
          start,
          `<${prefix}sheet name="${encodeAttribute(name)}" sheetId="${sheetIds + 1}" ${idName}="${RELATION}"/>`,
        )
      if (tag.depth === 2 && tag.name === 'calcPr') calc = tag
      if (tag.depth === 2 && BEFORE_CALC.has(tag.name)) afterCalc = Math.max(afterCalc, end)
    },
  })
  if (calc) {
    const { fullCalcOnLoad: _, ...attributes } = calc.attributes
    edits.replace(
      calc.start,
      calc.end,
      `<${calc.whole}${attributesXml({ ...attributes, fullCalcOnLoad: '1' })}${calc.closed ? '/>' : '>'}`,
    )
  } else edits.replace(afterCalc, afterCalc, `<${prefix}calcPr fullCalcOnLoad="1"/>`)
  return edits.in(xml)
}

/** The new sheet is related in the dialect of the others; the order of reckoning is forgotten, for cells have moved. */
function relationsXml(xml: string): string {
  const edits = new Edits()
  let type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'
  let root: Tag | undefined
  let child = ''
  scanXml(xml, {
    open(tag) {
      if (tag.depth === 1) root = tag
      if (tag.name !== 'Relationship') return
      child = tag.whole
      const { Type = '' } = tag.attributes
      if (Type.endsWith('/worksheet')) type = Type
      if (Type.endsWith('/calcChain')) edits.replace(tag.start, tag.end, '')
    },
    close(tag, _text, start) {
      if (tag === root && !tag.closed)
        edits.replace(
          start,
          start,
          `<${child || 'Relationship'} Id="${RELATION}" Type="${type}" Target="worksheets/shouwang.xml"/>`,
        )
    },
  })
  return edits.in(xml)
}

function contentTypesXml(xml: string, part: string): string {
  const edits = new Edits()
  scanXml(xml, {
    open(tag) {
      if (tag.name === 'Override' && /\/calcchain\.xml$/i.test(tag.attributes['PartName'] ?? ''))
        edits.replace(tag.start, tag.end, '')
    },
    close(tag, _text, start) {
      if (tag.depth !== 1) return
      const prefix = tag.whole.slice(0, tag.whole.length - tag.name.length)
      edits.replace(start, start, `<${prefix}Override PartName="${part}" ContentType="${SHEET_TYPE}"/>`)
    },
  })
  return edits.in(xml)
}

/** The main namespace in the dialect (transitional or strict) of the workbook's own sheets. */
function namespaceOf(xml: string): string {
  let found = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  scanXml(xml, {
    open(tag) {
      if (tag.depth !== 1) return
      const prefix = tag.whole.slice(0, tag.whole.length - tag.name.length)
      found = tag.attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`] ?? found
    },
  })
  return found
}

const recordXml = (namespace: string, lines: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}"><cols><col min="1" max="1" width="100" customWidth="1"/></cols><sheetData>${lines
    .map(
      (line, i) =>
        `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t xml:space="preserve">${encodeText(line)}</t></is></c></row>`,
    )
    .join('')}</sheetData></worksheet>`
