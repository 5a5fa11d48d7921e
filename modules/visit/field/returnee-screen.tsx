/** Somebody comes back: taken down with whatever they can show, told what applies, and the community sees them at once. */
import { type FormEvent, useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Field, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { toldLines } from '../told.ts'
import { CountField } from './count-field.tsx'
import { HomeFinder, noHome } from './home-finder.tsx'
import { noteReturnee } from './noting.ts'
import { noOrigin, OriginFields, originOf } from './origin-fields.tsx'
import type { VisitWork } from './use-visit.ts'
import { noWho, WhoFields, whoOf } from './who-fields.tsx'
import { fieldWords as w } from './words.ts'

export function ReturneeScreen({ work: { pocket, operation, post, place } }: { work: VisitWork }) {
  const t = useT()
  const { back } = useScreens()
  const stored = useStored()
  const today = shanghaiDay(useNow())
  const [who, setWho] = useState(noWho)
  const [home, setHome] = useState(noHome)
  const [origin, setOrigin] = useState(noOrigin)
  const [leftOn, setLeftOn] = useState('')
  const [people, setPeople] = useState(1)
  const [told, setTold] = useState(false)
  const [showing, show] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const [saved, setSaved] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const person = whoOf(who)
    if (person === null) return
    const done = await stored(() =>
      noteReturnee(post, {
        who: person,
        path: home.found?.path ?? null,
        home: home.found ? null : home.text.trim() || null,
        ...originOf(origin),
        ...{ leftOn: leftOn || null, people, told },
      }),
    )
    if ('problem' in done) {
      play('problem')
      return setProblem(done.problem)
    }
    play('done')
    setSaved(true)
  }
  if (saved)
    return (
      <Page title={t(w.returnee)} small={place.name}>
        <Notice kind="good">{t(w.saved)}</Notice>
        <Told pocket={pocket} rules={operation.rules} />
        <span className="grow" />
        <Button kind="primary" size="huge" onClick={back}>
          {t(w.back)}
        </Button>
      </Page>
    )
  return (
    <Page title={t(w.returnee)} small={place.name}>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      <form className="visit-form" onSubmit={(event) => void submit(event)}>
        <WhoFields label={t(w.name)} prefix="returnee" draft={who} onChange={setWho} tried={tried} />
        <OriginFields origin={origin} onChange={setOrigin} />
        <Field
          label={
            <>
              {t(w.leftOn)} <small>{t(w.optional)}</small>
            </>
          }
          type="date"
          name="left-on"
          max={today}
          value={leftOn}
          onChange={(event) => setLeftOn(event.target.value)}
        />
        <HomeFinder label={t(w.home)} home={home} onChange={setHome} />
        <CountField label={t(w.people)} value={people} least={1} most={50} onChange={setPeople} />
        <Button onClick={() => show(true)}>{t(w.showTold)}</Button>
        <label className="visit-check">
          <input type="checkbox" checked={told} onChange={(event) => setTold(event.target.checked)} />
          <span>{t(w.told)}</span>
        </label>
        <Button kind="primary" size="huge" type="submit">
          {t(w.save)}
        </Button>
      </form>
      {showing ? (
        <Sheet title={t(w.toldTitle)} onClose={() => show(false)}>
          <Told pocket={pocket} rules={operation.rules} />
          <Button
            kind="primary"
            onClick={() => {
              setTold(true)
              show(false)
            }}
          >
            {t(w.told)}
          </Button>
        </Sheet>
      ) : null}
    </Page>
  )
}

/** Big and plain, to be read over the counter or out loud. */
function Told({ pocket: { policy }, rules }: Pick<VisitWork, 'pocket'> & Pick<VisitWork['operation'], 'rules'>) {
  const t = useT()
  return (
    <ul className="visit-told">
      {toldLines({ contactHours: rules.contactHours, policy, told: rules.told }).map(({ word, with: params }) => (
        <li key={word[1]}>{t(word, params)}</li>
      ))}
    </ul>
  )
}
