/** First thing of a shift: which gate. */
import { useEffect, useState } from 'react'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { askToKeep } from '../../../platform/web/phone/storage-room.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { type Gate, gateStates } from '../model.ts'
import { agreedNow } from '../../../platform/web/phone/agreed-clock.ts'
import { fetchGates, keepOnly, readGates } from './gate-pocket.ts'
import { forgetRecent } from './recent.ts'
import { beginShift } from './shift.ts'
import { useHand } from './use-gate.ts'
import { gateWords as w } from './words.ts'

export function ChooseGate({ first, onBegun }: { first: boolean; onBegun: () => void }) {
  const t = useT()
  const { db } = usePhone()
  const hand = useHand()
  const stored = useStored()
  const kept = useKept(() => readGates(db), [db])
  const [problem, setProblem] = useState<Word | null>(null)
  const [busy, setBusy] = useState(true)
  useEffect(() => {
    let gone = false
    fetchGates(db)
      .catch((error: unknown) => gone || setProblem(isOffline(error) ? w.needsNet : wordsOf(error)))
      .finally(() => gone || setBusy(false))
    return () => {
      gone = true
    }
  }, [db])
  async function begin(gate: Gate): Promise<void> {
    void askToKeep()
    const done = await stored(async () => {
      await beginShift(hand, gate)
      await forgetRecent(db)
      await keepOnly(db, gate.id)
    })
    if ('problem' in done) setProblem(done.problem)
    else onBegun()
  }
  return (
    <Page title={t(w.chooseGate)} first={first}>
      {busy ? <BusyBar label={t(w.chooseGate)} /> : null}
      {problem ? <Notice kind={kept ? 'plain' : 'warn'}>{t(problem)}</Notice> : null}
      {kept && problem ? <p className="row-more">{t(w.keptGates, { age: sayAge(t, agreedNow() - kept.at) })}</p> : null}
      {kept?.gates.length === 0 ? (
        <div className="empty">
          <strong>{t(w.noGates)}</strong>
          <p>{t(w.noGatesHint)}</p>
        </div>
      ) : null}
      <ul className="rows">
        {kept?.gates.map((gate) => (
          <li key={gate.id}>
            <button type="button" className="row" data-gate={gate.id} onClick={() => void begin(gate)}>
              <span className="row-main">
                <span className="row-title">{gate.name}</span>
                <span className="row-more">
                  {gate.state !== 'open' && gate.keyHolder
                    ? t(w.closedKey, { name: gate.keyHolder.name })
                    : t(gateStates.words[gate.state])}
                  {gate.hours.map(({ from, to }) => ` · ${from}–${to}`).join('')}
                </span>
              </span>
              <span className="row-side">{t(w.begin)}</span>
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
    </Page>
  )
}
