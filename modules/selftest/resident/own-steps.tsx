/**
 * One's own laboratory results: who, that person's identity number, what the laboratory has said. The number lies in this page's
 * memory until it was sent, and nowhere else; going back or reloading asks for it again.
 */
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { call, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { tellings } from '../../laboratory/model.ts'
import { selftest } from '../contract.ts'
import type { HouseholdView } from './household.tsx'
import type { Member } from './report-steps.tsx'
import { Big, ChoiceRow, Step } from './step.tsx'
import { residentWords as w } from './words.ts'

type OwnResult = OutputFor<typeof selftest.operations.ownResults>['results'][number]

interface OwnStepsProps {
  readonly members: HouseholdView['members']
  readonly householdKey: string
}

export function OwnSteps({ members, householdKey }: OwnStepsProps) {
  const { screen, go, swap } = useScreens()
  const [who, setWho] = useState<Member | null>(null)
  const [results, setResults] = useState<readonly OwnResult[] | null>(null)
  if (screen.name === 'own-results' && who && results) return <OwnResults who={who} results={results} />
  if (screen.name !== 'own' && who)
    return (
      <NumberStep
        {...{ who, householdKey }}
        onResults={(found) => {
          setResults(found)
          swap('own-results')
        }}
      />
    )
  return (
    <OwnWhoStep
      members={members}
      onWho={(member) => {
        setWho(member)
        setResults(null)
        go('own-number')
      }}
    />
  )
}

function OwnWhoStep({ members, onWho }: { members: HouseholdView['members']; onWho: (member: Member) => void }) {
  const t = useT()
  const [picked, pick] = useState<Member | null>(null)
  const [wrong, setWrong] = useState(false)
  return (
    <Step
      title={t(w.ownWhoTitle)}
      hint={t(w.ownWhoHint)}
      fault={wrong && picked === null ? t(w.chooseWho) : null}
      onSubmit={() => {
        setWrong(true)
        if (picked) onWho(picked)
      }}
    >
      <fieldset className="choice-rows">
        <legend className="visually-hidden">{t(w.ownWhoTitle)}</legend>
        {members.map((member) => (
          <ChoiceRow
            key={member.id}
            type="radio"
            name="own"
            checked={picked?.id === member.id}
            onChange={() => pick(member)}
            title={member.name}
          />
        ))}
      </fieldset>
      <Big>{t(w.next)}</Big>
    </Step>
  )
}

interface NumberStepProps {
  readonly who: Member
  readonly householdKey: string
  readonly onResults: (results: readonly OwnResult[]) => void
}

function NumberStep({ who, householdKey, onResults }: NumberStepProps) {
  const t = useT()
  const [number, setNumber] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Word | null>(null)
  const ask = async () => {
    setBusy(true)
    setFault(null)
    try {
      const { results } = await call(selftest.operations.ownResults, { key: householdKey, residentId: who.id, number })
      onResults(results)
    } catch (error) {
      setFault(isOffline(error) ? w.ownOffline : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Step
      title={t(w.ownNumberTitle, { name: who.name })}
      hint={t(w.ownNumberHint)}
      fault={fault && t(fault)}
      onSubmit={() => void ask()}
    >
      <div>
        <label className="field-name" htmlFor="own-number">
          {t(w.ownNumber)}
        </label>
        <input
          id="own-number"
          className="field-input field-code field-number"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          aria-invalid={fault !== null}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
        />
      </div>
      <Big busy={busy || number.trim() === ''}>{t(w.ownSee)}</Big>
    </Step>
  )
}

function OwnResults({ who, results }: { who: Member; results: readonly OwnResult[] }) {
  const t = useT()
  const { home } = useScreens()
  return (
    <Step title={t(w.ownTitle, { name: who.name })} hint={t(w.ownClosed)}>
      {results.length === 0 && <p>{t(w.ownNone)}</p>}
      {results.map((result) => (
        <section key={`${result.roundName} ${result.sampledAt}`} className="panel">
          <h2>{t(tellings.words[result.told])}</h2>
          <p>{result.roundName}</p>
          <p className="step-hint">
            {result.siteName === null
              ? t(w.ownSampled, { when: shanghaiMinute(result.sampledAt) })
              : t(w.ownSampledAt, { when: shanghaiMinute(result.sampledAt), site: result.siteName })}
            {result.toldAt && (
              <>
                <br />
                {t(w.ownTold, { when: shanghaiMinute(result.toldAt) })}
              </>
            )}
          </p>
        </section>
      ))}
      <button type="button" className="big" onClick={home}>
        {t(w.ownLeave)}
      </button>
    </Step>
  )
}
