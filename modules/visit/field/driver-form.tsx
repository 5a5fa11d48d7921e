/** A vehicle that nobody knows: who drives, how many, from where, with what; names of passengers if somebody asks for them. */
import { type FormEvent, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button, Choices, Field } from '../../../platform/web/phone/parts.tsx'
import { goods, type VehicleKind, vehicleKinds, type Who } from '../model.ts'
import { isEmergency } from '../vehicle.ts'
import { CountField } from './count-field.tsx'
import type { VehicleNoted } from './noting.ts'
import { noOrigin, OriginFields, originOf } from './origin-fields.tsx'
import type { Seen } from './vehicle-screen.tsx'
import { noWho, WhoFields, whoOf } from './who-fields.tsx'
import { fieldWords as w } from './words.ts'

type Form = Pick<
  VehicleNoted,
  'kind' | 'driver' | 'passengers' | 'aboard' | 'originCode' | 'origin' | 'goods' | 'temperature' | 'outcome'
>
type Goods = VehicleNoted['goods']

/** Tenths of a degree; null: not measured; undefined: not a temperature. */
function readTemperature(typed: string): number | null | undefined {
  const text = typed.normalize('NFKC').trim().replace(',', '.')
  if (text === '') return null
  const tenths = Math.round(Number(text) * 10)
  return tenths >= 300 && tenths <= 450 ? tenths : undefined
}

export function DriverForm({ onDone }: { seen: Seen; onDone: (form: Form) => Promise<void> }) {
  const t = useT()
  const [kind, setKind] = useState<VehicleKind>('truck')
  const [driver, setDriver] = useState(noWho)
  const [aboard, setAboard] = useState(1)
  const [passengers, setPassengers] = useState<readonly string[] | null>(null)
  const [origin, setOrigin] = useState(noOrigin)
  const [load, setLoad] = useState<Goods>(null)
  const [degrees, setDegrees] = useState('')
  const [tried, setTried] = useState(false)
  const temperature = readTemperature(degrees)

  const done = (outcome: Form['outcome']) => {
    setTried(true)
    const who = whoOf(driver)
    if (who === null || temperature === undefined) return
    const named = (passengers ?? []).flatMap((name) => whoOf({ ...noWho, name }) ?? []) satisfies Who[]
    void onDone({
      kind,
      driver: who,
      passengers: named,
      aboard,
      ...originOf(origin),
      goods: load,
      temperature,
      outcome,
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    done('passed')
  }
  return (
    <form className="visit-form" onSubmit={submit}>
      <Choices
        legend={t(w.kind)}
        value={kind}
        onChoose={setKind}
        width={92}
        options={vehicleKinds.values
          .filter((value) => !isEmergency(value))
          .map((value) => ({ value, label: t(vehicleKinds.words[value]) }))}
      />
      <WhoFields label={t(w.driver)} prefix="driver" draft={driver} onChange={setDriver} tried={tried} />
      <CountField label={t(w.aboard)} value={aboard} least={1} most={200} onChange={setAboard} />
      {aboard > 1 && passengers === null ? (
        <Button kind="quiet" onClick={() => setPassengers(Array.from({ length: Math.min(aboard - 1, 60) }, () => ''))}>
          {t(w.withNames)}
        </Button>
      ) : null}
      {passengers?.map((name, n) => (
        <Field
          // They have no name yet but their place in the car.
          key={n}
          label={t(w.passenger, { n: n + 1 })}
          value={name}
          onChange={(event) => setPassengers(passengers.map((one, i) => (i === n ? event.target.value : one)))}
          autoComplete="off"
          maxLength={80}
        />
      ))}
      <OriginFields origin={origin} onChange={setOrigin} />
      <Choices
        legend={t(w.goods)}
        value={load ?? 'none'}
        onChoose={(value) => setLoad(value === 'none' ? null : value)}
        width={92}
        options={[
          { value: 'none' as const, label: t(w.noGoods) },
          ...goods.values.map((value) => ({ value, label: t(goods.words[value]) })),
        ]}
      />
      <Field
        label={
          <>
            {t(w.temperature)} <small>{t(w.optional)}</small>
          </>
        }
        name="temperature"
        value={degrees}
        onChange={(event) => setDegrees(event.target.value)}
        inputMode="decimal"
        maxLength={6}
        autoComplete="off"
        bad={temperature === undefined}
        {...(temperature === undefined ? { say: t(w.badTemperature) } : {})}
      />
      <Button kind="primary" size="huge" type="submit">
        {t(w.noteAndPass)}
      </Button>
      <Button onClick={() => done('turned-back')}>{t(w.turnBack)}</Button>
    </form>
  )
}
