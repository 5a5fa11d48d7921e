/** The calls that ask whoever sits at this desk: heard live, asked again every minute. */
import { useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useLive } from '../../../../platform/web/live.ts'
import { OWN_TOPIC } from '../../called-contract.ts'
import { mobilize } from '../../contract.ts'

const { mine } = mobilize.operations

export function useOwnCalls() {
  const refresh = useRefresh()
  const read = (): void => void refresh(mine)
  useLive([OWN_TOPIC], read, { own: true, onRestart: read })
  return useAsk(mine, {}, { every: 60_000 })
}
