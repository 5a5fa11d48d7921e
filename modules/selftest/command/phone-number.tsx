/** A masked number and the way to the whole one: looked up for a call, one at a time, on record. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { wordsOf } from '../../../platform/web/client.ts'
import { useAct } from '../../../platform/web/desk/queries.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { register } from '../../register/contract.ts'
import { deskWords as w } from './words.ts'

interface PhoneNumberProps {
  readonly residentId: string
  readonly phoneMasked: string | null
  readonly may: boolean
}

export function PhoneNumber({ residentId, phoneMasked, may }: PhoneNumberProps) {
  const t = useT()
  const { message } = App.useApp()
  const [shown, setShown] = useState<string | null>(null)
  const reveal = useAct(register.operations.reveal, {
    onDone: ({ value }) => setShown(value ?? t(w.noPhone)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  if (phoneMasked === null) return <span className="muted">{t(w.noPhone)}</span>
  return (
    <span className="selftest-cell-actions" aria-live="polite">
      <span>{shown ?? phoneMasked}</span>
      {may && shown === null && (
        <Button
          type="link"
          size="small"
          title={t(w.showNumberNote)}
          loading={reveal.isPending}
          onClick={() => reveal.mutate({ residentId, field: 'phone', purpose: 'call' })}
        >
          {t(w.showNumber)}
        </Button>
      )}
    </span>
  )
}
