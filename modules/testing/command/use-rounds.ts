/** The rounds of an operation; their figures follow the samples, read anew at most every two seconds. */
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLive } from '../../../platform/web/live.ts'
import { testing } from '../contract.ts'

const { roundOpened, roundClosed, dueChanged, personExempted } = testing.events
const topics = [roundOpened.type, roundClosed.type, dueChanged.type, personExempted.type, 'testing.sample']

export function useRounds(operationId: string | undefined) {
  const answer = useAsk(testing.operations.rounds, operationId ? { operationId } : {}, {
    when: operationId !== undefined,
  })
  const soon = useSettled(() => void answer.refetch(), 500, 2000)
  useLive(operationId === undefined ? [] : topics, soon, { onRestart: soon })
  return answer
}
