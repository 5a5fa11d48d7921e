/** How much is asked of communities, with its trend, beside how much fills itself. */
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { picture } from '../contract.ts'
import { picturePolicy } from '../policy.ts'
import { reportWords as w } from './words.ts'
import './load-figures.css'

interface Week {
  readonly week: string
  readonly average: number
  readonly most: number
}

/** A bar a week; the same said in words for whoever does not see it. */
function Trend({ weeks }: { weeks: readonly Week[] }) {
  const { t, lang } = useLang()
  const top = Math.max(1, ...weeks.map((one) => one.average))
  const list = weeks.map(({ week, average }) => t(w.loadWeek, { week, n: average })).join(lang === 'zh' ? '；' : '; ')
  return (
    <span className="trend" role="img" aria-label={t(w.loadTrend, { weeks: weeks.length, list })}>
      {weeks.map(({ week, average }, i) => (
        <span
          key={week}
          className={i === weeks.length - 1 ? 'trend-now' : undefined}
          style={{ height: `${Math.max(6, (average / top) * 100)}%` }}
          title={t(w.loadWeek, { week, n: average })}
        />
      ))}
    </span>
  )
}

export function LoadFigures() {
  const { t } = useLang()
  const { data } = useAsk(picture.operations.load, {})
  const now = data?.weeks.at(-1)
  return (
    <Figures label={t(w.loadTitle)}>
      <Figure
        lead
        label={t(w.loadTitle)}
        value={now ? now.average : null}
        to="/fields"
        note={
          data && now ? (
            <span className="load-note">
              <Trend weeks={data.weeks} />
              <span>
                {t(w.loadNote, { most: now.most })}
                <br />
                {t(w.loadBefore, { n: picturePolicy.submissionsBeforePerWeek })}
              </span>
            </span>
          ) : undefined
        }
      />
      <Figure label={t(w.selfFilling)} value={data?.selfFilling ?? null} note={t(w.selfFillingNote)} />
      <Figure label={t(w.asked)} value={data?.asked ?? null} to="/fields" />
    </Figures>
  )
}
