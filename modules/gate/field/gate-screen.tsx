/** A gate at work: who is it, may they pass, next. The way to a doctor is in reach on every screen of it. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Scanner } from '../../../platform/web/phone/camera/scanner.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { useCell } from '../../../platform/web/phone/cell.ts'
import {
  InIcon,
  MedicalIcon,
  NumberIcon,
  OutIcon,
  PersonPlusIcon,
  ScanIcon,
  SearchIcon,
} from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Notice } from '../../../platform/web/phone/parts.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { directions, type Way } from '../model.ts'
import { FindEntry } from './find-entry.tsx'
import { agreedTime } from '../../../platform/web/phone/agreed-clock.ts'
import type { Pocket } from './gate-pocket.ts'
import { LastDone } from './last-done.tsx'
import { MedicalDone } from './medical-done.tsx'
import { NumberEntry } from './number-entry.tsx'
import type { PassBook } from './pass-book.ts'
import type { Shift } from './shift.ts'
import { useCheck } from './use-check.ts'
import { direction, type Entry, entry, turn } from './use-gate.ts'
import { VerdictPanel } from './verdict-panel.tsx'
import { WaysEntry } from './ways-entry.tsx'
import { WedgeField } from './wedge-field.tsx'
import { gateWords as w } from './words.ts'

const ENTRIES = [
  { id: 'scan', icon: ScanIcon, word: w.scan },
  { id: 'number', icon: NumberIcon, word: w.number },
  { id: 'find', icon: SearchIcon, word: w.find },
  { id: 'ways', icon: PersonPlusIcon, word: w.noPass },
] as const

export function GateScreen({ shift, pocket, book }: { shift: Shift; pocket: Pocket; book: PassBook }) {
  const t = useT()
  const { go } = useScreens()
  const current = useCell(entry)
  const [by, setBy] = useState<Way>('pass')
  const check = useCheck(shift.gateId, pocket, book)
  const { standing, verdict } = check
  useNow()
  const { now, trusted } = agreedTime()
  const age = pocket.listAt === null ? null : sayAge(t, now - pocket.listAt)
  const policy = pocket.measure?.policy
  const old = policy && pocket.listAt !== null && now - pocket.listAt > policy.listStaleHours * 3600_000

  const choose = (next: Entry, way: Way = 'pass'): void => {
    setBy(way)
    check.leave()
    entry.set(next)
  }
  const rescan = verdict?.next.some((step) => step === 'scan-again' || step === 'refresh-code') ?? false
  // The camera stays open behind a verdict, so that the next person need not wait for it; while the keeper decides, it is deaf.
  const deaf = check.medicalDone !== null || (verdict !== null && verdict.light !== 'go' && !rescan)
  return (
    <Page
      first
      title={shift.gateName}
      small={
        <button type="button" className="gate-age" onClick={() => go('shift')} data-list-age={age ?? ''}>
          {age === null ? t(w.noList) : t(w.list, { age })} · {t(w.passes, { count: book.size })}
        </button>
      }
      className="gate"
      foot={
        <>
          <Foot current={current} onChoose={choose} />
          <button type="button" className="gate-medical" onClick={() => void check.medical()}>
            <MedicalIcon />
            <span>
              {t(w.medicalExit)}
              <small>{t(w.medicalHint)}</small>
            </span>
          </button>
        </>
      }
    >
      <WedgeField onLine={(text) => void check.line(text)} />
      <Direction />
      {trusted ? null : <Notice kind="warn">{t(w.clockOff)}</Notice>}
      {pocket.listAt === null ? <Notice kind="warn">{t(w.noListNow)}</Notice> : null}
      {old ? <Notice kind="warn">{t(w.listOld, { age: age ?? '' })}</Notice> : null}
      {pocket.measure === null ? <Notice>{t(w.noMeasure)}</Notice> : null}
      {check.problem ? <Notice kind="alarm">{t(check.problem)}</Notice> : null}
      {check.medicalDone ? <MedicalDone done={check.medicalDone} pocket={pocket} onClose={check.leave} /> : null}
      {standing && verdict ? (
        <VerdictPanel
          key={`${standing.at} ${verdict.light}`}
          standing={standing}
          verdict={verdict}
          pocket={pocket}
          check={check}
          onGo={choose}
        />
      ) : check.medicalDone ? null : (
        <>
          <LastDone />
          {check.ahead === null ? null : (
            <Notice kind={check.ahead >= (policy?.feverAt ?? 37.3) ? 'warn' : 'plain'}>
              {t(w.temperatureFirst, { value: check.ahead.toFixed(1) })}
            </Notice>
          )}
        </>
      )}
      {current === 'scan' ? (
        <div className={`gate-camera ${deaf ? 'gate-camera-deaf' : verdict ? 'gate-camera-small' : ''}`}>
          <Scanner onRead={(text) => deaf || void check.line(text)} hint={t(w.scanHint)} />
        </div>
      ) : null}
      {standing || check.medicalDone ? null : current === 'number' ? (
        <NumberEntry onLine={(text) => void check.line(text)} />
      ) : current === 'find' ? (
        <FindEntry
          book={book}
          onLine={(text) => void check.line(text)}
          onChoose={(pass) => void check.show({ by: 'list', pass }, by)}
          onNone={() => choose('ways')}
        />
      ) : current === 'ways' ? (
        <WaysEntry onFind={() => choose('find', 'no-phone')} onWay={(way) => void check.show({ by: 'nothing' }, way)} />
      ) : null}
    </Page>
  )
}

function Foot({ current, onChoose }: { current: Entry; onChoose: (entry: Entry) => void }) {
  const t = useT()
  return (
    <nav className="gate-entries" aria-label={t(w.way)}>
      {ENTRIES.map(({ id, icon: Icon, word }) => (
        <button
          key={id}
          type="button"
          aria-current={current === id ? 'page' : undefined}
          data-entry={id}
          onClick={() => onChoose(id)}
        >
          <Icon size={26} />
          {t(word)}
        </button>
      ))}
    </nav>
  )
}

function Direction() {
  const t = useT()
  const current = useCell(direction)
  return (
    <div className="gate-direction" role="group" aria-label={t(w.direction)}>
      {directions.values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={current === value}
          data-direction={value}
          onClick={() => turn(value)}
        >
          {value === 'in' ? <InIcon size={30} /> : <OutIcon size={30} />}
          {t(value === 'in' ? w.goingIn : w.goingOut)}
        </button>
      ))}
    </div>
  )
}
