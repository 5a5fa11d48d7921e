/** Where the server, knowing more by now, would have said otherwise than the keeper was told: remarked beside the fact, never shouted. */
import type { CrossingFact, Light, Reason } from '../model.ts'

export const remarkOf = (reason: Reason): string => `gate.${reason}`

interface Answered {
  readonly light?: Light
  readonly because?: readonly Reason[]
}

/** Reasons that the phone did not know; all of them when it knew them and yet showed another light. */
export function otherwise(fact: unknown, answered: unknown): readonly string[] {
  const [told, says] = [fact as CrossingFact | undefined, answered as Answered]
  if (!told || says.light === undefined || says.light === told.light) return []
  const because = says.because ?? []
  const fresh = because.filter((reason) => !told.because.includes(reason))
  return (fresh.length > 0 ? fresh : because).map(remarkOf)
}
