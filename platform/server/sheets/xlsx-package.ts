/**
 * The parts of an xlsx package around its sheets. Surprising: they come after the sheets in the file, as only then is it
 * known how many sheets there are and where each ends; readers find parts by the directory at the end.
 */
import { columnName } from './cell-reference.ts'
import { encodeAttribute, encodeText } from './cell-text.ts'
import type { StringPool } from './string-pool.ts'
import { HEAD_ROWS } from './xlsx-sheet.ts'
import { STYLES_XML } from './xlsx-styles.ts'
import type { ZipPart } from './zip-out.ts'

export interface WrittenSheet {
  readonly name: string
  readonly columns: number
  readonly lastRow: number
}

export interface PackageFacts {
  readonly title?: string
  readonly watermark: string
  readonly createdAt: Date
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const LONGEST_NAME = 31

export function* packageParts(
  facts: PackageFacts,
  sheets: readonly WrittenSheet[],
  pool: StringPool,
): Generator<ZipPart, void, undefined> {
  const names = sheetNames(sheets)
  const part = (name: string, text: string): ZipPart => ({ name, text: [XML + text] })
  yield { name: 'xl/sharedStrings.xml', text: pool.xml() }
  yield { name: 'xl/styles.xml', text: [STYLES_XML] }
  yield part('xl/workbook.xml', workbook(sheets, names))
  yield part('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length))
  yield part('docProps/core.xml', coreProperties(facts))
  yield part(
    '_rels/.rels',
    relations([
      [`${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
  )
  yield part('[Content_Types].xml', contentTypes(sheets.length))
}

/** Names as Excel allows them: no `[]:*?/\`, no apostrophe at an end, at most 31 characters, none twice in any case. */
function sheetNames(sheets: readonly WrittenSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, at) => {
    const clean =
      name
        .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || `Sheet${at + 1}`
    // The number of a continued list must survive the cut.
    const number = /( \(\d+\))?$/.exec(clean)![0]
    let unique = clean.slice(0, clean.length - number.length).slice(0, LONGEST_NAME - number.length) + number
    for (let n = 2; taken.has(unique.toLowerCase()); n++) {
      const mark = `~${n}`
      unique = clean.slice(0, LONGEST_NAME - mark.length) + mark
    }
    taken.add(unique.toLowerCase())
    return unique
  })
}

function workbook(sheets: readonly WrittenSheet[], names: readonly string[]): string {
  const list = names.map(
    (name, at) => `<sheet name="${encodeAttribute(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const defined = sheets.flatMap(({ columns, lastRow }, at) => {
    const quoted = `'${names[at]!.replaceAll("'", "''")}'`
    const area = `${quoted}!$A$${HEAD_ROWS}:$${columnName(columns - 1)}$${lastRow}`
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${encodeText(area)}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${encodeText(`${quoted}!$1:$${HEAD_ROWS}`)}</definedName>`,
    ]
  })
  return (
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView/></bookViews>` +
    `<sheets>${list.join('')}</sheets><definedNames>${defined.join('')}</definedNames></workbook>`
  )
}

const workbookRelations = (sheets: number): string =>
  relations([
    ...Array.from(
      { length: sheets },
      (_, at) => [`${OFFICE}/relationships/worksheet`, `worksheets/sheet${at + 1}.xml`] as const,
    ),
    [`${OFFICE}/relationships/styles`, 'styles.xml'],
    [`${OFFICE}/relationships/sharedStrings`, 'sharedStrings.xml'],
  ])

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const each = list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`)
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function contentTypes(sheets: number): string {
  const overrides: [part: string, type: string][] = [
    ['/xl/workbook.xml', `${TYPES}.sheet.main+xml`],
    ['/xl/styles.xml', `${TYPES}.styles+xml`],
    ['/xl/sharedStrings.xml', `${TYPES}.sharedStrings+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ]
  for (let at = 1; at <= sheets; at++) overrides.push([`/xl/worksheets/sheet${at}.xml`, `${TYPES}.worksheet+xml`])
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('')}</Types>`
  )
}

function coreProperties({ title, watermark, createdAt }: PackageFacts): string {
  const at = `${createdAt.toISOString().slice(0, 19)}Z`
  return (
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `${title === undefined ? '' : `<dc:title>${encodeText(title)}</dc:title>`}` +
    `<dc:creator>Shouwang 守望</dc:creator><dc:description>${encodeText(watermark)}</dc:description>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
  )
}
