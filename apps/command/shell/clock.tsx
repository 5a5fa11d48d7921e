/** The clock on top (Shanghai, by the server's time) and the dot that says whether the page is live. */
import { useEffect, useState } from 'react'
import { shanghaiClock, shanghaiDay, shanghaiWeekday } from '../../../platform/pure/time.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useLiveState } from '../../../platform/web/live.ts'
import { web } from '../../../platform/web/words.ts'
import { command, weekdays } from '../words.ts'

export function Clock() {
  const { t } = useLang()
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = String(Math.floor(now / 1000) % 60).padStart(2, '0')
  return (
    <time
      className="clock"
      dateTime={new Date(now).toISOString()}
      title={t(command.clock)}
      aria-label={t(command.clock)}
    >
      <span className="clock-day">
        {shanghaiDay(now).slice(5)} {t(weekdays[shanghaiWeekday(now) as 0])}
      </span>
      <span className="clock-time">
        {shanghaiClock(now)}
        <span>:{seconds}</span>
      </span>
    </time>
  )
}

export function LiveDot() {
  const { t } = useLang()
  const state = useLiveState()
  if (state === 'idle') return null
  const word = t(state === 'live' ? web.live : state === 'away' ? web.liveAway : web.liveConnecting)
  return (
    <span className={`live-dot live-${state}`} role="status" title={state === 'away' ? t(web.liveAwayHint) : word}>
      <span className={state === 'away' ? '' : 'visually-hidden'}>{word}</span>
    </span>
  )
}
