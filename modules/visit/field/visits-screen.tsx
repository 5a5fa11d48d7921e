/** Who is expected and who is inside, overdue ones first: found by number, name or plate, let in and seen out in a touch. */
import { useState } from 'react'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { purposes, type VisitAtGate } from '../model.ts'
import { showPlate } from '../plate.ts'
import { dueAt, visitStanding } from '../stay.ts'
import { narrowVisits, visitsNow } from './book.ts'
import { noteStep } from './noting.ts'
import type { VisitWork } from './use-visit.ts'
import { fieldWords as w } from './words.ts'

const MOST = 60
const RANK = { overdue: 0, inside: 1, expected: 2, missed: 3, left: 4, cancelled: 5 } as const

export function VisitsScreen({ work: { pocket, book, place, post } }: { work: VisitWork }) {
  const t = useT()
  const { go } = useScreens()
  const stored = useStored()
  const now = useNow()
  const today = shanghaiDay(now)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Word | null>(null)
  const shown = narrowVisits(visitsNow(pocket, book), typed)
    .map((visit) => ({ visit, standing: visitStanding(visit, now, today) }))
    .filter(
      ({ visit, standing }) =>
        standing === 'overdue' || standing === 'inside' || (standing === 'expected' && visit.expectedOn === today),
    )
    .toSorted((a, b) => RANK[a.standing] - RANK[b.standing])
    .slice(0, MOST)
  const step = async (visit: VisitAtGate, what: 'arrived' | 'left') => {
    const done = await stored(() => noteStep(post, visit, what, visit.name))
    if ('problem' in done) {
      play('problem')
      setProblem(done.problem)
    } else play('done')
  }
  return (
    <Page
      title={t(w.visits)}
      small={place.name}
      foot={
        <Button kind="primary" size="huge" onClick={() => go('visit-new')}>
          {t(w.newVisit)}
        </Button>
      }
    >
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      <label className="visually-hidden" htmlFor="visit-find">
        {t(w.findVisit)}
      </label>
      <input
        id="visit-find"
        className="input"
        type="search"
        value={typed}
        placeholder={t(w.findVisit)}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      {shown.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noVisits)}</strong>
          <p>{t(w.noVisitsHint)}</p>
        </div>
      ) : (
        <ul className="rows">
          {shown.map(({ visit, standing }) => {
            const due = dueAt(visit)
            return (
              <li key={visit.id} className="row" data-visit={visit.id}>
                <span className="row-main">
                  <span className="row-title">
                    {visit.name} {visit.people > 1 ? `× ${visit.people}` : ''}
                  </span>
                  <span className="row-more">
                    {visit.host} · {t(purposes.words[visit.purpose])}
                  </span>
                  {visit.number || visit.plate ? (
                    <span className="row-more">
                      {visit.number ? t(w.number7, { number: visit.number }) : ''}{' '}
                      {visit.plate ? showPlate(visit.plate) : ''}
                    </span>
                  ) : null}
                  {due === null ? null : (
                    <span className={`row-more ${standing === 'overdue' ? 'visit-late' : ''}`}>
                      {t(w.due, { time: shanghaiClock(due) })}
                    </span>
                  )}
                </span>
                {standing === 'overdue' ? <span className="badge badge-alarm">{t(w.overdue)}</span> : null}
                {standing === 'expected' ? (
                  <Button kind="primary" size="small" onClick={() => void step(visit, 'arrived')}>
                    {t(w.arrive)}
                  </Button>
                ) : (
                  <Button size="small" onClick={() => void step(visit, 'left')}>
                    {t(w.leave)}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Page>
  )
}
