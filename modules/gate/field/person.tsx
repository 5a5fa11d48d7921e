/** Enough of a person to compare with a face and a document, and no more. */
import { useT } from '../../../platform/web/lang.tsx'
import { type Holder, type PassAtGate, passKinds } from '../../pass/model.ts'
import { sexes } from '../../register/model.ts'
import { gateWords as w } from './words.ts'

export function useHolderLine(): (holder: Holder) => string {
  const t = useT()
  return ({ sex, birthYear }) =>
    [sex ? t(sexes.words[sex]) : '', birthYear === null ? t(w.bornUnknown) : t(w.born, { year: String(birthYear) })]
      .filter(Boolean)
      .join(' · ')
}

/** One pass of the list. */
export function PassLine({ pass }: { pass: PassAtGate }) {
  const t = useT()
  const line = useHolderLine()
  return (
    <span className="row-main">
      <span className="row-title">{pass.holder.name}</span>
      <span className="row-more">
        {line(pass.holder)} · {t(passKinds.words[pass.kind])}
      </span>
      <span className="row-more gate-digits">{pass.number.replace(/(\d{3})(?=\d)/gu, '$1 ')}</span>
    </span>
  )
}
