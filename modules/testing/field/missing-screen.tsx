/** Who is missing, as a list of calls or of doors; kept on the phone with its age. */
import { useDeferredValue, useMemo, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { cell } from '../../../platform/web/phone/cell.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Choices, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useRenewed } from '../../../platform/web/phone/use-renewed.ts'
import { bestCallTime, clockOf } from '../call-time.ts'
import { contactOutcomes, contactWays, type MissingPerson } from '../model.ts'
import {
  callOrder,
  type ContactWay,
  doorsOf,
  fetchMissing,
  MOST_CARRIED,
  narrow,
  readMissing,
  readTries,
  type TryMark,
} from './missing-list.ts'
import { missingWords as w } from './words.ts'

const contactWay = cell<ContactWay>('call')
/** Rows drawn at once; a thousand would make a phone stutter. */
const STEP = 60

export function MissingScreen({ roundId, roundName }: { roundId: string; roundName: string }) {
  const t = useT()
  const { db } = usePhone()
  const { go } = useScreens()
  const now = useNow()
  // Call times change by the half hour: sorting thousands every few seconds would only warm the phone.
  const minute = Math.floor(now / 300_000) * 300_000
  const way = useCell(contactWay)
  const [typed, setTyped] = useState('')
  const shown = useDeferredValue(typed)
  const [most, setMost] = useState(STEP)
  const list = useKept(() => readMissing(db, roundId), [db, roundId])
  const tries = useKept(() => readTries(db, roundId), [db, roundId])

  const { busy, problem, renew } = useRenewed(() => fetchMissing(db, roundId), roundId)

  const people = useMemo(() => {
    const fitting = narrow(list?.rows ?? [], shown)
    return way === 'call' ? callOrder(fitting, tries ?? new Map(), minute) : fitting
  }, [list, shown, way, tries, minute])
  if (list === undefined) return null
  const open = (person: MissingPerson) => go('try', { roundId, residentId: person.residentId, way })
  return (
    <Page first title={t(w.title)} small={roundName}>
      <div className="missing-head">
        <strong className="missing-figure">{list ? list.meta.total : '–'}</strong>
        <span>{list ? t(w.asOf, { age: sayAge(t, now - list.at) }) : t(w.notYet)}</span>
        <Button size="small" disabled={busy} onClick={() => void renew()}>
          {t(busy ? w.refreshing : w.refresh)}
        </Button>
      </div>
      {busy && !list ? <BusyBar label={t(w.refreshing)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {list && list.rows.length >= MOST_CARRIED && list.meta.total > list.rows.length ? (
        <Notice>{t(w.most, { count: list.rows.length })}</Notice>
      ) : null}
      <Choices
        legend={t(w.order)}
        hideLegend
        value={way}
        onChoose={(next) => {
          contactWay.set(next)
          setMost(STEP)
        }}
        options={contactWays.values.map((value) => ({ value, label: t(contactWays.words[value]) }))}
      />
      <label className="visually-hidden" htmlFor="missing-filter">
        {t(w.filter)}
      </label>
      <input
        id="missing-filter"
        className="input"
        type="search"
        value={typed}
        placeholder={t(w.filter)}
        autoComplete="off"
        onChange={(e) => {
          setTyped(e.target.value)
          setMost(STEP)
        }}
      />
      {list && people.length === 0 ? (
        <div className="empty">
          <strong>{t(w.none)}</strong>
          <p>{t(w.noneHint)}</p>
        </div>
      ) : way === 'call' ? (
        <ul className="rows">
          {people.slice(0, most).map((person) => (
            <li key={person.residentId}>
              <MissingRow person={person} tried={tries?.get(person.residentId)} now={now} onOpen={open} />
            </li>
          ))}
        </ul>
      ) : (
        doorsOf(people.slice(0, most)).map((door, i) => (
          <section key={`${door.building} ${door.floor} ${i}`} className="household">
            <h2 className="section-title">
              {door.building}
              {door.floor === null ? '' : ` · ${t(w.floor, { n: door.floor })}`}
            </h2>
            <ul className="rows">
              {door.people.map((person) => (
                <li key={person.residentId}>
                  <MissingRow person={person} tried={tries?.get(person.residentId)} now={now} onOpen={open} />
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      {people.length > most ? (
        <Button onClick={() => setMost(most + STEP)}>{t(w.left, { count: people.length - most })}</Button>
      ) : null}
    </Page>
  )
}

interface RowProps {
  readonly person: MissingPerson
  readonly tried: TryMark | undefined
  readonly now: number
  readonly onOpen: (person: MissingPerson) => void
}
function MissingRow({ person, tried, now, onOpen }: RowProps) {
  const t = useT()
  const outcome = tried?.outcome ?? person.lastOutcome
  const bestCall = bestCallTime(person, now)
  return (
    <button type="button" className="row" data-missing={person.residentId} onClick={() => onOpen(person)}>
      <span className="row-main">
        <span className="row-title">
          {person.name}
          <small className="person-facts">{person.age === null ? '' : t(w.age, { n: person.age })}</small>
        </span>
        <span className="row-more">{person.address}</span>
        <span className="row-more">
          {tried
            ? t(w.savedHere, { age: sayAge(t, now - tried.at) })
            : person.tries === 0
              ? t(w.notTried)
              : t(w.tries, { n: person.tries })}
        </span>
      </span>
      {outcome ? (
        <span className="badge">{t(contactOutcomes.words[outcome])}</span>
      ) : bestCall.now ? (
        <span className="badge badge-good">{t(w.callNow)}</span>
      ) : (
        <span className="row-side">{t(w.callAt, { from: clockOf(bestCall.from), to: clockOf(bestCall.to) })}</span>
      )}
    </button>
  )
}
