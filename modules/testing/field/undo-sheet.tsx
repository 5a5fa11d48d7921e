/** Taking a swab back asks why, in one touch; the swab's line stays and a void is added to it. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { voidReasons } from '../model.ts'
import type { Head, Tube, VoidReason } from '../tube.ts'
import { takeBackSwab } from './lane.ts'
import { useHand } from './use-lane.ts'
import { laneWords as w } from './words.ts'

interface Props {
  readonly tube: Tube
  readonly head: Head
  readonly onClose: (undone: boolean) => void
}

export function UndoSheet({ tube, head, onClose }: Props) {
  const t = useT()
  const hand = useHand()
  const stored = useStored()
  const [problem, setProblem] = useState<Word | null>(null)
  async function undo(reason: VoidReason): Promise<void> {
    const done = await stored(() => takeBackSwab(hand, tube, head, reason))
    const why = 'problem' in done ? done.problem : done.value ? null : w.nothingToUndo
    if (why) {
      play('problem')
      return setProblem(why)
    }
    play('done')
    onClose(true)
  }
  return (
    <Sheet title={`${t(w.undoWhy)} ${head.name}`} onClose={() => onClose(false)}>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {voidReasons.values.map((reason) => (
        <Button key={reason} data-reason={reason} onClick={() => void undo(reason)}>
          {t(voidReasons.words[reason])}
        </Button>
      ))}
      <Button kind="quiet" onClick={() => onClose(false)}>
        {t(phoneWords.cancel)}
      </Button>
    </Sheet>
  )
}
