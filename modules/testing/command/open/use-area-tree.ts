/** Areas below the round's, read level by level: their names and residents, for catchments and estimates. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { ancestorsOf } from '../../../../platform/pure/area.ts'
import { call, type OutputFor } from '../../../../platform/web/client.ts'
import { keyOf } from '../../../../platform/web/desk/queries.ts'
import { register } from '../../../register/contract.ts'

export type Area = OutputFor<typeof register.operations.areas>['areas'][number]

export interface AreaTree {
  /** Null until the first level is there. */
  readonly places: readonly Area[] | null
  readonly areas: ReadonlyMap<string, Area>
  readonly childrenOf: (path: string) => readonly Area[] | undefined
  readonly load: (path: string) => Promise<readonly Area[]>
  readonly nameOf: (path: string) => string
  readonly error: Error | null
}

/** Above a community nothing is small enough for one site. */
const isAbovePlace = (kind: Area['kind']): boolean => kind === 'district' || kind === 'street'

export function useAreaTree(top: string, catchments: readonly string[] = []): AreaTree {
  const client = useQueryClient()
  const [areas, setAreas] = useState<ReadonlyMap<string, Area>>(new Map())
  const [children, setChildren] = useState<ReadonlyMap<string, readonly Area[]>>(new Map())
  const [places, setPlaces] = useState<readonly Area[] | null>(null)
  const [error, setError] = useState<Error | null>(null)

  const load = useCallback(
    async (path: string): Promise<readonly Area[]> => {
      const answer = await client.fetchQuery({
        queryKey: keyOf(register.operations.areas, { under: path }),
        queryFn: ({ signal }) => call(register.operations.areas, { under: path }, { signal }),
        staleTime: 600_000,
      })
      setAreas((before) => new Map([...before, ...[...answer.trail, ...answer.areas].map((a) => [a.path, a] as const)]))
      setChildren((before) => new Map(before).set(path, answer.areas))
      return answer.areas
    },
    [client],
  )

  useEffect(() => {
    let current = true
    const begin = async () => {
      const first = await load(top)
      const streets = first.filter((area) => isAbovePlace(area.kind))
      const below = (await Promise.all(streets.map((street) => load(street.path)))).flat()
      if (current) setPlaces([...first.filter((a) => a.kind === 'community'), ...below])
    }
    setPlaces(null)
    setError(null)
    begin().catch((problem: Error) => current && setError(problem))
    return () => {
      current = false
    }
  }, [top, load])

  // Catchments that exist already may lie deeper than what was opened so far: read what names them.
  const deep = catchments.join(' ')
  useEffect(() => {
    const above = deep.split(' ').flatMap((path) => (path === '' ? [] : ancestorsOf(path).slice(0, -1)))
    for (const path of new Set(above)) if (path.startsWith(top)) void load(path).catch(() => undefined)
  }, [deep, top, load])

  return useMemo(() => {
    const self = areas.get(top)
    return {
      places: places === null ? null : places.length > 0 ? places : self ? [self] : null,
      areas,
      childrenOf: (path) => children.get(path),
      load,
      nameOf: (path) =>
        ancestorsOf(path)
          .filter((above) => above.startsWith(top) && (above !== top || above === path))
          .map((above) => areas.get(above))
          .filter((area) => area && (area.kind !== 'patch' || area.path === path) && !isAbovePlace(area.kind))
          .map((area) => area?.name)
          .join(' ') ||
        (areas.get(path)?.name ?? '…'),
      error,
    }
  }, [areas, children, places, top, load, error])
}
