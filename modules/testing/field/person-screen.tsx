/** One person, big: who it is, the verdict, one button. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { useCell } from '../../../platform/web/phone/cell.ts'
import { Page } from '../../../platform/web/phone/page.tsx'
import { Button, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { play } from '../../../platform/web/phone/sound.ts'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import { phoneWords } from '../../../platform/web/phone/words.ts'
import { useStored } from '../../../platform/web/phone/use-stored.ts'
import { shanghaiClock } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { idTypes, sexes } from '../../register/model.ts'
import { type Candidate, candidate, standing, walkInDraft } from './candidate.ts'
import { Household } from './household.tsx'
import { checkIn, type Swabbed } from './lane.ts'
import { lastDone } from './last-done.tsx'
import { PersonRow } from './person-row.tsx'
import { forgetSearch } from './search-entry.tsx'
import type { Shift } from './shift.ts'
import { useHand, usePocket } from './use-lane.ts'
import { Verdict } from './verdict.tsx'
import { backToUsual, chooseWay } from './way.ts'
import { laneWords as w } from './words.ts'

/** ms a verdict must have been on the screen before Enter counts. */
const LOOK = 500

function swabbedOf(who: Candidate, elsewhere: string): Swabbed | null {
  if (who.kind === 'listed') return { residentId: who.person.id, name: who.person.name }
  if (who.kind === 'code') return { residentId: who.residentId, name: elsewhere }
  return who.kind === 'walk-in' ? { walkIn: who.walkIn, idKey: who.idKey } : null
}

export function PersonScreen({ shift }: { shift: Shift }) {
  const t = useT()
  const { home } = useScreens()
  const who = useCell(candidate)
  // After a reload nobody stands here: a number is not kept where the browser would keep it.
  useEffect(() => {
    if (!who) home()
  }, [who, home])
  if (!who) return null
  if (who.kind !== 'several') return <OnePerson key={keyOf(who)} who={who} shift={shift} />
  return (
    <Page title={t(w.task)}>
      <Notice kind="warn">{t(w.several, { count: who.people.length })}</Notice>
      <ul className="rows">
        {who.people.map((person) => (
          <li key={person.id}>
            <PersonRow
              person={person}
              standing="due"
              onChoose={() => candidate.set({ kind: 'listed', person, how: who.how })}
            />
          </li>
        ))}
      </ul>
    </Page>
  )
}

const keyOf = (who: Candidate): string =>
  who.kind === 'listed' ? who.person.id : who.kind === 'code' ? who.residentId : who.kind

