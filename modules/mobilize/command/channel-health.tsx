/** How a channel is, in words and by colour together. */
import { shanghaiClock } from '../../../platform/pure/time.ts'
import type { OutputFor } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { faults } from '../call-up-model.ts'
import type { mobilize } from '../contract.ts'
import { deskWords as w } from './words.ts'

export type Channel = OutputFor<typeof mobilize.operations.channels>['channels'][number]

export function ChannelHealth({ channel }: { channel: Channel }) {
  const t = useT()
  const { on, failures, lastFault, pauseUntil, lastOkAt } = channel
  if (!on) return <span className="muted">{t(w.off)}</span>
  if (failures > 0 && lastFault !== null)
    return (
      <span className="mobilize-strong">
        {t(w.faultSince, { fault: t(faults.words[lastFault]), failures })}
        {pauseUntil !== null && ` · ${t(w.nextTry, { clock: shanghaiClock(pauseUntil) })}`}
      </span>
    )
  return <span>{t(lastOkAt === null ? w.neverUsed : w.works)}</span>
}
