/** People to be told and swabbed alone: the list with its clocks; one touch opens the person. */
import { shanghaiClock } from '../../../platform/pure/time.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useRenewed } from '../../../platform/web/phone/use-renewed.ts'
import { type Retest, tellingOutcomes } from '../model.ts'
import { PersonScreen } from './person-screen.tsx'
import { fetchRetests, inOrder, readRetests, readTold, type ToldMark } from './retest-list.ts'
import { retestWords as w } from './words.ts'
import './retests.css'

export function RetestsTask() {
  const { screen } = useScreens()
  const sampleId = screen.with?.['sampleId']
  return screen.name === 'retest' && sampleId ? <PersonScreen sampleId={sampleId} /> : <List />
}

function List() {
  const t = useT()
  const { db } = usePhone()
  const { go } = useScreens()
  const now = useNow()
  const list = useKept(() => readRetests(db), [db])
  const told = useKept(() => readTold(db), [db])
  const { busy, problem, renew } = useRenewed(() => fetchRetests(db), 'laboratory.retests')
  if (list === undefined) return null
  const rows = inOrder(list?.rows ?? [])
  return (
    <Page first title={t(w.title)}>
      <div className="list-head">
        <strong>{list ? rows.filter((row) => row.resampledAt === null).length : '–'}</strong>
        <span>{list ? t(w.asOf, { age: sayAge(t, now - list.at) }) : t(w.notYet)}</span>
        <Button size="small" disabled={busy} onClick={() => void renew()}>
          {t(busy ? w.refreshing : w.refresh)}
        </Button>
      </div>
      {busy && !list ? <BusyBar label={t(w.refreshing)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {list && rows.length === 0 ? (
        <div className="empty">
          <strong>{t(w.none)}</strong>
          <p>{t(w.noneHint)}</p>
        </div>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.sampleId}>
              <Row
                row={row}
                told={told?.get(row.sampleId)}
                now={now}
                onOpen={(sampleId) => go('retest', { sampleId })}
              />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

interface RowProps {
  readonly row: Retest
  readonly told: ToldMark | undefined
  readonly now: number
  readonly onOpen: (sampleId: string) => void
}
function Row({ row, told, now, onOpen }: RowProps) {
  const t = useT()
  const outcome = told?.outcome ?? row.lastTold
  const overdue = now >= Date.parse(row.dueAt)
  return (
    <button type="button" className="row" data-retest={row.sampleId} onClick={() => onOpen(row.sampleId)}>
      <span className="row-main">
        <span className="row-title">{row.name}</span>
        <span className="row-more">{row.address}</span>
        <span className="row-more">
          {outcome ? t(tellingOutcomes.words[outcome]) : t(w.notTold)}
          {told ? ` · ${t(w.savedHere, { age: sayAge(t, now - told.at) })}` : ''}
        </span>
      </span>
      {row.resampledAt ? (
        <span className="badge badge-good">{t(w.swabbed)}</span>
      ) : overdue ? (
        <span className="badge badge-stop">{t(w.overdue)}</span>
      ) : (
        <span className="row-side">{t(w.by, { clock: shanghaiClock(row.dueAt) })}</span>
      )}
    </button>
  )
}
