/** My record on the phone: days, hours and nights, and how near the caps they are. */
import { useEffect, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { staff } from '../contract.ts'
import { fatigueReasons, fatigueStates } from '../fatigue.ts'
import { ownWords as w } from '../own-words.ts'
import { keepRecord, readRecord } from './own-record.ts'
import './own-record.css'

export function OwnRecordScreen() {
  const t = useT()
  const { db } = usePhone()
  const now = useNow()
  const [problem, setProblem] = useState<Word | null>(null)
  const kept = useKept(() => readRecord(db), [db])
  useEffect(() => {
    ask(staff.operations.mine, {})
      .then((record) => keepRecord(db, record))
      .catch((error: unknown) => isOffline(error) || setProblem(wordsOf(error)))
  }, [db])
  const record = kept?.record
  return (
    <Page title={t(w.mineTitle)}>
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {kept === null ? <Notice>{t(w.mineNotYet)}</Notice> : null}
      {record && record.own === null ? (
        <div className="empty">
          <strong>{t(w.mineNone)}</strong>
          <p>{t(w.mineNoneHint)}</p>
        </div>
      ) : null}
      {record?.own && record.load ? <Record own={record.own} load={record.load} /> : null}
      {kept ? <p className="row-more">{t(w.mineAge, { age: sayAge(t, now - kept.at) })}</p> : null}
    </Page>
  )
}

type Told = NonNullable<Awaited<ReturnType<typeof readRecord>>>['record']

function Record({ own, load }: { own: NonNullable<Told['own']>; load: NonNullable<Told['load']> }) {
  const t = useT()
  const { person, service } = own
  const { caps } = load
  const figures = [
    [w.mineWeek, t(w.ofCap, { n: load.hours, cap: caps.capHours })],
    [w.mineNightsRow, t(w.ofCap, { n: load.nightsInRow, cap: caps.nightsInRow })],
    [w.mineDaysRow, t(w.ofDays, { n: load.daysInRow, cap: caps.daysInRow })],
    [w.mineDays, person.service.days],
    [w.mineHours, person.service.hours],
    [w.mineNights, person.service.nights],
  ] as const
  return (
    <>
      <section className="card">
        <span className="row-title">{person.name}</span>
        <span className="row-more">{person.departmentName}</span>
        {person.exemptUntil ? <span className="row-more">{t(w.until, { day: person.exemptUntil })}</span> : null}
      </section>
      <Notice kind={load.state === 'fit' ? 'good' : load.state === 'near' ? 'warn' : 'alarm'}>
        {[t(fatigueStates.words[load.state]), ...load.because.map((why) => t(fatigueReasons.words[why]))].join(' · ')}
      </Notice>
      <dl className="own-figures">
        {figures.map(([label, value]) => (
          <div key={label[1]}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className="section-title">{t(w.latest)}</h2>
      {service.length === 0 ? <p>{t(w.serviceNone)}</p> : null}
      <ul className="rows">
        {service.slice(0, 30).map((line) => (
          <li key={line.id} className="row">
            <span className="row-main">
              <span className="row-title">{line.day}</span>
            </span>
            <span>
              {t(w.hours, { n: line.hours })}
              {line.night ? ` · ${t(w.night)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
