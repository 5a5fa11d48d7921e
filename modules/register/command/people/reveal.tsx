/** A masked number, and the deliberate act of seeing it whole: a purpose is chosen, the act is recorded, after 30 s it hides again. */
import { App, Button, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { EyeIcon } from '../../../../platform/web/desk/icons.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../contract.ts'
import { revealPurposes } from '../../model.ts'
import { registerWords as w } from '../../words.ts'

const SHOWN_FOR = 30

interface RevealProps {
  readonly residentId: string
  readonly field: 'id-number' | 'phone'
  readonly masked: string | null
}

export function Reveal({ residentId, field, masked }: RevealProps) {
  const t = useT()
  const { message } = App.useApp()
  const may = useMay(register.operations.reveal.roles)
  const [asking, setAsking] = useState(false)
  const [value, setValue] = useState<string | null>(null)
  const [left, setLeft] = useState(0)
  const act = useAct(register.operations.reveal, {
    onDone: (output) => {
      setAsking(false)
      setValue(output.value ?? t(w.revealNone))
      setLeft(SHOWN_FOR)
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  useEffect(() => {
    if (left === 0) return setValue(null)
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])

  if (masked === null) return <span className="muted">{t(field === 'phone' ? w.noPhone : w.noDocument)}</span>
  if (value !== null) {
    return (
      <span className="revealed">
        {field === 'phone' ? (
          <a className="mono" href={`tel:${value}`}>
            {value}
          </a>
        ) : (
          <span className="mono">{value}</span>
        )}
        <Button type="link" size="small" onClick={() => setLeft(0)} aria-label={t(w.revealHide)}>
          {t(w.revealHides, { n: left })}
        </Button>
      </span>
    )
  }
  if (!may) return <span className="mono">{masked}</span>
  const why = (
    <div className="reveal-why">
      <p>{t(w.revealNote)}</p>
      {revealPurposes.values.map((purpose) => (
        <Button key={purpose} block disabled={act.isPending} onClick={() => act.mutate({ residentId, field, purpose })}>
          {t(revealPurposes.words[purpose])}
        </Button>
      ))}
    </div>
  )
  return (
    <span className="revealed">
      <span className="mono">{masked}</span>
      <Popover
        open={asking}
        onOpenChange={setAsking}
        trigger="click"
        title={t(w.revealWhy)}
        content={why}
        destroyOnHidden
      >
        <Button type="text" size="small" icon={<EyeIcon />} aria-label={t(w.reveal)} title={t(w.reveal)} />
      </Popover>
    </span>
  )
}
