/** Closing a tube: the crew counts heads before it sees the tube gone; a count that differs is taken as counted. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { AlertIcon } from '../../../platform/web/phone/icons.tsx'
import { Keypad } from '../../../platform/web/phone/keypad.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { countsIn, isFull, type Tube } from '../tube.ts'
import { closeTube } from './lane.ts'
import { lastClosed } from './last-done.tsx'
import { useHand } from './use-lane.ts'
import { laneWords as w } from './words.ts'

interface Props {
  readonly tube: Tube
  readonly onLook: () => void
  /** Given when the tube is closed by hand: back to filling. */
  readonly onNotYet: (() => void) | null
  readonly onClosed: () => void
}

export function CountHeads({ tube, onLook, onNotYet, onClosed }: Props) {
  const t = useT()
  const hand = useHand()
  const stored = useStored()
  const [other, setOther] = useState<string | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const [busy, setBusy] = useState(false)
  const heads = countsIn(tube)

  async function close(counted: number): Promise<void> {
    setBusy(true)
    const done = await stored(() => closeTube(hand, counted))
    setBusy(false)
    const word =
      'problem' in done ? done.problem : done.value.verdict === 'refuse' ? (done.value.because[0] ?? null) : null
    setProblem(word)
    play(word ? 'problem' : 'done')
    if (word) return
    lastClosed.set({ code: tube.code, n: counted })
    onClosed()
  }
  const typed = other === null || other === '' ? null : Number(other)
  return (
    <section className="count" aria-label={t(w.closing)}>
      <h2 className="stage-title">
        {t(isFull(tube) ? w.full : w.closing)} · {tube.code}
      </h2>
      <p className="count-ask">{t(w.countAsk)}</p>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {other === null ? (
        <>
          <button type="button" className="count-figure" onClick={onLook}>
            <strong>{heads}</strong>
            <span>{t(w.onRecord, { n: heads })}</span>
          </button>
          <span className="grow" />
          <Button kind="primary" size="huge" disabled={busy} onClick={() => void close(heads)}>
            {t(w.countRight, { n: heads })}
          </Button>
          <Button onClick={() => setOther('')}>{t(w.countOther)}</Button>
          <Button kind="quiet" onClick={onLook}>
            {t(w.lookAtTube)}
          </Button>
          {onNotYet ? (
            <Button kind="quiet" onClick={onNotYet}>
              {t(w.notYet)}
            </Button>
          ) : null}
        </>
      ) : (
        <>
          <div className="count-typed" aria-live="polite" aria-label={t(w.countLabel)}>
            {other === '' ? '–' : other}
          </div>
          <Keypad
            onKey={(key) => setOther((before) => ((before ?? '') + key).replace(/^0+(?=\d)/u, '').slice(0, 2))}
            onErase={() => setOther((before) => (before ?? '').slice(0, -1))}
            onClear={() => setOther('')}
          />
          {typed !== null && typed !== heads ? (
            <Notice kind="warn" icon={<AlertIcon />}>
              {t(w.onRecord, { n: heads })}
            </Notice>
          ) : null}
          <Button
            kind={typed !== null && typed !== heads ? 'stop' : 'primary'}
            size="huge"
            disabled={busy || typed === null || typed > 60}
            onClick={() => typed !== null && void close(typed)}
          >
            {typed === null ? t(w.closing) : t(typed === heads ? w.closeWith : w.closeDiffers, { n: typed })}
          </Button>
          <Button onClick={() => setOther(null)}>{t(phoneWords.back)}</Button>
        </>
      )}
    </section>
  )
}
