/**
 * One worksheet as XML: the watermark in row 1, the headings in row 2, then the rows, frozen and filterable below the
 * headings. Headings and watermark repeat on every printed page, the watermark also in its header and footer.
 */
import { columnName } from './cell-reference.ts'
import { encodeText } from './cell-text.ts'
import type { StringPool } from './string-pool.ts'
import { COLUMN_STYLE, type ColumnKind, cellXml, textXml } from './xlsx-cells.ts'
import { STYLE } from './xlsx-styles.ts'

export interface SheetColumn {
  readonly title: string
  /** In characters of the default font; by default as the title and the kind need. A Chinese character takes two. */
  readonly width?: number
  /** Default `text`. */
  readonly kind?: ColumnKind
}

export interface SheetPage {
  readonly columns: readonly SheetColumn[]
  readonly watermark: string
  readonly pool: StringPool
  /** The last row that may be used, watermark and headings included. */
  readonly lastRow: number
  /** The first page of a workbook opens in front. */
  readonly selected: boolean
}

/** Watermark and headings. */
export const HEAD_ROWS = 2
const RUN = 64 * 1024
/** Excel refuses a header or footer beyond 255 characters, codes included. */
const MOST_HEADER = 230
const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Takes rows from `rows` until it ends or the page is full; returns the last row written and whether rows ended. */
export async function* sheetXml(
  page: SheetPage,
  rows: AsyncIterator<readonly unknown[]> | Iterator<readonly unknown[]>,
): AsyncGenerator<string, { lastRow: number; ended: boolean }, undefined> {
  const { columns, pool } = page
  const names = columns.map((_, column) => columnName(column))
  const kinds = columns.map((column) => column.kind ?? 'text')
  let run = `${head(page)}${watermarkRow(page)}${headingRow(page, names)}`
  let row = HEAD_ROWS
  let ended = false
  while (row < page.lastRow) {
    const next = await rows.next()
    if (next.done) {
      ended = true
      break
    }
    row++
    run += `<row r="${row}">`
    const values = next.value
    for (let column = 0; column < names.length; column++) {
      run += cellXml(names[column]! + row, values[column], kinds[column]!, pool)
    }
    run += '</row>'
    if (run.length >= RUN) {
      yield run
      run = ''
    }
  }
  yield `${run}${foot(page, names, row)}`
  return { lastRow: row, ended }
}

function head({ columns, selected }: SheetPage): string {
  const cols = columns.map(({ title, width, kind }, at) => {
    const style = COLUMN_STYLE[kind ?? 'text']
    return `<col min="${at + 1}" max="${at + 1}" width="${width ?? widthOf(title, kind ?? 'text')}" style="${style}" customWidth="1"/>`
  })
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${NAMESPACE}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView${selected ? ' tabSelected="1"' : ''} workbookViewId="0">` +
    `<pane ySplit="${HEAD_ROWS}" topLeftCell="A${HEAD_ROWS + 1}" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="A${HEAD_ROWS + 1}" sqref="A${HEAD_ROWS + 1}"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`
  )
}

const watermarkRow = ({ watermark, pool }: SheetPage): string =>
  `<row r="1">${textXml('A1', watermark, STYLE.watermark, pool)}</row>`

const headingRow = ({ columns, pool }: SheetPage, names: readonly string[]): string =>
  `<row r="2" ht="24" customHeight="1">${columns
    .map(({ title }, at) => textXml(`${names[at]}2`, title, STYLE.heading, pool))
    .join('')}</row>`

function foot({ watermark }: SheetPage, names: readonly string[], lastRow: number): string {
  const last = names.at(-1)!
  const mark = encodeText(headerText(watermark))
  return (
    `</sheetData><autoFilter ref="A2:${last}${lastRow}"/>` +
    (names.length > 1 ? `<mergeCells count="1"><mergeCell ref="A1:${last}1"/></mergeCells>` : '') +
    '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
    `<headerFooter><oddHeader>&amp;C${mark}</oddHeader><oddFooter>&amp;L${mark}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>` +
    '</worksheet>'
  )
}

/** `&` begins a code in headers and footers and is doubled; a pair cut in two by the limit would swallow what follows. */
function headerText(text: string): string {
  const doubled = text.replaceAll('&', '&&').slice(0, MOST_HEADER)
  return /&*$/.exec(doubled)![0].length % 2 === 0 ? doubled : doubled.slice(0, -1)
}

/** What a day and a moment need; narrower, Excel shows ####. */
const LEAST_WIDTH: Readonly<Record<ColumnKind, number>> = { text: 10, number: 10, date: 13, moment: 19, boolean: 10 }

/** Latin letters count one, Chinese characters two, with room for the filter's arrow. */
const widthOf = (title: string, kind: ColumnKind): number =>
  Math.min(60, Math.max(LEAST_WIDTH[kind], title.replace(/[^\u0020-\u00ff]/g, '  ').length + 4))
