/** What excuses a person on a day, and which reasons are nobody's business but an officer's. Days are YYYY-MM-DD. */
import type { Exemption, ExemptionKind } from './model.ts'

type Span = Pick<Exemption, 'startsOn' | 'endsOn' | 'endedOn'>

/** Touches health: colleagues and leaders see only until when. */
export const isSensitive = (kind: ExemptionKind): kind is 'pregnant' | 'ill' => kind === 'pregnant' || kind === 'ill'

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
