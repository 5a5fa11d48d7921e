/** Whom to ask for a PCR test, and what came of it; asked live, because it is too grave for an old list. */
import { useCallback, useEffect, useState } from 'react'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { selftest } from '../contract.ts'
import { followUpSteps } from '../model.ts'
import { selftestWords } from '../words.ts'
import { fieldWords as w } from './words.ts'
import './field.css'

type Rows = OutputFor<typeof selftest.operations.followUps>['rows']

export function FollowUpsScreen() {
  const t = useT()
  const [rows, setRows] = useState<Rows | null>(null)
  const [problem, setProblem] = useState<Word | null>(null)
  const tell = useCallback((error: unknown) => setProblem(isOffline(error) ? w.followUpNeedsNet : wordsOf(error)), [])
  const read = useCallback(
    () => ask(selftest.operations.followUps, {}).then((answer) => setRows(answer.rows), tell),
    [tell],
  )
  useEffect(() => {
    void read()
  }, [read])
  async function note(followUpId: string, step: CodeOf<typeof followUpSteps>): Promise<void> {
    setProblem(null)
    try {
      await ask(selftest.operations.recordStep, { id: freshId(), followUpId, step })
      await read()
    } catch (error) {
      tell(error)
    }
  }
  return (
    <Page title={t(w.followUpTitle)}>
      <Notice>{t(selftestWords.noDiagnosis)}</Notice>
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {rows === null && !problem ? <BusyBar label={t(w.followUpTitle)} /> : null}
      {rows?.map((row) => {
        const done = new Set(row.steps.map(({ step }) => step))
        return (
          <section key={row.id} className="card selftest-follow" data-follow-up={row.id}>
            <h2>{row.name}</h2>
            <p>{row.address}</p>
            {followUpSteps.values.map((step) => (
              <Button key={step} size="small" disabled={done.has(step)} onClick={() => void note(row.id, step)}>
                {t(followUpSteps.words[step])}
                {done.has(step) ? ` · ${t(w.stepDone)}` : ''}
              </Button>
            ))}
          </section>
        )
      })}
    </Page>
  )
}
