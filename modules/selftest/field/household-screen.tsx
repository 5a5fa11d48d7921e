/** One household: a result for whoever has one, stored on the phone before it says so. */
import { useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Choices, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { type Collection, results, type TestResult } from '../model.ts'
import { dayNow, noteReports, readHouseholds, resultOf } from './household-list.ts'
import { fieldWords as w } from './words.ts'
import './field.css'

export function HouseholdScreen({ collection, path }: { collection: Collection; path: string }) {
  const t = useT()
  const { db } = usePhone()
  const { back } = useScreens()
  const stored = useStored()
  const day = dayNow(collection, useNow())
  const carried = useKept(() => readHouseholds(db, collection.id, day), [db, collection.id, day])
  const [chosen, choose] = useState<ReadonlyMap<string, TestResult>>(new Map())
  const [problem, setProblem] = useState<Word | null>(null)
  const members = carried?.rows.filter((person) => person.path === path) ?? []

  async function save(): Promise<void> {
    const done = await stored(() => noteReports({ db, now: () => Date.now(), freshId }, collection, chosen))
    play('problem' in done ? 'problem' : 'done')
    if ('problem' in done) setProblem(done.problem)
    else back()
  }
  return (
    <Page
      title={t(w.household)}
      small={collection.name}
      foot={
        <Button kind="primary" size="huge" disabled={chosen.size === 0} onClick={() => void save()}>
          {chosen.size === 0 ? t(w.saveNone) : t(w.save, { n: chosen.size })}
        </Button>
      }
    >
      <p className="selftest-address">{members[0]?.address}</p>
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      {members.map((person) => {
        const known = carried ? resultOf(carried, person, day) : null
        const here = carried?.here.has(person.id) ?? false
        return (
          <section key={person.id} className="card selftest-member" data-member={person.id}>
            <Choices<TestResult>
              legend={
                <>
                  {person.name}
                  <small>
                    {known === null
                      ? t(person.asked ? w.toReport : w.notAsked)
                      : t(here ? w.savedHere : w.reported, { result: t(results.words[known]) })}
                  </small>
                </>
              }
              value={chosen.get(person.id) ?? null}
              onChoose={(result) => choose(new Map([...chosen, [person.id, result]]))}
              options={results.values.map((value) => ({ value, label: t(results.words[value]) }))}
            />
          </section>
        )
      })}
      {[...chosen.values()].includes('positive') ? <Notice kind="warn">{t(w.positiveHint)}</Notice> : null}
    </Page>
  )
}
