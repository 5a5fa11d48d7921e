/** The first page: what runs now, what waits for a hand, and, where there is nothing yet, what to do first. */
import { register } from '../../../modules/register/contract.ts'
import { shanghaiDay, shanghaiWeekday } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { count } from '../../../platform/web/desk/figures.ts'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLang, useT } from '../../../platform/web/lang.tsx'
import { useMay, useMe } from '../../../platform/web/session.tsx'
import { command, today, weekdays } from '../words.ts'
import { FirstSteps } from './first-steps.tsx'
import { MyAreas } from './my-areas.tsx'
import { OpenRounds } from './open-rounds.tsx'
import { Waiting } from './waiting.tsx'
import './today.css'

export function TodayPage() {
  const t = useT()
  const { area } = useDesk()
  const now = serverNow()
  const reads = useMay(register.operations.findResidents.roles)
  return (
    <DeskPage
      title={t(command.today)}
      lead={`${shanghaiDay(now)} ${t(weekdays[shanghaiWeekday(now) as 0])} · ${area.name}`}
    >
      {reads ? (
        <MyArea />
      ) : (
        <>
          <OtherWork />
          <OpenRounds />
          <Waiting />
        </>
      )}
    </DeskPage>
  )
}

function MyArea() {
  const { t, lang } = useLang()
  const open = useDesk().operations.filter((o) => o.open).length
  const asked = useAsk(register.operations.areas, {})
  const here = asked.data?.trail.at(-1)
  const empty = here?.residents === 0
  return (
    <>
      <Answer of={asked} height={112}>
        {({ areas }) => (
          <Figures label={t(command.today)}>
            <Figure
              lead
              label={t(today.residents)}
              value={here?.residents ?? 0}
              note={here && t(today.inDwellings, { dwellings: count(here.dwellings, lang) })}
              to="/register"
              search={{ view: 'people' }}
            />
            <Figure label={t(today.areasBelow)} value={areas.length} to="/register" search={{ view: 'areas' }} />
            <Figure label={t(today.openOperations)} value={open} to="/operations" />
          </Figures>
        )}
      </Answer>
      {here && (empty || open === 0) && <FirstSteps empty={empty} running={open > 0} />}
      <OpenRounds />
      <Waiting />
      {asked.data && <MyAreas areas={asked.data.areas} />}
    </>
  )
}

/** Whoever does not read the register is told where their own work is. */
function OtherWork() {
  const t = useT()
  const { grant } = useMe()
  return (
    <Block>
      <p className="today-reader">
        {grant.role === 'lane-crew' || grant.role === 'gate-keeper' ? (
          <>
            {t(today.crewWork)} <a href="/field/">{t(today.crewOpen)}</a>
          </>
        ) : (
          t(today.adminWork)
        )}
      </p>
    </Block>
  )
}
