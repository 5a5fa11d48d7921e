/** What the round takes, beside the form while it is being planned: the number due first, then lanes, crew and tubes. */
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { defaultPlanning, hoursFor, tubesFor } from '../../planning.ts'
import { poolWords } from '../use-round.ts'
import type { PoolSize, SiteDraft } from './draft.ts'
import type { useSizeUp } from './use-due.ts'
import { openWords } from './words.ts'

interface SizePanelProps {
  readonly size: ReturnType<typeof useSizeUp>
  readonly sites: readonly SiteDraft[]
  readonly people: (path: string) => number
  readonly poolSize: PoolSize
  /** Nothing to count yet: no group chosen, or an empty list. */
  readonly idle: boolean
}

export function SizePanel({ size, sites, people, poolSize, idle }: SizePanelProps) {
  const { t, lang } = useLang()
  const lanes = sites.reduce((sum, site) => sum + site.lanes, 0)
  const slowest = Math.max(
    0,
    ...sites.map((site) =>
      hoursFor(
        site.catchment.reduce((sum, path) => sum + people(path), 0),
        site.lanes,
      ),
    ),
  )
  if (idle) return <p className="size-due muted">–</p>
  return (
    <Answer of={size} height={220}>
      {(plan) => (
        <div className="size" aria-live="polite">
          <p className="size-due">
            <span>{t(openWords.due)}</span>
            <strong>{count(plan.due, lang)}</strong>
            {plan.due === 0 && <span className="hand">{t(openWords.nobody)}</span>}
            {plan.away > 0 && <span className="muted">{t(openWords.awayNote, { n: count(plan.away, lang) })}</span>}
          </p>
          <dl>
            <div>
              <dt>{t(openWords.sites)}</dt>
              <dd>{count(sites.length, lang)}</dd>
              <dd className="muted">{t(openWords.suggested, { n: plan.sites })}</dd>
            </div>
            <div>
              <dt>{t(openWords.lanes)}</dt>
              <dd>{count(lanes, lang)}</dd>
              <dd className="muted">{t(openWords.suggested, { n: plan.lanes })}</dd>
            </div>
            <div>
              <dt>{t(openWords.crew)}</dt>
              <dd>{count(lanes * defaultPlanning.crewPerLane, lang)}</dd>
              <dd className="muted">{t(openWords.crewNote)}</dd>
            </div>
            <div>
              <dt>{t(openWords.tubes)}</dt>
              <dd>{count(tubesFor(plan.due, Math.max(1, lanes), poolSize), lang)}</dd>
              <dd className="muted">{t(openWords.tubesNote, { pool: poolWords(poolSize, t) })}</dd>
            </div>
          </dl>
          {slowest > 0 && <p>{t(openWords.finish, { hours: slowest })}</p>}
          <p className="muted">{t(openWords.basisNote)}</p>
        </div>
      )}
    </Answer>
  )
}
