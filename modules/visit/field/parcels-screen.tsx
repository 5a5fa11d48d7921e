/** The shelf of a hand-over point: medicine first, then what has waited longest; put on it and taken off it in a few touches. */
import { type FormEvent, useState } from 'react'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Choices, Field, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { type ParcelAtPoint, type ParcelKind, parcelKinds, pickupWays } from '../parcel.ts'
import { onShelf, shelfOrder, waitsTooLong } from '../shelf.ts'
import { parcelsNow } from './book.ts'
import { CountField } from './count-field.tsx'
import { HomeFinder, noHome } from './home-finder.tsx'
import { noteParcel, notePickup } from './noting.ts'
import type { VisitWork } from './use-visit.ts'
import { fieldWords as w } from './words.ts'

export function ParcelsScreen({ work: { pocket, book, place, post } }: { work: VisitWork }) {
  const t = useT()
  const { go } = useScreens()
  const stored = useStored()
  const now = useNow()
  const [asked, ask] = useState<ParcelAtPoint | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const here = parcelsNow(pocket, book, place.id)
  // What the squad took is off the shelf, yet it may come back or have been somebody's slip.
  const parcels = [...shelfOrder(onShelf(here)), ...shelfOrder(here.filter(({ takenAt }) => takenAt !== null))]
  const pick = async (parcel: ParcelAtPoint, how: CodeOf<typeof pickupWays>) => {
    const done = await stored(() => notePickup(post, parcel, how, parcel.recipient))
    if ('problem' in done) {
      play('problem')
      return setProblem(done.problem)
    }
    play('done')
    ask(null)
  }
  return (
    <Page
      title={t(w.parcels)}
      small={place.name}
      foot={
        <Button kind="primary" size="huge" onClick={() => go('parcel-new')}>
          {t(w.newParcel)}
        </Button>
      }
    >
      {parcels.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noParcels)}</strong>
          <p>{t(w.noParcelsHint)}</p>
        </div>
      ) : (
        <ul className="rows">
          {parcels.map((parcel) => (
            <li key={parcel.id} className="row" data-parcel={parcel.id}>
              <span className="row-main">
                <span className="row-title">{parcel.recipient}</span>
                <span className="row-more">
                  {t(parcelKinds.words[parcel.kind])} × {parcel.pieces} {parcel.shelf ?? ''} {parcel.broughtBy ?? ''}
                </span>
                <span className={`row-more ${!parcel.takenAt && waitsTooLong(parcel, now) ? 'visit-late' : ''}`}>
                  {parcel.takenAt
                    ? t(w.carriedOff, { time: shanghaiClock(parcel.takenAt) })
                    : t(w.waits, { age: sayAge(t, now - Date.parse(parcel.at)) })}
                </span>
              </span>
              {parcel.kind === 'medicine' ? (
                <span className="badge badge-alarm">{t(parcelKinds.words.medicine)}</span>
              ) : null}
              <Button size="small" onClick={() => ask(parcel)}>
                {t(w.picked)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked ? (
        <Sheet title={t(w.whoPicks)} onClose={() => ask(null)}>
          <p>{asked.recipient}</p>
          {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
          {pickupWays.values.map((how) => (
            <Button key={how} data-how={how} onClick={() => void pick(asked, how)}>
              {t(pickupWays.words[how])}
            </Button>
          ))}
          <Button kind="quiet" onClick={() => ask(null)}>
            {t(phoneWords.cancel)}
          </Button>
        </Sheet>
      ) : null}
    </Page>
  )
}

export function ParcelNew({ work: { place, post } }: { work: VisitWork }) {
  const t = useT()
  const { back } = useScreens()
  const stored = useStored()
  const [home, setHome] = useState(noHome)
  const [kind, setKind] = useState<ParcelKind>('medicine')
  const [pieces, setPieces] = useState(1)
  const [broughtBy, setBroughtBy] = useState('')
  const [shelf, setShelf] = useState('')
  const [problem, setProblem] = useState<Word | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const recipient = home.text.trim().slice(0, 80)
    if (recipient === '') return
    const parcel = { recipient, broughtBy: broughtBy.trim() || null, kind, pieces, shelf: shelf.trim() || null }
    const done = await stored(() => noteParcel(post, parcel, home.found?.path ?? null))
    if ('problem' in done) {
      play('problem')
      return setProblem(done.problem)
    }
    play('done')
    back()
  }
  return (
    <Page title={t(w.newParcel)} small={place.name}>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      <form className="visit-form" onSubmit={(event) => void submit(event)}>
        <Choices
          legend={t(w.what)}
          value={kind}
          onChoose={setKind}
          width={92}
          options={parcelKinds.values.map((value) => ({ value, label: t(parcelKinds.words[value]) }))}
        />
        <HomeFinder label={t(w.recipient)} home={home} onChange={setHome} />
        <div className="visit-pair">
          <Field
            label={t(w.shelf)}
            name="shelf"
            value={shelf}
            onChange={(event) => setShelf(event.target.value)}
            autoComplete="off"
            maxLength={20}
          />
          <Field
            label={t(w.broughtBy)}
            name="brought-by"
            value={broughtBy}
            onChange={(event) => setBroughtBy(event.target.value)}
            autoComplete="off"
            maxLength={60}
          />
        </div>
        <CountField label={t(w.pieces)} value={pieces} least={1} most={200} onChange={setPieces} />
        <Button kind="primary" size="huge" type="submit" disabled={home.text.trim() === ''}>
          {t(w.newParcel)}
        </Button>
      </form>
    </Page>
  )
}
