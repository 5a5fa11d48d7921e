/** One short form. For a member of the household nothing is asked that the register knows; for anybody else who they are and where they go. */
import { type FormEvent, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { freshToken } from '../../../platform/web/fresh-token.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { idTypes } from '../../register/model.ts'
import type { Opened } from '../answers.ts'
import type { ApplicationItem } from '../application.ts'
import { pass } from '../contract.ts'
import { passKinds } from '../model.ts'
import { said } from './use-answer.ts'
import { residentWords as w } from './words.ts'

interface AskFormProps {
  readonly link: string
  readonly member: Opened['members'][number] | null
  readonly opened: Opened
  readonly onSent: (token: string) => void
  readonly onBack: () => void
}

export function AskForm({ link, member, opened, onSent, onBack }: AskFormProps) {
  const { t, lang } = useLang()
  // One id and one secret for this form: sent twice is asked once.
  const [own] = useState(() => ({ id: freshId(), token: freshToken() }))
  const [draft, setDraft] = useState<Omit<ApplicationItem, 'id' | 'token'>>({
    ...{ kind: opened.kinds[0] ?? 'resident', residentId: member?.id ?? null, name: null, sex: null, birthDate: null },
    ...{ idType: 'resident-id', idNumber: null, phone: null, address: null, reason: null, wantsCard: false },
  })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Word | null>(null)
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const empty = (text: string | null): boolean => (text ?? '').trim() === ''
  const missing: Word[] =
    member === null
      ? [
          ...(empty(draft.name) ? [w.name] : []),
          ...(draft.idType !== 'none' && empty(draft.idNumber) ? [w.idNumber] : []),
          ...(opened.who === 'poster' && empty(draft.address) ? [w.address] : []),
        ]
      : []
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length > 0) return scrollTo({ top: 0 })
    setBusy(true)
    setFault(null)
    const orNull = (text: string | null): string | null => (empty(text) ? null : (text as string).trim())
    try {
      await call(pass.operations.ask, {
        key: link,
        item: {
          ...{ ...draft, ...own, name: orNull(draft.name), idNumber: orNull(draft.idNumber) },
          ...{ phone: orNull(draft.phone), address: orNull(draft.address), reason: orNull(draft.reason) },
          ...(member === null ? {} : { idType: 'none' as const }),
        },
      })
      onSent(own.token)
    } catch (error) {
      setFault(said(error))
    } finally {
      setBusy(false)
    }
  }
  const field = (id: string, label: Word, key: 'name' | 'idNumber' | 'phone' | 'address' | 'reason', more = {}) => (
    <div>
      <label className="field-name" htmlFor={`pass-${id}`}>
        {t(label)}
      </label>
      <input
        id={`pass-${id}`}
        className="field-input"
        value={draft[key] ?? ''}
        maxLength={80}
        aria-invalid={tried && missing.includes(label)}
        onChange={(event) => set({ [key]: event.target.value })}
        {...more}
      />
    </div>
  )
  return (
    <form className="pass-form" noValidate onSubmit={(event) => void send(event)}>
      <button type="button" className="step-back" onClick={onBack}>
        {t(w.cancel)}
      </button>
      <h1>{member === null ? t(w.askTitle) : member.name}</h1>
      {tried && missing.length > 0 && (
        <p className="fault" role="alert">
          {t(w.missing, { what: missing.map((word) => t(word)).join(lang === 'zh' ? '、' : ', ') })}
        </p>
      )}
      {fault && (
        <p className="fault" role="alert">
          {t(fault)}
        </p>
      )}
      <fieldset className="pass-chips">
        <legend>{t(w.kind)}</legend>
        {opened.kinds.map((kind) => (
          <label key={kind}>
            <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => set({ kind })} />
            {t(passKinds.words[kind])}
          </label>
        ))}
      </fieldset>
      {member === null && (
        <>
          {field('name', w.name, 'name', { autoComplete: 'off' })}
          <fieldset className="pass-chips">
            <legend>{t(w.idType)}</legend>
            {idTypes.values.map((idType) => (
              <label key={idType}>
                <input type="radio" name="id" checked={draft.idType === idType} onChange={() => set({ idType })} />
                {t(idTypes.words[idType])}
              </label>
            ))}
          </fieldset>
          {draft.idType !== 'none' && field('number', w.idNumber, 'idNumber', { autoComplete: 'off', maxLength: 40 })}
          <p className="step-hint">{t(w.idHint)}</p>
          {field('phone', w.phone, 'phone', { type: 'tel', maxLength: 30 })}
          {opened.who !== 'household' && field('address', w.address, 'address', { maxLength: 120 })}
        </>
      )}
      {field('reason', w.reason, 'reason', { maxLength: 200 })}
      <fieldset className="pass-chips">
        <label>
          <input
            type="checkbox"
            checked={draft.wantsCard}
            onChange={(event) => set({ wantsCard: event.target.checked })}
          />
          {t(w.card)}
        </label>
      </fieldset>
      <button type="submit" className="big big-primary" disabled={busy}>
        {t(w.send)}
      </button>
    </form>
  )
}
