/**
 * A plain list of doors (社区, 片区, 网格, 小区, 楼栋, 单元, 房号 – one door a row) becomes the tree of areas of a sub-district.
 * What is there already is found again by its name, so that the same list brought twice adds nothing.
 */
import { depthOf, parentOf } from '../../platform/pure/area.ts'
import { foldTight, foldWidth } from '../../platform/pure/fullwidth.ts'
import { floorOfRoom, parseAddress } from './address.ts'
import { areaAddress } from './area-record.ts'
import { type AreaKind, areaKinds } from './model.ts'

const LEVELS = ['community', 'patch', 'grid', 'compound', 'building', 'unit', 'dwelling'] as const
type Level = (typeof LEVELS)[number]

const TITLES: Readonly<Record<Level, RegExp>> = {
  community: /^(所属)?(社区|居委会|村)(名称)?$|^community$/i,
  patch: /^片区(名称)?$|^patch$/i,
  grid: /^网格(名称|编号)?$|^grid$/i,
  compound: /^(小区|院区|院落|苑区)(名称)?$|^compound$/i,
  building: /^(楼栋|楼号|栋号|幢号|楼|栋|幢)(名称|号)?$|^building$/i,
  unit: /^单元(号|名称)?$|^unit$/i,
  dwelling: /^(房号|房间号|室号|室|门牌|门牌号|户号)$|^(room|dwelling)$/i,
}
/** Lists without patches or grids still need a place on those levels. */
const DEFAULTS: Partial<Record<Level, string>> = { patch: '第一片区', grid: '第一网格', unit: '1单元' }
const SEGMENTS: Readonly<Record<Exclude<Level, 'dwelling'>, readonly [letter: string, digits: number]>> = {
  community: ['c', 2],
  patch: ['p', 1],
  grid: ['g', 2],
  compound: ['x', 2],
  building: ['b', 3],
  unit: ['u', 1],
}

export type AreaColumns = ReadonlyMap<Level, number>

/** Which column stands for which level; null where a level that cannot be guessed is missing. */
export function readAreaTitles(titles: readonly string[]): AreaColumns | { readonly missing: Level } {
  const columns = new Map<Level, number>()
  for (const level of LEVELS) {
    const at = titles.findIndex((title) => TITLES[level].test(foldTight(title)))
    if (at >= 0) columns.set(level, at)
    else if (DEFAULTS[level] === undefined) return { missing: level }
  }
  return columns
}

export interface NewArea {
  readonly path: string
  readonly kind: AreaKind
  readonly name: string
  readonly address: string | null
  readonly addressKey: string | null
  readonly floor: number | null
}

export interface KnownArea {
  readonly path: string
  readonly name: string
}

/** @param known the street itself and everything below it. */
export function areaPlanner(street: string, known: Iterable<KnownArea>) {
  const children = new Map<string, Map<string, string>>()
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const keep = ({ path, name }: KnownArea): void => {
    names.set(path, name)
    taken.add(path)
    const parent = parentOf(path)
    if (parent === null) return
    const below = children.get(parent) ?? new Map<string, string>()
    children.set(parent, below.set(foldTight(name), path))
  }
  for (const area of known) keep(area)

  const freePath = (parent: string, level: Level, name: string): string => {
    if (level === 'dwelling') {
      const room = (parseAddress(name).room ?? '').replace(/附/g, 'f').toLowerCase()
      const plain = /^\d+$/.test(room) ? room.padStart(4, '0') : room.replace(/[^a-z0-9]/g, '')
      const path = `${parent}h${plain}.`
      if (plain !== '' && !taken.has(path)) return path
    }
    const [letter, digits] = level === 'dwelling' ? ['h', 5] : SEGMENTS[level]
    for (let n = (children.get(parent)?.size ?? 0) + 1; ; n++) {
      const path = `${parent}${letter}${String(n).padStart(digits as number, '0')}.`
      if (!taken.has(path)) return path
    }
  }
  const namesDownTo = (path: string): string[] => {
    const list: string[] = []
    for (let at: string | null = path; at !== null; at = parentOf(at)) list.unshift(names.get(at) ?? '')
    return list
  }

  return {
    /** The areas that a row adds, outermost first; a row without a community or a door adds none and is told. */
    add(cells: readonly string[], columns: AreaColumns): { added: NewArea[]; lacking: Level | null } {
      const wanted = LEVELS.map((level) => {
        const at = columns.get(level)
        return (at === undefined ? '' : (cells[at] ?? '').trim()) || (DEFAULTS[level] ?? '')
      })
      const lacking = LEVELS[wanted.indexOf('')] ?? null
      if (lacking !== null) return { added: [], lacking }
      const added: NewArea[] = []
      let at = street
      LEVELS.forEach((level, i) => {
        const name = named(level, wanted[i]!)
        const there = children.get(at)?.get(foldTight(name))
        if (there !== undefined) {
          at = there
          return
        }
        const path = freePath(at, level, name)
        keep({ path, name })
        const kind = areaKinds.values[depthOf(path) - 1]!
        const room = level === 'dwelling' ? parseAddress(name).room : undefined
        added.push({
          path,
          kind,
          name,
          ...areaAddress(kind, namesDownTo(path)),
          floor: room ? floorOfRoom(room) : null,
        })
        at = path
      })
      return { added, lacking: null }
    },
  }
}

/** A bare number takes the word of its column, so that an address reads as people say it. */
function named(level: Level, written: string): string {
  const name = foldWidth(written)
  if (!/^[A-Za-z]?\d+[A-Za-z]?$/.test(name)) return name
  return name + (level === 'building' ? '号楼' : level === 'unit' ? '单元' : level === 'dwelling' ? '室' : '')
}
