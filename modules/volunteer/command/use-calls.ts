/** Calls of the operation chosen on top, read anew when somebody comes forward. */
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLive } from '../../../platform/web/live.ts'
import { volunteer } from '../contract.ts'

const { numberRevealed: _, ...heard } = volunteer.events
const topics = Object.values(heard).map((event) => event.type)

export function useFollowing(refetch: () => unknown): void {
  const soon = useSettled(() => void refetch(), 300, 2000)
  useLive(topics, soon, { onRestart: soon })
}

export function useCalls(operationId: string | undefined) {
  const answer = useAsk(
    volunteer.operations.calls,
    { operationId: operationId ?? '' },
    { when: operationId !== undefined },
  )
  useFollowing(answer.refetch)
  return answer
}
