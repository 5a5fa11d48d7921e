/** Progress area by area: the name goes one level down, each number opens the people behind it. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import type { Word } from '../../../../platform/pure/words.ts'
import { DataTable, type Column } from '../../../../platform/web/desk/data-table.tsx'
import { Bar } from '../../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { boardWords, roundWords } from '../../words.ts'
import type { Board } from './board-change.ts'

type Line = Board['lines'][number]

interface AreaLinesProps {
  readonly roundId: string
  readonly lines: readonly Line[]
  /** What makes a list of lines another one, so that it is ordered anew. */
  readonly listKey: string
  /** The choice of level. */
  readonly levels: ReactNode
}

/** Most missing first when the list is opened; afterwards rows keep their places, however the numbers move. */
function useSteadyOrder(lines: readonly Line[], listKey: string): Line[] {
  const order = useRef<{ key: string; places: Map<string, number> }>({ key: '', places: new Map() })
  if (order.current.key !== listKey && lines.length > 0) {
    const sorted = [...lines].sort((a, b) => b.missing - a.missing || (a.path < b.path ? -1 : 1))
    order.current = { key: listKey, places: new Map(sorted.map((line, i) => [line.path, i])) }
  }
  const { places } = order.current
  return [...lines].sort((a, b) => (places.get(a.path) ?? 1e9) - (places.get(b.path) ?? 1e9))
}

export function AreaLines({ roundId, lines, listKey, levels }: AreaLinesProps) {
  const { t, lang } = useLang()
  const steady = useSteadyOrder(lines, listKey)
  const number = (n: number) => count(n, lang)
  const column = (key: 'tested' | 'due' | 'walkIn', title: Word): Column<Line> => ({
    key,
    title,
    right: true,
    width: 80,
    sort: (a, b) => a[key] - b[key],
    cell: (line) => number(line[key]),
  })
  const columns: Column<Line>[] = [
    {
      key: 'area',
      title: boardWords.area,
      sort: (a, b) => (a.path < b.path ? -1 : 1),
      cell: (line) =>
        line.kind === 'building' ? (
          line.name
        ) : (
          <Link to={`/testing/rounds/${roundId}`} search={{ under: line.path } as never}>
            {line.name}
          </Link>
        ),
    },
    {
      key: 'missing',
      title: roundWords.missing,
      right: true,
      width: 100,
      sort: (a, b) => a.missing - b.missing,
      cell: (line) =>
        line.missing === 0 ? (
          <span className="muted">0</span>
        ) : (
          <Link
            to={`/testing/rounds/${roundId}/missing`}
            search={{ under: line.path } as never}
            aria-label={t(boardWords.missingOf, { name: line.name, n: number(line.missing) })}
            className="area-missing"
          >
            {number(line.missing)}
          </Link>
        ),
    },
    column('tested', roundWords.tested),
    column('due', roundWords.due),
    {
      key: 'share',
      title: roundWords.share,
      width: 124,
      sort: (a, b) => a.tested / (a.due || 1) - b.tested / (b.due || 1),
      cell: (line) => (
        <span className="area-share">
          <Bar part={line.tested} whole={line.due} label={share(line.tested, line.due)} />
          <span>{share(line.tested, line.due)}</span>
        </span>
      ),
    },
    column('walkIn', roundWords.walkIn),
    {
      key: 'exempt',
      title: roundWords.exempted,
      extra: true,
      right: true,
      width: 72,
      sort: (a, b) => a.exempt - b.exempt,
      cell: (line) =>
        line.exempt === 0 ? (
          <span className="muted">0</span>
        ) : (
          <Link to={`/testing/rounds/${roundId}/exempt`} search={{ under: line.path } as never} className="area-exempt">
            {number(line.exempt)}
          </Link>
        ),
    },
  ]
  return (
    <DataTable
      id="testing.board"
      label={t(boardWords.byArea)}
      columns={columns}
      rows={steady}
      rowKey={(line) => line.path}
      height={560}
      filters={levels}
    />
  )
}
