/** The work at a gate or checkpoint besides passes: where one stands, then vehicles, returnees, visitors, what is handed over. */
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { HomeScreen } from './home-screen.tsx'
import { keepPlace } from './noting.ts'
import { ParcelNew, ParcelsScreen } from './parcels-screen.tsx'
import { ReturneeScreen } from './returnee-screen.tsx'
import { type Visit, useVisit, type VisitWork } from './use-visit.ts'
import { VehicleScreen } from './vehicle-screen.tsx'
import { VisitNew } from './visit-new.tsx'
import { VisitsScreen } from './visits-screen.tsx'
import { fieldWords as w } from './words.ts'
import './visit.css'

export function VisitTask() {
  const { screen } = useScreens()
  const visit = useVisit()
  const { pocket, place, operation, operations, post } = visit
  if (!visit.ready) return null
  if (!pocket || !place || !operation || !post) return <ChoosePlace visit={visit} />
  const work: VisitWork = { pocket, place, operation, operations, post, book: visit.book, pocketAt: visit.at }
  switch (screen.name) {
    case 'vehicle':
      return <VehicleScreen work={work} />
    case 'returnee':
      return <ReturneeScreen work={work} />
    case 'visits':
      return <VisitsScreen work={work} />
    case 'visit-new':
      return <VisitNew work={work} />
    case 'parcels':
      return <ParcelsScreen work={work} />
    case 'parcel-new':
      return <ParcelNew work={work} />
    default:
      return <HomeScreen work={work} busy={visit.busy} problem={visit.problem} renew={visit.renew} />
  }
}

function ChoosePlace({ visit }: { visit: Visit }) {
  const t = useT()
  const { db } = usePhone()
  const now = useNow()
  const { pocket, busy, problem, renew } = visit
  return (
    <Page first title={t(w.choosePlace)}>
      <div className="visit-head">
        <span>{pocket ? t(w.asOf, { age: sayAge(t, now - visit.at) }) : t(busy ? w.refreshing : w.notYet)}</span>
        <Button size="small" disabled={busy} onClick={() => void renew()}>
          {t(busy ? w.refreshing : w.refresh)}
        </Button>
      </div>
      {busy && !pocket ? <BusyBar label={t(w.refreshing)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {pocket?.operations.length === 0 ? <Notice>{t(w.noOperation)}</Notice> : null}
      {pocket && pocket.operations.length > 0 && pocket.places.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noPlace)}</strong>
          <p>{t(w.noPlaceHint)}</p>
        </div>
      ) : null}
      {pocket && pocket.operations.length > 0 ? (
        <ul className="rows">
          {pocket.places.map((place) => (
            <li key={place.id}>
              <button type="button" className="row" data-place={place.id} onClick={() => void keepPlace(db, place.id)}>
                <span className="row-main">
                  <span className="row-title">{place.name}</span>
                </span>
                <NextIcon />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  )
}
