/**
 * A CSV of people as rows of named cells, streamed. Strict where the import of lists is forgiving: a program called by
 * others must say what is wrong with its input rather than make the best of it.
 */
import { access, constants } from 'node:fs/promises'
import type { ListLine } from '../../modules/matching/model.ts'
import { decoded } from '../../platform/server/sheets/text-encoding.ts'
import { type CsvRow, CsvRows } from './csv-rows.ts'
import { badInput, problems } from './problem.ts'
import { SeenIds } from './seen-ids.ts'

const NAMES = ['id', 'name', 'id_number', 'phone', 'birth_date', 'sex', 'address'] as const

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

class PeopleReader {
  private places: readonly number[] = []
  private width = 0
  private readonly ids = new SeenIds()
  private readonly file: string
  private readonly kind: FileKind

  constructor(file: string, kind: FileKind) {
    this.file = file
    this.kind = kind
  }

  get hasHeading(): boolean {
    return this.width > 0
  }

  /** Null for the heading and for an empty line. */
  read({ cells, line }: CsvRow): ListLine | null {
    if (cells.length === 1 && cells[0]?.trim() === '') return null
    const { file, places } = this
    if (!this.hasHeading) {
      this.places = placesOf(file, this.kind, cells)
      this.width = cells.length
      return null
    }
    if (cells.length > this.width && cells.slice(this.width).some((cell) => cell !== ''))
      throw badInput(problems.longRow, { file, line })
    const id = cells[places[0] as number]?.trim() ?? ''
    if (id === '') throw badInput(problems.noId, { file, line })
    if (!this.ids.add(id)) throw badInput(problems.doubleId, { file, line, id })
    return {
      id,
      name: cells[places[1] as number] ?? '',
      idNumber: cells[places[2] as number] ?? '',
      phone: cells[places[3] as number] ?? '',
      birthDate: cells[places[4] as number] ?? '',
      sex: cells[places[5] as number] ?? '',
      address: cells[places[6] as number] ?? '',
    }
  }
}

/**
 * Calls `each` with every row in its order; `heard` hears of every piece's bytes. Throws BadInput for a file that is
 * missing, not UTF-8, not well-formed, lacks columns, or has a row without id or with one that came before.
 */
export async function readPeople(
  file: string,
  kind: FileKind,
  each: (person: ListLine) => void,
  heard: (bytes: number) => void = () => {},
): Promise<void> {
  await access(file, constants.R_OK).catch(() => {
    throw badInput(problems.noFile, { file })
  })
  const csv = new CsvRows(file)
  const reader = new PeopleReader(file, kind)
  const take = (rows: readonly CsvRow[]): void => {
    for (const row of rows) {
      const person = reader.read(row)
      if (person !== null) each(person)
    }
  }
  try {
    for await (const piece of decoded(file, 'utf-8', heard)) take(csv.feed(piece))
  } catch (error) {
    if (error instanceof TypeError) throw badInput(problems.notText, { file })
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') throw badInput(problems.noFile, { file })
    throw error
  }
  take(csv.end())
  if (!reader.hasHeading) throw badInput(problems.empty, { file })
}
