/** The roster and lists of ids from CSV, strictly: a file that is not right is refused with its line, nothing is guessed. */
import { access, constants } from 'node:fs/promises'
import type { Gender, RosterRow } from '../../modules/mobilize/model.ts'
import { decoded, detectEncoding } from '../../platform/server/sheets/text-encoding.ts'
import { type CsvRow, CsvRows } from '../match/csv-rows.ts'
import { badInput } from '../match/problem.ts'
import { problems } from './problem.ts'

const GENDERS: Readonly<Record<string, Gender>> = {
  '': 'unstated',
  f: 'female',
  女: 'female',
  female: 'female',
  m: 'male',
  男: 'male',
  male: 'male',
}
/** What stands for "no" in the column of exemptions; everything else is a reason. */
const NOT_EXEMPT = new Set(['', '0', 'no', 'n', 'false', '否', '无'])

type Cells = (column: string) => string

/** Calls `each` with every row; `columns` must be there, others may be. */
async function readRows(
  file: string,
  columns: readonly string[],
  each: (cell: Cells, line: number) => void,
): Promise<void> {
  await access(file, constants.R_OK).catch(() => {
    throw badInput(problems.noFile, { file })
  })
  const encoding = await detectEncoding(file).catch(() => {
    throw badInput(problems.noFile, { file })
  })
  if (encoding === undefined) throw badInput(problems.notText, { file })
  let places: Map<string, number> | null = null
  let width = 0
  const csv = new CsvRows(file)
  const take = ({ cells, line }: CsvRow): void => {
    if (cells.length === 1 && cells[0]?.trim() === '') return
    if (places === null) {
      const titles = cells.map((title) => title.trim().toLowerCase())
      const missing = columns.filter((column) => !titles.includes(column))
      if (missing.length > 0) throw badInput(problems.missingColumns, { file, columns: missing.join(', ') })
      const double = columns.find((column) => titles.indexOf(column) !== titles.lastIndexOf(column))
      if (double !== undefined) throw badInput(problems.doubleColumn, { file, column: double })
      places = new Map(columns.map((column) => [column, titles.indexOf(column)]))
      width = cells.length
      return
    }
    if (cells.length > width && cells.slice(width).some((cell) => cell !== ''))
      throw badInput(problems.longRow, { file, line })
    const found = places
    each((column) => cells[found.get(column) as number]?.trim() ?? '', line)
  }
  for await (const piece of decoded(file, encoding)) for (const row of csv.feed(piece)) take(row)
  for (const row of csv.end()) take(row)
  if (places === null) throw badInput(problems.empty, { file })
}

export async function readRoster(file: string): Promise<RosterRow[]> {
  const people: RosterRow[] = []
  const seen = new Set<string>()
  await readRows(file, ['id', 'department', 'skills', 'gender', 'exempt', 'served_days'], (cell, line) => {
    const id = cell('id')
    const department = cell('department')
    if (id === '') throw badInput(problems.noValue, { file, line, column: 'id' })
    if (department === '') throw badInput(problems.noValue, { file, line, column: 'department' })
    if (seen.has(id)) throw badInput(problems.doubleId, { file, line, id })
    seen.add(id)
    const gender = GENDERS[cell('gender').toLowerCase()]
    if (gender === undefined) throw badInput(problems.badGender, { file, line, value: cell('gender') })
    const days = cell('served_days')
    if (!/^\d{0,5}$/.test(days)) throw badInput(problems.badDays, { file, line, value: days })
    const exempt = cell('exempt')
    people.push({
      ...{ id, department, gender },
      skills: [
        ...new Set(
          cell('skills')
            .split(/[;；]/)
            .map((skill) => skill.trim()),
        ),
      ].filter((skill) => skill !== ''),
      exempt: NOT_EXEMPT.has(exempt.toLowerCase()) ? '' : exempt,
      servedDays: Number(days),
    })
  })
  if (people.length === 0) throw badInput(problems.nobody, { file })
  return people
}

/** A column `id` of people who must be in the roster. */
export async function readIds(file: string, roster: readonly RosterRow[]): Promise<string[]> {
  const known = new Set(roster.map(({ id }) => id))
  const ids: string[] = []
  await readRows(file, ['id'], (cell, line) => {
    const id = cell('id')
    if (!known.has(id)) throw badInput(problems.unknownId, { file, line, id })
    ids.push(id)
  })
  return ids
}
