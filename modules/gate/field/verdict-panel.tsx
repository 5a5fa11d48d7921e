/** Light, word, sound and buzz together; then the person to compare, why, what next, and the one tap that records. */
import { useEffect, useState } from 'react'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { AlertIcon, CheckIcon, StopIcon, ThermometerIcon } from '../../../platform/web/phone/icons.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { type Sound, play } from '../../../platform/web/phone/sound.ts'
import { passKinds } from '../../pass/model.ts'
import type { Verdict } from '../decide.ts'
import { directions, errands, type Light, reasons, type Step, steps, type Way, ways } from '../model.ts'
import { holderOf, type Standing } from './check.ts'
import { DutyLinks } from './duty-links.tsx'
import type { Pocket } from './gate-pocket.ts'
import { useHolderLine } from './person.tsx'
import { TemperatureSheet } from './temperature-sheet.tsx'
import type { Checking } from './use-check.ts'
import { direction, type Entry } from './use-gate.ts'
import { wayHint } from './ways-entry.tsx'
import { gateWords as w } from './words.ts'

const LOOKS: Record<Light, { readonly icon: typeof CheckIcon; readonly word: Word; readonly sound: Sound }> = {
  go: { icon: CheckIcon, word: w.go, sound: 'due' },
  ask: { icon: AlertIcon, word: w.ask, sound: 'stranger' },
  stop: { icon: StopIcon, word: w.stop, sound: 'tested' },
}
/** Where a step leads on this screen. */
const LEADS: Partial<Record<Step, Entry>> = {
  'scan-again': 'scan',
  'refresh-code': 'scan',
  'type-number': 'number',
  'find-by-name': 'find',
  'other-ways': 'ways',
}

interface Props {
  readonly standing: Standing
  readonly verdict: Verdict
  readonly pocket: Pocket
  readonly check: Checking
  readonly onGo: (entry: Entry, way?: Way) => void
}

export function VerdictPanel({ standing, verdict, pocket, check, onGo }: Props) {
  const t = useT()
  const { light, because, next } = verdict
  const { icon: Icon, word, sound } = LOOKS[light]
  const [measuring, setMeasuring] = useState(false)
  useEffect(() => {
    play(sound)
    scrollTo(0, 0)
  }, [sound])
  const [first, ...others] = because
  const second = because.includes('measure-again')
  return (
    <section className={`gate-check gate-check-${light}`} data-light={light} data-because={because.join(' ')}>
      <div className={`gate-verdict gate-verdict-${light}`} role="status" data-verdict={light}>
        <Icon size={64} />
        <div>
          <strong>{t(word)}</strong>
          <span>{first ? t(reasons.words[first]) : ''}</span>
        </div>
      </div>
      <Person standing={standing} />
      {others.length > 0 ? (
        <ul className="gate-also" aria-label={t(w.alsoNoted)}>
          {others.map((reason) => (
            <li key={reason}>{t(reasons.words[reason])}</li>
          ))}
        </ul>
      ) : null}
      {light === 'go' ? null : (
        <ol className="gate-steps" aria-label={t(w.whatNext)}>
          {standing.way === 'pass' ? null : <li className="gate-say">{t(wayHint(standing.way))}</li>}
          {next
            .filter((step) => standing.way === 'pass' || step !== 'other-ways')
            .map((step) => (
              <li key={step}>
                <StepLine step={step} onGo={onGo} onMeasure={() => setMeasuring(true)} pocket={pocket} />
              </li>
            ))}
        </ol>
      )}
      <Decide verdict={verdict} pocket={pocket} check={check} />
      <div className="gate-more">
        <Button size="small" data-temperature onClick={() => setMeasuring(true)}>
          <ThermometerIcon />
          {standing.temperature === null
            ? t(w.temperature)
            : `${(standing.second ?? standing.temperature).toFixed(1)} °C`}
        </Button>
        <Button size="small" data-leave onClick={check.leave}>
          {t(w.leave)}
        </Button>
      </div>
      {measuring ? (
        <TemperatureSheet
          title={t(second ? w.measureSecond : w.temperature)}
          onClose={() => setMeasuring(false)}
          onTake={(celsius) => {
            setMeasuring(false)
            check.measured(celsius)
          }}
        />
      ) : null}
    </section>
  )
}

