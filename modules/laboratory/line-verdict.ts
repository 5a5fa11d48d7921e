/**
 * What a line of a lab's file means for the results on record. A result belongs to a tube: a line that names a person proves
 * that the person is in it. What was never sampled is refused; what contradicts a result is shown and waits for a reason.
 */
import { shanghaiDay } from '../../platform/pure/time.ts'
import type { LineDraft } from './file-line.ts'
import type { NoticedFault, NoticedRemark } from './line-problems.ts'
import { type Outcome, outcomes } from './model.ts'
import { isTooFast } from './oddities.ts'
import type { LaboratoryPolicy } from './policy.ts'

/** new: to be written. changed: contradicts a negative or a positive, written with a reason. same: nothing to write. */
export type LineVerdict = 'new' | 'changed' | 'same' | 'bad'

/** A tube of the round as it stands. Moments in ms. */
export interface TubeFact {
  readonly tubeId: string
  readonly heads: number
  readonly lastTakenAt: number | null
  readonly closed: boolean
  readonly received: boolean
  readonly outcome: Outcome | null
  /** How many results it has. */
  readonly turn: number
}
export interface LineFacts {
  /** Tubes of the round with the line's code. */
  readonly tubes: readonly TubeFact[]
  /** null: the line names no person. */
  readonly person: {
    /** Codes (codeKey) of the tubes that their number was sampled into; null where the line has no number. */
    readonly sampledIn: readonly string[] | null
    readonly namedInTube: boolean
  } | null
  /** An earlier line of this file about the same tube. */
  readonly earlier: { readonly rowNo: number; readonly outcome: Outcome } | null
}

export interface LineRuling {
  readonly verdict: LineVerdict
  readonly tubeId: string | null
  /** The turn that the result would have. */
  readonly turn: number | null
  readonly faults: readonly NoticedFault[]
  readonly remarks: readonly NoticedRemark[]
}

const refuse = (fault: NoticedFault): LineRuling => ({
  verdict: 'bad',
  tubeId: null,
  turn: null,
  faults: [fault],
  remarks: [],
})

const personFault = (draft: LineDraft, facts: LineFacts): NoticedFault | null => {
  const { person } = facts
  // Whoever is registered without a document can still be told by name within the tube.
  if (person === null || person.namedInTube) return null
  const { sampledIn } = person
  if (sampledIn === null) return { field: 'name', code: 'name-not-in-tube' }
  if (sampledIn.length === 0) return { field: 'idNumber', code: 'never-sampled-person' }
  return draft.code === null || sampledIn.includes(draft.code)
    ? null
    : { field: 'idNumber', code: 'person-not-in-tube' }
}

const isBeforeSample = ({ testedAt, testedDay }: LineDraft, lastTakenAt: number | null): boolean => {
  if (lastTakenAt === null) return false
  if (testedAt !== null) return Date.parse(testedAt) < lastTakenAt
  return testedDay !== null && testedDay < shanghaiDay(lastTakenAt)
}

const remarksOf = (draft: LineDraft, tube: TubeFact, now: number, policy: LaboratoryPolicy): NoticedRemark[] => {
  const remarks: NoticedRemark[] = []
  if (!tube.received) remarks.push({ field: 'code', code: 'not-received' })
  if (!tube.closed) remarks.push({ field: 'code', code: 'still-filling' })
  const tested = draft.testedAt === null ? now : Date.parse(draft.testedAt)
  if (tube.lastTakenAt !== null && isTooFast(tube.lastTakenAt, tested, policy))
    remarks.push({ field: 'testedAt', code: 'too-fast', params: { minutes: policy.fastestMinutes } })
  return remarks
}

/**
 * @param draft without faults, its outcome known
 * @param now ms; a result without a time is taken as of now
 */
export const judgeLine = (
  draft: LineDraft & { outcome: Outcome },
  facts: LineFacts,
  now: number,
  policy: LaboratoryPolicy,
): LineRuling => {
  const { tubes, earlier } = facts
  if (draft.code === null && facts.person?.sampledIn && facts.person.sampledIn.length > 1)
    return refuse({ field: 'code', code: 'person-in-several', params: { n: facts.person.sampledIn.length } })
  if (draft.code !== null && tubes.length === 0) return refuse({ field: 'code', code: 'never-sampled-tube' })
  if (tubes.length > 1) return refuse({ field: 'code', code: 'code-on-several', params: { n: tubes.length } })
  const stranger = personFault(draft, facts)
  if (stranger !== null) return refuse(stranger)
  const [tube] = tubes
  if (tube === undefined) return refuse({ field: 'code', code: 'no-subject' })
  if (tube.heads === 0) return refuse({ field: 'code', code: 'nothing-in-tube' })
  if (isBeforeSample(draft, tube.lastTakenAt)) return refuse({ field: 'testedAt', code: 'before-sample' })

  const { tubeId } = tube
  const byName: NoticedRemark[] =
    facts.person !== null && !facts.person.sampledIn?.length ? [{ field: 'name', code: 'by-name' }] : []
  if (earlier !== null && earlier.outcome !== draft.outcome)
    return { ...refuse({ field: 'outcome', code: 'lines-disagree', params: { row: earlier.rowNo } }), tubeId }
  if (earlier !== null)
    return {
      verdict: 'same',
      tubeId,
      turn: null,
      faults: [],
      remarks: [{ field: null, code: 'part-of-row', params: { row: earlier.rowNo } }, ...byName],
    }
  if (tube.outcome === draft.outcome)
    return {
      verdict: 'same',
      tubeId,
      turn: null,
      faults: [],
      remarks: [{ field: 'outcome', code: 'same-result' }, ...byName],
    }

  const remarks = [...remarksOf(draft, tube, now, policy), ...byName]
  const turn = tube.turn + 1
  if (tube.outcome === null) return { verdict: 'new', tubeId, turn, faults: [], remarks }
  const [zh, en] = outcomes.words[tube.outcome]
  const settles = tube.outcome === 'recheck' || tube.outcome === 'invalid'
  remarks.unshift(
    settles
      ? {
          field: 'outcome',
          code: 'after-recheck',
          why: [`现有结果是“${zh}”，由本行取代`, `On record: ${en}; this line takes its place`],
        }
      : { field: 'outcome', code: 'other-outcome', why: [`现有结果是“${zh}”`, `On record: ${en}`] },
  )
  return { verdict: settles ? 'new' : 'changed', tubeId, turn, faults: [], remarks }
}
