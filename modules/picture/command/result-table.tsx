/**
 * An answer as a table: keys of a line first, figures right, totals below. Compared with an earlier answer, each figure says by how
 * much it changed. Every table is plain HTML, so that it reads, prints and scrolls like one.
 */
import { type ReactNode, useRef } from 'react'
import { count } from '../../../platform/web/desk/figures.ts'
import { useReachableScroll } from '../../../platform/web/desk/use-reachable-scroll.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { changeText, type ComparedLine, compareResults } from '../compare.ts'
import type { CellValue, Output, Result } from '../model.ts'
import { cellText } from '../output.ts'
import { askWords, dailyWords } from './words.ts'
import './result-table.css'

interface ResultTableProps {
  readonly result: Result
  readonly label: string
  /** What was told before. */
  readonly before?: Result | undefined
  /** Makes the keys of a line ways to somewhere: the area one level down. */
  readonly keyAs?: (text: ReactNode, key: CellValue, output: Output) => ReactNode
  /** Makes cells choosable. */
  readonly cellAs?: (text: string, row: number, column: number) => ReactNode
  readonly headAs?: (text: string, column: number) => ReactNode
}

const isNumber = (output: Output): boolean => output.type === 'number' || output.type === 'percent'

export function ResultTable({ result, label, before, keyAs, cellAs, headAs }: ResultTableProps) {
  const { lang, t } = useLang()
  const { columns } = result
  const frame = useRef<HTMLElement>(null)
  useReachableScroll(frame)
  const shown = (value: CellValue, output: Output): string => {
    if (typeof value !== 'number' || !isNumber(output)) return cellText(value, output, lang)
    return output.type === 'percent' && value < 100 ? value.toFixed(1) : count(value, lang)
  }
  const compared = before ? compareResults(before, result) : null

  const cell = (value: CellValue, at: number, row: number, change?: ReactNode): ReactNode => {
    const output = columns[at]!
    const text = shown(value, output)
    const key = result.keys[row]?.[at] ?? null
    const inside = cellAs ? cellAs(text, row, at) : output.role === 'key' && keyAs ? keyAs(text, key, output) : text
    const Tag = output.role === 'key' && at === 0 ? 'th' : 'td'
    return (
      <Tag key={at} {...(Tag === 'th' ? { scope: 'row' } : {})} className={isNumber(output) ? 'is-number' : undefined}>
        {inside}
        {change}
      </Tag>
    )
  }
  const changed = ({ cells }: ComparedLine, at: number): ReactNode => {
    const one = cells[at]
    const text = changeText(one?.change ?? null)
    if (!one || text === '') return null
    return (
      <span className="result-change" title={t(dailyWords.was, { value: shown(one.before, columns[at]!) })}>
        {text}
      </span>
    )
  }
  const totals = result.totals
  return (
    <section className="result-frame" ref={frame} aria-label={label}>
      <table className="result">
        <thead>
          <tr>
            {columns.map((output, i) => (
              <th key={i} scope="col" className={isNumber(output) ? 'is-number' : undefined}>
                {headAs ? headAs(t(output.title), i) : t(output.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compared
            ? compared.lines.map((line, row) => (
                <tr key={row} className={`is-${line.state}`}>
                  {line.cells.map((one, i) =>
                    cell(
                      one.after,
                      i,
                      row,
                      i === 0 && (line.state === 'new' || line.state === 'gone') ? (
                        <span className="result-change">
                          {t(line.state === 'new' ? dailyWords.isNew : dailyWords.isGone)}
                        </span>
                      ) : (
                        changed(line, i)
                      ),
                    ),
                  )}
                </tr>
              ))
            : result.rows.map((row, at) => <tr key={at}>{row.map((value, i) => cell(value, i, at))}</tr>)}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              {totals.map((value, i) => (
                <td key={i} className={isNumber(columns[i]!) ? 'is-number' : undefined}>
                  {i === 0 && value === null ? t(askWords.total) : shown(value, columns[i]!)}
                  {compared?.totals && changed(compared.totals, i)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}
