/** The person in hand: when to ring and why, the number (shown on request, on record), and what came of it, also by the keys 1 to 6. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../../platform/web/client.ts'
import { sinceWords } from '../../../../platform/web/desk/figures.ts'
import { EyeIcon, NextIcon } from '../../../../platform/web/desk/icons.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../../register/contract.ts'
import { clockOf, EARLIEST_CALL, LATEST_CALL, minuteOfDay } from '../../call-time.ts'
import { contactOutcomes, type MissingPerson } from '../../model.ts'
import { ExemptForm } from './exempt-form.tsx'
import { aboutWords, callTimeOf, doesWords } from './person-words.ts'
import type { Missing } from './use-missing.ts'
import type { Outcome } from './use-try.ts'
import { missingWords } from './words.ts'

interface CallPanelProps {
  readonly roundId: string
  readonly person: MissingPerson
  readonly household: readonly MissingPerson[]
  readonly missing: Missing
  readonly mayAct: boolean
  readonly now: number
  readonly busy: boolean
  readonly onOutcome: (outcome: Outcome) => void
  readonly onNext: () => void
}

export function CallPanel(props: CallPanelProps) {
  const { roundId, person, household, missing, mayAct, now, busy, onOutcome, onNext } = props
  const { t, lang } = useLang()
  return (
    <>
      <header className="call-head">
        <h2>{person.name}</h2>
        <Button type="text" size="small" onClick={onNext} icon={<NextIcon />} iconPlacement="end">
          {t(missingWords.nextOne)}
        </Button>
      </header>
      <p className="call-about">
        {[aboutWords(person, t), ...doesWords(person, t)].filter(Boolean).join(' · ')}
        <br />
        {person.address}
      </p>
      <WhenToRing person={person} now={now} />
      <Phone person={person} mayAct={mayAct} />
      <p className="muted">
        {person.lastOutcome && person.lastTryAt
          ? t(missingWords.tried, {
              n: person.tries,
              outcome: t(contactOutcomes.words[person.lastOutcome]),
              when: sinceWords(person.lastTryAt, now, lang),
            })
          : t(missingWords.neverTried)}
      </p>
      {household.length > 0 && (
        <p className="call-household">
          {t(missingWords.sameHome, { names: household.map((one) => one.name).join(lang === 'zh' ? '、' : ', ') })}
        </p>
      )}
      {mayAct && (
        <>
          <h3>
            {t(missingWords.result)} <span className="muted">{t(missingWords.resultKeys)}</span>
          </h3>
          <div className="call-outcomes">
            {contactOutcomes.values.map((outcome, i) => (
              <Button key={outcome} disabled={busy} onClick={() => onOutcome(outcome)}>
                {t(contactOutcomes.words[outcome])}
                <kbd aria-hidden="true">{i + 1}</kbd>
              </Button>
            ))}
          </div>
          <ExemptForm roundId={roundId} person={person} missing={missing} onDone={onNext} />
        </>
      )}
    </>
  )
}

function WhenToRing({ person, now }: { person: MissingPerson; now: number }) {
  const { t } = useLang()
  const best = callTimeOf(person, now)
  const minute = minuteOfDay(now)
  const params = { from: clockOf(best.from), to: clockOf(best.to) }
  const tooLate = minute < EARLIEST_CALL || minute >= LATEST_CALL
  return (
    <p className={best.now ? 'call-when good' : 'call-when'}>
      <strong>{t(best.now ? missingWords.callNow : missingWords.callLater, params)}</strong>
      <br />
      {tooLate ? t(missingWords.tooLate) : t(best.because)}
    </p>
  )
}

function Phone({ person, mayAct }: { person: MissingPerson; mayAct: boolean }) {
  const { t } = useLang()
  const { message } = App.useApp()
  const mayReveal = useMay(register.operations.reveal.roles) && mayAct
  const [shown, setShown] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const reveal = async () => {
    setBusy(true)
    try {
      const { value } = await call(register.operations.reveal, {
        residentId: person.residentId,
        field: 'phone',
        purpose: 'call',
      })
      setShown(value ?? t(missingWords.noPhone))
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setBusy(false)
    }
  }
  if (person.phoneMasked === null)
    return (
      <p className="call-number">
        {t(missingWords.noPhone)}
        <span className="muted">{t(missingWords.noPhoneHint)}</span>
      </p>
    )
  return (
    <div className="call-number" aria-live="polite">
      <span className={shown ? 'call-digits' : 'call-digits masked'}>{shown ?? person.phoneMasked}</span>
      {mayReveal && !shown && (
        <Button icon={<EyeIcon />} loading={busy} onClick={() => void reveal()} title={t(missingWords.revealNote)}>
          {t(missingWords.reveal)}
        </Button>
      )}
    </div>
  )
}
