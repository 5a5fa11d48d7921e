/** What was just recorded, with the way to take it back: that is a fact of its own, the first one stays. */
import { useState } from 'react'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { CheckIcon, UndoIcon } from '../../../platform/web/phone/icons.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { ways } from '../model.ts'
import { agreedNow } from '../../../platform/web/phone/agreed-clock.ts'
import { type Done, readRecent } from './recent.ts'
import { takeBack } from './record.ts'
import { useHand } from './use-gate.ts'
import { gateWords as w } from './words.ts'

/** Long enough to see the slip, short enough that nobody rewrites the morning, ms. */
const UNDO = 60_000

export const wordOfDone = ({ fact }: Done): Word => {
  if (fact.way === 'medical') return w.recordedMedical
  if (fact.outcome !== 'passed') return fact.outcome === 'quiet-place' ? w.recordedQuiet : w.recordedBack
  return fact.direction === 'in' ? w.recordedIn : w.recordedOut
}

export function useUndo(): { readonly problem: Word | null; undo(done: Done): Promise<void> } {
  const hand = useHand()
  const stored = useStored()
  const [problem, setProblem] = useState<Word | null>(null)
  return {
    problem,
    async undo({ fact }) {
      const done = await stored(() => takeBack(hand, fact.id))
      const why = 'problem' in done ? done.problem : done.value ? null : w.undoLate
      play(why ? 'problem' : 'done')
      setProblem(why)
    },
  }
}

export function LastDone() {
  const t = useT()
  const { db } = usePhone()
  const last = useKept(() => readRecent(db), [db])?.[0]
  const { problem, undo } = useUndo()
  useNow(5000)
  if (!last) return null
  const { fact, undone } = last
  const young = agreedNow() - Date.parse(fact.at) < UNDO
  return (
    <>
      <div
        className={`gate-last ${undone ? 'gate-last-undone' : ''}`}
        role="status"
        data-last={undone ? 'undone' : fact.id}
      >
        {undone ? <UndoIcon /> : <CheckIcon />}
        <span>
          <strong>
            {t(undone ? w.undone : wordOfDone(last))}
            {last.name === null && fact.way === 'medical' ? '' : ` · ${last.name ?? t(ways.words[fact.way])}`}
          </strong>
          <small>{shanghaiClock(fact.at)}</small>
        </span>
        {undone || !young ? null : (
          <Button size="small" data-undo onClick={() => void undo(last)}>
            {t(w.undo)}
          </Button>
        )}
      </div>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
    </>
  )
}
