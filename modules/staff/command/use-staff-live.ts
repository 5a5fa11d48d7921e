/** Reads the roster anew when it changes elsewhere, at most every two seconds. */
import { useRefresh } from '../../../platform/web/desk/queries.ts'
import { useSettled } from '../../../platform/web/desk/use-settled.ts'
import { useLive } from '../../../platform/web/live.ts'
import { staff } from '../contract.ts'

const { numberRevealed: _, listUploaded: __, listDiscarded: ___, ...heard } = staff.events
const topics = Object.values(heard).map((event) => event.type)

export function useStaffLive(): void {
  const refresh = useRefresh()
  const soon = useSettled(() => void refresh(staff.room), 500, 2000)
  useLive(topics, soon)
}
