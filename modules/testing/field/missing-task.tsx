/** Calling and knocking: the list of who is missing on the phone, one person a screen, the outcome in one touch. */
import { useEffect, useState } from 'react'
import { isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { testing } from '../contract.ts'
import { MissingScreen } from './missing-screen.tsx'
import { TryScreen } from './try-screen.tsx'
import { laneWords, missingWords as w } from './words.ts'
import './lane.css'

type Rounds = OutputFor<typeof testing.operations.rounds>['rounds']
const ROUNDS = 'testing.open-rounds'

export function MissingTask() {
  const { db } = usePhone()
  const { screen, swap } = useScreens()
  const kept = useKept(async () => ((await db.notes.get(ROUNDS))?.value as Rounds | undefined) ?? null, [db])
  const [problem, setProblem] = useState<Word | null>(null)
  const [busy, setBusy] = useState(true)
  useEffect(() => {
    let gone = false
    ask(testing.operations.rounds, { state: 'open' })
      .then(({ rounds }) => db.notes.put({ key: ROUNDS, value: rounds }))
      .catch((error: unknown) => gone || setProblem(isOffline(error) ? w.notYet : wordsOf(error)))
      .finally(() => gone || setBusy(false))
    return () => {
      gone = true
    }
  }, [db])
  const chosen = screen.with?.['roundId']
  if (screen.name === 'try' && screen.with) return <TryScreen {...(screen.with as unknown as TryParams)} />
  const only = kept?.length === 1 ? kept[0] : undefined
  const round = kept?.find((r) => r.id === chosen) ?? only
  if (round) return <MissingScreen key={round.id} roundId={round.id} roundName={round.name} />
  return (
    <ChooseRound
      rounds={kept ?? []}
      busy={busy}
      problem={kept === null ? problem : null}
      onChoose={(id) => swap('root', { roundId: id })}
    />
  )
}
type TryParams = Parameters<typeof TryScreen>[0]

function ChooseRound(props: { rounds: Rounds; busy: boolean; problem: Word | null; onChoose: (id: string) => void }) {
  const t = useT()
  return (
    <Page first title={t(w.chooseRound)}>
      {props.busy ? <BusyBar label={t(w.chooseRound)} /> : null}
      {props.problem ? <Notice kind="warn">{t(props.problem)}</Notice> : null}
      {!props.busy && !props.problem && props.rounds.length === 0 ? (
        <div className="empty">
          <strong>{t(laneWords.noRounds)}</strong>
        </div>
      ) : null}
      {props.rounds.length > 0 ? (
        <ul className="rows">
          {props.rounds.map((round) => (
            <li key={round.id}>
              <button type="button" className="row" onClick={() => props.onChoose(round.id)}>
                <span className="row-main">
                  <span className="row-title">{round.name}</span>
                  <span className="row-more">{round.areaName}</span>
                </span>
                <NextIcon />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  )
}
