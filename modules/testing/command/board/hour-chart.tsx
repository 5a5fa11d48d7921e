/** How many people were tested in each hour of a round: plain bars that also read as a list and print as they are. */
import { shanghaiHour } from '../../../../platform/pure/time.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { boardWords } from '../../words.ts'
import { hourOf } from './board-change.ts'
import './hour-chart.css'

interface Hour {
  readonly hour: string
  readonly tested: number
  readonly walkIn: number
}

const HOUR = 3_600_000

/** Every hour from the round's opening to its end or the last sample, with noughts where nothing was taken; at most 48. */
export function hoursOf(lines: readonly Hour[], opensAt: string, closesAt: string): Hour[] {
  const known = new Map(lines.map((line) => [Date.parse(hourOf(new Date(line.hour).toISOString())), line]))
  const from = Math.min(Date.parse(hourOf(new Date(opensAt).toISOString())), ...known.keys())
  const to = Math.max(Date.parse(closesAt) - 1, ...known.keys())
  const hours = Math.min(48, Math.floor((to - from) / HOUR) + 1)
  return Array.from({ length: hours }, (_, i) => {
    const at = from + i * HOUR
    return known.get(at) ?? { hour: new Date(at).toISOString(), tested: 0, walkIn: 0 }
  })
}

export function HourChart({ lines, opensAt, closesAt }: { lines: readonly Hour[]; opensAt: string; closesAt: string }) {
  const { t, lang } = useLang()
  const hours = hoursOf(lines, opensAt, closesAt)
  const most = Math.max(1, ...hours.map((h) => h.tested + h.walkIn))
  const sparse = hours.length > 14 ? 3 : hours.length > 10 ? 2 : 1
  if (lines.length === 0) return <p className="muted">{t(boardWords.nobodyYet)}</p>
  return (
    <ol className="hours">
      {hours.map((hour, i) => {
        const all = hour.tested + hour.walkIn
        const said = t(boardWords.hourBar, {
          hour: shanghaiHour(hour.hour),
          tested: count(hour.tested, lang),
          walkIn: count(hour.walkIn, lang),
        })
        return (
          <li key={hour.hour} title={said}>
            <span className="visually-hidden">{said}</span>
            <span className="hours-bar" aria-hidden="true">
              {all > 0 && hours.length <= 14 && <span className="hours-value">{count(all, lang)}</span>}
              <span className="hours-walk-in" style={{ height: `${(hour.walkIn / most) * 100}%` }} />
              <span className="hours-tested" style={{ height: `${(hour.tested / most) * 100}%` }} />
            </span>
            <span className="hours-name" aria-hidden="true">
              {i % sparse === 0 ? shanghaiHour(hour.hour) : ''}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
