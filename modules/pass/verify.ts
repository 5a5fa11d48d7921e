/** What a verifier should know of an application, from the register and what was said; it proposes nothing and refuses nobody. */
import { ageOn } from '../../platform/pure/time.ts'
import type { IdentityType } from '../../platform/pure/identity-number.ts'
import type { Finding } from './application.ts'
import type { PassKind } from './model.ts'

export interface VerifyFacts {
  readonly kind: PassKind
  readonly idType: IdentityType
  readonly birthDate: string | null
  /** By their document, or by name at the door they said. */
  readonly match: { readonly by: 'document' | 'name'; readonly sameDoor: boolean; readonly away: boolean } | null
  /** The place they said is a dwelling of the register. */
  readonly atDwelling: boolean
  readonly hasPass: boolean
  readonly objections: number
  readonly partnered: boolean
  /** Applications under way of the same phone, this one too. */
  readonly byPhone: number
}

const LIVES_HERE: readonly PassKind[] = ['resident', 'tenant']
const MANY_BY_PHONE = 5
/** Ask for a look before somebody verifies. */
const LOOK: readonly Finding[] = [
  ...(['elsewhere', 'not-in-register', 'no-dwelling', 'away', 'has-pass', 'objected', 'no-document'] as const),
  'many-by-phone',
]

export const toLookAt = (found: readonly Finding[]): Finding[] => found.filter((finding) => LOOK.includes(finding))
/** What still asks for a look after these were ticked as seen. */
export const unseen = (found: readonly Finding[], seen: readonly Finding[]): Finding[] =>
  toLookAt(found).filter((finding) => !seen.includes(finding))

/** @param today YYYY-MM-DD  @returns what was found, and whether nothing of it asks for a second look */
export function findingsOf(facts: VerifyFacts, today: string): { findings: Finding[]; ready: boolean } {
  const { match } = facts
  const livesHere = LIVES_HERE.includes(facts.kind)
  const minor = facts.birthDate !== null && ageOn(facts.birthDate, today) < 18
  const found: (Finding | false)[] = [
    match === null && livesHere && 'not-in-register',
    match !== null && match.sameDoor && (match.by === 'document' ? 'in-register' : 'named-in-register'),
    match !== null && !match.sameDoor && livesHere && 'elsewhere',
    match !== null && match.away && 'away',
    match === null && livesHere && !facts.atDwelling && 'no-dwelling',
    facts.hasPass && 'has-pass',
    facts.objections > 0 && 'objected',
    facts.partnered && 'partnered',
    minor && 'minor',
    // Somebody known at their door needs no document to be who they are.
    facts.idType === 'none' && match === null && 'no-document',
    facts.idType !== 'none' && facts.idType !== 'resident-id' && 'foreign-document',
    facts.byPhone >= MANY_BY_PHONE && 'many-by-phone',
  ]
  const findings = found.filter((finding) => finding !== false)
  return { findings, ready: toLookAt(findings).length === 0 }
}
