/** The tree of departments as pure figures: heads rolled up, the key flag handed down, which department a written name means. */
import { textKey } from '../enterprise/search.ts'
import type { Department, DepartmentKind, Headcount } from './model.ts'

type Node = Pick<Department, 'id' | 'parentId' | 'name'>

export const NOBODY: Headcount = {
  inService: 0,
  available: 0,
  exempt: 0,
  servedLately: 0,
  women: 0,
  partyMembers: 0,
  withoutPhone: 0,
  left: 0,
}

export const plus = (a: Headcount, b: Headcount): Headcount =>
  Object.fromEntries((Object.keys(NOBODY) as (keyof Headcount)[]).map((key) => [key, a[key] + b[key]])) as Headcount

/** From the top down to the department itself; one whose parent is out of sight begins its own line. */
export const lineOf = <N extends Node>(id: string, byId: ReadonlyMap<string, N>): N[] => {
  const line: N[] = []
  for (let at = byId.get(id); at !== undefined && !line.includes(at); at = byId.get(at.parentId ?? '')) line.unshift(at)
  return line
}

/** 区财政局 办公室: the line without what merely gathers all bureaus (区直机关). */
export const unitText = <N extends Node & Pick<Department, 'kind'>>(
  id: string,
  byId: ReadonlyMap<string, N>,
): string => {
  const line = lineOf(id, byId)
  return (line.length > 1 ? line.filter(({ kind }) => kind !== 'government') : line).map(({ name }) => name).join(' ')
}

/** Each department's heads with all below it. */
export const rolledUp = (
  departments: readonly Node[],
  own: ReadonlyMap<string, Headcount>,
): ReadonlyMap<string, Headcount> => {
  const byId = new Map(departments.map((one) => [one.id, one]))
  const sums = new Map(departments.map(({ id }) => [id, NOBODY]))
  for (const [id, heads] of own)
    for (const { id: above } of lineOf(id, byId)) sums.set(above, plus(sums.get(above) ?? NOBODY, heads))
  return sums
}

/** By department the unit that it counts with: a section counts with what it is a section of. The same as staff.unit_of(). */
export const unitsOf = (departments: readonly (Node & Pick<Department, 'kind'>)[]): ReadonlyMap<string, string> => {
  const byId = new Map(departments.map((one) => [one.id, one]))
  return new Map(
    departments.map(({ id }) => {
      const line = lineOf(id, byId)
      return [id, (line.findLast(({ kind }, i) => kind !== 'section' || i === 0) ?? { id }).id]
    }),
  )
}

/** Those that are key, or stand below one that is. */
export const underKey = (departments: readonly (Node & { isKey: boolean })[]): ReadonlySet<string> => {
  const byId = new Map(departments.map((one) => [one.id, one]))
  return new Set(departments.filter(({ id }) => lineOf(id, byId).some((above) => above.isKey)).map(({ id }) => id))
}

/** A department with all below it. */
export const withBelow = (id: string, departments: readonly Node[]): string[] => {
  const children = Map.groupBy(departments, ({ parentId }) => parentId)
  const found = new Set([id])
  for (const at of found) for (const child of children.get(at) ?? []) found.add(child.id)
  return [...found]
}

/** Whether `id` may be put below `parentId`. */
export const mayStandBelow = (id: string, parentId: string | null, departments: readonly Node[]): boolean =>
  parentId === null || !withBelow(id, departments).includes(parentId)

/** As names of departments are compared. */
export const departmentKey = textKey

/** 区卫健局/疾控科, 区卫健局 - 疾控科, 区卫健局>疾控科 → its parts from the top. */
export const partsOf = (...written: readonly string[]): string[] => {
  const parts = written.flatMap((text) => text.split(/[/\\>＞→|]|\s+[-—]\s+/u)).map((part) => part.trim())
  return parts.filter((part, i) => part !== '' && departmentKey(part) !== '' && part !== parts[i - 1]).slice(0, 6)
}

export type Meant =
  | { readonly found: 'one'; readonly id: string }
  /** None yet: to be made below `under`, these from the top. */
  | { readonly found: 'new'; readonly under: string | null; readonly names: readonly string[] }
  | { readonly found: 'several' }

/**
 * Which department its parts mean: one whose line of names ends with them, parts in between left out. A name that several
 * have (办公室) is a question unless one stands at the very top. Where none is meant, as many of the first parts as are known
 * say below which department the rest would be made.
 */
export const departmentMeant = (parts: readonly string[], departments: readonly Node[]): Meant => {
  const byId = new Map(departments.map((one) => [one.id, one]))
  const keys = parts.map(departmentKey)
  const fits = ({ id }: Node, wanted: readonly string[]): boolean => {
    const line = lineOf(id, byId).map(({ name }) => departmentKey(name))
    if (line.at(-1) !== wanted.at(-1)) return false
    let at = 0
    for (const name of line) if (name === wanted[at]) at++
    return at === wanted.length
  }
  for (let known = keys.length; known > 0; known--) {
    const wanted = keys.slice(0, known)
    const found = departments.filter((one) => fits(one, wanted))
    const atTop = found.filter((one) => lineOf(one.id, byId).length === wanted.length)
    const [only, another] = atTop.length === 1 ? atTop : found
    if (only === undefined) continue
    if (another !== undefined) return { found: 'several' }
    return known === keys.length
      ? { found: 'one', id: only.id }
      : { found: 'new', under: only.id, names: parts.slice(known) }
  }
  return { found: 'new', under: null, names: parts }
}

const KINDS: readonly (readonly [DepartmentKind, RegExp])[] = [
  ['community', /社区(?:居委会|居民委员会|党委)?$|居委会$/u],
  ['village', /村(?:委会|民委员会)?$/u],
  ['police', /公安|派出所|交警|特警|警务/u],
  ['health', /医院|卫生服务|疾控中心|卫生院|妇幼|急救中心|门诊/u],
  ['school', /学校|小学|中学|幼儿园|学院|职校/u],
  ['street-office', /街道(?:办事处)?$|镇政府$|镇$/u],
  ['enterprise', /公司$|集团$/u],
  ['organisation', /总工会|妇联|团委|团区委|残联|文联|工商联|红十字会|协会|侨联|科协/u],
  ['section', /(?:科|股|室|大队|中队|所)$/u],
  ['bureau', /(?:局|委员会|委|办|办公室|部|院)$/u],
  ['institution', /(?:中心|站|馆|处)$/u],
  ['government', /机关|政府|党委/u],
]
/** What a name alone says of its kind. */
export const departmentKindOf = (name: string): DepartmentKind =>
  KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other'
