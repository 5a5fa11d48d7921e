/** Answers as sheets of an exported workbook: numbers as numbers, times as times, everything else as a person reads it. */
import { type Lang, say, type Word } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { ColumnKind, SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import type { CellValue, Output, Part } from '../model.ts'
import { cellText } from '../output.ts'
import { type Asked, eachRow, totalsOf } from './run.ts'

const totalWord: Word = ['合计', 'Total']

const KIND: Readonly<Record<Output['type'], ColumnKind>> = {
  text: 'text',
  number: 'number',
  percent: 'number',
  day: 'date',
  moment: 'moment',
  hour: 'moment',
  code: 'text',
  codes: 'text',
  yes: 'text',
  masked: 'text',
  area: 'text',
}

const columnsOf = (outputs: readonly Output[], lang: Lang): SheetColumn[] =>
  outputs.map(({ title, type }) => ({
    title: say(title, lang),
    kind: KIND[type],
    ...(type === 'area' ? { width: 24 } : {}),
  }))

const valuesOf = (row: readonly CellValue[], outputs: readonly Output[], lang: Lang): unknown[] =>
  outputs.map((output, i) => {
    const value = row[i] ?? null
    const kind = KIND[output.type]
    if (kind === 'moment' && typeof value === 'string') return new Date(value)
    return kind === 'number' || kind === 'date' ? value : cellText(value, output, lang)
  })

const withTotal = (totals: readonly CellValue[], outputs: readonly Output[], lang: Lang): unknown[] => {
  const [first, ...rest] = valuesOf(totals, outputs, lang)
  return [outputs[0]?.role === 'key' ? say(totalWord, lang) : first, ...rest]
}

/** All rows of a question, read as they are written, and its totals below. */
export const questionSheet = (name: string, asked: Asked, lang: Lang) => ({
  name,
  columns: columnsOf(asked.outputs, lang),
  rows: async function* (context: Context): AsyncGenerator<readonly unknown[]> {
    for await (const row of eachRow(context, asked)) yield valuesOf(row, asked.outputs, lang)
    const { rows } = asked.question
    if (rows.by === 'groups' && rows.totals && rows.groups.length > 0)
      yield withTotal(await totalsOf(context, asked), asked.outputs, lang)
    for (const note of asked.notes) yield [say(note, lang)]
  },
})

/** Answers that are there already, a sheet each. */
export const partSheets = (parts: readonly Part[], lang: Lang) =>
  parts.map(({ name, result }) => ({
    name: say(name, lang),
    columns: columnsOf(result.columns, lang),
    rows: async function* (): AsyncGenerator<readonly unknown[]> {
      for (const row of result.rows) yield valuesOf(row, result.columns, lang)
      if (result.totals) yield withTotal(result.totals, result.columns, lang)
    },
  }))
