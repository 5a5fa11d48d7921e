/**
 * A CSV of people as rows of named cells, streamed. Strict where the import of lists is forgiving: a program called by
 * others must say what is wrong with its input rather than make the best of it.
 */
import { access, constants } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { ListLine } from '../../modules/matching/model.ts'
import { decoded } from '../../platform/server/sheets/text-encoding.ts'
import { BadInput, badInput, problems } from './problem.ts'

const COLUMNS = {
  id: 'id',
  name: 'name',
  id_number: 'idNumber',
  phone: 'phone',
  birth_date: 'birthDate',
  sex: 'sex',
  address: 'address',
} as const satisfies Record<string, keyof ListLine>
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]

export type FileKind = 'register' | 'list'

/** Place of each column in a row; −1 for one that the file has not. */
const placesOf = (file: string, kind: FileKind, heading: readonly string[]): number[] => {
  const titles = heading.map((title) => title.trim().toLowerCase())
  for (const name of NAMES)
    if (titles.indexOf(name) !== titles.lastIndexOf(name)) throw badInput(problems.doubleColumn, { file, column: name })
  const missing = NAMES.filter((name) => !titles.includes(name))
  if (missing.includes('id') || (kind === 'register' && missing.length > 0))
    throw badInput(problems.missingColumns, { file, columns: kind === 'register' ? missing.join(', ') : 'id' })
  if (missing.length === NAMES.length - 1)
    throw badInput(problems.nothingToCompare, { file, columns: NAMES.slice(1).join(', ') })
  return NAMES.map((name) => titles.indexOf(name))
}

const asProblem = (error: unknown, file: string, line: number): unknown => {
  if (error instanceof BadInput) return error
  if (error instanceof CsvError)
    return badInput(problems.badCsv, { file, line: Number(error.lines ?? line), why: error.message.slice(0, 200) })
  // TextDecoder's word for bytes that are not of the encoding.
  return error instanceof TypeError ? badInput(problems.notText, { file }) : error
}

/**
 * Rows in their order; `read` hears of every piece's bytes. Throws BadInput for a file that is missing, not UTF-8, not
 * well-formed, lacks columns, or has a row without id or with one that came before.
 */
export async function* readPeople(
  file: string,
  kind: FileKind,
  read: (bytes: number) => void,
): AsyncGenerator<ListLine, void, undefined> {
  await access(file, constants.R_OK).catch(() => {
    throw badInput(problems.noFile, { file })
  })
  const parser = parse({ record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, info: false })
  const rows = pipeline(Readable.from(decoded(file, 'utf-8', read)), parser, () => {})
  const ids = new Set<string>()
  let places: number[] | null = null
  let width = 0
  try {
    for await (const cells of rows as AsyncIterable<string[]>) {
      if (cells.length === 1 && cells[0]?.trim() === '') continue
      if (places === null) {
        places = placesOf(file, kind, cells)
        width = cells.length
        continue
      }
      const line = parser.info.lines
      if (cells.length > width && cells.slice(width).some((cell) => cell !== ''))
        throw badInput(problems.longRow, { file, line })
      const person: Record<string, string | undefined> = {}
      for (let at = 0; at < NAMES.length; at++)
        person[COLUMNS[NAMES[at] as keyof typeof COLUMNS]] = cells[places[at] as number]
      const id = person.id?.trim() ?? ''
      if (id === '') throw badInput(problems.noId, { file, line })
      if (ids.has(id)) throw badInput(problems.doubleId, { file, line, id })
      ids.add(id)
      yield { ...person, id }
    }
  } catch (error) {
    throw asProblem(error, file, parser.info.lines)
  } finally {
    rows.destroy()
  }
  if (places === null) throw badInput(problems.empty, { file })
}
