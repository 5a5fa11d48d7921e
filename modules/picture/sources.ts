/**
 * The catalogue: everything that a report may ask over. A room further up that has a source to add publishes it in its own
 * `sources.ts` and gets one line here; nothing else in this room changes.
 */
import type { Source, SourceColumn } from '../../platform/pure/source.ts'
import type { Word } from '../../platform/pure/words.ts'
import { enterpriseSources } from '../enterprise/sources.ts'
import { gateSources } from '../gate/sources.ts'
import { laboratorySources } from '../laboratory/sources.ts'
import { operationSources } from '../operation/sources.ts'
import { passSources } from '../pass/sources.ts'
import { type AreaKind, areaKinds, depthOfKind } from '../register/model.ts'
import { registerSources } from '../register/sources.ts'
import { selftestSources } from '../selftest/sources.ts'
import { staffSources } from '../staff/sources.ts'
import { testingSources } from '../testing/sources.ts'
import { pictureSources } from './own-source.ts'

export const sources: readonly Source[] = [
  ...registerSources,
  ...operationSources,
  ...enterpriseSources,
  ...staffSources,
  ...passSources,
  ...gateSources,
  ...testingSources,
  ...laboratorySources,
  ...selftestSources,
  ...pictureSources,
]

export const sourceOf = (key: string): Source | undefined => sources.find((s) => s.key === key)

/** Levels of areas that rows can be told by. The unit is left out: nobody reports by stairwell. */
export const areaColumns = ['community', 'patch', 'grid', 'compound', 'building', 'dwelling'] as const
export type AreaColumn = (typeof areaColumns)[number]
export const isAreaColumn = (key: string): key is AreaColumn => (areaColumns as readonly string[]).includes(key)

/** A column as a question sees it: the source's own, or a level of the tree that its rows lie in. */
export type Column = (SourceColumn & { readonly area?: undefined }) | AreaLevel
export interface AreaLevel {
  readonly key: AreaColumn
  readonly words: Word
  readonly type: 'area'
  readonly area: AreaKind
  readonly personal?: true
  readonly codes?: undefined
  readonly rate?: undefined
}

/** A dwelling is as good as a name. */
const levelOf = (key: AreaColumn): AreaLevel => ({
  key,
  words: key === 'dwelling' ? ['住址', 'Address'] : areaKinds.words[key],
  type: 'area',
  area: key,
  ...(key === 'dwelling' ? { personal: true } : {}),
})

/** Levels first, then the source's own columns. */
export const columnsOf = (source: Source): readonly Column[] => [
  ...areaColumns.filter((key) => depthOfKind(key) <= source.depth).map(levelOf),
  ...source.columns,
]

export const columnOf = (source: Source, key: string): Column | undefined =>
  columnsOf(source).find((column) => column.key === key)
