/** Call-ups on the screen, kept up to date: figures by departments as they are heard, lists read anew once answers pause. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isBelow } from '../../../platform/pure/area.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { keyOf, useAsk, useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { type LiveLine, useLive, useLiveState } from '../../../platform/web/live.ts'
import { useMe } from '../../../platform/web/session.tsx'
import type { CallUp } from '../call-up-model.ts'
import { mobilize } from '../contract.ts'
import { isNews, takenIn } from '../muster-clock.ts'

const ops = mobilize.operations
export type Board = OutputFor<typeof ops.board>
type Line = Board['lines'][number]

/** Whether the asker leads it: others witness it, reveal what they committed to and name their own people. */
export function useLeads({ path }: Pick<CallUp, 'path'>): boolean {
  const { grant } = useMe()
  return isBelow(path, grant.path)
}

export const TALLY = 'mobilize.tally'
const topics = Object.values(mobilize.events).map(({ type }) => type)

/** Reads the room anew when a step was taken anywhere. */
export function useSteps(): void {
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(mobilize.room), 300, 1500)
  useLive(topics, soon, { onRestart: soon })
}

export function useCallUps(operationId: string | undefined) {
  const answer = useAsk(ops.callUps, operationId ? { operationId } : {}, { when: operationId !== undefined })
  useSteps()
  const soon = useSettled(() => void answer.refetch(), 800, 2000)
  useLive([TALLY], soon)
  return answer
}

const heardOf = (lines: readonly LiveLine[]): Line[] =>
  lines.filter(({ topic }) => topic === TALLY).map(({ data }) => data as unknown as Line)

/** Whole figures of departments as they are heard; forecast and names are read once they pause, and every half minute. */
export function useBoard(callUpId: string) {
  const client = useQueryClient()
  const key = keyOf(ops.board, { callUpId })
  const answer = useAsk(ops.board, { callUpId }, { every: 30_000 })
  const refresh = useRefresh()
  const readAgain = useSettled(() => void refresh(ops.board, ops.people), 700, 2000)
  useLive(
    [TALLY],
    (lines) => {
      const heard = heardOf(lines).filter((line) => line.callUpId === callUpId)
      if (heard.length === 0) return
      const shown = client.getQueryData<Board>(key)
      if (!shown || isNews(shown.lines, heard)) return readAgain()
      client.setQueryData<Board>(key, { ...shown, lines: takenIn(shown.lines, heard) as Line[] })
      readAgain()
    },
    { onRestart: readAgain },
  )
  // What came while the stream was being opened, or was away, is in the next reading.
  const state = useLiveState()
  useEffect(() => {
    if (state === 'live') readAgain()
  }, [state, readAgain])
  return answer
}
