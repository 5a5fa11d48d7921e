/**
 * A source: what a room lets reports ask over, as data. Its rows are those of the view `<room>.source_<name>` (name with `_` for
 * `-`), its columns those of the view by the same key. A room publishes its sources in its top-level `sources.ts`; the room of
 * reports lists them. Nothing here is SQL, and nothing a person types ever becomes a key: keys are checked by `source()`.
 */
import type { Role } from './roles.ts'
import type { Word } from './words.ts'

/** `masked`: partly hidden on purpose, never to be filtered by. `codes`: any number of them in one cell. */
export const columnTypes = ['text', 'number', 'day', 'moment', 'code', 'codes', 'yes', 'masked'] as const
export type ColumnType = (typeof columnTypes)[number]

export interface SourceColumn {
  /** As the view's column: `[a-z][a-z_0-9]*`. */
  readonly key: string
  readonly words: Word
  readonly type: ColumnType
  /** Tells who somebody is, or of one person alone: shown for a purpose only, and never to a superior. */
  readonly personal?: true
  /** What this column is called in per cent of another, where that has a name of its own. */
  readonly rate?: { readonly of: string; readonly words: Word }
  /** Labels of a `code` or `codes` column. */
  readonly codes?: Readonly<Record<string, Word>>
}

export interface Source {
  /** `<room>.<name>` */
  readonly key: string
  readonly words: Word
  /** One line: what a row is, and when it is there. */
  readonly lead: Word
  /** What counting its rows gives: people, dwellings, swabs. */
  readonly counts: Word
  readonly roles: readonly Role[]
  /** Each row is one person, or one home: a superior reads counts of them, never the rows. */
  readonly personal: boolean
  /** Whether its rows belong to a testing round: one must be chosen, may be, or there is none. */
  readonly round: 'needed' | 'possible' | 'none'
  /** The column that a period means. */
  readonly at?: string
  /** How deep its rows lie in the tree of areas, 1 district … 9 dwelling: no finer than that can they be grouped. */
  readonly depth: number
  readonly columns: readonly SourceColumn[]
}

const KEY = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/
const COLUMN = /^[a-z][a-z0-9_]{0,39}$/
/** Every source has these besides its own (they come of its path), so its own may not be called so. */
const TAKEN = [
  'community',
  'patch',
  'grid',
  'compound',
  'building',
  'unit',
  'dwelling',
  'path',
  'street_id',
  'round_id',
]

/** Declares a source. Throws at once when a key could not be a name in the database or a code column has no codes. */
export function source(spec: Source): Source {
  const wrong = (what: string): never => {
    throw new Error(`source ${spec.key}: ${what}`)
  }
  if (!KEY.test(spec.key)) wrong('key')
  const seen = new Set<string>()
  for (const { key, type, codes } of spec.columns) {
    if (!COLUMN.test(key) || TAKEN.includes(key) || seen.has(key)) wrong(`column ${key}`)
    if ((type === 'code' || type === 'codes') !== (codes !== undefined)) wrong(`codes of ${key}`)
    seen.add(key)
  }
  if (spec.at !== undefined && !seen.has(spec.at)) wrong(`at ${spec.at}`)
  return spec
}

/** `testing.door-list` → `["testing", "source_door_list"]` */
export function viewOf(key: string): readonly [schema: string, view: string] {
  const [room = '', name = ''] = key.split('.')
  return [room.replaceAll('-', '_'), `source_${name.replaceAll('-', '_')}`]
}
