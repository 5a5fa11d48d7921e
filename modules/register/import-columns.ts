/**
 * Finds out which column of somebody's list holds what: by its title, by what its cells look like, and where the two
 * disagree by the cells. A person's corrections come last and win. Works on the first rows of a sheet only.
 */
import type { ImportColumn, ImportField } from './import-model.ts'
import { lookOfColumn, shareKnown } from './import-looks.ts'
import { readTitle, titleKey } from './import-titles.ts'
import { type CodedField, vocabularies } from './import-vocabulary.ts'

/** Rows that are looked at; the rest of the list cannot change the mapping. */
export const SAMPLE_ROWS = 60
const MOST_HEADER_DEPTH = 20
const SHOWN_SAMPLES = 3

export interface ColumnCorrections {
  /** 1-based position in the rows given; 0 for a list without titles. */
  headerRow?: number
  columns?: readonly { index: number; field: ImportField | null }[]
}

export interface ColumnMapping {
  /** 1-based position of the (lower) row of titles in the rows given, 0 when there is none. */
  headerRow: number
  columns: ImportColumn[]
  /** Households are listed with their address on the first line only: empty addresses are taken from above. */
  carryDown: boolean
}

const isBlank = (cell: string | undefined): boolean => cell === undefined || cell.trim() === ''

/** How many different fields a row names, less when it also holds long texts or numbers as data would. */
const titleScore = (row: readonly string[]): number => {
  const fields = new Set<string>()
  let strange = 0
  for (const cell of new Set(row)) {
    if (isBlank(cell)) continue
    const { field, confidence, foreign } = readTitle(cell)
    if (field !== null && cell.length <= 24) fields.add(`${field}${confidence < 1 ? '?' : ''}`)
    else if (foreign) fields.add(cell)
    if (/\d{6,}/u.test(cell) || cell.length > 40) strange++
  }
  return fields.size - 2 * strange
}

/** A row of nothing but titles, as the second row of a two-row head is (楼栋 单元 房号 below 住址). */
const isTitlesOnly = (row: readonly string[] | undefined): boolean => {
  const cells = (row ?? []).filter((cell) => !isBlank(cell))
  return cells.length >= 2 && cells.every((cell) => readTitle(cell).confidence >= 0.8)
}

const findHeader = (rows: readonly (readonly string[])[]): number => {
  let best = 0
  let bestScore = 1
  for (const [i, row] of rows.slice(0, MOST_HEADER_DEPTH).entries()) {
    const score = titleScore(row)
    if (score <= bestScore) continue
    best = i + 1
    bestScore = score
  }
  if (best === 0) return aboveFirstNumbers(rows)
  return isTitlesOnly(rows[best]) ? best + 1 : best
}

const holdsNumbers = (row: readonly string[]): boolean => row.some((cell) => /\d{6,}/u.test(cell))

/** Titles that nobody else uses: a row of several short texts right above the first row with long numbers. */
const aboveFirstNumbers = (rows: readonly (readonly string[])[]): number => {
  const first = rows.slice(0, MOST_HEADER_DEPTH).findIndex(holdsNumbers)
  const titles = new Set(rows[first - 1]?.filter((cell) => !isBlank(cell)))
  return titles.size >= 2 && [...titles].every((cell) => cell.length <= 24) ? first : 0
}

/** An upper title row is one that names at least two columns and is neither a title across the sheet nor a line of the form (填表人：). */
const upperTitles = (rows: readonly (readonly string[])[], headerRow: number): readonly string[] => {
  const above = rows[headerRow - 2] ?? []
  if (above.some((cell) => /[:：]/u.test(cell))) return []
  const distinct = new Set(above.filter((cell) => !isBlank(cell)))
  return distinct.size >= 2 && titleScore(above) >= 1 ? above : []
}

type Guess = Pick<ImportColumn, 'field' | 'confidence' | 'because'>
const guess = (field: ImportField | null, confidence: number, zh: string, en: string): Guess => ({
  field,
  confidence,
  because: [zh, en],
})

// Parts of an address may hold each other's writing (3-2-1201 under 房号): the title decides.
const PLACES: ReadonlySet<ImportField> = new Set(['compound', 'building', 'unit', 'room', 'address'])
const SURE_LOOKS: ReadonlySet<ImportField> = new Set(['idNumber', 'phone', 'sex', 'birthDate'])

