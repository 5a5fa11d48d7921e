/** The next tube: its code scanned or typed, how many go into it, one button. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Scanner } from '../../../platform/web/phone/camera/scanner.tsx'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { ScanIcon } from '../../../platform/web/phone/icons.tsx'
import { Button, Choices, Field, Notice } from '../../../platform/web/phone/parts.tsx'
import { useWedge } from '../../../platform/web/phone/use-wedge.ts'
import { play } from '../../../platform/web/phone/sound.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { poolSizes } from '../model.ts'
import type { PoolSize } from '../tube.ts'
import { openTube } from './lane.ts'
import { lastClosed } from './last-done.tsx'
import type { Shift } from './shift.ts'
import { useHand } from './use-lane.ts'
import { laneWords as w } from './words.ts'

/** The pool chosen last, for the next tube of this lane. */
let lastPool: PoolSize | null = null

export function OpenTube({ shift }: { shift: Shift }) {
  const t = useT()
  const hand = useHand()
  const stored = useStored()
  const [code, setCode] = useState('')
  const [pool, setPool] = useState<PoolSize>(lastPool ?? shift.poolSize)
  const [scanning, setScanning] = useState(false)
  const [because, setBecause] = useState<readonly Word[]>([])
  const before = useCell(lastClosed)
  const input = useRef<HTMLInputElement>(null)
  useWedge(input)
  useEffect(() => {
    if (!scanning) input.current?.focus({ preventScroll: true })
  }, [scanning])

  async function open(typed: string): Promise<void> {
    const done = await stored(() => openTube(hand, shift, typed, pool))
    const why = 'problem' in done ? [done.problem] : done.value.because
    lastPool = pool
    if (why.length === 0) lastClosed.set(null)
    setBecause(why)
    setScanning(false)
    play(why.length > 0 ? 'problem' : 'done')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void open(code)
  }

  if (scanning)
    return (
      <>
        <Scanner
          hint={t(w.tubeScanHint)}
          onRead={(text) => {
            setCode(text)
            void open(text)
          }}
        />
        <Button onClick={() => setScanning(false)}>{t(phoneWords.cancel)}</Button>
      </>
    )
  return (
    <form className="open-tube" onSubmit={submit}>
      {before ? <Notice kind="good">{t(w.closedNow, { ...before })}</Notice> : null}
      <h2 className="stage-title">{t(w.noTubeYet)}</h2>
      <Field
        ref={input}
        label={t(w.tubeCode)}
        className="code-input"
        value={code}
        onChange={(e) => {
          setCode(e.target.value)
          setBecause([])
        }}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="done"
        maxLength={60}
        name="tube-code"
        bad={because.length > 0}
        say={because[0] ? t(because[0]) : t(w.tubeCodeHint)}
      />
      {because.slice(1).map((word) => (
        <Notice key={word[0]} kind="alarm">
          {t(word)}
        </Notice>
      ))}
      <Button onClick={() => setScanning(true)}>
        <ScanIcon />
        {t(w.tubeScan)}
      </Button>
      <Choices
        legend={t(w.pool)}
        value={pool}
        onChoose={setPool}
        width={64}
        options={poolSizes.map((n) => ({ value: n, label: n === 1 ? t(w.poolOne) : t(w.poolMany, { n }) }))}
      />
      <span className="grow" />
      <Button kind="primary" size="huge" type="submit" disabled={code.trim() === ''}>
        {t(w.open)}
      </Button>
    </form>
  )
}
