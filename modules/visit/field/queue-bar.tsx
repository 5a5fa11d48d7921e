/** Cars waiting, counted by eye; how many go by in an hour and how long the last one waits follow from it. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Button, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
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
  const parts = [
    t(w.waitingNow, { n: flow.waiting ?? '–' }),
    ...(perHour === null ? [] : [t(w.perHour, { n: perHour })]),
    ...(minutes === null || minutes === 0 ? [] : [t(w.wait, { n: minutes })]),
    ...(stale && flow.waiting !== null ? [t(w.staleCount)] : []),
  ]
  return (
    <>
      <Notice onPress={() => setDraft(flow.waiting ?? 0)} side={<NextIcon />}>
        {parts.join(' · ')}
      </Notice>
      {draft === null ? null : (
        <Sheet title={t(w.waiting)} onClose={() => setDraft(null)}>
          <CountField label={t(w.waiting)} value={draft} least={0} most={5000} steps={[1, 5]} onChange={setDraft} />
          {perHour === null ? <p>{t(w.noRate)}</p> : null}
          <Button
            kind="primary"
            onClick={async () => {
              const done = await stored(() => noteQueue(post, draft, t(w.counted, { n: draft })))
              if ('value' in done) setDraft(null)
            }}
          >
            {t(w.count)}
          </Button>
        </Sheet>
      )}
    </>
  )
}
