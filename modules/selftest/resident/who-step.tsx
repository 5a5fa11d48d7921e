/** Who has taken a test: the members of the household, part of each name shown, with what was reported today. */
import { useState } from 'react'
import { shanghaiClock, shanghaiDay, shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Translate, useT } from '../../../platform/web/lang.tsx'
import type { HouseholdView } from './household.tsx'
import type { Member } from './report-steps.tsx'
import { Big, ChoiceRow, Step } from './step.tsx'
import { residentWords as w } from './words.ts'

interface WhoStepProps {
  readonly household: HouseholdView
  readonly chosen: readonly string[]
  readonly onWho: (members: readonly Member[]) => void
  /** To one's own laboratory results. */
  readonly onOwn: () => void
}

export function WhoStep({ household: { members, collections, today }, chosen, onWho, onOwn }: WhoStepProps) {
  const t = useT()
  const [picked, pick] = useState<readonly string[]>(chosen)
  const [wrong, setWrong] = useState(false)
  if (members.length === 0) return <Step first title={t(w.nobody)} hint={t(w.nobodyHint)} />
  const own = (
    <button type="button" className="big" onClick={onOwn}>
      {t(w.ownLink)}
    </button>
  )
  if (collections.length === 0)
    return (
      <Step first title={t(w.nothingAsked)} hint={t(w.nothingAskedHint)}>
        {own}
      </Step>
    )
  return (
    <Step
      first
      title={t(w.whoTitle)}
      hint={t(w.whoHint)}
      fault={wrong && picked.length === 0 ? t(w.chooseWho) : null}
      onSubmit={() => {
        setWrong(true)
        const who = members.filter((member) => picked.includes(member.id))
        if (who.length > 0) onWho(who)
      }}
    >
      <fieldset className="choice-rows">
        <legend className="visually-hidden">{t(w.whoTitle)}</legend>
        {members.map((member) => (
          <ChoiceRow
            key={member.id}
            type="checkbox"
            name="who"
            checked={picked.includes(member.id)}
            onChange={(checked) => pick(checked ? [...picked, member.id] : picked.filter((id) => id !== member.id))}
            title={member.name}
            note={statusOf(member, today, t)}
          />
        ))}
      </fieldset>
      <Big>{t(w.next)}</Big>
      {own}
      <p className="step-hint">
        {collections.map(({ name, often, endsOn }) => (
          <span key={`${name} ${endsOn}`}>
            {t(often === 'daily' ? w.askedDaily : w.askedOnce, { name, day: endsOn })}
            <br />
          </span>
        ))}
      </p>
    </Step>
  )
}

function statusOf({ reportedAt, asked }: Member, today: string, t: Translate): string {
  if (reportedAt === null) return t(asked ? w.notYet : w.notAsked)
  return shanghaiDay(reportedAt) === today
    ? t(w.reportedAt, { clock: shanghaiClock(reportedAt) })
    : t(w.reportedOn, { when: shanghaiMinute(reportedAt) })
}
