/** What excuses a person on a day, and which reasons are nobody's business but an officer's. Days are YYYY-MM-DD. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import { type Exemption, type ExemptionKind, exemptionKinds } from './model.ts'

type Span = Pick<Exemption, 'startsOn' | 'endsOn' | 'endedOn'>

/** Touches health: colleagues and leaders see only until when. */
export const isSensitive = (kind: ExemptionKind): kind is 'pregnant' | 'ill' => kind === 'pregnant' || kind === 'ill'

/**
 * What a call-up may set aside for once, with a reason and an officer's name. Never what touches health, nor `other`, behind which it may
 * stand: who is excused by those comes forward by themselves or not at all.
 */
export const waivable = codes({
  carer: exemptionKinds.words.carer,
  leave: exemptionKinds.words.leave,
  'key-post': exemptionKinds.words['key-post'],
})
export type Waivable = CodeOf<typeof waivable>

export const holdsOn = ({ startsOn, endsOn, endedOn }: Span, day: string): boolean =>
  startsOn <= day && day <= endsOn && (endedOn === null || day < endedOn)

/** The last day of what excuses them on that day. */
export const exemptUntil = (spans: readonly Span[], day: string): string | null =>
  spans
    .filter((span) => holdsOn(span, day))
    .reduce<string | null>((last, { endsOn }) => (last !== null && last > endsOn ? last : endsOn), null)

const MOST_DAYS = 1100
const DAY = 86_400_000

export const daysFit = (startsOn: string, endsOn: string): boolean =>
  startsOn <= endsOn && (Date.parse(endsOn) - Date.parse(startsOn)) / DAY <= MOST_DAYS
