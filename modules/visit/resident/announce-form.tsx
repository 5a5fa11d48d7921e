/** Who comes, when, for how long. Its id is made once, so that sending twice announces once. */
import { type ComponentProps, useId, useState } from 'react'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { foldName } from '../../../platform/pure/fullwidth.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { call, isOffline, wordsOf } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { visiting } from '../contract.ts'
import { purposes } from '../model.ts'
import { hostWords as w } from './words.ts'

interface AnnounceFormProps {
  readonly householdKey: string
  readonly today: string
  readonly lastDay: string
  readonly mostHours: number
  readonly onDone: () => void
}
export function AnnounceForm({ householdKey, today, lastDay, mostHours, onDone }: AnnounceFormProps) {
  const t = useT()
  const [ids, setIds] = useState(() => ({ visit: freshId(), who: freshId() }))
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [plate, setPlate] = useState('')
  const [on, setOn] = useState(today)
  const [hours, setHours] = useState(String(Math.min(2, mostHours)))
  const [people, setPeople] = useState('1')
  const [purpose, setPurpose] = useState<CodeOf<typeof purposes>>('family')
  const [fault, setFault] = useState<Word | null>(null)
  const [busy, setBusy] = useState(false)
  const purposeId = useId()
  const send = async () => {
    if (foldName(name) === '') return setFault(w.needName)
    setBusy(true)
    setFault(null)
    try {
      await call(visiting.operations.announce, {
        key: householdKey,
        item: {
          ...{ id: ids.visit, purpose, people: Number(people) || 1, hours: Number(hours) || 1, expectedOn: on },
          plate: plate.trim() || null,
          who: { id: ids.who, name, phone: phone.trim() || null, idType: 'none', idNumber: null },
        },
      })
      setIds({ visit: freshId(), who: freshId() })
      setName('')
      setPhone('')
      setPlate('')
      onDone()
    } catch (error) {
      setFault(isOffline(error) ? w.offline : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2>{t(w.announce)}</h2>
      {fault && (
        <p className="fault" role="alert">
          {t(fault)}
        </p>
      )}
      <Line label={t(w.name)} value={name} onValue={setName} maxLength={80} />
      <Line label={t(w.phone)} value={phone} onValue={setPhone} inputMode="tel" maxLength={30} />
      <Line label={t(w.day)} value={on} onValue={setOn} type="date" min={today} max={lastDay} />
      <Line
        label={t(w.hours, { most: mostHours })}
        value={hours}
        onValue={setHours}
        type="number"
        min={1}
        max={mostHours}
      />
      <Line label={t(w.people)} value={people} onValue={setPeople} type="number" min={1} max={50} />
      <div>
        <label className="field-name" htmlFor={purposeId}>
          {t(w.purpose)}
        </label>
        <select
          id={purposeId}
          className="field-input"
          value={purpose}
          onChange={(event) => setPurpose(event.target.value as CodeOf<typeof purposes>)}
        >
          {purposes.values.map((one) => (
            <option key={one} value={one}>
              {t(purposes.words[one])}
            </option>
          ))}
        </select>
      </div>
      <Line label={t(w.plate)} value={plate} onValue={setPlate} autoCapitalize="characters" maxLength={30} />
      <button type="submit" className="big big-primary" disabled={busy}>
        {t(w.announce)}
      </button>
    </form>
  )
}

interface LineProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}
function Line({ label, value, onValue, ...rest }: LineProps) {
  const id = useId()
  return (
    <div>
      <label className="field-name" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input"
        value={value}
        onChange={(event) => onValue(event.target.value)}
        autoComplete="off"
        {...rest}
      />
    </div>
  )
}
