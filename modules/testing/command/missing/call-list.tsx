/** The call list: people best rung now stand first; one is in hand at a time, beside the list. */
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useNow } from '../../../../platform/web/desk/use-now.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { contactOutcomes, type MissingPerson } from '../../model.ts'
import { CallPanel } from './call-panel.tsx'
import { aboutWords, callTimeOf, doesWords, windowWords } from './person-words.ts'
import type { Missing } from './use-missing.ts'
import { type Outcome, useTry } from './use-try.ts'
import { missingWords } from './words.ts'
import './call-list.css'

interface CallListProps {
  readonly roundId: string
  readonly missing: Missing
  readonly mayAct: boolean
}

const typing = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role="combobox"]') !== null

/** The row that takes the place of one that went: the next, else the one before. */
const nextOf = (rows: readonly MissingPerson[], id: string): string | null => {
  const at = rows.findIndex((row) => row.residentId === id)
  return (rows[at + 1] ?? rows[at - 1])?.residentId ?? null
}

const NOBODY: readonly MissingPerson[] = []

export function CallList({ roundId, missing, mayAct }: CallListProps) {
  const { t, lang } = useLang()
  const now = useNow(30_000)
  const rows = missing.rows ?? NOBODY
  const [chosen, choose] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const panel = useRef<HTMLElement>(null)
  const before = useRef(rows)
  const record = useTry(roundId, 'call', missing)
  // The first is in hand until another is chosen.
  const at = chosen === null ? (rows.length > 0 ? 0 : -1) : rows.findIndex((row) => row.residentId === chosen)
  useEffect(() => {
    // Whoever was in hand has been swabbed: go on with the next, where the list stood.
    if (chosen !== null && at < 0 && rows.length > 0) {
      const place = before.current.findIndex((row) => row.residentId === chosen)
      choose((rows[Math.min(Math.max(place, 0), rows.length - 1)] as MissingPerson).residentId)
    }
    before.current = rows
  }, [rows, at, chosen])

  const go = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (!row) return
    choose(row.residentId)
    document.getElementById(`missing-${row.residentId}`)?.scrollIntoView({ block: 'nearest' })
    if (to >= rows.length - 5) missing.more?.()
  }
  const onListKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: at + 10,
      PageUp: at - 10,
    }
    const to = steps[event.key]
    if (to !== undefined) {
      event.preventDefault()
      go(to)
    } else if (event.key === 'Enter') {
      panel.current?.querySelector<HTMLElement>('.call-number button, .call-outcomes button')?.focus()
    }
  }
  const person = rows[at] ?? null
  const next = () => {
    const id = person && nextOf(rows, person.residentId)
    if (id) go(rows.findIndex((row) => row.residentId === id))
    list.current?.focus({ preventScroll: true })
  }
  const onOutcome = (outcome: Outcome) => {
    if (person && mayAct && !record.isPending) record.mutate({ person, outcome }, { onSuccess: next })
  }
  /** The keys count only here: in the list or beside it, and not while something is being typed. */
  const onDigit = (event: KeyboardEvent) => {
    const outcome = contactOutcomes.values[Number(event.key) - 1]
    if (!outcome || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return
    event.preventDefault()
    onOutcome(outcome)
  }
  return (
    <div className="call" role="group" aria-label={t(missingWords.people)} onKeyDown={onDigit}>
      <div className="call-side">
        <ul
          ref={list}
          className="call-list"
          role="listbox"
          tabIndex={0}
          aria-label={t(missingWords.people)}
          aria-activedescendant={person ? `missing-${person.residentId}` : undefined}
          onKeyDown={onListKey}
        >
          {rows.map((row) => (
            <CallRow
              key={row.residentId}
              person={row}
              now={now}
              chosen={row.residentId === person?.residentId}
              leaving={missing.leaving.has(row.residentId)}
              onChoose={() => choose(row.residentId)}
            />
          ))}
        </ul>
        <div className="call-foot">
          <span>{t(web.shownOf, { shown: count(rows.length, lang), total: count(missing.total ?? 0, lang) })}</span>
          {missing.more && (
            <Button type="link" onClick={missing.more} loading={missing.query.isFetchingNextPage}>
              {t(web.moreRows)}
            </Button>
          )}
        </div>
      </div>
      <section className="call-panel" ref={panel} aria-label={t(missingWords.person)}>
        {person ? (
          <CallPanel
            key={person.residentId}
            roundId={roundId}
            person={person}
            household={rows.filter((row) => row.path === person.path && row.residentId !== person.residentId)}
            missing={missing}
            mayAct={mayAct}
            now={now}
            busy={record.isPending}
            onOutcome={onOutcome}
            onNext={next}
          />
        ) : (
          <p className="muted">
            {t(missingWords.choose)}
            <br />
            {t(missingWords.keys)}
          </p>
        )}
      </section>
    </div>
  )
}

interface CallRowProps {
  readonly person: MissingPerson
  readonly now: number
  readonly chosen: boolean
  readonly leaving: boolean
  readonly onChoose: () => void
}

function CallRow({ person, now, chosen, leaving, onChoose }: CallRowProps) {
  const { t } = useLang()
  const best = callTimeOf(person, now)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list box takes the keys
    <li
      id={`missing-${person.residentId}`}
      role="option"
      aria-selected={chosen}
      className={`call-row${chosen ? ' chosen' : ''}${leaving ? ' leaving' : ''}`}
      onClick={onChoose}
    >
      <span className="call-time">
        {best.now && <strong>{t(missingWords.bestNow)}</strong>}
        {!best.now && windowWords(best, t)}
      </span>
      <span className="call-who">
        <strong>{person.name}</strong>
        <span>{aboutWords(person, t)}</span>
      </span>
      <span className="call-where">{person.address}</span>
      <span className="call-does">{doesWords(person, t).join(' · ')}</span>
      <span className="call-phone">{person.phoneMasked ?? t(missingWords.noPhone)}</span>
      <span className="call-tries">
        {person.lastOutcome && (
          <>
            {t(contactOutcomes.words[person.lastOutcome])} · {t(missingWords.triesOf, { n: person.tries })}
          </>
        )}
      </span>
    </li>
  )
}
