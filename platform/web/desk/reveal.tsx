/** A masked number, and the deliberate act of seeing it whole: a purpose is chosen, the act is recorded, after 30 s it hides again. */
import { App, Button, Popover } from 'antd'
import { useEffect, useState } from 'react'
import type { Word } from '../../pure/words.ts'
import { wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'
import { EyeIcon } from './icons.tsx'
import './reveal.css'

const SHOWN_FOR = 30

interface RevealProps<Purpose extends string> {
  /** null where nothing is on record: `none` then says so. */
  readonly masked: string | null
  readonly none: string
  /** A phone can be rung. */
  readonly phone?: boolean
  /** Whether my role may see it whole. */
  readonly may: boolean
  readonly purposes: { readonly values: readonly Purpose[]; readonly words: Readonly<Record<Purpose, Word>> }
  readonly ask: (purpose: Purpose) => Promise<string | null>
}

export function Reveal<Purpose extends string>({ masked, none, phone, may, purposes, ask }: RevealProps<Purpose>) {
  const t = useT()
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [value, setValue] = useState<string | null>(null)
  const [left, setLeft] = useState(0)
  const show = async (purpose: Purpose) => {
    setBusy(true)
    try {
      const told = await ask(purpose)
      setAsking(false)
      setValue(told ?? t(web.revealNone))
      setLeft(SHOWN_FOR)
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    if (left === 0) return setValue(null)
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])

  if (masked === null) return <span className="muted">{none}</span>
  if (value !== null) {
    return (
      <span className="revealed">
        {phone ? (
          <a className="mono" href={`tel:${value}`}>
            {value}
          </a>
        ) : (
          <span className="mono">{value}</span>
        )}
        <Button type="link" size="small" onClick={() => setLeft(0)} title={t(web.revealHide)}>
          {t(web.revealHides, { n: left })}
        </Button>
      </span>
    )
  }
  if (!may) return <span className="mono">{masked}</span>
  const why = (
    <div className="reveal-why">
      <p>{t(web.revealNote)}</p>
      {purposes.values.map((purpose) => (
        <Button key={purpose} block disabled={busy} onClick={() => void show(purpose)}>
          {t(purposes.words[purpose])}
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
        title={t(web.revealWhy)}
        content={why}
        destroyOnHidden
      >
        <Button type="text" size="small" icon={<EyeIcon />} aria-label={t(web.reveal)} title={t(web.reveal)} />
      </Popover>
    </span>
  )
}
