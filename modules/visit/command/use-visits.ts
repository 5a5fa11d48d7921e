/** Answers of this room that follow what happens: read anew when something is heard, and now and then for what time alone changes. */
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLive } from '../../../platform/web/live.ts'
import { visiting } from '../contract.ts'

const { numberRevealed: _, ...heard } = visiting.events
const topics = Object.values(heard).map((event) => event.type)
/** Somebody becomes overdue without anything happening, ms. */
const EVERY = 60_000

export function useVisitsLive(): void {
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(visiting.room), 300, 2000)
  useLive(topics, soon, { onRestart: soon })
}
export function useFigures(operationId: string) {
  return useAsk(visiting.operations.figures, { operationId }, { keep: true, every: EVERY })
}
