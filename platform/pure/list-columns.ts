/**
 * Finds out which column of somebody's list holds what: by its title, by what its cells look like, and where the two
 * disagree by the cells. A person's corrections come last and win. Works on the first rows of a sheet only; the room that
 * wants the list says what may stand in it (ColumnLanguage).
 */
import { z } from 'zod'
import { type TitleReader, titleKey } from './list-titles.ts'
import { shareKnown, type Vocabulary } from './list-vocabulary.ts'

/** Rows that are looked at; the rest of the list cannot change the mapping. */
export const SAMPLE_ROWS = 60
const MOST_HEADER_DEPTH = 20
const SHOWN_SAMPLES = 3

export interface ListColumn<F extends string> {
  /** 0-based column. */
  index: number
  title: string
  field: F | null
  /** 0–1; below 0.6 the screen asks the person to look. */
  confidence: number
  because: [zh: string, en: string]
  /** A few of its cells, to be masked where they are personal before they are shown. */
  samples: string[]
}

/** A column on the wire; `fields` are the codes of what a list may hold. */
export const listColumn = <F extends string>(fields: { readonly schema: z.ZodType<F, F> }) =>
  z.object({
    index: z.int().min(0),
    title: z.string(),
    field: fields.schema.nullable(),
    confidence: z.number(),
    because: z.tuple([z.string(), z.string()]),
    samples: z.array(z.string()),
  })

/** What the lists of one kind may hold, F being the fields. */
export interface ColumnLanguage<F extends string> {
  readonly titles: TitleReader<F>
  /** What a cell alone looks like, whatever its title says; undefined when it could be many things. */
  readonly lookOf: (cell: string) => F | undefined
  /** Fields whose cells cannot be taken for anything else: they overrule a title. */
  readonly sureLooks: ReadonlySet<F>
  /** Fields whose cells look like those of another (the phone of an owner like the phone of a contact). */
  readonly looksAs?: Readonly<Partial<Record<F, F>>>
  /** Fields kept as codes: a title whose cells are all unknown to the vocabulary is not believed. */
  readonly vocabularies: Readonly<Partial<Record<F, Vocabulary>>>
  /** `fields` may be left empty to mean "as in the row above", on rows that have an `on`: households under one address. */
  readonly carried?: { readonly fields: ReadonlySet<F>; readonly on: F }
}

export interface ColumnCorrections<F extends string> {
  /** 1-based position in the rows given; 0 for a list without titles. */
  headerRow?: number
  columns?: readonly { index: number; field: F | null }[]
}

export interface ColumnMapping<F extends string> {
  /** 1-based position of the (lower) row of titles in the rows given, 0 when there is none. */
  headerRow: number
  columns: ListColumn<F>[]
  /** Households are listed with their address on the first line only: empty addresses are taken from above. */
  carryDown: boolean
}

type Row = readonly string[]
const isBlank = (cell: string | undefined): boolean => cell === undefined || cell.trim() === ''

/** How many different fields a row names, less when it also holds long texts or numbers as data would. */
const titleScore = (row: Row, titles: TitleReader<string>): number => {
  const fields = new Set<string>()
  let strange = 0
  for (const cell of new Set(row)) {
    if (isBlank(cell)) continue
    const { field, confidence, foreign } = titles(cell)
    if (field !== null && cell.length <= 24) fields.add(`${field}${confidence < 1 ? '?' : ''}`)
    else if (foreign) fields.add(cell)
    if (/\d{6,}/u.test(cell) || cell.length > 40) strange++
  }
  return fields.size - 2 * strange
}

/** A row of nothing but titles, as the second row of a two-row head is (楼栋 单元 房号 below 住址). */
const isTitlesOnly = (row: Row | undefined, titles: TitleReader<string>): boolean => {
  const cells = (row ?? []).filter((cell) => !isBlank(cell))
  return cells.length >= 2 && cells.every((cell) => titles(cell).confidence >= 0.8)
}

const findHeader = (rows: readonly Row[], titles: TitleReader<string>): number => {
  let best = 0
  let bestScore = 1
  for (const [i, row] of rows.slice(0, MOST_HEADER_DEPTH).entries()) {
    const score = titleScore(row, titles)
    if (score <= bestScore) continue
    best = i + 1
    bestScore = score
  }
  if (best === 0) return aboveFirstNumbers(rows)
  return isTitlesOnly(rows[best], titles) ? best + 1 : best
}

const holdsNumbers = (row: Row): boolean => row.some((cell) => /\d{6,}/u.test(cell))

/** Titles that nobody else uses: a row of several short texts right above the first row with long numbers. */
const aboveFirstNumbers = (rows: readonly Row[]): number => {
  const first = rows.slice(0, MOST_HEADER_DEPTH).findIndex(holdsNumbers)
  const titles = new Set(rows[first - 1]?.filter((cell) => !isBlank(cell)))
  return titles.size >= 2 && [...titles].every((cell) => cell.length <= 24) ? first : 0
}

/** An upper title row is one that names at least two columns and is neither a title across the sheet nor a line of the form (填表人：). */
const upperTitles = (rows: readonly Row[], headerRow: number, titles: TitleReader<string>): Row => {
  const above = rows[headerRow - 2] ?? []
  if (above.some((cell) => /[:：]/u.test(cell))) return []
  const distinct = new Set(above.filter((cell) => !isBlank(cell)))
  return distinct.size >= 2 && titleScore(above, titles) >= 1 ? above : []
}

type Guess<F extends string> = Pick<ListColumn<F>, 'field' | 'confidence' | 'because'>
const guess = <F extends string>(field: F | null, confidence: number, zh: string, en: string): Guess<F> => ({
  field,
  confidence,
  because: [zh, en],
})

