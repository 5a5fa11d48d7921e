/** The parts of a daily report: the figures first, then each table; beside an earlier telling each figure says how it changed. */
import { Link } from '@tanstack/react-router'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { changeText, compareResults } from '../../compare.ts'
import type { Part } from '../../model.ts'
import { ResultTable } from '../result-table.tsx'
import { dailyWords as w } from '../words.ts'

interface DailyBodyProps {
  readonly parts: readonly Part[]
  readonly before?: readonly Part[] | undefined
  /** Gives areas a way to their own report; on paper there is none. */
  readonly roundId?: string
}

export function DailyBody({ parts, before, roundId }: DailyBodyProps) {
  const { t } = useLang()
  const [whole, ...tables] = parts
  const earlier = (part: Part) => before?.find((p) => p.name[0] === part.name[0])?.result
  return (
    <>
      {whole && <Whole part={whole} before={earlier(whole)} {...(roundId ? { roundId } : {})} />}
      <div className="daily-parts">
        {tables.map((part) => (
          <div key={part.name[0]} className={part.result.columns.length > 4 ? 'daily-wide' : undefined}>
            <Block title={t(part.name)} flush>
              {part.result.rows.length === 0 ? (
                <p className="daily-none muted">{t(w.nothing)}</p>
              ) : (
                <ResultTable
                  result={part.result}
                  label={t(part.name)}
                  before={earlier(part)}
                  keyAs={(text, key, output) =>
                    roundId && output.type === 'area' && typeof key === 'string' ? (
                      <Link to={`/reports/daily/${roundId}`} search={{ under: key } as never}>
                        {text}
                      </Link>
                    ) : (
                      text
                    )
                  }
                />
              )}
            </Block>
          </div>
        ))}
      </div>
    </>
  )
}

/** Due, tested, missing, exempt, walk-ins and the share, in the order of the built-in question. */
function Whole({ part, before, roundId }: { part: Part; before: Part['result'] | undefined; roundId?: string }) {
  const { t } = useLang()
  const [row = []] = part.result.rows
  const changes = before ? compareResults(before, part.result).lines[0]?.cells : undefined
  const note = (at: number): string | undefined => changeText(changes?.[at]?.change ?? null) || undefined
  const number = (at: number): number | null => (typeof row[at] === 'number' ? row[at] : null)
  return (
    <Figures label={t(part.name)}>
      <Figure
        lead
        label={t(w.missing)}
        value={number(2)}
        note={note(2)}
        {...((number(2) ?? 0) > 0 ? { tone: 'hand' as const } : {})}
        {...(roundId ? { to: `/testing/rounds/${roundId}/missing` } : {})}
      />
      <Figure label={t(w.tested)} value={number(1)} note={note(1)} />
      <Figure label={t(w.due)} value={number(0)} note={note(0)} />
      <Figure label={t(w.share)} value={number(5) === null ? '–' : String(number(5))} note={note(5)} />
      <Figure label={t(w.walkIn)} value={number(4)} note={note(4)} />
      <Figure label={t(w.exempt)} value={number(3)} note={note(3)} />
    </Figures>
  )
}
