/** My record at the desk: days, hours and nights, held against the caps. */
import { Link } from '@tanstack/react-router'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { staff } from '../../contract.ts'
import { fatigueReasons, fatigueStates } from '../../fatigue.ts'
import { ownWords as w } from '../../own-words.ts'
import { Service } from '../one/service.tsx'
import '../staff.css'

const TONES = { over: { tone: 'alarm' }, near: { tone: 'hand' }, fit: {} } as const

export default function OwnRecordPage() {
  const t = useT()
  const answer = useAsk(staff.operations.mine, {})
  return (
    <DeskPage title={t(w.mineTitle)} lead={t(w.mineLead)} actions={<Link to="/me/calls">{t(w.mineCalls)}</Link>}>
      <Answer of={answer} height={300}>
        {({ own, load }) =>
          own === null || load === null ? (
            <Block>
              <Nothing title={t(w.mineNone)} hint={t(w.mineNoneHint)} />
            </Block>
          ) : (
            <>
              <Figures label={t(w.mineTitle)}>
                <Figure
                  lead
                  label={t(w.mineWeek)}
                  value={load.hours}
                  note={t(w.ofCap, { n: load.hours, cap: load.caps.capHours })}
                  {...TONES[load.state]}
                />
                <Figure
                  label={t(w.mineNightsRow)}
                  value={load.nightsInRow}
                  note={t(w.ofCap, { n: load.nightsInRow, cap: load.caps.nightsInRow })}
                />
                <Figure
                  label={t(w.mineDaysRow)}
                  value={load.daysInRow}
                  note={t(w.ofDays, { n: load.daysInRow, cap: load.caps.daysInRow })}
                />
                <Figure label={t(w.mineDays)} value={own.person.service.days} />
                <Figure label={t(w.mineHours)} value={own.person.service.hours} />
              </Figures>
              <Block title={`${own.person.name} · ${own.person.departmentName}`}>
                <p>
                  {[
                    t(fatigueStates.words[load.state]),
                    ...load.because.map((why) => t(fatigueReasons.words[why])),
                  ].join(' · ')}
                </p>
                {own.person.exemptUntil && <p>{t(w.until, { day: own.person.exemptUntil })}</p>}
                <Service person={own.person} lines={own.service} />
              </Block>
            </>
          )
        }
      </Answer>
    </DeskPage>
  )
}
