/** Errands: what one carries, door by door; the hand-over points where something waits; what was brought. Taken, delivered and put back in a touch each. */
import { type ReactNode, useState } from 'react'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useRenewed } from '../../../platform/web/phone/use-renewed.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { type ErrandStep, parcelEnds, parcelKinds } from '../parcel.ts'
import { waitsTooLong } from '../shelf.ts'
import { type ErrandNow, errandsNow, roundOf } from './errand-book.ts'
import { fetchErrands, noteErrand, readCarried, readErrandBook } from './errand-noting.ts'
import { taskWords } from './task-words.ts'
import { fieldWords as w } from './words.ts'
import './visit.css'

/** What the phone carries with what was said on it, and the way to say more. */
function useErrands() {
  const { db } = usePhone()
  const stored = useStored()
  const kept = useKept(async () => ({ value: await readCarried(db) }), [db])
  const book = useKept(() => readErrandBook(db), [db])
  const renewing = useRenewed(() => fetchErrands(db), 'visit.errands')
  const [fault, setFault] = useState<Word | null>(null)
  const note = async (errand: ErrandNow, step: ErrandStep) => {
    const done = await stored(() => noteErrand(db, errand, step))
    setFault('problem' in done ? done.problem : null)
    play('problem' in done ? 'problem' : 'done')
  }
  const carried = kept?.value ?? null
  return {
    ...renewing,
    ...{ ready: kept !== undefined && book !== undefined, at: carried?.at ?? null, fault, note },
    round: roundOf(errandsNow(carried?.errands ?? [], book ?? [])),
  }
}

export function ErrandsTask() {
  const { screen } = useScreens()
  const errands = useErrands()
  if (!errands.ready) return null
  return screen.name === 'errand-point' ? (
    <PointScreen errands={errands} placeId={screen.with?.['place'] ?? ''} />
  ) : (
    <RoundScreen errands={errands} />
  )
}
type Errands = ReturnType<typeof useErrands>

function RoundScreen({ errands: { round, at, busy, problem, fault, renew, note } }: { errands: Errands }) {
  const t = useT()
  const { go } = useScreens()
  const now = useNow()
  const { carrying, points, delivered } = round
  return (
    <Page first title={t(taskWords.errands)}>
      <div className="visit-head">
        <span>
          {at === null ? t(busy ? w.refreshing : w.notYet) : t(w.asOf, { age: sayAge(t, Math.max(0, now - at)) })}
        </span>
        <Button size="small" disabled={busy} onClick={() => void renew()}>
          {t(busy ? w.refreshing : w.refresh)}
        </Button>
      </div>
      {busy && at === null ? <BusyBar label={t(w.refreshing)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {fault ? <Notice kind="alarm">{t(fault)}</Notice> : null}
      {at !== null && carrying.length + points.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noErrands)}</strong>
          <p>{t(w.noErrandsHint)}</p>
        </div>
      ) : null}
      <Section title={t(w.carrying, { n: carrying.length })} errands={carrying} shows="place">
        {(errand) =>
          errand.fetched !== null && errand.fetched !== 'errand' ? (
            <Button size="small" onClick={() => void note(errand, 'put-back')}>
              {t(w.seen)}
            </Button>
          ) : (
            <>
              <Button kind="primary" onClick={() => void note(errand, 'delivered')}>
                {t(w.deliver)}
              </Button>
              <Button kind="quiet" size="small" onClick={() => void note(errand, 'put-back')}>
                {t(w.putBack)}
              </Button>
            </>
          )
        }
      </Section>
      {points.length > 0 ? (
        <section aria-label={t(w.points)}>
          <h2 className="section-title">{t(w.points)}</h2>
          <ul className="rows">
            {points.map((point) => (
              <li key={point.id}>
                <button
                  type="button"
                  className="row"
                  data-point={point.id}
                  onClick={() => go('errand-point', { place: point.id })}
                >
                  <span className="row-main">
                    <span className="row-title">{point.name || t(w.unknownPoint)}</span>
                    <span className="row-more">{t(w.tileParcels, { n: point.free })}</span>
                  </span>
                  {point.medicine ? <span className="badge badge-alarm">{t(w.tileMedicine)}</span> : null}
                  <NextIcon />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Section title={t(w.delivered, { n: delivered.length })} errands={delivered} shows="time">
        {(errand) => (
          <Button kind="quiet" size="small" onClick={() => void note(errand, 'not-delivered')}>
            {t(w.notDelivered)}
          </Button>
        )}
      </Section>
    </Page>
  )
}

function PointScreen({ errands: { round, fault, note }, placeId }: { errands: Errands; placeId: string }) {
  const t = useT()
  const { back } = useScreens()
  const point = round.points.find(({ id }) => id === placeId)
  return (
    <Page
      title={point?.name || t(w.parcels)}
      small={t(taskWords.errands)}
      foot={
        <Button kind="primary" size="huge" onClick={back}>
          {t(w.setOff, { n: round.carrying.length })}
        </Button>
      }
    >
      {fault ? <Notice kind="alarm">{t(fault)}</Notice> : null}
      {point ? (
        <Section title={t(w.tileParcels, { n: point.free })} errands={point.waiting} shows="wait">
          {(errand) => (
            <Button kind={errand.others === 0 ? 'primary' : 'plain'} onClick={() => void note(errand, 'taken')}>
              {t(w.take)}
            </Button>
          )}
        </Section>
      ) : (
        <div className="empty">
          <strong>{t(w.noParcels)}</strong>
        </div>
      )}
    </Page>
  )
}

interface SectionProps {
  readonly title: string
  readonly errands: readonly ErrandNow[]
  readonly shows: 'place' | 'wait' | 'time'
  readonly children: (errand: ErrandNow) => ReactNode
}
/** Doors with what is for them, and what can be done in a touch. */
function Section({ title, errands, shows, children }: SectionProps) {
  const t = useT()
  const now = useNow()
  if (errands.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <ul className="rows">
        {errands.map((errand) => {
          const { id, door, mark, kind, pieces, shelf, at, others, fetched, said, standing } = errand
          const late = shows === 'wait' && waitsTooLong(errand, now)
          return (
            <li key={id} className="row" data-errand={id}>
              <span className="row-main">
                <span className="row-title">{door}</span>
                <span className="row-more">
                  {kind === 'medicine' ? (
                    <span className="badge badge-alarm">{t(parcelKinds.words.medicine)}</span>
                  ) : (
                    t(parcelKinds.words[kind])
                  )}{' '}
                  × {pieces}
                  {shelf ? ` · ${t(w.shelf)} ${shelf}` : ''}
                  {mark ? ` · ${mark}` : ''}
                </span>
                {shows === 'place' ? <span className="row-more">{errand.place}</span> : null}
                {shows === 'wait' ? (
                  <span className={`row-more ${late ? 'visit-late' : ''}`}>
                    {t(w.waits, { age: sayAge(t, Math.max(0, now - Date.parse(at))) })}
                  </span>
                ) : null}
                {shows === 'time' && said ? <span className="row-more">{shanghaiClock(said.at)}</span> : null}
                <span className="visit-marks">
                  {others > 0 ? <span className="badge badge-alarm">{t(w.othersToo)}</span> : null}
                  {standing === 'carrying' && fetched !== null && fetched !== 'errand' ? (
                    <span className="badge badge-alarm">{t(parcelEnds.words[fetched])}</span>
                  ) : null}
                </span>
              </span>
              <span className="visit-acts">{children(errand)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
