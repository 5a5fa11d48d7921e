/** Tapping people in at the place: the call-up, then its list by name; a tap is on the phone's disk before the row says "here". */
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Field, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import type { CallUp } from '../call-up-model.ts'
import { fetchCalled, fetchCallUps, narrow, readCalled, readCallUps, type Row, tap, welcome } from './called-list.ts'
import { fieldWords as w } from './words.ts'

/** Rows drawn at once. */
const STEP = 60
const REFRESH = 60_000

export function MusterTask() {
  const t = useT()
  const { db } = usePhone()
  const { screen, swap } = useScreens()
  const kept = useKept(() => readCallUps(db), [db])
  const [problem, setProblem] = useState<Word | null>(null)
  useEffect(() => {
    let gone = false
    fetchCallUps(db).catch((error: unknown) => gone || setProblem(isOffline(error) ? w.notYet : wordsOf(error)))
    return () => {
      gone = true
    }
  }, [db])
  const only = kept?.length === 1 ? kept[0] : undefined
  const chosen = kept?.find((one) => one.id === screen.with?.['callUpId']) ?? only
  if (chosen) return <CalledScreen key={chosen.id} callUp={chosen} />
  return (
    <Page first title={t(w.choose)}>
      {problem && !kept ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {kept?.length === 0 ? (
        <div className="empty">
          <strong>{t(w.none)}</strong>
          <p>{t(w.noneHint)}</p>
        </div>
      ) : null}
      <ul className="rows">
        {(kept ?? []).map((one) => (
          <li key={one.id}>
            <button type="button" className="row" onClick={() => swap('root', { callUpId: one.id })}>
              <span className="row-main">
                <span className="row-title">{one.name}</span>
                <span className="row-more">
                  {shanghaiMinute(one.musterAt)} · {one.place}
                </span>
              </span>
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function CalledScreen({ callUp }: { callUp: CallUp }) {
  const t = useT()
  const { db } = usePhone()
  const now = useNow()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed)
  const [most, setMost] = useState(STEP)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ readonly word: Word; readonly name?: string } | null>(null)
  const carried = useKept(() => readCalled(db, callUp.id), [db, callUp.id])
  const hand = useMemo(() => ({ db, now: () => Date.now(), freshId }), [db])
  const refresh = useCallback(async () => {
    setBusy(true)
    try {
      await fetchCalled(db, callUp.id)
      setSaid(null)
    } catch (error) {
      if (!isOffline(error)) setSaid({ word: wordsOf(error) })
    } finally {
      setBusy(false)
    }
  }, [db, callUp.id])
  useEffect(() => {
    void refresh()
    const timer = setInterval(() => document.hidden || void refresh(), REFRESH)
    return () => clearInterval(timer)
  }, [refresh])
  const shown = useMemo(() => narrow(carried?.rows ?? [], text), [carried, text])
  if (carried === undefined) return null
  const here = carried?.rows.filter((row) => row.here).length ?? 0
  const name = typed.trim()
  return (
    <Page first title={t(w.task)} small={callUp.name}>
      <p>{carried ? t(w.asOf, { here, total: carried.rows.length, age: sayAge(t, now - carried.at) }) : t(w.notYet)}</p>
      <Button size="small" disabled={busy} onClick={() => void refresh()}>
        {t(busy ? w.fetching : w.refresh)}
      </Button>
      {busy && !carried ? <BusyBar label={t(w.fetching)} /> : null}
      {said ? <Notice>{t(said.word, { name: said.name ?? '' })}</Notice> : null}
      <Field label={t(w.search)} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <ul className="rows">
        {shown.slice(0, most).map((row) => (
          <PersonRow key={row.callId} row={row} onTap={(how) => void tap(hand, callUp.id, row.callId, how)} />
        ))}
      </ul>
      {shown.length > most ? <Button onClick={() => setMost(most + STEP)}>+ {shown.length - most}</Button> : null}
      {shown.length === 0 && name !== '' ? (
        <Button
          kind="primary"
          onClick={() =>
            void welcome(hand, callUp.id, name).then(() => {
              setSaid({ word: w.welcomed, name })
              setTyped('')
            })
          }
        >
          {t(w.unasked, { name })}
        </Button>
      ) : null}
    </Page>
  )
}

function PersonRow({ row, onTap }: { row: Row; onTap: (how: 'tap' | 'undo') => void }) {
  const t = useT()
  return (
    <li className="row">
      <span className="row-main">
        <span className="row-title">{row.name}</span>
        <span className="row-more">{row.here ? `${t(w.here)} · ${row.department}` : row.department}</span>
      </span>
      <Button
        kind={row.here ? 'plain' : 'primary'}
        aria-label={`${t(row.here ? w.undo : w.tapIn)} ${row.name}`}
        onClick={() => onTap(row.here ? 'undo' : 'tap')}
      >
        {t(row.here ? w.undo : w.tapIn)}
      </Button>
    </li>
  )
}
