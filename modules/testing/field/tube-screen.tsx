/** Who is in one tube, each swab with the way to take it back. */
import { useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import { voidReasons } from '../model.ts'
import { countsIn, type Head, isMismatched, type Tube } from '../tube.ts'
import { type Shift, tubeKey } from './shift.ts'
import { UndoSheet } from './undo-sheet.tsx'
import { laneWords as w } from './words.ts'

export function TubeScreen({ shift, tubeId }: { shift: Shift; tubeId: string }) {
  const t = useT()
  const { db } = usePhone()
  const [undoing, setUndoing] = useState<Head | null>(null)
  const tube = useKept(
    async () => (await db.notes.get(tubeKey(shift.roundId, tubeId)))?.value as Tube | undefined,
    [db, tubeId],
  )
  if (!tube) return <Page title={t(w.tube)}>{null}</Page>
  return (
    <Page title={tube.code} small={t(w.inThisTube)}>
      <section className="card tube-summary">
        <strong>{countsIn(tube)}</strong>
        <span>
          {t(w.heads, { n: countsIn(tube), of: tube.poolSize })}
          {tube.counted === null ? '' : ` · ${t(w.counted, { n: tube.counted })}`}
        </span>
      </section>
      {isMismatched(tube) ? <Notice kind="warn">{t(w.differs)}</Notice> : null}
      {tube.heads.length === 0 ? (
        <div className="empty">
          <strong>{t(w.nobodyYet)}</strong>
        </div>
      ) : (
        <ul className="rows">
          {tube.heads.toReversed().map((head) => (
            <li key={head.sampleId} className={`row ${head.voided ? 'head-voided' : ''}`}>
              <span className="row-main">
                <span className="row-title">{head.name}</span>
                <span className="row-more">
                  {shanghaiClock(head.at)}
                  {head.residentId === null ? ` · ${t(w.walkInBadge)}` : ''}
                  {head.voided ? ` · ${t(w.voided)} · ${t(voidReasons.words[head.voided])}` : ''}
                </span>
              </span>
              {head.voided ? null : (
                <Button size="small" onClick={() => setUndoing(head)}>
                  {t(w.undo)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {undoing ? <UndoSheet tube={tube} head={undoing} onClose={() => setUndoing(null)} /> : null}
    </Page>
  )
}
