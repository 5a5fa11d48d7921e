/** Finding somebody with no document: by name, initials, phone tail or door, in the list on the phone. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { sayAge } from '../../../platform/web/phone/age.ts'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useNow } from '../../../platform/web/phone/use-now.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { marksOf } from '../../../platform/web/pocket/kept-list.ts'
import { type Listed, type Mark, searchPeople, standingOf } from '../identify.ts'
import { PersonRow } from './person-row.tsx'
import { pocketKey, type Shift } from './shift.ts'
import type { SitePocket } from './site-pocket.ts'
import { laneWords as w } from './words.ts'

interface Props {
  readonly shift: Shift
  readonly pocket: SitePocket | null
  readonly onChoose: (person: Listed) => void
  readonly onWalkIn: () => void
}

/** Words outlast the screen: after a look at one person the crew comes back to the same list. */
let lastTyped = ''
export const forgetSearch = (): void => {
  lastTyped = ''
}

export function SearchEntry({ shift, pocket, onChoose, onWalkIn }: Props) {
  const t = useT()
  const { db } = usePhone()
  const now = useNow()
  const [typed, setTyped] = useState(lastTyped)
  const shown = useDeferredValue(typed)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus({ preventScroll: true })
  }, [])
  const found = useMemo(
    () => (pocket ? searchPeople(pocket.index, shown) : { people: [], more: false }),
    [pocket, shown],
  )
  const ids = found.people.map((p) => p.id)
  const marks = useKept(() => marksOf<Mark>(db, pocketKey(shift.siteId), ids), [db, shift.siteId, ids.join()])
  const change = (next: string) => {
    lastTyped = next
    setTyped(next)
  }
  return (
    <section className="search" aria-label={t(w.search)}>
      <label className="visually-hidden" htmlFor="lane-search">
        {t(w.searchLabel)}
      </label>
      <input
        id="lane-search"
        ref={input}
        className="input"
        type="search"
        value={typed}
        onChange={(e) => change(e.target.value)}
        onKeyDown={(e) =>
          e.key === 'Enter' && found.people.length === 1 && found.people[0] && onChoose(found.people[0])
        }
        placeholder={t(w.searchLabel)}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      {found.people.length > 0 ? (
        <ul className="rows">
          {found.people.map((person, i) => (
            <li key={person.id}>
              <PersonRow person={person} standing={standingOf(person, marks?.[i]).verdict} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="empty">
          <strong>{t(shown.trim() === '' ? w.searchStart : w.searchNone)}</strong>
          <p>{t(shown.trim() === '' ? w.searchStartHint : w.searchNoneHint)}</p>
          {shown.trim() === '' ? (
            <>
              <p>{t(w.searchExample)}</p>
              {pocket ? <p>{t(w.listOf, { count: pocket.index.size, age: sayAge(t, now - pocket.at) })}</p> : null}
            </>
          ) : (
            <Button onClick={onWalkIn}>{t(w.asWalkIn)}</Button>
          )}
        </div>
      )}
      {found.more ? <p className="row-more">{t(w.searchMore)}</p> : null}
    </section>
  )
}
