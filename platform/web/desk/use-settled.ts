/** Does something once the calls for it have paused, and at the latest so long after the first: many events, few readings. */
import { useEffect, useMemo, useRef } from 'react'

/**
 * @param pause ms without a further call after which it is done
 * @param latest ms after the first call by which it is done even if calls go on
 */
export function useSettled(act: () => void, pause: number, latest: number): () => void {
  const now = useRef(act)
  now.current = act
  const settled = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let since: number | null = null
    const go = () => {
      since = null
      now.current()
    }
    return {
      call: () => {
        const time = Date.now()
        since ??= time
        clearTimeout(timer)
        timer = setTimeout(go, Math.max(0, Math.min(pause, since + latest - time)))
      },
      stop: () => clearTimeout(timer),
    }
  }, [pause, latest])
  useEffect(() => settled.stop, [settled])
  return settled.call
}
