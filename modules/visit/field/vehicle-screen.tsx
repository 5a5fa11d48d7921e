/** A vehicle: one touch for an ambulance, two for one that is known (its plate, let it pass), a short form for any other. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Choices, Field, Notice } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { directions, type Direction } from '../../gate/model.ts'
import { passStandings } from '../../pass/model.ts'
import { type KnownAtGate, type VehicleKind, vehicleKinds, vehicleReasons } from '../model.ts'
import { plateKinds, plateProblems, readForeignPlate, readPlate, showPlate } from '../plate.ts'
import { decideVehicle, type VehicleVerdict } from '../vehicle.ts'
import { visitsNow } from './book.ts'
import { DriverForm } from './driver-form.tsx'
import { noteVehicle, type VehicleNoted } from './noting.ts'
import { PlateKeys } from './plate-keys.tsx'
import { QueueBar } from './queue-bar.tsx'
import type { VisitWork } from './use-visit.ts'
import { fieldWords as w } from './words.ts'

/** Nothing known of it but that it passed. */
const bare = (direction: Direction, kind: VehicleKind): VehicleNoted => ({
  ...{ direction, kind, plate: null, country: null, aboard: null, driver: null, passengers: [] },
  ...{ originCode: null, origin: null, goods: null, temperature: null, knownId: null, light: 'go', outcome: 'passed' },
})

export interface Seen {
  readonly plate: string | null
  readonly country: string | null
  readonly verdict: VehicleVerdict
}

