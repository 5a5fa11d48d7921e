/** How many people would be due: in all, and in each place of the round, so that sites can be sized before anything is opened. */
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { keyOf, useAsk } from '../../../../platform/web/desk/queries.ts'
import { testing } from '../../contract.ts'
import type { Scope } from '../../model.ts'
import type { Listed } from './draft.ts'
import { type Counted, headcount } from './estimate.ts'
import type { Area } from './use-area-tree.ts'

const { sizeUp } = testing.operations

export function useSizeUp(path: string, scope: Scope | null, hours: number) {
  const within = Math.min(72, Math.max(0.5, hours))
  return useAsk(
    sizeUp,
    { path, scope: scope ?? { kind: 'whole' }, hours: within },
    { when: scope !== null, keep: true, staleTime: 60_000 },
  )
}

/** Due by place; of a list, counted here from its people. Null while the server is still counting. */
export function usePlacesDue(
  places: readonly Area[] | null,
  scope: Scope | null,
  people: readonly Listed[],
): Counted[] | null {
  const ask = scope !== null && scope.kind !== 'list' ? (places ?? []) : []
  const counts = useQueries({
    queries: ask.map((place) => {
      const input = { path: place.path, scope: scope as Scope, hours: 10 }
      return {
        queryKey: keyOf(sizeUp, input),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(sizeUp, input, { signal }),
        staleTime: 60_000,
      }
    }),
  })
  const dues = counts.map((answer) => answer.data?.due ?? null)
  const key = dues.join(' ')
  return useMemo(() => {
    if (places === null || scope === null) return null
    if (scope.kind === 'list')
      return places.map(({ path }) => ({ path, people: people.filter((one) => one.path.startsWith(path)).length }))
    if (dues.length < places.length || dues.includes(null)) return null
    return places.map(({ path }, i) => ({ path, people: dues[i] ?? 0 }))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` is the counts: the list of them is new with every render
  }, [places, scope, people, key])
}

/** People due in any area of the round: exact for a list and for whole places, shared out by residents below them. */
export function peopleIn(
  due: readonly Counted[],
  areas: ReadonlyMap<string, Area>,
  list: readonly Listed[] | null,
): (path: string) => number {
  if (list) return (path) => list.filter((one) => one.path.startsWith(path)).length
  return headcount(due, new Map([...areas].map(([path, area]) => [path, area.residents])))
}
