/** One person to call or knock for. The number is looked up only when it is needed, and that is on record. */
import { useEffect, useState } from 'react'
import { useLang } from '../../../platform/web/lang.tsx'
import { Dial } from '../../../platform/web/phone/dial.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { register } from '../../register/contract.ts'
import { groups, sexes, works } from '../../register/model.ts'
import { bestCallTime, clockOf } from '../call-time.ts'
import { contactOutcomes } from '../model.ts'
import { type ContactWay, noteTry, type Outcome, readMissing } from './missing-list.ts'
import { useHand } from './use-lane.ts'
import { missingWords as w } from './words.ts'

interface Props {
  readonly roundId: string
  readonly residentId: string
  readonly way: ContactWay
}

export function TryScreen({ roundId, residentId, way }: Props) {
  const { t } = useLang()
  const { db } = usePhone()
  const { back } = useScreens()
  const hand = useHand()
  const stored = useStored()
  const now = useNow()
  const [number, setNumber] = useState<string | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const person = useKept(
    async () => (await readMissing(db, roundId))?.rows.find((p) => p.residentId === residentId) ?? null,
    [db, roundId, residentId],
  )
  // Looked up for this call only: it leaves the screen with it.
  useEffect(() => () => setNumber(null), [])
  if (!person) return <Page title={t(w.title)}>{null}</Page>

  async function note(outcome: Outcome): Promise<void> {
    const done = await stored(() => noteTry(hand, { roundId, residentId, way, outcome }))
    play('problem' in done ? 'problem' : 'done')
    if ('problem' in done) setProblem(done.problem)
    else back()
  }
  const bestCall = bestCallTime(person, now)
  return (
    <Page title={t(w.title)}>
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      <section className="person">
        <h2>{person.name}</h2>
        <p className="person-line">
          {[
            person.sex ? t(sexes.words[person.sex]) : '',
            person.age === null ? '' : t(w.age, { n: person.age }),
            t(works.words[person.work]),
            ...person.groups.map((group) => t(groups.words[group])),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="person-address">{person.address}</p>
      </section>
      <Notice kind={bestCall.now ? 'good' : 'plain'}>
        {bestCall.now ? t(w.callNow) : t(w.callAt, { from: clockOf(bestCall.from), to: clockOf(bestCall.to) })}
        {' · '}
        {t(bestCall.because)}
      </Notice>
      <Dial
        masked={person.phoneMasked}
        number={number}
        onNumber={setNumber}
        onProblem={setProblem}
        reveal={async () => (await ask(register.operations.reveal, { residentId, field: 'phone', purpose: way })).value}
      />
      <h2 className="section-title">{t(w.cameOfIt)}</h2>
      <div className="outcomes">
        {contactOutcomes.values.map((outcome) => (
          <Button key={outcome} data-outcome={outcome} onClick={() => void note(outcome)}>
            {t(contactOutcomes.words[outcome])}
          </Button>
        ))}
      </div>
    </Page>
  )
}
