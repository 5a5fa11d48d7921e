/** The rows of a list that did not go in, as they came, with the reason in front: corrected, they can be uploaded as they are. */
import { REASON_TITLES } from '../../pure/list-titles.ts'
import { type Lang, say, words } from '../../pure/words.ts'
import type { Context } from '../database/database.ts'
import type { ExportOrder } from '../files.ts'
import type { ListImport, ListKind } from './list-kind.ts'
import { listCell, type ListStore, type StoredRow } from './list-store.ts'

const texts = words({
  title: ['有误的行：{file}', 'Rows to correct: {file}'],
  sheet: ['有误的行', 'Rows to correct'],
  purpose: ['更正名单', 'Correcting a list'],
  rowNo: ['序号（原行号）', 'Row in the list'],
})
const PAGE = 1000

/** What is ordered of the files, but for who orders it. */
export function badRows<F extends string, Open, Rec>(
  kind: ListKind<F, Open, Rec>,
  store: ListStore<F, Rec>,
  list: ListImport<F>,
  lang: Lang,
): Omit<ExportOrder, 'actor'> {
  const { bad = 0, conflict = 0 } = list.counts
  /** Cells that were taken from a row above must be written out: that row does not come along. */
  const cellsOf = (row: StoredRow<F>): string[] =>
    list.columns.map(({ index, field }) => {
      const cell = row.cells[index]
      const text = cell === undefined ? '' : listCell(cell).text
      if (text !== '' || field === null || !kind.language.carried?.fields.has(field)) return text
      return row.draft?.places?.[field] ?? ''
    })
  return {
    kind: `${kind.room}.bad-rows`,
    title: say(texts.title, lang, { file: list.fileName }),
    purpose: say(texts.purpose, lang),
    path: list.path,
    lang,
    total: bad + conflict,
    sheets: [
      {
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
            const rows = await store.pageRows(context, list, { after, limit: PAGE, verdicts: ['bad', 'conflict'] })
            for (const row of rows) {
              const reasons = row.problems.map((problem) => kind.say(problem).words[lang === 'zh' ? 0 : 1])
              yield [reasons.join(lang === 'zh' ? '；' : '; '), String(row.rowNo), ...cellsOf(row)]
            }
            if (rows.length < PAGE) return
            after = rows.at(-1)?.rowNo ?? after
          }
        },
      },
    ],
  }
}
