/** One short form in big type: who you are, what you can do and when. What is missing is said by its name, above and where it stands. */
import { type ReactNode, useState } from 'react'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { freshToken } from '../../../platform/web/fresh-token.ts'
import { skills as usualSkills } from '../../staff/model.ts'
import { readSkills, skillText } from '../../staff/skills.ts'
import type { Poster } from '../contract.ts'
import { type SignUpItem, shifts } from '../model.ts'
import { comingWords as w } from './words.ts'

type Draft = Omit<SignUpItem, 'id' | 'token'>
const EMPTY: Draft = {
  ...{ name: '', phone: '', partyMember: false, partyBranch: null, skills: [], days: [], shifts: [] },
  ...{ offer: null, home: null, minor: false, guardian: null },
}
/** More days than a thumb scrolls past are not offered one by one. */
const MOST_DAYS = 14

/** The days of a call from today on, YYYY-MM-DD. */
function daysOf({ startsOn, endsOn }: Poster): string[] {
  const days: string[] = []
  const today = shanghaiDay(Date.now())
  for (
    let at = Date.parse(startsOn < today ? today : startsOn);
    at <= Date.parse(endsOn) && days.length < MOST_DAYS;
    at += 86_400_000
  )
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
const toggled = <T,>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((x) => x !== one) : [...all, one]

export function SignUpForm({
  poster,
  before,
  onSend,
}: {
  poster: Poster
  before: Draft | null
  onSend: (item: SignUpItem & { readonly token: string }) => void
}) {
  const { t, lang } = useLang()
  const [draft, setDraft] = useState<Draft>(before ?? EMPTY)
  const [other, setOther] = useState('')
  const [tried, setTried] = useState(false)
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const missing = [
    ...(draft.name.trim() === '' ? [w.name] : []),
    ...((draft.phone ?? '').trim() === '' ? [w.phone] : []),
    ...(draft.minor && (draft.guardian ?? '').trim() === '' ? [w.guardian] : []),
  ]
  const field = (
    id: string,
    word: readonly [string, string],
    value: string | null,
    part: (text: string) => Partial<Draft>,
    more = {},
  ) => (
    <div>
      <label className="field-name" htmlFor={id}>
        {t(word)}
      </label>
      <input
        id={id}
        className="field-input"
        value={value ?? ''}
        onChange={(event) => set(part(event.target.value))}
        aria-invalid={tried && missing.includes(word as never)}
        maxLength={80}
        {...more}
      />
    </div>
  )
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  const offered = [...new Set([...poster.skills, ...usualSkills.values])]
  const days = daysOf(poster)
  return (
    <form
      className="coming-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (missing.length > 0) return scrollTo({ top: 0 })
        const {
          name,
          offer,
          home,
          guardian,
          partyBranch,
          skills,
          phone,
          partyMember,
          days: on,
          shifts: at,
          minor,
        } = draft
        onSend({
          ...{
            id: freshId(),
            token: freshToken(),
            phone,
            partyMember,
            days: on,
            shifts: at,
            minor,
            name: name.trim(),
            skills: [...skills, ...readSkills(other)].slice(0, 20),
          },
          ...{
            offer: orNull(offer ?? ''),
            home: orNull(home ?? ''),
            guardian: orNull(guardian ?? ''),
            partyBranch: orNull(partyBranch ?? ''),
          },
        })
      }}
    >
      <h1>{poster.name}</h1>
      {tried && missing.length > 0 && (
        <p className="fault" role="alert">
          {t(w.missing, { what: missing.map((word) => t(word)).join(lang === 'zh' ? '、' : ', ') })}
        </p>
      )}
      {field('coming-name', w.name, draft.name, (name) => ({ name }), { autoComplete: 'name' })}
      {field('coming-phone', w.phone, draft.phone, (phone) => ({ phone }), {
        type: 'tel',
        autoComplete: 'tel',
        maxLength: 30,
      })}
      <p className="step-hint">{t(w.phoneHint)}</p>
      <Chips legend={null}>
        <Chip on={draft.partyMember} onTap={() => set({ partyMember: !draft.partyMember })}>
          {t(w.party)}
        </Chip>
        <Chip on={draft.minor} onTap={() => set({ minor: !draft.minor })}>
          {t(w.minor)}
        </Chip>
      </Chips>
      {draft.partyMember && field('coming-branch', w.branch, draft.partyBranch, (partyBranch) => ({ partyBranch }))}
      {draft.minor && (
        <>
          <p className="panel panel-care">{t(w.minorHint)}</p>
          {field('coming-guardian', w.guardian, draft.guardian, (guardian) => ({ guardian }))}
        </>
      )}
      <Chips legend={t(w.skills)}>
        {offered.map((skill) => (
          <Chip
            key={skill}
            on={draft.skills.includes(skill)}
            onTap={() => set({ skills: toggled(draft.skills, skill) })}
          >
            {skillText(skill, lang)}
          </Chip>
        ))}
      </Chips>
      <div>
        <label className="field-name" htmlFor="coming-other">
          {t(w.ownSkill)}
        </label>
        <input
          id="coming-other"
          className="field-input"
          value={other}
          maxLength={60}
          onChange={(event) => setOther(event.target.value)}
        />
      </div>
      {days.length > 1 && (
        <Chips legend={t(w.days)}>
          {days.map((day) => (
            <Chip key={day} on={draft.days.includes(day)} onTap={() => set({ days: toggled(draft.days, day) })}>
              {day.slice(5)}
            </Chip>
          ))}
        </Chips>
      )}
      <Chips legend={t(w.shifts)}>
        {shifts.values.map((shift) => (
          <Chip
            key={shift}
            on={draft.shifts.includes(shift)}
            onTap={() => set({ shifts: toggled(draft.shifts, shift) })}
          >
            {t(shifts.words[shift])}
          </Chip>
        ))}
      </Chips>
      {field('coming-offer', w.offer, draft.offer, (offer) => ({ offer }), { maxLength: 200 })}
      {field('coming-home', w.home, draft.home, (home) => ({ home }))}
      <button type="submit" className="big big-primary">
        {t(w.send)}
      </button>
    </form>
  )
}

const Chips = ({ legend, children }: { legend: string | null; children: ReactNode }) => (
  <fieldset className="coming-chips">
    {legend !== null && <legend>{legend}</legend>}
    {children}
  </fieldset>
)
const Chip = ({ on, onTap, children }: { on: boolean; onTap: () => void; children: ReactNode }) => (
  <label>
    <input type="checkbox" checked={on} onChange={onTap} />
    {children}
  </label>
)
