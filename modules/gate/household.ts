/**
 * Households of which more went out than the order lets. Counted from the facts whenever it is asked, since two gates without network cannot know of
 * each other, and what arrives late changes it: it is shown to the leader, and nothing follows from it by itself.
 */
import { dayPlus, shanghaiDay } from '../../platform/pure/time.ts'

export interface Outing {
  readonly household: string
  readonly at: string
}

/** @param limit people that may go out within so many days. Outings beyond it come with those they follow; sorted by household and time. */
export function beyondLimit<O extends Outing>(
  outings: readonly O[],
  limit: { readonly people: number; readonly days: number },
): { household: string; outings: O[] }[] {
  const found: { household: string; outings: O[] }[] = []
  for (const [household, all] of Map.groupBy(outings, (o) => o.household)) {
    const sorted = [...all].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    const told = new Set<O>()
    for (const [i, outing] of sorted.entries()) {
      const first = dayPlus(shanghaiDay(outing.at), 1 - limit.days)
      const within = sorted.slice(0, i + 1).filter((o) => shanghaiDay(o.at) >= first)
      if (within.length > limit.people) for (const one of within) told.add(one)
    }
    if (told.size > 0) found.push({ household, outings: sorted.filter((o) => told.has(o)) })
  }
  return found
}
