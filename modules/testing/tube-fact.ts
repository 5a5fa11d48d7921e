/**
 * A tube comes in as facts of one id: opened, later closed. A later fact closes, none reopens, and the first count stands:
 * the crew that closes it a second time with another count, or uses the id for another tube, is doubted.
 */
import type { CodeOf } from '../../platform/pure/codes.ts'
import type { doubts, TubeFact } from './model.ts'

export type TubeOnRecord = Pick<TubeFact, 'siteId' | 'lane' | 'code' | 'closedAt' | 'counted'>

export interface TubeMerge {
  /** What is to be written of the closing; null when nothing changes. */
  readonly close: { readonly closedAt: string; readonly counted: number | null } | null
  /** The fact, or a later one, had arrived before. */
  readonly known: boolean
  readonly doubts: readonly CodeOf<typeof doubts>[]
}

export function mergeTube(onRecord: TubeOnRecord, fact: TubeOnRecord): TubeMerge {
  const other = onRecord.code !== fact.code || onRecord.siteId !== fact.siteId || onRecord.lane !== fact.lane
  if (other) return { close: null, known: true, doubts: ['id-reused'] }
  if (fact.closedAt === null) return { close: null, known: true, doubts: [] }
  if (onRecord.closedAt === null)
    return { close: { closedAt: fact.closedAt, counted: fact.counted }, known: false, doubts: [] }
  return { close: null, known: true, doubts: onRecord.counted === fact.counted ? [] : ['id-reused'] }
}
