/** A line beside the two people it may be, field by field: what each says, and whether that supports or contradicts, in words and as a bar. */
import { useLang } from '../../../platform/web/lang.tsx'
import { sexes } from '../../register/model.ts'
import type { ComparedCandidate, Line, Person } from '../list-model.ts'
import { type ResidentField, residentFields } from '../model.ts'
import { deskWords as w } from './words.ts'

type Compared = ComparedCandidate['fields'][number]
/** Bits at which a bar is full: odds of a million to one. */
const FULL = 20
/** Below this a field says nothing that a person should weigh. */
const SLIGHT = 1

const sideOf = (bits: number): 'supports' | 'contradicts' | 'neutral' =>
  bits >= SLIGHT ? 'supports' : bits <= -SLIGHT ? 'contradicts' : 'neutral'
const SIGN = { supports: '+', contradicts: '−', neutral: '·' } as const

function Weight({ compared }: { compared: Compared }) {
  const { t } = useLang()
  const side = sideOf(compared.bits)
  const width = Math.min(50, (Math.abs(compared.bits) / FULL) * 50)
  return (
    <div className={`weight weight-${side}`}>
      <span className="weight-words">
        <span aria-hidden="true" className="weight-sign">
          {SIGN[side]}
        </span>
        {t(compared.words)}
        <span className="weight-side">{t(w[side])}</span>
      </span>
      <span
        className="weight-bar"
        role="img"
        aria-label={t(w.bits, { mark: t(w[side]), bits: Math.abs(compared.bits).toFixed(1) })}
      >
        <span style={compared.bits < 0 ? { right: '50%', width: `${width}%` } : { left: '50%', width: `${width}%` }} />
      </span>
    </div>
  )
}

/** What is shown in a row of its own: the birth date is one fact for a person, whichever way it was weighed. */
type Shown = Exclude<ResidentField, 'birthBeside'>
const shown = residentFields.values.filter((field): field is Shown => field !== 'birthBeside')
const shownAs = (field: string): string => (field === 'birthBeside' ? 'birthDate' : field)

function CandidateCell({ field, candidate }: { field: Shown; candidate: ComparedCandidate | null }) {
  const { t } = useLang()
  if (candidate === null) return <td />
  const compared = candidate.fields.find((one) => shownAs(one.field) === field)
  return (
    <td className={compared && sideOf(compared.bits) === 'contradicts' ? 'pair-differs' : undefined}>
      <div className="pair-value">{candidate.person ? ofPerson(candidate.person, field, t) || t(w.empty) : '—'}</div>
      {compared ? <Weight compared={compared} /> : <span className="muted">{t(w.notCompared)}</span>}
    </td>
  )
}

const ofLine = (line: Line, field: Shown): string | null =>
  ({
    number: line.idMasked,
    name: line.name,
    birthDate: line.birthDate,
    sex: line.sex,
    phone: line.phoneMasked,
    address: line.address,
  })[field]
const ofPerson = (person: Person, field: Shown, t: (word: readonly [string, string]) => string): string | null =>
  ({
    number: person.idMasked,
    name: person.name,
    birthDate: person.birthDate,
    sex: person.sex && t(sexes.words[person.sex]),
    phone: person.phoneMasked,
    address: person.address,
  })[field]

function Head({ title, candidate, none }: { title: string; candidate: ComparedCandidate | null; none: string }) {
  const { t } = useLang()
  return (
    <th scope="col">
      {title}
      <div className="pair-sure">
        {candidate === null
          ? none
          : candidate.person === null
            ? t(w.gone)
            : t(w.chance, {
                percent: `${(candidate.probability * 100).toFixed(candidate.probability > 0.99 ? 2 : 0)}%`,
              })}
      </div>
    </th>
  )
}

export function PairTable({
  line,
  best,
  runnerUp,
}: {
  line: Line
  best: ComparedCandidate | null
  runnerUp: ComparedCandidate | null
}) {
  const { t } = useLang()
  return (
    <div className="pair-scroll">
      <table className="pair">
        <thead>
          <tr>
            <th scope="col">{t(w.field)}</th>
            <th scope="col">{t(w.inList, { row: line.rowNo })}</th>
            <Head title={t(w.best)} candidate={best} none={t(w.nobodyNear)} />
            <Head title={t(w.runnerUp)} candidate={runnerUp} none={t(w.nobody)} />
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <tr key={field}>
              <th scope="row">{t(residentFields.words[field])}</th>
              <td className="pair-value">{ofLine(line, field) || <span className="muted">{t(w.empty)}</span>}</td>
              <CandidateCell field={field} candidate={best} />
              <CandidateCell field={field} candidate={runnerUp} />
            </tr>
          ))}
          {line.note && (
            <tr>
              <th scope="row">{t(w.note)}</th>
              <td colSpan={3}>{line.note}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
