/** On top of every desk page while a call-up asks whoever sits there and they have not answered. In the first bundle: no antd. */
import { Link } from '@tanstack/react-router'
import { shanghaiClock } from '../../../../platform/pure/time.ts'
import { useAttention } from '../../../../platform/web/attention.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { isUnanswered } from '../../own-call.ts'
import { ownWords as w } from './words.ts'
import { useOwnCalls } from './use-own-calls.ts'
import './own-banner.css'

export function OwnBanner() {
  const t = useT()
  const asked = (useOwnCalls().data?.calls ?? []).filter(isUnanswered)
  useAttention(
    asked.map(({ callId }) => callId),
    t(w.short),
  )
  return asked.map((call) => (
    <div key={call.callId} className="own-banner" role="alert">
      <span>{t(w.asked, { callUp: call.callUp, clock: shanghaiClock(call.musterAt), place: call.place })}</span>
      <Link to="/me/calls">{t(w.toAnswer)}</Link>
    </div>
  ))
}