function OnePerson({ who, shift }: { who: Candidate; shift: Shift }) {
  const t = useT()
  const { db } = usePhone()
  const { home } = useScreens()
  const hand = useHand()
  const stored = useStored()
  const pocket = usePocket(shift.siteId)
  const now = useKept(() => standing(db, shift, who), [db, shift, who])
  const [problem, setProblem] = useState<Word | null>(null)
  const busy = useRef(false)
  const shownAt = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    shownAt.current = performance.now()
  }, [])
  const swabbed = swabbedOf(who, t(w.strangerCodeName))
  const tested = now?.verdict === 'tested-here' || now?.verdict === 'tested-elsewhere'

  const record = useCallback(async () => {
    if (busy.current || !swabbed) return
    busy.current = true
    const done = await stored(() => checkIn(hand, swabbed, who.how))
    busy.current = false
    if ('problem' in done || done.value.verdict === 'refuse') {
      play('problem')
      return setProblem('problem' in done ? done.problem : (done.value.because[0] ?? null))
    }
    const { tube } = done.value
    const head = tube?.heads.at(-1)
    if (tube && head) lastDone.set({ tube, head, person: who.kind === 'listed' ? who.person : null, undone: false })
    walkInDraft.set({})
    forgetSearch()
    backToUsual()
    play('done')
    home()
  }, [swabbed, stored, hand, who, home])

  // Enter records whoever is due, so that a scanner and one key are enough; never somebody already tested.
  const ready = now?.verdict === 'due' || who.kind === 'walk-in' || who.kind === 'code'
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A scanner ends its number with Enter: that one is not the crew's yes.
      const seen = performance.now() - shownAt.current > LOOK
      const free = seen && !document.activeElement?.matches('button, a, input')
      if (event.key === 'Enter' && !event.repeat && ready && !tested && free) {
        event.preventDefault()
        void record()
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [ready, tested, record])

  if (!now) return <Page title={t(w.task)}>{null}</Page>
  const foot =
    who.kind === 'number' && !tested ? (
      <>
        <Button
          kind="primary"
          size="huge"
          onClick={() => {
            walkInDraft.set({ idType: who.number.type, idNumber: who.number.value })
            chooseWay('walk-in')
            home()
          }}
        >
          {t(w.asWalkIn)}
        </Button>
        <Button
          onClick={() => {
            chooseWay('search')
            home()
          }}
        >
          {t(w.byName)}
        </Button>
      </>
    ) : tested ? (
      <>
        <Button kind="primary" size="huge" onClick={home}>
          {t(phoneWords.back)}
        </Button>
        {swabbed ? <Button onClick={() => void record()}>{t(w.recordAgain)}</Button> : null}
      </>
    ) : (
      <>
        <Button kind="primary" size="huge" onClick={() => void record()}>
          {t(w.record)}
        </Button>
        {who.kind === 'walk-in' ? <Button onClick={home}>{t(w.edit)}</Button> : null}
      </>
    )
  return (
    <Page title={t(w.task)} foot={foot} className="person-page">
      {problem ? <Notice kind="alarm">{t(problem)}</Notice> : null}
      <VerdictOf who={who} verdict={now.verdict} at={now.mark?.at ?? null} tube={now.mark?.tube ?? null} />
      <Card who={who} />
      {who.kind === 'listed' && pocket ? <Household shift={shift} pocket={pocket} person={who.person} /> : null}
    </Page>
  )
}

function VerdictOf(props: { who: Candidate; verdict: string; at: string | null; tube: string | null }) {
  const t = useT()
  const { who, verdict, at, tube } = props
  if (verdict === 'tested-here')
    return (
      <Verdict
        look="stop"
        word={t(w.testedHere)}
        more={t(w.testedHereMore, { time: at ? shanghaiClock(at) : '', tube: tube ?? '' })}
      />
    )
  if (verdict === 'tested-elsewhere')
    return <Verdict look="stop" word={t(w.testedElsewhere)} more={t(w.testedElsewhereMore)} />
  if (verdict === 'due') return <Verdict look="go" word={t(w.due)} more={t(w.dueMore)} />
  if (who.kind === 'walk-in') return <Verdict look="ask" word={t(w.walkInCheck)} more={t(w.walkInCheckMore)} />
  return <Verdict look="ask" word={t(w.stranger)} more={t(who.kind === 'code' ? w.strangerCode : w.strangerMore)} />
}

function Card({ who }: { who: Candidate }) {
  const t = useT()
  if (who.kind === 'listed') {
    const { name, sex, birthYear, address } = who.person
    return (
      <section className="person">
        <h2>{name}</h2>
        <p className="person-line">
          {sex ? `${t(sexes.words[sex])} · ` : ''}
          {birthYear === null ? t(w.noBirth) : t(w.bornIn, { year: birthYear })}
        </p>
        <p className="person-address">{address}</p>
      </section>
    )
  }
  if (who.kind === 'number') {
    const { value, type, birthDate, sex } = who.number
    return (
      <section className="person">
        <h2 className="person-number">{value}</h2>
        <p className="person-line">
          {[
            t(idTypes.words[type]),
            sex ? t(sexes.words[sex]) : '',
            birthDate ? t(w.bornIn, { year: birthDate.slice(0, 4) }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </section>
    )
  }
  if (who.kind === 'code')
    return (
      <section className="person">
        <h2>{t(w.strangerCodeName)}</h2>
      </section>
    )
  if (who.kind === 'several') return null
  const { name, idType, idNumber, phone } = who.walkIn
  return (
    <section className="person">
      <h2>{name}</h2>
      <p className="person-line">
        {t(idTypes.words[idType])}
        {idNumber ? ` ${idNumber}` : ''}
      </p>
      {phone ? <p className="person-line">{phone}</p> : null}
    </section>
  )
}
