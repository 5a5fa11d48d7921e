/**
 * The small parts of an xlsx package: what it is (content types), where things are (relationships), its sheets and its
 * number formats. Both the transitional and the strict dialect are read, as relationship types differ only in their host.
 */
import { Problem } from '../../pure/problem.ts'
import { type NumberMeaning, numberMeaning } from './number-formats.ts'
import { sheetProblems } from './problems.ts'
import { prefixed, readXml } from './xml-in.ts'
import type { ZipIn } from './zip-in.ts'

const CONTENT_TYPES = '[Content_Types].xml'
/** Workbook, styles and relationships of real files stay below a megabyte or two. */
const MOST_SMALL_PART = 64 * 1024 * 1024

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  /** The hidden ones, too. */
  readonly allSheets: readonly { readonly name: string; readonly part: string; readonly hidden: boolean }[]
  /** The workbook itself. */
  readonly main: string
  readonly sharedStrings: string | undefined
  readonly date1904: boolean
  /** What the number of a cell with style `s` means. */
  readonly meanings: readonly NumberMeaning[]
}

interface Relation {
  readonly type: string
  readonly part: string
}

/** Throws `macros`, `otherFormat`, `notSpreadsheet`, `broken` or `empty`. */
export async function readWorkbook(zip: ZipIn): Promise<Workbook> {
  const main = await mainPart(zip)
  const relations = await readRelations(zip, main)
  const { sheets, allSheets, date1904 } = await readSheetList(zip, main, relations)
  const only = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part
  const styles = only('styles')
  const sharedStrings = only('sharedStrings')
  return {
    sheets,
    allSheets,
    main,
    date1904,
    sharedStrings: sharedStrings !== undefined && zip.has(sharedStrings) ? sharedStrings : undefined,
    meanings: styles !== undefined && zip.has(styles) ? await readMeanings(zip, styles) : [],
  }
}

async function mainPart(zip: ZipIn): Promise<string> {
  // Other zipped things (documents, slides, archives, OpenDocument) lack these or say otherwise.
  if (zip.has('mimetype') && zip.has('content.xml')) throw new Problem(sheetProblems.otherFormat)
  if (!zip.has(CONTENT_TYPES)) throw new Problem(sheetProblems.notSpreadsheet)
  const types = new Set<string>()
  await small(zip, CONTENT_TYPES, (name, attributes) => {
    if (name === 'Override' || name === 'Default') types.add(attributes.ContentType?.toLowerCase() ?? '')
  })
  const says = (word: string) => [...types].some((type) => type.includes(word))
  const macroPart = zip.names.some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/'))
  if (says('sheet.binary')) throw new Problem(sheetProblems.otherFormat)
  if (macroPart || says('macroenabled') || says('vbaproject')) throw new Problem(sheetProblems.macros)
  if (!says('spreadsheetml')) throw new Problem(sheetProblems.notSpreadsheet)
  for (const relation of (await readRelations(zip, '')).values()) {
    if (relation.type === 'officeDocument') return relation.part
  }
  throw new Problem(sheetProblems.broken)
}

/** `xl/workbook.xml` → `xl/_rels/workbook.xml.rels` */
export const relationsOf = (part: string): string => {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  return `${folder}_rels/${part.slice(folder.length)}.rels`
}

/** Relations of a part (`''` for the package itself) by id; those that leave the file are not followed. */
export async function readRelations(zip: ZipIn, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const path = relationsOf(part)
  const relations = new Map<string, Relation>()
  if (!zip.has(path)) return relations
  await small(zip, path, (name, { Id, Type, Target, TargetMode }) => {
    if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return
    relations.set(Id, { type: Type?.slice(Type.lastIndexOf('/') + 1) ?? '', part: resolve(folder, Target) })
  })
  return relations
}

/** `xl/` + `../media/x` → `media/x`; `/xl/x` → `xl/x`. */
function resolve(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function readSheetList(zip: ZipIn, main: string, relations: ReadonlyMap<string, Relation>) {
  const sheets: { name: string; part: string; hidden: boolean }[] = []
  let date1904 = false
  await small(zip, main, (name, attributes) => {
    if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
    if (name !== 'sheet') return
    const relation = relations.get(prefixed(attributes, 'id') ?? '')
    // Chart and dialogue sheets are in the same list.
    if (relation?.type !== 'worksheet' || !zip.has(relation.part)) return
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
    sheets.push({ name: attributes.name ?? '', part: relation.part, hidden })
  })
  if (sheets.length === 0) throw new Problem(sheetProblems.empty)
  const visible = sheets.filter((sheet) => !sheet.hidden)
  return { sheets: visible.length > 0 ? visible : sheets, allSheets: sheets, date1904 }
}

async function readMeanings(zip: ZipIn, styles: string): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>()
  const meanings: NumberMeaning[] = []
  let inCellFormats = false
  await small(
    zip,
    styles,
    (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes.numFmtId ?? 0)
        meanings.push(numberMeaning(id, codes.get(id)))
      }
    },
    (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  )
  return meanings
}

async function small(
  zip: ZipIn,
  part: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
  close: (name: string) => void = () => {},
): Promise<void> {
  if (zip.size(part) > MOST_SMALL_PART) throw new Problem(sheetProblems.bomb)
  await readXml(zip.chunks(part), { open, close })
}