function Person({ standing }: { standing: Standing }) {
  const t = useT()
  const line = useHolderLine()
  const holder = holderOf(standing)
  const { listed, last, read, way } = standing
  const kind = listed?.kind ?? (read?.ok ? read.claims.kind : null)
  return (
    <div className="gate-person">
      <h2>{holder?.name ?? t(way === 'pass' ? w.unknownPerson : ways.words[way])}</h2>
      {holder ? <p className="gate-compare">{line(holder)}</p> : null}
      <p className="row-more">
        {[
          kind ? t(passKinds.words[kind]) : '',
          listed ? t(w.until, { day: shanghaiDay(listed.until) }) : '',
          last ? t(w.lastSeen, { direction: t(directions.words[last.direction]), time: shanghaiClock(last.at) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}

interface StepProps {
  readonly step: Step
  readonly pocket: Pocket
  readonly onGo: Props['onGo']
  readonly onMeasure: () => void
}
/** A step that this phone can do is a button; the others are said. */
function StepLine({ step, pocket, onGo, onMeasure }: StepProps) {
  const t = useT()
  const lead = LEADS[step]
  const say = t(steps.words[step])
  // The first to be called; the others stand in the shift's own screen, or they would push the decision out of sight.
  if (step === 'call-duty') return <DutyLinks duty={pocket.duty.slice(0, 1)} />
  if (step === 'measure-again')
    return (
      <Button kind="primary" data-step={step} onClick={onMeasure}>
        <ThermometerIcon />
        {say}
      </Button>
    )
  if (!lead) return <span className="gate-say">{say}</span>
  return (
    <Button data-step={step} onClick={() => onGo(lead)}>
      {say}
    </Button>
  )
}

interface DecideProps {
  readonly verdict: Verdict
  readonly pocket: Pocket
  readonly check: Checking
}
/** The keeper decides; whatever the light, both ways are one tap. */
function Decide({ verdict: { light, because }, pocket, check }: DecideProps) {
  const t = useT()
  const way = useCell(direction)
  const pass = (kind: 'primary' | 'plain', word: Word) => (
    <Button kind={kind} size="huge" data-outcome="passed" onClick={() => void check.record('passed')}>
      {t(word)}
    </Button>
  )
  const back = (kind: 'stop' | 'plain') => (
    <Button kind={kind} size="huge" data-outcome="turned-back" onClick={() => void check.record('turned-back')}>
      {t(w.turnBack)}
    </Button>
  )
  if (because.includes('fever'))
    return (
      <div className="gate-decide">
        <Button kind="stop" size="huge" data-outcome="quiet-place" onClick={() => void check.record('quiet-place')}>
          {t(w.toQuiet)}
        </Button>
        {pass('plain', w.passAnyway)}
      </div>
    )
  if (light === 'stop')
    return (
      <div className="gate-decide">
        {back('stop')}
        {pass('plain', w.passAnyway)}
      </div>
    )
  if (way === 'out' && pocket.measure?.policy.askReason)
    return (
      <div className="gate-errands" role="group" aria-label={t(w.errand)}>
        <p>{t(w.errand)}</p>
        {errands.values.map((errand) => (
          <Button key={errand} data-errand={errand} onClick={() => void check.record('passed', errand)}>
            {t(errands.words[errand])}
          </Button>
        ))}
        {light === 'go' ? null : back('plain')}
      </div>
    )
  if (light === 'ask')
    return (
      <div className="gate-decide">
        {pass(because.includes('measure-again') ? 'plain' : 'primary', w.compared)}
        {back('plain')}
      </div>
    )
  return <div className="gate-decide gate-decide-one">{pass('primary', w.record)}</div>
}
