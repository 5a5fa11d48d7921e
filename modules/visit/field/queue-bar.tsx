/** Cars waiting, counted by eye; how many go by in an hour and how long the last one waits follow from it. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { estimateQueue } from '../queue.ts'
import { flowNow } from './book.ts'
import { CountField } from './count-field.tsx'
import { noteQueue } from './noting.ts'
import type { VisitWork } from './use-visit.ts'
import { fieldWords as w } from './words.ts'

export function QueueBar({ work: { pocket, book, place, post } }: { work: VisitWork }) {
  const t = useT()
  const stored = useStored()
  const now = useNow()
  const flow = flowNow(pocket, book, place.id, now)
  const { perHour, minutes, stale } = estimateQueue(flow, now)
  const [draft, setDraft] = useState<number | null>(null)
  const waiting = draft ?? flow.waiting ?? 0
  const parts = [
    perHour === null ? t(w.noRate) : t(w.perHour, { n: perHour }),
    ...(minutes === null || minutes === 0 ? [] : [t(w.wait, { n: minutes })]),
    ...(stale && flow.waiting !== null ? [t(w.staleCount)] : []),
  ]
  return (
    <section className="visit-queue" aria-label={t(w.waiting)}>
      <CountField label={t(w.waiting)} value={waiting} least={0} most={5000} steps={[1, 5]} onChange={setDraft} />
      <div className="visit-queue-foot">
        <span data-queue>{parts.join(' · ')}</span>
        <Button
          size="small"
          disabled={draft === null}
          onClick={async () => {
            const done = await stored(() => noteQueue(post, waiting, t(w.counted, { n: waiting })))
            if ('value' in done) setDraft(null)
          }}
        >
          {t(w.count)}
        </Button>
      </div>
    </section>
  )
}
