/** A person not on the list, with whatever they can show or say: every kind of document, and none, in the same way. */
import { type FormEvent, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button, Choices, Field } from '../../../platform/web/phone/parts.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { foldName, foldTight } from '../../../platform/pure/fullwidth.ts'
import { identityProblems, isRefused, readIdentityNumber } from '../../../platform/pure/identity-number.ts'
import { checkAsTyped } from '../../../platform/pure/identity-typing.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { idTypes } from '../../register/model.ts'
import { type WalkIn, walkInDraft } from './candidate.ts'
import { laneWords as w } from './words.ts'

type Document = WalkIn['idType']
// The documents' full names do not fit six to a thumb.
const short = {
  'resident-id': w.idCard,
  passport: w.passport,
  'hk-macau-permit': w.hkPermit,
  'taiwan-permit': w.taiwanPermit,
  'foreign-resident': w.foreignCard,
  none: w.noDocument,
} as const

export function WalkInEntry({ onReady }: { onReady: (walkIn: WalkIn) => void }) {
  const t = useT()
  const draft = walkInDraft.get()
  const [name, setName] = useState(draft.name ?? '')
  const [document, setDocument] = useState<Document>(draft.idType ?? 'none')
  const [number, setNumber] = useState(draft.idNumber ?? '')
  const [phone, setPhone] = useState(draft.phone ?? '')
  const [tried, setTried] = useState(false)
  const today = shanghaiDay(useNow())
  const declared = document === 'none' ? undefined : document
  const typing = checkAsTyped(number, { declared, today })
  const reading = readIdentityNumber(number, { declared, today })
  const tidyPhone = foldTight(phone).replaceAll('-', '')
  const wrongPhone = tidyPhone !== '' && !/^\+?\d{5,20}$/u.test(tidyPhone)
  const wrongNumber = document !== 'none' && number.trim() !== '' && isRefused(reading)
  const tidyName = foldName(name)
  const numberSays =
    typing.state === 'bad'
      ? t(identityProblems.words[typing.reason])
      : typing.state === 'complete'
        ? t(w.numberWhole)
        : tried && wrongNumber && 'problem' in reading
          ? t(identityProblems.words[reading.problem])
          : t(w.documentLater)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (tidyName === '' || wrongPhone || wrongNumber) return
    const walkIn: WalkIn = {
      name: tidyName.slice(0, 80),
      idType: document,
      idNumber: document === 'none' || isRefused(reading) || reading.value === '' ? null : reading.value,
      phone: tidyPhone === '' ? null : tidyPhone,
    }
    walkInDraft.set(walkIn)
    onReady(walkIn)
  }
  return (
    <form className="walk-in" onSubmit={submit}>
      <Field
        label={t(w.name)}
        value={name}
        onChange={(e) => setName(e.target.value)}
        autoComplete="off"
        maxLength={80}
        name="walk-in-name"
        {...(tried && tidyName === '' ? { bad: true, say: t(w.nameMissing) } : {})}
      />
      <Choices
        legend={t(w.document)}
        value={document}
        onChoose={setDocument}
        width={104}
        options={idTypes.values.map((value) => ({ value, label: t(short[value]) }))}
      />
      {document === 'none' ? null : (
        <Field
          label={t(w.documentNumber)}
          value={number}
          onChange={(e) => setNumber(e.target.value)}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          name="walk-in-number"
          bad={typing.state === 'bad' || (tried && wrongNumber)}
          good={typing.state === 'complete'}
          say={numberSays}
        />
      )}
      <Field
        label={
          <>
            {t(w.phone)} <small>{t(w.phoneLater)}</small>
          </>
        }
        value={phone}
        onChange={(e) => setPhone(e.target.value)}
        inputMode="tel"
        autoComplete="off"
        maxLength={30}
        name="walk-in-phone"
        bad={wrongPhone}
        {...(wrongPhone ? { say: t(w.phoneBad) } : {})}
      />
      <span className="grow" />
      <Button kind="primary" size="huge" type="submit">
        {t(w.next)}
      </Button>
    </form>
  )
}
