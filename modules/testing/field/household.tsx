/** Others behind the same door: a parent's card brings the children, who have none, to the lane. */
import { useT } from '../../../platform/web/lang.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { marksOf } from '../../../platform/web/pocket/kept-list.ts'
import { householdOf, type Listed, type Mark, standingOf } from '../identify.ts'
import { candidate } from './candidate.ts'
import { PersonRow } from './person-row.tsx'
import { pocketKey, type Shift } from './shift.ts'
import type { SitePocket } from './site-pocket.ts'
import { laneWords as w } from './words.ts'

interface Props {
  readonly shift: Shift
  readonly pocket: SitePocket
  readonly person: Listed
}

/** Those of the door who are still due, with the marks of this phone. */
export function useHouseholdDue({ shift, pocket, person }: Props): readonly { person: Listed; due: boolean }[] {
  const { db } = usePhone()
  const others = householdOf(pocket.index, person).slice(0, 12)
  const ids = others.map((p) => p.id)
  const marks = useKept(() => marksOf<Mark>(db, pocketKey(shift.siteId), ids), [db, shift.siteId, ids.join()])
  return others.map((other, i) => ({ person: other, due: standingOf(other, marks?.[i]).verdict === 'due' }))
}

export function Household(props: Props) {
  const t = useT()
  const others = useHouseholdDue(props)
  if (others.length === 0) return null
  return (
    <section aria-label={t(w.household)} className="household">
      <h2 className="section-title">{t(w.household)}</h2>
      <ul className="rows">
        {others.map(({ person, due }) => (
          <li key={person.id}>
            <PersonRow
              person={person}
              standing={due ? 'due' : 'tested-elsewhere'}
              onChoose={() => candidate.set({ kind: 'listed', person, how: 'proxy' })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
