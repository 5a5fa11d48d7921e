/** Placeholders written in the cells of a form (`{{应检}}`), what they most likely mean, and marks made by matching names. */
import { foldTight } from '../../platform/pure/fullwidth.ts'
import type { Part, Result } from './model.ts'
import { cellText } from './output.ts'
import type { CodeOf } from '../../platform/pure/codes.ts'
import type { facts, Grid, Mark, PartOutputs, Takes } from './template.ts'

const PLACEHOLDER = /\{\{\s*([^{}]{1,40}?)\s*\}\}/gu

export interface Placeholder {
  readonly sheet: string
  readonly cell: string
  /** As written between the braces. */
  readonly within: string
  /** There is nothing else in the cell. */
  readonly alone: boolean
}

export const placeholdersOf = (sheets: readonly Grid[]): Placeholder[] =>
  sheets.flatMap(({ name, rows }) =>
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ at, text, formula }) =>
        formula
          ? []
          : [...text.matchAll(PLACEHOLDER)].map((found) => ({
              sheet: name,
              cell: at,
              within: found[1]!,
              alone: found[0] === text.trim(),
            })),
      ),
    ),
  )

/** The text with its placeholders replaced; those without a value stay. */
export const replaced = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole)

const SYNONYMS: Readonly<Record<string, CodeOf<typeof facts>>> = {
  ...{ 日期: 'today', 填报日期: 'today', 今天: 'today', date: 'today', today: 'today' },
  ...{ 时间: 'now', 填报时间: 'now', 截至: 'now', 截止时间: 'now', time: 'now', now: 'now' },
  ...{ 单位: 'area', 区域: 'area', 填报单位: 'area', 街道: 'area', area: 'area', unit: 'area' },
  ...{ 填表人: 'who', 填报人: 'who', 经办人: 'who', 姓名: 'who', who: 'who', by: 'who' },
  ...{ 轮次: 'round', round: 'round' },
}
const folded = (name: string): string =>
  foldTight(name)
    .toLowerCase()
    .replace(/[()（）：:%]/g, '')

/** What a placeholder's name most likely means: a column of a part first, then a plain fact; null when neither. */
export function guessTakes(within: string, parts: readonly PartOutputs[]): Takes | null {
  const name = folded(within)
  for (const [part, { list, titles }] of parts.entries())
    for (const [output, title] of titles.entries())
      if (title.some((t) => folded(t) === name))
        return list ? { kind: 'list', part, output } : { kind: 'value', part, output, keys: null, label: '' }
  const fact = SYNONYMS[name]
  return fact ? { kind: 'fact', fact } : null
}

/** `{{应检}}` cells that nothing was chosen for yet. */
export const unmarked = (placeholders: readonly Placeholder[], marks: readonly Mark[]): Placeholder[] =>
  placeholders.filter(
    (p) => !marks.some((m) => m.sheet === p.sheet && m.cell === p.cell && (m.within === p.within || m.within === null)),
  )

const keyText = (result: Pick<Result, 'rows' | 'columns'>, row: number): string =>
  cellText(result.rows[row]?.[0] ?? null, result.columns[0] ?? { type: 'text' }, 'zh')

/** 桃影社区 in the form is 桃影 or 桃影社区 in the answer, and the other way round. */
const sameName = (a: string, b: string): boolean => {
  const [one, two] = [folded(a), folded(b)]
  if (one === '' || two === '') return false
  const bare = (name: string): string => name.replace(/(街道|社区|村|网格|居委会|居民委员会)+$/u, '')
  return one === two || (bare(one) !== '' && bare(one) === bare(two))
}

/**
 * A form whose lines are printed already (communities down the left): one mark for each of them in the column of `cell`, by the
 * names to the left of it. Looks at the whole column, whichever of its cells was chosen.
 */
export function marksByNames(
  sheet: Grid,
  cell: string,
  part: { readonly index: number; readonly result: Part['result'] },
  output: number,
): Mark[] {
  const column = /^[A-Z]+/.exec(cell)?.[0] ?? ''
  return sheet.rows.flatMap(({ row, cells }) => {
    const names = cells
      .filter(({ at, text }) => text !== '' && !at.startsWith(`${column}${row}`))
      .map(({ text }) => text)
    const found = part.result.rows.findIndex((_, i) => names.some((name) => sameName(name, keyText(part.result, i))))
    const keys = found < 0 ? undefined : part.result.keys[found]
    if (!keys || keys.length === 0) return []
    const label = keyText(part.result, found).slice(0, 80)
    const takes: Takes = { kind: 'value', part: part.index, output, keys, label }
    return [{ sheet: sheet.name, cell: `${column}${row}`, within: null, takes }]
  })
}

/** Marks with these put in the place of whatever stood in the same cells. */
export const withMarks = (marks: readonly Mark[], added: readonly Mark[]): Mark[] => [
  ...marks.filter(
    (m) =>
      !added.some(
        (a) =>
          a.sheet === m.sheet && a.cell === m.cell && (a.within === null || m.within === null || a.within === m.within),
      ),
  ),
  ...added,
]
