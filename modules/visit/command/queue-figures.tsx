/** What waits at each checkpoint, how many go by in an hour and how long the last one waits: the same estimate as on the phone. */
import type { OutputFor } from '../../../platform/web/client.ts'
import { Figure } from '../../../platform/web/desk/figure.tsx'
import { useNow } from '../../../platform/web/desk/use-now.ts'
import { useT } from '../../../platform/web/lang.tsx'
import type { visiting } from '../contract.ts'
import { estimateQueue } from '../queue.ts'
import { deskWords as w } from './words.ts'

/** Minutes from which a queue needs a hand. */
const LONG = 30

export function QueueFigures({ figures }: { figures: OutputFor<typeof visiting.operations.figures> }) {
  const t = useT()
  const now = useNow(15_000)
  return figures.flows
    .filter(({ waiting }) => waiting !== null)
    .map((flow) => {
      const moments = {
        notedAt: flow.notedAt === null ? null : Date.parse(flow.notedAt),
        firstAt: flow.firstAt === null ? null : Date.parse(flow.firstAt),
      }
      const { perHour, minutes, stale } = estimateQueue({ ...flow, ...moments }, now)
      const parts = [
        ...(perHour === null ? [] : [t(w.perHour, { n: perHour })]),
        ...(minutes === null ? [] : [t(w.wait, { n: minutes })]),
        ...(stale ? [t(w.stale)] : []),
      ]
      return (
        <Figure
          key={flow.placeId}
          label={`${flow.name} · ${t(w.queue)}`}
          value={flow.waiting}
          note={parts.join(' · ')}
          {...(minutes !== null && minutes >= LONG ? { tone: 'hand' as const } : {})}
        />
      )
    })
}
