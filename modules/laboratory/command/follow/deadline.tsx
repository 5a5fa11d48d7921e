/** A deadline as a clock: when, and how far off; passed is said in words and weight, not by colour alone. */
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { deadlineAt } from '../../clock.ts'

export function Deadline({ label, due, now }: { label?: string; due: string; now: number }) {
  const t = useT()
  const { passed, word, time } = deadlineAt(Date.parse(due), now)
  return (
    <span className={passed ? 'deadline passed' : 'deadline'}>
      {label && `${label} `}
      {shanghaiMinute(due)} · <strong>{t(word, { time })}</strong>
    </span>
  )
}
