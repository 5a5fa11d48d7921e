/** Typing the household code; its check character is looked at here, so that a slip of the pen is told before anything is sent. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { readCode } from '../household-code.ts'
import { Big, Step } from './step.tsx'
import { residentWords as w } from './words.ts'

export function CodeStep({ fault, onCode }: { fault: Word | null; onCode: (code: string) => void }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const said = wrong ? t(w.codeWrong) : fault && t(fault)
  return (
    <Step
      first
      title={t(w.codeTitle)}
      hint={t(w.codeHint)}
      fault={said}
      onSubmit={() => {
        const code = readCode(typed)
        setWrong(code === null)
        if (code !== null) onCode(code)
      }}
    >
      <div>
        <label className="field-name" htmlFor="household-code">
          {t(w.code)}
        </label>
        <input
          id="household-code"
          className="field-input field-code"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-invalid={said !== null}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          size={12}
        />
      </div>
      <Big>{t(w.next)}</Big>
      <section className="panel">
        <h2>{t(w.noSlip)}</h2>
        <p>{t(w.noSlipHint)}</p>
      </section>
    </Step>
  )
}
