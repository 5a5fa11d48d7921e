/** The caps of hours and nights, as the place has set them; read by draws and by whoever gives out posts. */
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { ClientProblem, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { type PlaceFigure, PlaceFigures } from '../../../platform/web/desk/place-figures.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { web } from '../../../platform/web/words.ts'
import { staff } from '../contract.ts'
import type { Caps } from '../fatigue.ts'
import { staffWords as w } from '../words.ts'

const ops = staff.operations
const FIGURES: readonly PlaceFigure<keyof Caps>[] = [
  { key: 'capHours', word: w.capHours, min: 8, max: 120 },
  { key: 'nearHours', word: w.nearHours, min: 1, max: 120 },
  { key: 'nightsInRow', word: w.nightsInRow, min: 1, max: 14 },
  { key: 'daysInRow', word: w.daysInRow, min: 1, max: 31 },
]

export default function CapsPage() {
  const t = useT()
  const answer = useAsk(ops.workCaps, {})
  const act = useAct(ops.setWorkCaps, { refresh: [staff.room, 'deployment', 'mobilize'] })
  const may = useMay(ops.setWorkCaps.roles)
  return (
    <DeskPage title={t(w.caps)} lead={t(w.capsLead)} back={{ to: '/staff', label: t(w.title) }}>
      <Answer of={answer}>
        {({ caps, set }) => (
          <PlaceFigures
            {...{ title: w.caps, change: w.capsChange, basis: w.capsBasis }}
            {...{ save: web.save, cancel: web.cancel, figures: FIGURES, now: caps, busy: act.isPending }}
            note={
              <>
                {set ? t(w.capsSet, { ...set, by: set.by ?? '', at: shanghaiMinute(set.at) }) : t(w.capsDefault)}
                <br />
                {t(w.capsReview)}
              </>
            }
            problem={
              act.error
                ? t(act.error instanceof ClientProblem && act.error.status === 400 ? w.capsOrder : wordsOf(act.error))
                : null
            }
            onSet={
              may ? (next, basis) => act.mutateAsync({ id: freshId(), ...next, basis }).then(() => undefined) : null
            }
          />
        )}
      </Answer>
    </DeskPage>
  )
}
