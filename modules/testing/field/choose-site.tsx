/** First thing of a shift: which site, which lane. The list of sites is kept, so that a lane can be changed without network. */
import { useEffect, useState } from 'react'
import type { OutputFor } from '../../../platform/web/client.ts'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Choices, Notice, Sheet } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { testing } from '../contract.ts'
import type { Site } from '../model.ts'
import { SHIFT, type Shift } from './shift.ts'
import { useTube } from './use-lane.ts'
import { laneWords as w } from './words.ts'

interface KeptSites {
  readonly at: number
  readonly rounds: readonly { readonly id: string; readonly name: string; readonly sites: readonly Site[] }[]
}
const SITES = 'testing.sites'

async function fetchSites(): Promise<KeptSites> {
  const { rounds } = await ask(testing.operations.rounds, { state: 'open' })
  const whole: OutputFor<typeof testing.operations.round>[] = []
  for (const round of rounds) whole.push(await ask(testing.operations.round, { id: round.id }))
  return { at: Date.now(), rounds: whole.map(({ round, sites }) => ({ id: round.id, name: round.name, sites })) }
}

export function ChooseSite({ current, onChosen }: { current: Shift | null; onChosen: (shift: Shift) => void }) {
  const t = useT()
  const { db } = usePhone()
  const tube = useTube()
  const now = useNow()
  const kept = useKept(async () => (await db.notes.get(SITES))?.value as KeptSites | undefined, [db])
  const [problem, setProblem] = useState<Word | null>(null)
  const [busy, setBusy] = useState(true)
  const [choice, setChoice] = useState<{ site: Site; roundName: string } | null>(null)
  const [lane, setLane] = useState<number | null>(null)

  useEffect(() => {
    let gone = false
    fetchSites()
      .then((value) => db.notes.put({ key: SITES, value }))
      .catch((error: unknown) => gone || setProblem(isOffline(error) ? w.needsNetOnce : wordsOf(error)))
      .finally(() => gone || setBusy(false))
    return () => {
      gone = true
    }
  }, [db])

  const begin = async () => {
    if (!choice || lane === null) return
    const { site } = choice
    const shift: Shift = {
      roundId: site.roundId,
      roundName: choice.roundName,
      siteId: site.id,
      siteName: site.name,
      lane,
      poolSize: site.poolSize,
    }
    await db.notes.put({ key: SHIFT, value: shift })
    onChosen(shift)
  }
  const blocked = tube && choice && (tube.siteId !== choice.site.id || (lane !== null && tube.lane !== lane))
  const rounds = kept?.rounds.filter((round) => round.sites.length > 0) ?? []

  return (
    <Page title={t(w.chooseSite)} first={current === null}>
      {busy ? <BusyBar label={t(w.chooseSite)} /> : null}
      {problem ? <Notice kind={kept ? 'plain' : 'warn'}>{t(problem)}</Notice> : null}
      {kept && problem ? <p className="row-more">{t(w.kept, { age: sayAge(t, now - kept.at) })}</p> : null}
      {kept && rounds.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noRounds)}</strong>
          <p>{t(w.noRoundsHint)}</p>
        </div>
      ) : null}
      {rounds.map((round) => (
        <section key={round.id} aria-label={round.name}>
          <h2 className="section-title lane-round">{round.name}</h2>
          <ul className="rows">
            {round.sites.map((site) => (
              <li key={site.id}>
                <button
                  type="button"
                  className="row"
                  data-site={site.id}
                  onClick={() => {
                    setChoice({ site, roundName: round.name })
                    setLane(site.lanes === 1 ? 1 : current?.siteId === site.id ? current.lane : null)
                  }}
                >
                  <span className="row-main">
                    <span className="row-title">{site.name}</span>
                    <span className="row-more">{t(w.lanes, { count: site.lanes })}</span>
                  </span>
                  <NextIcon />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {choice ? (
        <Sheet title={choice.site.name} onClose={() => setChoice(null)}>
          <Choices
            legend={t(w.chooseLane)}
            value={lane}
            onChoose={setLane}
            width={64}
            options={Array.from({ length: choice.site.lanes }, (_, i) => ({ value: i + 1, label: i + 1 }))}
          />
          {blocked ? <Notice kind="warn">{t(w.closeFirst, { lane: tube.lane, code: tube.code })}</Notice> : null}
          <Button kind="primary" size="huge" disabled={lane === null || Boolean(blocked)} onClick={() => void begin()}>
            {t(w.start)}
          </Button>
          <Button onClick={() => setChoice(null)}>{t(phoneWords.cancel)}</Button>
        </Sheet>
      ) : null}
    </Page>
  )
}