const guessColumn = (title: string, top: string, cells: readonly string[]): Guess => {
  const said = readTitle(title, top)
  const look = cells.length === 0 ? null : lookOfColumn(cells)
  if (said.field !== null) {
    if (look !== null && SURE_LOOKS.has(look.field) && look.field !== said.field && look.share >= 0.7) {
      return guess(look.field, 0.6, '标题与内容不符，按内容判断', 'Title and content disagree; the content decided')
    }
    if (said.field in vocabularies && cells.length >= 3 && shareKnown(said.field as CodedField, cells) === 0) {
      return guess(
        null,
        0.5,
        '标题像，但内容看不懂，暂不使用',
        'The title fits, but nothing in the column is understood',
      )
    }
    const agrees = look?.field === said.field && look.share >= 0.5
    if (agrees) return guess(said.field, 1, '标题和内容都符合', 'Title and content both fit')
    return guess(said.field, said.confidence * 0.9, '按标题判断', 'By its title')
  }
  if (said.foreign) return guess(null, said.confidence, '底册不记录这一项', 'The register does not keep this')
  if (look !== null && look.share >= 0.7 && (cells.length >= 3 || SURE_LOOKS.has(look.field))) {
    const titled = titleKey(title) !== ''
    const confidence = Math.min(0.8, look.share * (SURE_LOOKS.has(look.field) ? 0.8 : 0.65)) * (titled ? 0.9 : 1)
    return guess(look.field, confidence, '按内容判断', 'By what its cells look like')
  }
  return guess(
    null,
    titleKey(title) === '' && cells.length === 0 ? 1 : 0.5,
    '看不出是什么，暂不使用',
    'Not recognised; left out',
  )
}

const carriesDown = (body: readonly (readonly string[])[], columns: readonly ImportColumn[]): boolean => {
  const indexOf = (fields: ReadonlySet<ImportField>): number[] =>
    columns.filter(({ field }) => field !== null && fields.has(field)).map(({ index }) => index)
  const places = indexOf(PLACES)
  const [name] = indexOf(new Set<ImportField>(['name']))
  if (places.length === 0 || name === undefined) return false
  const people = body.filter((row) => !isBlank(row[name]))
  const empty = people.filter((row) => places.every((index) => isBlank(row[index]))).length
  // The first line must have an address, or there is nothing to carry.
  return people.length >= 4 && empty / people.length >= 0.2 && places.some((index) => !isBlank(people[0]?.[index]))
}

/**
 * Matches the columns of a list. `rows` are its first rows as text, from the top of the sheet.
 * Each field is given to one column at most: the surest, and of equals the leftmost.
 */
export const matchColumns = (
  rows: readonly (readonly string[])[],
  corrections: ColumnCorrections = {},
): ColumnMapping => {
  const sample = rows.slice(0, SAMPLE_ROWS)
  const headerRow = Math.min(corrections.headerRow ?? findHeader(sample), sample.length)
  const titles = headerRow === 0 ? [] : (sample[headerRow - 1] ?? [])
  const tops = headerRow === 0 ? [] : upperTitles(sample, headerRow)
  const body = sample.slice(headerRow)
  const width = Math.max(0, ...sample.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index): ImportColumn => {
    const top = tops[index] ?? ''
    const title = isBlank(titles[index]) ? top : (titles[index] ?? '')
    const cells = body.map((row) => row[index] ?? '').filter((cell) => !isBlank(cell))
    const shown = top !== '' && titleKey(top) !== titleKey(title) ? `${top} / ${title}` : title
    return {
      index,
      title: shown,
      ...guessColumn(title, top, cells),
      samples: [...new Set(cells)].slice(0, SHOWN_SAMPLES),
    }
  })
  const taken = new Set<ImportField>()
  const corrected = new Map(corrections.columns?.map(({ index, field }) => [index, field]))
  for (const column of columns) {
    const field = corrected.get(column.index)
    if (field === undefined) continue
    Object.assign(column, guess(field, 1, '由您指定', 'Set by you'))
    if (field !== null) taken.add(field)
  }
  for (const column of columns
    .filter(({ index }) => !corrected.has(index))
    .sort((a, b) => b.confidence - a.confidence || a.index - b.index)) {
    if (column.field === null) continue
    if (taken.has(column.field))
      Object.assign(column, guess(null, 0.5, '另一列更像这一项，暂不使用', 'Another column fits this better; left out'))
    else taken.add(column.field)
  }
  return { headerRow, columns, carryDown: carriesDown(body, columns) }
}

/** Fields that a list cannot do without and that no column holds. */
export const missingFields = (columns: readonly Pick<ImportColumn, 'field'>[]): ImportField[] => {
  const has = (field: ImportField): boolean => columns.some((column) => column.field === field)
  const missing: ImportField[] = has('name') ? [] : ['name']
  return has('address') || has('room') ? missing : [...missing, 'address']
}
