/** A visitor whom nobody announced: noted with their arrival in one go. */
import { type FormEvent, useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Choices, Field, Notice } from '../../../platform/web/phone/parts.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { maskName } from '../../../platform/pure/mask.ts'
import { purposes } from '../model.ts'
import { readPlate, tidyPlate } from '../plate.ts'
import { CountField } from './count-field.tsx'
import { HomeFinder, noHome } from './home-finder.tsx'
import { noteMet } from './noting.ts'
import type { VisitWork } from './use-visit.ts'
import { noWho, WhoFields, whoOf } from './who-fields.tsx'
import { fieldWords as w } from './words.ts'

export function VisitNew({ work: { operation, place, post } }: { work: VisitWork }) {
  const t = useT()
  const { back } = useScreens()
  const stored = useStored()
  const most = operation.rules.visitHours
  const [who, setWho] = useState(noWho)
  const [home, setHome] = useState(noHome)
  const [purpose, setPurpose] = useState<CodeOf<typeof purposes>>('family')
  const [people, setPeople] = useState(1)
  const [hours, setHours] = useState(Math.min(2, most))
  const [plate, setPlate] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const person = whoOf(who)
    if (person === null) return
    const read = readPlate(plate)
    const tidy = read.ok ? read.plate : tidyPlate(plate).slice(0, 20) || null
    const [path, host] = [home.found?.path ?? null, home.found ? null : home.text.trim() || null]
    const met = { who: person, purpose, people, hours, plate: tidy, path, host }
    const carried = {
      ...{
        path: path ?? '',
        number: '',
        name: maskName(person.name),
        phoneMasked: null,
        host: home.text.trim(),
        purpose,
      },
      ...{ people, hours, plate: tidy, expectedOn: shanghaiDay(Date.now()), leftAt: null, cancelledAt: null },
    }
    const done = await stored(() => noteMet(post, met, carried))
    if ('problem' in done) {
      play('problem')
      return setProblem(done.problem)
    }
    play('done')
    back()
  }
  return (
    <Page title={t(w.newVisit)} small={place.name}>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      <form className="visit-form" onSubmit={(event) => void submit(event)}>
        <WhoFields label={t(w.name)} prefix="visitor" draft={who} onChange={setWho} tried={tried} />
        <HomeFinder label={t(w.host)} home={home} onChange={setHome} />
        <Choices
          legend={t(w.purpose)}
          value={purpose}
          onChoose={setPurpose}
          width={92}
          options={purposes.values.map((value) => ({ value, label: t(purposes.words[value]) }))}
        />
        <CountField label={t(w.people)} value={people} least={1} most={50} onChange={setPeople} />
        <CountField label={t(w.hours)} value={hours} least={1} most={most} onChange={setHours} />
        <Field
          label={
            <>
              {t(w.plate)} <small>{t(w.optional)}</small>
            </>
          }
          name="visit-plate"
          value={plate}
          onChange={(event) => setPlate(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={30}
        />
        <Button kind="primary" size="huge" type="submit">
          {t(w.arrive)}
        </Button>
      </form>
    </Page>
  )
}
