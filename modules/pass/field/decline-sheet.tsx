/** Why somebody is declined, and the words they are told: without both nothing is sent. */
import { useId } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button, Choices, Sheet } from '../../../platform/web/phone/parts.tsx'
import { declineReasons } from '../application.ts'
import type { Choices as Chosen } from './draft.ts'
import { fieldWords as w } from './words.ts'

interface DeclineSheetProps {
  readonly choices: Chosen
  readonly busy: boolean
  readonly onChoose: (part: Partial<Chosen>) => void
  readonly onSend: () => void
  readonly onClose: () => void
}

export function DeclineSheet({ choices: { reason, text }, busy, onChoose, onSend, onClose }: DeclineSheetProps) {
  const t = useT()
  const field = useId()
  return (
    <Sheet title={t(w.decline)} onClose={onClose}>
      <p className="row-more">{t(w.declineHint)}</p>
      <Choices
        legend={t(w.reason)}
        width={140}
        value={reason}
        onChoose={(value) => onChoose({ reason: value })}
        options={declineReasons.values.map((value) => ({ value, label: t(declineReasons.words[value]) }))}
      />
      <div className="field">
        <label className="field-label" htmlFor={field}>
          {t(w.text)}
        </label>
        <textarea
          id={field}
          className="input"
          rows={3}
          maxLength={500}
          value={text}
          placeholder={t(w.textHint)}
          aria-describedby={`${field}-say`}
          onChange={(event) => onChoose({ text: event.target.value })}
        />
        <div id={`${field}-say`} className="field-say">
          {t(w.textShort)}
        </div>
      </div>
      <Button kind="alarm" disabled={busy || reason === null || text.trim().length < 4} onClick={onSend}>
        {t(busy ? w.sending : w.decline)}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t(w.cancel)}
      </Button>
    </Sheet>
  )
}
