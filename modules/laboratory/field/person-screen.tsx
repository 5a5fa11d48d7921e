/** One person to tell: what to say, the number on request and on record, what came of it in one touch. */
import { useEffect, useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Dial } from '../../../platform/web/phone/dial.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { register } from '../../register/contract.ts'
import { deadlineAt } from '../clock.ts'
import { tellingOutcomes } from '../model.ts'
import { noteTold, readRetests, type TellingOutcome } from './retest-list.ts'
import { retestWords as w } from './words.ts'
import './retests.css'

export function PersonScreen({ sampleId }: { sampleId: string }) {
  const t = useT()
  const { db } = usePhone()
  const { back } = useScreens()
  const stored = useStored()
  const now = useNow()
  const [number, setNumber] = useState<string | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const person = useKept(
    async () => (await readRetests(db))?.rows.find((row) => row.sampleId === sampleId) ?? null,
    [db, sampleId],
  )
  // Looked up for this call only: it leaves the screen with it.
  useEffect(() => () => setNumber(null), [])
  if (!person) return <Page title={t(w.title)}>{null}</Page>

  async function note(outcome: TellingOutcome): Promise<void> {
    const way = number === null ? 'door' : 'call'
    const done = await stored(() =>
      noteTold(db, { sampleId, way, outcome }, Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    )
    play('problem' in done ? 'problem' : 'done')
    if ('problem' in done) setProblem(done.problem)
    else back()
  }
  const { residentId } = person
  const { passed, word, time } = deadlineAt(Date.parse(person.dueAt), now)
  return (
    <Page title={t(w.title)}>
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      <section className="retest-person">
        <h2>{person.name}</h2>
        <p>{person.address}</p>
      </section>
      {person.resampledAt ? (
        <Notice kind="good">
          {t(w.swabbed)} · {shanghaiMinute(person.resampledAt)}
        </Notice>
      ) : (
        <Notice kind={passed ? 'alarm' : 'plain'}>
          {shanghaiMinute(person.dueAt)} · {t(word, { time })}
        </Notice>
      )}
      <section className="card">
        <span>{t(w.say)}</span>
        <strong>{t(w.sayMore)}</strong>
      </section>
      <Dial
        masked={person.phoneMasked}
        number={number}
        onNumber={setNumber}
        onProblem={setProblem}
        reveal={
          residentId === null
            ? null
            : async () => (await ask(register.operations.reveal, { residentId, field: 'phone', purpose: 'call' })).value
        }
      />
      <h2 className="section-title">{t(w.cameOfIt)}</h2>
      <div className="retest-outcomes">
        {tellingOutcomes.values.map((outcome) => (
          <Button key={outcome} data-outcome={outcome} onClick={() => void note(outcome)}>
            {t(tellingOutcomes.words[outcome])}
          </Button>
        ))}
      </div>
    </Page>
  )
}
