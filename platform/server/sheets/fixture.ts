/** Files for the tests of this folder: small xlsx packages written part by part, as other programs write them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, expect } from 'vitest'
import { Problem } from '../../pure/problem.ts'
import { openSheet } from './open-sheet.ts'
import type { Cell, SheetLimits, SheetRow } from './sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'sheets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let made = 0

/** A path of its own for each call; removed after the tests. */
export const filePath = (extension = 'xlsx'): string => join(folder, `${++made}.${extension}`)

export function fileOf(content: Uint8Array | string, extension = 'xlsx'): string {
  const path = filePath(extension)
  writeFileSync(path, content)
  return path
}

export interface Package {
  /** XML within `<sheetData>`. */
  readonly rows?: string
  /** XML after it. */
  readonly after?: string
  /** `<si>` elements. */
  readonly strings?: string
  /** Number format code of style 1, 2, …; a number is a built-in format. */
  readonly formats?: readonly (string | number)[]
  readonly date1904?: boolean
  /** Replaces or adds parts; null leaves one out. */
  readonly parts?: Readonly<Record<string, string | null>>
  /** Leaves the parts unpacked. */
  readonly stored?: boolean
}

const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export function xlsxBytes({
  rows = '',
  after = '',
  strings = '',
  formats = [],
  date1904,
  parts = {},
  stored,
}: Package): Uint8Array {
  const codes = formats.map((format, at) => (typeof format === 'string' ? { id: 164 + at, format } : { id: format }))
  const all: Record<string, string | null> = {
    '[Content_Types].xml': `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${DOCUMENT}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}">${date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${DOCUMENT}/styles" Target="styles.xml"/><Relationship Id="r3" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r9" Type="${DOCUMENT}/externalLink" Target="file:///elsewhere.xlsx" TargetMode="External"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${codes
      .map(({ id, format }) =>
        format ? `<numFmt numFmtId="${id}" formatCode="${format.replaceAll('"', '&quot;')}"/>` : '',
      )
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${codes
      .map(({ id }) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...parts,
  }
  const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)
  return zipSync(Object.fromEntries(kept.map(([name, text]) => [name, strToU8(text)])), {
    mtime: new Date(2026, 0, 1),
    level: stored ? 0 : 6,
  })
}

export const xlsxFile = (content: Package): string => fileOf(xlsxBytes(content))

export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of source) list.push(item)
  return list
}

export async function rowsOf(path: string, name = path, sheet = 0, limits?: Partial<SheetLimits>): Promise<SheetRow[]> {
  const opened = await openSheet(path, name, limits)
  try {
    return await all(opened.rows({ sheet }))
  } finally {
    await opened.close()
  }
}

export const textsOf = async (path: string, name = path): Promise<string[][]> =>
  (await rowsOf(path, name)).map((row) => row.cells.map((cell) => cell.text))

/** The cells of the first row. */
export const cellsOf = async (content: Package): Promise<readonly Cell[]> => (await rowsOf(xlsxFile(content)))[0]!.cells

/** The code of the Problem that reading all of it throws. */
export async function refusal(path: string, name = path, limits?: Partial<SheetLimits>): Promise<string> {
  try {
    await rowsOf(path, name, 0, limits)
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    return (error as Problem).kind.code
  }
  return 'accepted'
}
