/** The first page: what runs now, what waits for a hand, and, where there is nothing yet, what to do first. */
import { Link } from '@tanstack/react-router'
import { operations } from '../../../modules/operation/contract.ts'
import { register } from '../../../modules/register/contract.ts'
import { shanghaiDay, shanghaiWeekday } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { command, today, weekdays } from '../words.ts'
import { FirstSteps } from './first-steps.tsx'
import { MyAreas } from './my-areas.tsx'
import { OpenRounds } from './open-rounds.tsx'
import { Waiting } from './waiting.tsx'
import './today.css'

export function TodayPage() {
  const t = useT()
  const { area, operations: all } = useDesk()
  const now = serverNow()
  const reads = useMay(register.operations.findResidents.roles)
  const open = all.filter((o) => o.open).length
  const asked = useAsk(register.operations.areas, {}, { staleTime: 60_000 })
  return (
    <DeskPage
      title={t(command.today)}
      lead={`${shanghaiDay(now)} ${t(weekdays[shanghaiWeekday(now) as 0])} · ${area.name}`}
    >
      <Answer of={asked} height={86}>
        {({ trail, areas }) => {
          const here = trail.at(-1)
          const empty = (here?.residents ?? 0) === 0
          return (
            <>
              <Figures label={t(command.today)}>
                <Figure
                  lead
                  label={t(today.residents)}
                  value={here?.residents ?? 0}
                  note={here ? t(today.inDwellings, { dwellings: here.dwellings.toLocaleString('en') }) : null}
                  {...(reads ? { to: '/register', search: { view: 'people' } } : {})}
                />
                <Figure
                  label={t(today.areasBelow)}
                  value={areas.length}
                  {...(reads ? { to: '/register', search: { view: 'areas' } } : {})}
                />
                <Figure label={t(today.openOperations)} value={open} to="/operations" />
              </Figures>
              {(empty || open === 0) && <FirstSteps empty={empty} running={open > 0} />}
            </>
          )
        }}
      </Answer>
      <OpenRounds />
      <Waiting />
      {asked.data && <MyAreas areas={asked.data.areas} open={reads} />}
      {!reads && (
        <Block>
          <p className="today-reader">
            {t(today.otherRole)} <Link to="/operations">{t(operations.operations.operations.words)}</Link>
          </p>
        </Block>
      )}
    </DeskPage>
  )
}
