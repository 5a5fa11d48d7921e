/** Names that stand alone: 桃影苑 1号楼 rather than one of many 1号楼, 桃源里社区 第一网格 rather than one of many first grids. */
import { atDepth, depthOf } from '../../../platform/pure/area.ts'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { register } from '../../register/contract.ts'
import { type AreaKind, depthOfKind } from '../../register/model.ts'

/** What a kind's name needs before it. */
const before: Partial<Record<AreaKind, AreaKind>> = { grid: 'community', building: 'compound' }

/**
 * @param under the area whose parts are listed: what lies above it goes without saying
 * @param kind of the parts listed
 */
export function useFullNames(under: string, kind: AreaKind): (line: { path: string; name: string }) => string {
  const above = before[kind]
  const needed = above !== undefined && depthOf(under) < depthOfKind(above)
  const { data } = useAsk(
    register.operations.areasByKind,
    { under, kind: above ?? kind },
    { when: needed, staleTime: 600_000 },
  )
  if (!needed || !data || above === undefined) return (line) => line.name
  const names = new Map(data.areas.map((area) => [area.path, area.name]))
  return (line) => {
    const prefix = names.get(atDepth(line.path, depthOfKind(above)))
    return prefix === undefined ? line.name : `${prefix} ${line.name}`
  }
}
