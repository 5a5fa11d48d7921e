/** The clock that everybody sees: who is missing first and large; then the forecast, departments, people and messages. */
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useNow } from '../../../../platform/web/desk/use-now.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import type { CallUp, ForecastResult, Standing } from '../../call-up-model.ts'
import { mobilize, type Wave } from '../../contract.ts'
import { clockOf, sumOf } from '../../muster-clock.ts'
import { useTold } from '../steps/wave-steps.tsx'
import { useBoard } from '../use-call-up.ts'
import { deskWords as w } from '../words.ts'
import { DepartmentLines } from './department-lines.tsx'
import { MessagesBlock } from './messages-block.tsx'
import { PeopleList } from './people-list.tsx'

interface BoardProps {
  readonly callUp: CallUp
  readonly waves: readonly Wave[]
}

export function MusterBoard({ callUp, waves }: BoardProps) {
  const t = useT()
  const answer = useBoard(callUp.id)
  const mayLead = useMay(mobilize.operations.people.roles)
  const now = useNow(15_000)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [departmentId, setDepartment] = useState<string | null>(null)
  const left = Math.ceil((Date.parse(callUp.musterAt) - now) / 60_000)
  return (
    <Answer of={answer} height={420}>
      {({ lines, forecast }) => {
        const sum = sumOf(lines)
        const clock = clockOf(sum)
        const open = (one: Standing) => (mayLead ? { onOpen: () => setStanding(one) } : {})
        return (
          <>
            <Figures label={t(w.people)}>
              <Figure
                lead
                label={t(w.here)}
                value={clock.here}
                note={sum.extra > 0 ? t(w.withExtra, { extra: sum.extra }) : t(w.ofSeats, { seats: callUp.seats })}
                {...open('here')}
              />
              <Figure
                label={t(w.missing)}
                value={clock.missing}
                {...(left <= 0 && clock.missing > 0 && callUp.state !== 'closed' ? { tone: 'hand' as const } : {})}
                note={left > 0 ? t(w.left, { n: left }) : t(w.passed)}
              />
              <Figure label={t(w.coming)} value={clock.onTheWay} {...open('coming')} />
              <Figure label={t(w.asked)} value={clock.asked} note={t(w.ofSeats, { seats: callUp.seats })} />
              <Figure label={t(w.answered)} value={clock.answered} />
              <Figure label={t(w.cannot)} value={clock.cannot} {...open('cannot')} />
              <Figure label={t(w.silent)} value={clock.silent} {...open('silent')} />
            </Figures>
            {forecast && callUp.state === 'called' && (
              <Forecast callUp={callUp} waves={waves} forecast={forecast} here={clock.here} />
            )}
            {mayLead && (
              <PeopleList
                callUp={callUp}
                standing={standing}
                departmentId={departmentId}
                onStanding={setStanding}
                onDepartment={setDepartment}
                lines={lines}
              />
            )}
            <Block title={t(w.byDepartment)} flush>
              <DepartmentLines lines={lines} {...(mayLead ? { onOpen: setDepartment } : {})} />
            </Block>
            {mayLead && <MessagesBlock callUpId={callUp.id} />}
          </>
        )
      }}
    </Answer>
  )
}

function Forecast({ callUp, waves, forecast, here }: BoardProps & { forecast: ForecastResult; here: number }) {
  const t = useT()
  const told = useTold()
  const mayLead = useMay(mobilize.operations.secondWave.roles)
  const [more, setMore] = useState<number | null>(null)
  const act = useAct(mobilize.operations.secondWave, { refresh: [mobilize.room], onProblem: told })
  const { verdict, ask, short } = forecast
  const count = more ?? (ask > 0 ? ask : Math.max(1, short))
  const said = {
    enough: w.enough,
    wait: w.waitABit,
    'too-late': w.tooLate,
    'after-deadline': w.afterDeadline,
    'ask-more': w.proposes,
  }[verdict]
  const may =
    mayLead && verdict !== 'after-deadline' && verdict !== 'enough' && waves.every(({ state }) => state === 'called')
  return (
    <section
      className={verdict === 'ask-more' ? 'mobilize-forecast mobilize-hand' : 'mobilize-forecast'}
      aria-live="polite"
    >
      <p>
        <strong>{t(w.forecast, { expected: forecast.expected })}</strong> · {t(said, { short, ask })}
      </p>
      <p className="muted">
        {t(w.forecastWhy, { here, coming: forecast.fromComing, silent: forecast.fromSilent, perTen: forecast.perTen })}
      </p>
      {may && (
        <p className="mobilize-actions">
          <InputNumber aria-label={t(w.howMany)} min={1} max={10_000} precision={0} value={count} onChange={setMore} />
          <Button
            type={verdict === 'ask-more' ? 'primary' : 'default'}
            loading={act.isPending}
            onClick={() => act.mutate({ callUpId: callUp.id, ask: count })}
          >
            {t(w.secondWave)}
          </Button>
        </p>
      )}
    </section>
  )
}
