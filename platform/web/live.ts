/** What happens elsewhere, heard within a second: `useLive` for lines by topic, `useLiveState` for the dot beside the clock. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { listeningRoles } from '../pure/roles.ts'
import { type LiveLine, type LiveState, listen, liveState, watchState } from './live-stream.ts'

import { useSession } from './session.tsx'

export type { LiveLine, LiveState }

interface LiveOptions {
  /** The server cannot give what was missed: read everything anew. */
  readonly onRestart?: () => void
  /** A query's cursor to join from. While it is null the listener waits; leave it out to hear from now on. */
  readonly from?: string | null
  /** These topics are told to single accounts: heard in any role. */
  readonly own?: boolean
}

/** Hears lines of these topics while the component is on screen; `onLines` must bear repeating. No topics: hears nothing. */
export function useLive(
  topics: readonly string[],
  onLines: (lines: readonly LiveLine[], cursor: string) => void,
  options: LiveOptions = {},
): void {
  const latest = useRef({ onLines, onRestart: options.onRestart })
  latest.current = { onLines, onRestart: options.onRestart }
  const key = topics.join(',')
  const waiting = options.from === null
  const { me } = useSession()
  const deaf = me === null || !(options.own || listeningRoles.includes(me.grant.role))
  // Only the first cursor matters: afterwards the stream knows better.
  const from = useRef<string | undefined>(undefined)
  if (from.current === undefined && options.from) from.current = options.from
  useEffect(() => {
    if (key === '' || waiting || deaf) return
    return listen({
      topics: key.split(','),
      onLines: (lines, cursor) => latest.current.onLines(lines, cursor),
      onRestart: () => latest.current.onRestart?.(),
      from: from.current,
    })
  }, [key, waiting, deaf])
}

export const useLiveState = (): LiveState => useSyncExternalStore(watchState, liveState, () => 'idle')