/** What most cells of a column look like, and how many of them. */
const lookOfColumn = <F extends string>(
  cells: Row,
  lookOf: (cell: string) => F | undefined,
): { field: F; share: number } | null => {
  const counts = new Map<F, number>()
  for (const cell of cells) {
    const look = lookOf(cell)
    if (look !== undefined) counts.set(look, (counts.get(look) ?? 0) + 1)
  }
  const [top] = [...counts].sort((a, b) => b[1] - a[1])
  return top === undefined ? null : { field: top[0], share: top[1] / cells.length }
}

const guessColumn = <F extends string>(
  language: ColumnLanguage<F>,
  title: string,
  top: string,
  cells: Row,
): Guess<F> => {
  const { sureLooks } = language
  const said = language.titles(title, top)
  const look = cells.length === 0 ? null : lookOfColumn(cells, language.lookOf)
  if (said.field !== null) {
    const expected = language.looksAs?.[said.field] ?? said.field
    if (look !== null && sureLooks.has(look.field) && look.field !== expected && look.share >= 0.7) {
      return guess(look.field, 0.6, '标题与内容不符，按内容判断', 'Title and content disagree; the content decided')
    }
    const known: Vocabulary | undefined = language.vocabularies[said.field]
    if (known !== undefined && cells.length >= 3 && shareKnown(known, cells) === 0) {
      return guess<F>(
        null,
        0.5,
        '标题像，但内容看不懂，暂不使用',
        'The title fits, but nothing in the column is understood',
      )
    }
    const agrees = look?.field === expected && look.share >= 0.5
    if (agrees) return guess(said.field, 1, '标题和内容都符合', 'Title and content both fit')
    return guess(said.field, said.confidence * 0.9, '按标题判断', 'By its title')
  }
  if (said.foreign) return guess<F>(null, said.confidence, '不记录这一项', 'This is not kept')
  if (look !== null && look.share >= 0.7 && (cells.length >= 3 || sureLooks.has(look.field))) {
    const titled = titleKey(title) !== ''
    const confidence = Math.min(0.8, look.share * (sureLooks.has(look.field) ? 0.8 : 0.65)) * (titled ? 0.9 : 1)
    return guess(look.field, confidence, '按内容判断', 'By what its cells look like')
  }
  return guess<F>(
    null,
    titleKey(title) === '' && cells.length === 0 ? 1 : 0.5,
    '看不出是什么，暂不使用',
    'Not recognised; left out',
  )
}

const carriesDown = <F extends string>(
  { carried }: ColumnLanguage<F>,
  body: readonly Row[],
  columns: readonly ListColumn<F>[],
): boolean => {
  if (carried === undefined) return false
  const places = columns.filter(({ field }) => field !== null && carried.fields.has(field)).map(({ index }) => index)
  const on = columns.find(({ field }) => field === carried.on)?.index
  if (places.length === 0 || on === undefined) return false
  const lines = body.filter((row) => !isBlank(row[on]))
  const empty = lines.filter((row) => places.every((index) => isBlank(row[index]))).length
  // The first line must have an address, or there is nothing to carry.
  return lines.length >= 4 && empty / lines.length >= 0.2 && places.some((index) => !isBlank(lines[0]?.[index]))
}

/** Each field is given to one column at most: what a person said, then the surest, and of equals the leftmost. */
const settle = <F extends string>(columns: readonly ListColumn<F>[], said: ColumnCorrections<F>['columns']): void => {
  const taken = new Set<F>()
  const corrected = new Map(said?.map(({ index, field }) => [index, field]))
  for (const column of columns) {
    const field = corrected.get(column.index)
    if (field === undefined) continue
    Object.assign(column, guess(field, 1, '由您指定', 'Set by you'))
    if (field !== null) taken.add(field)
  }
  const guessed = columns.filter(({ index }) => !corrected.has(index))
  for (const column of guessed.sort((a, b) => b.confidence - a.confidence || a.index - b.index)) {
    if (column.field === null) continue
    if (taken.has(column.field))
      Object.assign(column, guess(null, 0.5, '另一列更像这一项，暂不使用', 'Another column fits this better; left out'))
    else taken.add(column.field)
  }
}

/** Matches the columns of a list. `rows` are its first rows as text, from the top of the sheet. */
export const matchColumns = <F extends string>(
  language: ColumnLanguage<F>,
  rows: readonly Row[],
  corrections: ColumnCorrections<F> = {},
): ColumnMapping<F> => {
  const sample = rows.slice(0, SAMPLE_ROWS)
  const headerRow = Math.min(corrections.headerRow ?? findHeader(sample, language.titles), sample.length)
  const titles = headerRow === 0 ? [] : (sample[headerRow - 1] ?? [])
  const tops = headerRow === 0 ? [] : upperTitles(sample, headerRow, language.titles)
  const body = sample.slice(headerRow)
  const width = Math.max(0, ...sample.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index): ListColumn<F> => {
    const top = tops[index] ?? ''
    const title = isBlank(titles[index]) ? top : (titles[index] ?? '')
    const cells = body.map((row) => row[index] ?? '').filter((cell) => !isBlank(cell))
    const shown = top !== '' && titleKey(top) !== titleKey(title) ? `${top} / ${title}` : title
    return {
      index,
      title: shown,
      ...guessColumn(language, title, top, cells),
      samples: [...new Set(cells)].slice(0, SHOWN_SAMPLES),
    }
  })
  settle(columns, corrections.columns)
  return { headerRow, columns, carryDown: carriesDown(language, body, columns) }
}
