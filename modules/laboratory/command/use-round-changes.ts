/** Reads a round's figures again soon after tubes moved on or results came in; rounds of many tubes take a second to sum. */
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLive } from '../../../platform/web/live.ts'
import { testing } from '../../testing/contract.ts'
import { laboratory } from '../contract.ts'

const { resultsEntered, consigned, consignmentReceived, consignmentWithdrawn, retestsAsked, retestsEnded } =
  laboratory.events
const topics = [
  'testing.sample',
  testing.events.sampleVoided.type,
  ...[resultsEntered, consigned, consignmentReceived, consignmentWithdrawn, retestsAsked, retestsEnded].map(
    (event) => event.type,
  ),
]

export function useRoundChanges(read: () => void): void {
  const soon = useSettled(read, 1000, 6000)
  useLive(topics, soon, { onRestart: soon })
}
