/** Reads the phone's database and reads again whenever what was read changes, in this tab or another. */
import { liveQuery } from 'dexie'
import { useEffect, useRef, useState } from 'react'

/** `undefined` until the first answer; with other `deps` the old answer stays until the new one is there. */
export function useKept<T>(read: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  const [answer, setAnswer] = useState<{ value: T }>()
  const latest = useRef(read)
  latest.current = read
  useEffect(() => {
    const running = liveQuery(() => latest.current()).subscribe({
      next: (value) => setAnswer({ value }),
      // A database that cannot be read is told by whoever writes next; the last answer stays on the screen.
      error: () => undefined,
    })
    return () => running.unsubscribe()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the reader may be made anew on every render; `deps` says when it differs
  }, deps)
  return answer?.value
}
