/** A household's page for its visitors: opened by the key of its slip, which stands in the link's fragment or is typed, and is never sent in an address. */
import { useCallback, useEffect, useState } from 'react'
import { dayPlus } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { call, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { visiting } from '../contract.ts'
import { purposes, visitStandings } from '../model.ts'
import { AnnounceForm } from './announce-form.tsx'
import { hostWords as w } from './words.ts'

const ops = visiting.operations
type Host = OutputFor<typeof ops.openHost>

const keyInLink = (): string => {
  try {
    return decodeURIComponent(location.hash.slice(1)).trim()
  } catch {
    return ''
  }
}

export function VisitorsPage() {
  const t = useT()
  const [key, setKey] = useState(keyInLink)
  const [typed, setTyped] = useState('')
  const [host, setHost] = useState<Host | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const [done, setDone] = useState(false)
  const open = useCallback(async (wanted: string) => {
    setFault(null)
    try {
      setHost(await call(ops.openHost, { key: wanted }))
    } catch (error) {
      setFault(isOffline(error) ? w.offline : wordsOf(error))
    }
  }, [])
  useEffect(() => {
    document.title = t(w.title)
    if (key !== '') void open(key)
  }, [key, open, t])
  const told = fault && (
    <p className="fault" role="alert">
      {t(fault)}
    </p>
  )
  if (host === null)
    return (
      <form
        className="step"
        onSubmit={(event) => {
          event.preventDefault()
          const next = typed.trim() || key
          if (next === key) void open(next)
          else setKey(next)
        }}
      >
        {told}
        <h1>{t(key !== '' && fault === null ? w.wait : w.title)}</h1>
        <p className="step-hint">{t(w.lead)}</p>
        {key === '' || fault !== null ? (
          <>
            <div>
              <label className="field-name" htmlFor="host-key">
                {t(w.key)}
              </label>
              <input
                id="host-key"
                className="field-input field-code"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={40}
              />
              <p className="step-hint">{t(w.keyHint)}</p>
            </div>
            <button type="submit" className="big big-primary">
              {t(w.open)}
            </button>
          </>
        ) : null}
      </form>
    )
  const callOff = async (visitId: string) => {
    try {
      await call(ops.callOff, { key, visitId })
    } catch (error) {
      return setFault(isOffline(error) ? w.offline : wordsOf(error))
    }
    await open(key)
  }
  return (
    <div className="step">
      {told}
      <h1>{t(w.title)}</h1>
      {done && <p role="status">{t(w.done)}</p>}
      {host.visits.length === 0 && <p>{t(w.none)}</p>}
      {host.visits.map((visit) => (
        <section key={visit.id} className="panel" data-visit={visit.id}>
          <h2>
            {visit.name} {visit.people > 1 ? `× ${visit.people}` : ''} · {t(visitStandings.words[visit.standing])}
          </h2>
          <p>
            <strong>{t(w.number, { number: visit.number })}</strong>
          </p>
          <p>
            {t(w.on, { day: visit.expectedOn, hours: visit.hours })} · {t(purposes.words[visit.purpose])}
          </p>
          {visit.standing === 'expected' && (
            <button type="button" className="big" onClick={() => void callOff(visit.id)}>
              {t(w.callOff)}
            </button>
          )}
        </section>
      ))}
      <AnnounceForm
        householdKey={key}
        today={host.today}
        lastDay={dayPlus(host.today, 14)}
        mostHours={host.mostHours}
        onDone={() => {
          setDone(true)
          void open(key)
        }}
      />
      <p className="step-hint">{t(w.doctor)}</p>
    </div>
  )
}
