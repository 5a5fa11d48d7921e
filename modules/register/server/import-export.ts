/** The rows of a list that did not go in, as they came, with the reason in front: corrected, they can be uploaded as they are. */
import { REASON_TITLES } from '../../../platform/pure/list-titles.ts'
import type { Lang } from '../../../platform/pure/words.ts'
import { say, words } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { PLACE_FIELDS } from '../import-address.ts'
import { rowProblemOf } from '../import-problems.ts'
import { listCell, type ListImport, pageRows, type StoredRow } from './import-store.ts'

const texts = words({
  title: ['有误的行：{file}', 'Rows to correct: {file}'],
  sheet: ['有误的行', 'Rows to correct'],
  purpose: ['更正名单', 'Correcting a list'],
  rowNo: ['序号（原行号）', 'Row in the list'],
})
const PAGE = 1000
export const REFUSED = ['bad', 'conflict'] as const

/** Address cells that were taken from a row above must be written out: that row does not come along. */
const withPlaces = (row: StoredRow, columns: ListImport['columns']): string[] => {
  const cells = columns.map(({ index }) => {
    const cell = row.cells[index]
    return cell === undefined ? '' : listCell(cell).text
  })
  for (const field of PLACE_FIELDS) {
    const at = columns.findIndex((column) => column.field === field)
    if (at !== -1 && cells[at] === '') cells[at] = row.draft?.places?.[field] ?? ''
  }
  return cells
}

export const exportTexts = (list: ListImport, lang: Lang) => ({
  title: say(texts.title, lang, { file: list.fileName }),
  purpose: say(texts.purpose, lang),
})

export const badRowsSheet = (list: ListImport, lang: Lang) => ({
  name: say(texts.sheet, lang),
  columns: [
    { title: REASON_TITLES[lang === 'zh' ? 0 : 1], width: 50 },
    { title: say(texts.rowNo, lang), width: 10 },
    // The title of a two-row head is shown as “住址 / 楼栋”: the lower one alone is what was matched.
    ...list.columns.map(({ title }) => ({ title: title.split(' / ').at(-1) ?? '', width: 16 })),
  ],
  rows: async function* (context: Context): AsyncGenerator<unknown[]> {
    let after = list.header.row ?? 0
    for (;;) {
      const rows = await pageRows(context, list, { after, limit: PAGE, verdicts: REFUSED })
      for (const row of rows) {
        const reasons = row.problems.map((problem) => rowProblemOf(problem).words[lang === 'zh' ? 0 : 1])
        yield [reasons.join(lang === 'zh' ? '；' : '; '), String(row.rowNo), ...withPlaces(row, list.columns)]
      }
      if (rows.length < PAGE) return
      after = rows.at(-1)?.rowNo ?? after
    }
  },
})
