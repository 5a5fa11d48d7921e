/**
 * A form as one sees it in a spreadsheet: letters on top, numbers at the left, merged cells as one. A cell is chosen by click or by
 * keys (arrows move, Enter chooses); what it is filled with stands in it.
 */
import { type KeyboardEvent, useRef } from 'react'
import { useT } from '../../../../platform/web/lang.tsx'
import type { Grid } from '../../template.ts'
import { templateWords as w } from '../words.ts'

export interface CellLook {
  /** What goes into it, said shortly. */
  readonly filled?: string
  /** It holds a placeholder that means nothing yet. */
  readonly waits?: boolean
}

interface SheetGridProps {
  readonly sheet: Grid
  readonly chosen: string | null
  readonly onChoose: (cell: string) => void
  readonly lookOf: (cell: string) => CellLook
}

const letters = (column: number): string => {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
const numberOf = (name: string): number => [...name].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1

interface Span {
  readonly columns: number
  readonly rows: number
}
/** Merged cells: how far each reaches, and which cells lie below one. */
function spansOf(merges: readonly string[]): { spans: Map<string, Span>; covered: Set<string> } {
  const spans = new Map<string, Span>()
  const covered = new Set<string>()
  for (const merge of merges) {
    const [, left = '', top = '1', right = '', bottom = '1'] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(merge) ?? []
    if (left === '') continue
    const [c0, r0, c1, r1] = [numberOf(left), Number(top), numberOf(right), Number(bottom)]
    spans.set(`${left}${r0}`, { columns: c1 - c0 + 1, rows: r1 - r0 + 1 })
    for (let row = r0; row <= Math.min(r1, r0 + 300); row++)
      for (let column = c0; column <= Math.min(c1, c0 + 60); column++)
        if (row !== r0 || column !== c0) covered.add(`${letters(column)}${row}`)
  }
  return { spans, covered }
}

/** Empty rows below the last one that something may still be put into. */
const SPARE = 3

export function SheetGrid({ sheet, chosen, onChoose, lookOf }: SheetGridProps) {
  const t = useT()
  const frame = useRef<HTMLTableElement>(null)
  const { spans, covered } = spansOf(sheet.merges)
  const texts = new Map(sheet.rows.flatMap((r) => r.cells.map((c) => [c.at, c] as const)))
  const lastRow = Math.max(5, ...sheet.rows.map((r) => r.row)) + SPARE
  const columns = Array.from({ length: Math.max(4, sheet.columns + 1) }, (_, i) => i).filter(
    (i) => sheet.widths[i] !== 0,
  )
  const first = chosen ?? 'A1'

  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const at = (event.target as HTMLElement).dataset['at']
    const [, letter = 'A', number = '1'] = /^([A-Z]+)(\d+)$/.exec(at ?? '') ?? []
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
    }
    const step = steps[event.key]
    if (!step || at === undefined) return
    event.preventDefault()
    let [column, row] = [numberOf(letter), Number(number)]
    // Over what lies below a merged cell to the next that is there.
    for (let n = 0; n < 400; n++) {
      column += step[0]
      row += step[1]
      const next = frame.current?.querySelector<HTMLElement>(`[data-at="${letters(Math.max(column, 0))}${row}"]`)
      if (next) return next.focus()
      if (row < 1 || column < 0 || row > lastRow || column > 80) return
    }
  }
  return (
    <div className="grid-frame">
      <table className="grid" ref={frame} aria-label={`${t(w.gridLabel)} ${sheet.name}`} onKeyDown={move}>
        <thead>
          <tr>
            <th aria-hidden="true" />
            {columns.map((c) => (
              <th key={c} scope="col" style={{ minWidth: Math.min(260, Math.max(48, (sheet.widths[c] ?? 9) * 7.5)) }}>
                {letters(c)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: lastRow }, (_, i) => i + 1).map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {columns.map((c) => {
                const at = `${letters(c)}${row}`
                if (covered.has(at)) return null
                const span = spans.get(at)
                const cell = texts.get(at)
                const look = lookOf(at)
                const tone = look.filled
                  ? ' is-filled'
                  : look.waits
                    ? ' is-waiting'
                    : cell?.formula
                      ? ' is-formula'
                      : ''
                return (
                  <td key={at} {...(span ? { colSpan: span.columns, rowSpan: span.rows } : {})}>
                    <button
                      type="button"
                      data-at={at}
                      className={`grid-cell${tone}${at === chosen ? ' is-chosen' : ''}`}
                      // One stop for the Tab key; arrows do the rest.
                      tabIndex={at === first ? 0 : -1}
                      aria-pressed={at === chosen}
                      aria-label={`${at} ${look.filled ?? cell?.text ?? ''}`}
                      onClick={() => onChoose(at)}
                    >
                      {look.filled ?? cell?.text ?? ''}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
