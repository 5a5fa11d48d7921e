/** One touch to call somebody: the number is looked up only then, which is on record, and it leaves the screen with its owner. */
import type { Word } from '../../pure/words.ts'
import { isOffline, wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import { PhoneIcon } from './icons.tsx'
import { Button, Notice } from './parts.tsx'
import { phoneWords as w } from './words.ts'

interface DialProps {
  /** Null when there is no number; empty when there may be one and its mask is not known here. */
  readonly masked: string | null
  /** As it was looked up. */
  readonly number: string | null
  readonly onNumber: (number: string | null) => void
  readonly onProblem: (problem: Word | null) => void
  /** Looks it up for a purpose; null when it is nobody's of the register. */
  readonly reveal: (() => Promise<string | null>) | null
  /** `plain` where a call is not the first thing to do. */
  readonly kind?: 'primary' | 'plain'
}

export function Dial({ masked, number, onNumber, onProblem, reveal, kind = 'primary' }: DialProps) {
  const t = useT()
  if (number !== null)
    return (
      <a className={`button button-${kind} button-huge`} href={`tel:${number}`}>
        <PhoneIcon />
        {t(w.dial, { number })}
      </a>
    )
  if (masked === null || reveal === null) return <Notice>{t(w.noPhone)}</Notice>
  const show = async () => {
    onProblem(null)
    try {
      const value = await reveal()
      onNumber(value)
      if (value === null) onProblem(w.noPhone)
    } catch (error) {
      onProblem(isOffline(error) ? w.revealAway : wordsOf(error))
    }
  }
  return (
    <Button kind={kind} size="huge" onClick={() => void show()}>
      <PhoneIcon />
      <span>
        {t(w.showNumber)}
        <small className="button-small-print">
          {masked === '' ? '' : `${masked} · `}
          {t(w.showNumberHint)}
        </small>
      </span>
    </Button>
  )
}
