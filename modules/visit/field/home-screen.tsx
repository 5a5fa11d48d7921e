/** The first screen of the work: four doors with what waits behind each, and what was just noted, to be taken back. */
import { useState } from 'react'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { NextIcon, UndoIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { factKinds, mistakes } from '../model.ts'
import { onShelf } from '../shelf.ts'
import { visitStanding } from '../stay.ts'
import { type Line, parcelsNow, visitsNow } from './book.ts'
import { keepPlace, takeBack } from './noting.ts'
import { OperationBar } from './operation-bar.tsx'
import type { VisitWork } from './use-visit.ts'
import { taskWords } from './task-words.ts'
import { fieldWords as w } from './words.ts'

interface HomeProps {
  readonly work: VisitWork
  readonly busy: boolean
  readonly problem: Word | null
  readonly renew: () => Promise<void>
}
export function HomeScreen({ work, busy, problem, renew }: HomeProps) {
  const t = useT()
  const { db } = usePhone()
  const now = useNow()
  const { pocket, book, place } = work
  const today = shanghaiDay(now)
  const standings = visitsNow(pocket, book).map((visit) => visitStanding(visit, now, today))
  const of = (...wanted: string[]): number => standings.filter((one) => wanted.includes(one)).length
  const parcels = onShelf(parcelsNow(pocket, book, place.id))
  const overdue = of('overdue')
  const vehicles = book.passed.filter(({ at }) => shanghaiDay(at) === today).length
  const medicine = parcels.some(({ kind }) => kind === 'medicine')
  return (
    <Page first title={t(taskWords.task)} small={place.name}>
      <div className="visit-head">
        <span>{t(w.asOf, { age: sayAge(t, now - work.pocketAt) })}</span>
        <Button size="small" disabled={busy} onClick={() => void renew()}>
          {t(busy ? w.refreshing : w.refresh)}
        </Button>
      </div>
      <OperationBar work={work} />
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      <ul className="visit-tiles">
        <Tile to="vehicle" title={t(w.vehicle)} more={t(w.tileVehicle, { n: vehicles })} />
        <Tile to="returnee" title={t(w.returnee)} more={t(w.tileReturnee)} />
        <Tile
          to="visits"
          title={t(w.visits)}
          more={t(w.tileVisits, { expected: of('expected'), inside: of('inside', 'overdue') })}
          {...(overdue > 0 ? { mark: t(w.tileOverdue, { n: overdue }) } : {})}
        />
        <Tile
          to="parcels"
          title={t(w.parcels)}
          more={t(w.tileParcels, { n: parcels.length })}
          {...(medicine ? { mark: t(w.tileMedicine) } : {})}
        />
      </ul>
      <Latest work={work} />
      <span className="grow" />
      <Button kind="quiet" onClick={() => void keepPlace(db, null)}>
        {t(w.changePlace)}
      </Button>
    </Page>
  )
}

interface TileProps {
  readonly to: string
  readonly title: string
  readonly more: string
  readonly mark?: string
}
function Tile({ to, title, more, mark }: TileProps) {
  const { go } = useScreens()
  return (
    <li>
      <button type="button" className="visit-tile" data-to={to} onClick={() => go(to)}>
        <span className="row-main">
          <span className="visit-tile-title">{title}</span>
          <span className="row-more">{more}</span>
        </span>
        {mark ? <span className="badge badge-alarm">{mark}</span> : null}
        <NextIcon />
      </button>
    </li>
  )
}

const SHOWN = 6
function Latest({ work: { book, post } }: { work: VisitWork }) {
  const t = useT()
  const stored = useStored()
  const [asked, ask] = useState<Line | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  if (book.lines.length === 0) return null
  return (
    <section aria-label={t(w.latest)}>
      <h2 className="section-title">{t(w.latest)}</h2>
      <ul className="rows">
        {book.lines.slice(0, SHOWN).map((line) => (
          <li key={line.factId} className="row">
            <span className={`row-main ${line.undone ? 'visit-undone' : ''}`}>
              <span className="row-title">{line.text}</span>
              <span className="row-more">
                {shanghaiClock(line.at)} · {t(line.undone ? w.undone : factKinds.words[line.of])}
              </span>
            </span>
            {line.undone ? null : (
              <Button size="small" onClick={() => ask(line)}>
                <UndoIcon /> {t(w.undo)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked ? (
        <Sheet title={t(w.undoWhy)} onClose={() => ask(null)}>
          <p>{asked.text}</p>
          {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
          {mistakes.values.map((why) => (
            <Button
              key={why}
              onClick={async () => {
                const done = await stored(() => takeBack(post, asked, why))
                if ('problem' in done) setProblem(done.problem)
                else ask(null)
              }}
            >
              {t(mistakes.words[why])}
            </Button>
          ))}
          <Button kind="quiet" onClick={() => ask(null)}>
            {t(phoneWords.cancel)}
          </Button>
        </Sheet>
      ) : null}
    </section>
  )
}
