/** The households of a collection, those with somebody missing first to be seen; kept on the phone with their age. */
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { cell, useCell } from '../../../platform/web/phone/cell.ts'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Button, Choices, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { ask } from '../../../platform/web/phone/reach.ts'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { StorageProblem } from '../../../platform/web/pocket/storage-problem.ts'
import { selftest } from '../contract.ts'
import type { Collection } from '../model.ts'
import { dayNow, fetchHouseholds, householdsOf, narrow, readHouseholds, resultOf } from './household-list.ts'
import { fieldWords as w } from './words.ts'
import './field.css'

const which = cell<'missing' | 'all'>('missing')
/** Rows drawn at once; a grid's hundreds would make a phone stutter. */
const STEP = 60
const REFRESH = 120_000

export function HouseholdsScreen({ collection }: { collection: Collection }) {
  const t = useT()
  const { db } = usePhone()
  const { go } = useScreens()
  const now = useNow()
  const day = dayNow(collection, now)
  const show = useCell(which)
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed)
  const [most, setMost] = useState(STEP)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const carried = useKept(() => readHouseholds(db, collection.id, day), [db, collection.id, day])

  const refresh = useCallback(async () => {
    setBusy(true)
    try {
      await fetchHouseholds(db, collection.id)
      setProblem(null)
    } catch (error) {
      setProblem(error instanceof StorageProblem ? error.words : isOffline(error) ? null : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }, [db, collection.id])
  useEffect(() => {
    void refresh()
    const timer = setInterval(() => document.hidden || void refresh(), REFRESH)
    return () => clearInterval(timer)
  }, [refresh])

  const rows = useMemo(() => {
    if (!carried) return []
    return householdsOf(carried.rows).map((row) => ({
      ...row,
      left: row.people.filter((person) => person.asked && resultOf(carried, person, day) === null).length,
    }))
  }, [carried, day])
  const shown = useMemo(() => {
    const fitting = new Set(narrow(rows, text).map((row) => row.path))
    return rows.filter((row) => fitting.has(row.path) && (show === 'all' || row.left > 0 || text.trim() !== ''))
  }, [rows, text, show])
  if (carried === undefined) return null
  const left = rows.reduce((sum, row) => sum + row.left, 0)
  return (
    <Page first title={t(w.task)} small={collection.name}>
      <div className="selftest-head">
        <strong>{carried ? left : '–'}</strong>
        <span>{carried ? t(w.asOf, { age: sayAge(t, now - carried.at) }) : t(w.notYet)}</span>
        <Button size="small" disabled={busy} onClick={() => void refresh()}>
          {t(busy ? w.fetching : w.refresh)}
        </Button>
      </div>
      {busy && !carried ? <BusyBar label={t(w.fetching)} /> : null}
      {problem ? <Notice kind="warn">{t(problem)}</Notice> : null}
      <ToFollowUp onOpen={() => go('follow-ups')} />
      <Choices
        legend={t(w.show)}
        hideLegend
        value={show}
        onChoose={(next) => {
          which.set(next)
          setMost(STEP)
        }}
        options={[
          { value: 'missing', label: t(w.missing) },
          { value: 'all', label: t(w.all) },
        ]}
      />
      <label className="visually-hidden" htmlFor="household-filter">
        {t(w.find)}
      </label>
      <input
        id="household-filter"
        className="input"
        type="search"
        value={typed}
        placeholder={t(w.find)}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value)
          setMost(STEP)
        }}
      />
      {carried && shown.length === 0 ? (
        <div className="empty">
          <strong>{t(text.trim() === '' ? w.allDone : w.nobody)}</strong>
          {text.trim() === '' ? null : <p>{t(w.nobodyHint)}</p>}
        </div>
      ) : (
        <ul className="rows">
          {shown.slice(0, most).map((row) => (
            <li key={row.path}>
              <button
                type="button"
                className="row"
                data-household={row.path}
                onClick={() => go('household', { collectionId: collection.id, path: row.path })}
              >
                <span className="row-main">
                  <span className="row-title">{row.address}</span>
                  <span className="row-more">{row.people.map((person) => person.name).join(' ')}</span>
                </span>
                <span className={row.left > 0 ? 'badge' : 'badge badge-good'}>
                  {row.left > 0 ? t(w.left, { n: row.left }) : t(w.done)}
                </span>
                <NextIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {shown.length > most ? (
        <Button onClick={() => setMost(most + STEP)}>{t(w.more, { count: shown.length - most })}</Button>
      ) : null}
    </Page>
  )
}

/** Positive reports of my area, where there is network to ask. */
function ToFollowUp({ onOpen }: { onOpen: () => void }) {
  const t = useT()
  const [rows, setRows] = useState<OutputFor<typeof selftest.operations.followUps>['rows']>([])
  useEffect(() => {
    let gone = false
    ask(selftest.operations.followUps, {}).then(
      (answer) => gone || setRows(answer.rows),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  if (rows.length === 0) return null
  return (
    <Notice kind="warn" onPress={onOpen} side={<NextIcon />}>
      {t(w.followUps, { n: rows.length })}
    </Notice>
  )
}
