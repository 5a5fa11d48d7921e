/** Above every page of the phone while a call waits for an answer; and what listens for it, whatever page is open. */
import { useEffect } from 'react'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import { useAttention } from '../../../platform/web/attention.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useLive } from '../../../platform/web/live.ts'
import { Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { OWN_TOPIC } from '../called-contract.ts'
import { isUnanswered } from '../own-call.ts'
import { fetchOwn, type HeldCall, readOwn } from './own-calls.ts'
import { fieldWords as w } from './words.ts'

export const OWN_SCREEN = 'own-calls'
const EVERY = 60_000

function useUnanswered(): readonly HeldCall[] {
  const { db } = usePhone()
  return (useKept(() => readOwn(db), [db])?.calls ?? []).filter(isUnanswered)
}

export function OwnCallsBanner() {
  const t = useT()
  const { go } = useScreens()
  return useUnanswered().map((call) => (
    <Notice key={call.callId} kind="alarm" onPress={() => go(OWN_SCREEN)}>
      {t(w.ownAsked, { callUp: call.callUp, clock: shanghaiClock(call.musterAt), place: call.place })}
    </Notice>
  ))
}

/** Heard live; asked again when the network is back, and every minute in case the stream is held up on the way. */
export function OwnCallsWatch() {
  const t = useT()
  const { db } = usePhone()
  const waiting = useUnanswered()
  useAttention(
    waiting.map(({ callId }) => callId),
    t(w.ownShort),
  )
  const read = (): void => void fetchOwn(db).catch(() => undefined)
  useLive([OWN_TOPIC], read, { own: true, onRestart: read })
  useEffect(() => {
    const again = (): void => void (document.hidden || fetchOwn(db).catch(() => undefined))
    again()
    const timer = setInterval(again, EVERY)
    addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [db])
  return null
}
