/** One's own pass: what the server says while it is within reach, else what this phone kept of it. A pass that was ended, or a link that opens nothing, wipes what was kept. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { ClientProblem } from '../../../platform/web/client.ts'
import { agreedNow, agreedTime, heardServerTime, watchClock } from '../../../platform/web/phone/agreed-clock.ts'
import type { OwnPass } from '../answers.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { forgetPass, keepPass, keptPass } from './kept-pass.ts'
import { type Hears, useAnswer } from './use-answer.ts'

const { ownPass } = pass.operations

export function useOwnPass(link: string) {
  const [kept, setKept] = useState<OwnPass | null>(null)
  const [gone, setGone] = useState(false)
  const left = useRef(false)
  useEffect(watchClock, [])
  useEffect(() => {
    const { now, doubt } = agreedTime()
    void keptPass(link, now, doubt === null).then(setKept)
  }, [link])
  const hears = useMemo<Hears<typeof ownPass>>(
    () => ({
      answer(answer, sent) {
        if (left.current) return
        heardServerTime(answer.now, sent)
        void keepPass(link, answer, agreedNow())
        setGone(false)
      },
      fault(error) {
        if (!(error instanceof ClientProblem) || error.code !== problems.noSuchLink.code) return
        void forgetPass(link, agreedNow())
        setGone(true)
      },
    }),
    [link],
  )
  const { shown, ...answer } = useAnswer(ownPass, { key: link }, hears)
  return {
    ...answer,
    shown: gone ? null : (shown ?? kept),
    /** Leaves nothing of it on this phone, nor the link in sight. */
    async forget() {
      left.current = true
      await forgetPass(link, agreedNow())
      location.replace('#')
    },
  }
}
