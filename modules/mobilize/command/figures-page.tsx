/** The figures that the forecast goes by, as the place has set them. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { type PlaceFigure, PlaceFigures } from '../../../platform/web/desk/place-figures.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { web } from '../../../platform/web/words.ts'
import { mobilize } from '../contract.ts'
import type { ForecastPolicy } from '../forecast.ts'
import { deskWords as w } from './words.ts'

const ops = mobilize.operations
const FIGURES: readonly PlaceFigure<keyof ForecastPolicy>[] = [
  { key: 'halfAnswer', word: w.halfAnswer, min: 1, max: 240 },
  { key: 'yes', word: w.yes, min: 0.05, max: 1, times: 100 },
  { key: 'shows', word: w.shows, min: 0.05, max: 1, times: 100 },
  { key: 'way', word: w.wayMinutes, min: 0, max: 480 },
  { key: 'patience', word: w.patience, min: 0, max: 120 },
  { key: 'weight', word: w.weight, min: 1, max: 1000 },
]

export default function FiguresPage() {
  const t = useT()
  const answer = useAsk(ops.forecastFigures, {})
  const act = useAct(ops.setForecastFigures, { refresh: [mobilize.room] })
  const may = useMay(ops.setForecastFigures.roles)
  return (
    <DeskPage title={t(w.forecastFigures)} lead={t(w.forecastLead)} back={{ to: '/call-ups', label: t(w.all) }}>
      <Answer of={answer}>
        {({ figures, set }) => (
          <PlaceFigures
            {...{ title: w.forecastFigures, change: w.figuresChange, basis: w.figuresBasis }}
            {...{ save: web.save, cancel: web.cancel, figures: FIGURES, now: figures, busy: act.isPending }}
            note={set ? t(w.figuresSet, { ...set, by: set.by ?? '', at: shanghaiMinute(set.at) }) : t(w.figuresDefault)}
            problem={act.error ? t(wordsOf(act.error)) : null}
            onSet={
              may ? (next, basis) => act.mutateAsync({ id: freshId(), ...next, basis }).then(() => undefined) : null
            }
          />
        )}
      </Answer>
    </DeskPage>
  )
}
