/** Somebody as they say it: a name, and a document and a phone if there are any. Nobody is sent away for want of papers (H9). */
import { foldName, foldTight } from '../../../platform/pure/fullwidth.ts'
import { identityProblems, isRefused, readIdentityNumber } from '../../../platform/pure/identity-number.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Choices, Field } from '../../../platform/web/phone/parts.tsx'
import { idTypes } from '../../register/model.ts'
import type { Who } from '../model.ts'
import { fieldWords as w } from './words.ts'

export interface WhoDraft {
  readonly name: string
  readonly idType: Who['idType']
  readonly idNumber: string
  readonly phone: string
}
export const noWho: WhoDraft = { name: '', idType: 'none', idNumber: '', phone: '' }
const short = {
  'resident-id': w.idCard,
  passport: w.passport,
  'hk-macau-permit': w.hkPermit,
  'taiwan-permit': w.taiwanPermit,
  'foreign-resident': w.foreignCard,
  none: w.noDocument,
} as const

/** Null when there is no name. A number that cannot be read is kept as it stands: a fact is kept with its mistakes. */
export function whoOf(draft: WhoDraft): Who | null {
  const name = foldName(draft.name).slice(0, 80)
  if (name === '') return null
  const number = draft.idType === 'none' ? '' : foldTight(draft.idNumber).slice(0, 40)
  const phone = foldTight(draft.phone).slice(0, 30)
  return { id: freshId(), name, phone: phone || null, idType: number ? draft.idType : 'none', idNumber: number || null }
}

interface WhoFieldsProps {
  readonly label: string
  readonly draft: WhoDraft
  readonly onChange: (draft: WhoDraft) => void
  readonly tried: boolean
  /** Field names, so that two people of one screen stay apart. */
  readonly prefix: string
}
export function WhoFields({ label, draft, onChange, tried, prefix }: WhoFieldsProps) {
  const t = useT()
  const set = (part: Partial<WhoDraft>) => onChange({ ...draft, ...part })
  const noName = tried && foldName(draft.name) === ''
  const reading =
    draft.idType === 'none' || draft.idNumber.trim() === ''
      ? null
      : readIdentityNumber(draft.idNumber, { declared: draft.idType })
  const problem = reading && isRefused(reading) ? reading.problem : null
  return (
    <>
      <Field
        label={label}
        name={`${prefix}-name`}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
        autoComplete="off"
        maxLength={80}
        {...(noName ? { bad: true, say: t(w.needName) } : {})}
      />
      <Field
        label={
          <>
            {t(w.phone)} <small>{t(w.optional)}</small>
          </>
        }
        name={`${prefix}-phone`}
        value={draft.phone}
        onChange={(event) => set({ phone: event.target.value })}
        inputMode="tel"
        autoComplete="off"
        maxLength={30}
      />
      <Choices
        legend={t(w.document)}
        value={draft.idType}
        onChoose={(idType) => set({ idType })}
        width={92}
        options={idTypes.values.map((value) => ({ value, label: t(short[value]) }))}
      />
      {draft.idType === 'none' ? null : (
        <Field
          label={t(w.number)}
          name={`${prefix}-number`}
          value={draft.idNumber}
          onChange={(event) => set({ idNumber: event.target.value })}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          bad={problem !== null}
          {...(problem === null ? {} : { say: t(identityProblems.words[problem]) })}
        />
      )}
    </>
  )
}