export function VehicleScreen({ work }: { work: VisitWork }) {
  const t = useT()
  const stored = useStored()
  const now = useNow()
  const { post, pocket, book, place } = work
  const [direction, setDirection] = useState<Direction>('in')
  const [typed, setTyped] = useState('')
  const [foreign, setForeign] = useState<{ country: string } | null>(null)
  const [seen, see] = useState<Seen | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const [last, setLast] = useState<string | null>(null)
  // The province of the first plate that is known here: most cars are from near by.
  const home = pocket.known[0]?.plate[0] ?? ''
  const read = foreign ? null : readPlate(typed, home)

  const look = (plate: string | null, country: string | null) =>
    see({
      ...{ plate, country },
      verdict: decideVehicle({ kind: 'car', plate, known: pocket.known, visits: visitsNow(pocket, book), place, now }),
    })
  const save = async (vehicle: VehicleNoted) => {
    const text = vehicle.plate ? showPlate(vehicle.plate) : t(vehicleKinds.words[vehicle.kind])
    const done = await stored(() => noteVehicle(post, vehicle, text))
    if ('problem' in done) {
      play('problem')
      setProblem(done.problem)
      return
    }
    play('done')
    setProblem(null)
    setLast(text)
    setTyped('')
    see(null)
  }

  if (seen)
    return (
      <Page title={seen.plate ? showPlate(seen.plate) : t(w.noPlate)} small={place.name} onBack={() => see(null)}>
        {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
        <VerdictPanel seen={seen} />
        {seen.verdict.light === 'go' ? (
          <>
            <span className="grow" />
            <Button
              kind="primary"
              size="huge"
              onClick={() =>
                void save({
                  ...bare(direction, 'car'),
                  plate: seen.plate,
                  country: seen.country,
                  knownId: seen.verdict.known?.id ?? null,
                })
              }
            >
              {t(w.letPass)}
            </Button>
          </>
        ) : (
          <DriverForm
            seen={seen}
            onDone={(form) =>
              save({ ...bare(direction, form.kind), ...form, plate: seen.plate, country: seen.country, light: 'ask' })
            }
          />
        )}
      </Page>
    )
  const plate = foreign ? readForeignPlate(typed) : null
  const check = (
    <Button
      kind="primary"
      disabled={foreign ? plate === null || foreign.country.trim() === '' : typed === ''}
      onClick={() => (foreign ? look(plate, foreign.country.trim()) : look(read?.ok ? read.plate : typed, null))}
    >
      {t(foreign || typed === '' || read?.ok ? w.check : w.asItIs)}
    </Button>
  )
  return (
    <Page title={t(w.vehicle)} small={place.name}>
      {last ? (
        <Notice kind="good">
          {t(w.passed)} · {last}
        </Notice>
      ) : null}
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {place.kind === 'checkpoint' ? <QueueBar work={work} /> : null}
      <div className="visit-top">
        {(['ambulance', 'fire'] as const).map((kind) => (
          <Button key={kind} kind="stop" data-hurry={kind} onClick={() => void save(bare(direction, kind))}>
            {t(vehicleKinds.words[kind])}
            <small>{t(w.hurry)}</small>
          </Button>
        ))}
        <Choices
          legend={t(w.way)}
          hideLegend
          value={direction}
          onChoose={setDirection}
          width={56}
          options={directions.values.map((value) => ({ value, label: t(directions.words[value]) }))}
        />
      </div>
      <Field
        label={t(foreign ? w.foreign : w.plate)}
        name="plate"
        className="visit-plate"
        value={typed}
        placeholder={t(w.plateHint)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        inputMode={foreign ? 'text' : 'none'}
        maxLength={30}
        onChange={(event) => setTyped(event.target.value)}
        good={read?.ok === true}
        say={
          read === null || typed === ''
            ? ''
            : read.ok
              ? t(plateKinds.words[read.kind])
              : t(plateProblems.words[read.problem])
        }
      />
      {read && !read.ok && read.suggestions.length > 0 && typed.length > 6 ? (
        <div className="visit-offers">
          <span>{t(w.meant)}</span>
          {read.suggestions.map((one) => (
            <Button key={one} size="small" onClick={() => setTyped(one)}>
              {showPlate(one)}
            </Button>
          ))}
        </div>
      ) : null}
      {foreign ? (
        <Field
          label={t(w.country)}
          name="country"
          value={foreign.country}
          onChange={(event) => setForeign({ country: event.target.value })}
          autoComplete="off"
          maxLength={40}
        />
      ) : (
        <PlateKeys value={typed} home={home} onChange={setTyped} />
      )}
      {check}
      <div className="visit-hurry">
        <Button onClick={() => look(null, null)}>{t(w.noPlate)}</Button>
        <Button
          onClick={() => {
            setTyped('')
            setForeign(foreign ? null : { country: '' })
          }}
        >
          {t(foreign ? w.mainland : w.foreign)}
        </Button>
      </div>
    </Page>
  )
}

/** A pass that ran out since the phone last heard of it. */
const standingOf = ({ standing, until }: NonNullable<KnownAtGate['pass']>, now: number) =>
  standing === 'valid' && Date.parse(until) <= now ? 'expired' : standing

function VerdictPanel({ seen: { verdict } }: { seen: Seen }) {
  const t = useT()
  const now = useNow()
  const { known, visit } = verdict
  return (
    <div className={`visit-verdict visit-verdict-${verdict.light}`} role="status" data-light={verdict.light}>
      <strong>{t(verdict.light === 'go' ? w.go : w.ask)}</strong>
      <span>{t(vehicleReasons.words[verdict.because])}</span>
      {known?.whose ? <span>{known.whose}</span> : null}
      {known && verdict.because !== 'withdrawn' ? (
        <span>{t(verdict.because === 'ended' ? w.endedOn : w.until, { until: known.until })}</span>
      ) : null}
      {known?.where ? <span>{t(w.validAt, { where: known.where })}</span> : null}
      {known && verdict.because === 'pass-over' ? (
        <span>
          {known.pass ? t(w.passNow, { standing: t(passStandings.words[standingOf(known.pass, now)]) }) : t(w.passGone)}
        </span>
      ) : null}
      {visit ? <span>{t(w.visitorFor, { host: visit.host })}</span> : null}
    </div>
  )
}
