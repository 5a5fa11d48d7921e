/**
 * Departments that a list names and the roster does not have yet: each is made once, whichever rows name it, below the one
 * above it and in its area; a name that says a community (松影社区居委会) belongs to that community.
 */
import { depthOf, isBelow } from '../../platform/pure/area.ts'
import { areaKey } from '../enterprise/premises.ts'
import { departmentKindOf, departmentMeant, lineOf } from './departments.ts'
import type { Department } from './model.ts'

export type ListDepartment = Pick<Department, 'id' | 'parentId' | 'name' | 'path' | 'kind'>

/** As it is staged with the rows that need it; `level` orders parents before children, `line` are all its names. */
export interface NewDepartment extends ListDepartment {
  level: number
  line: string
}

export type Placed =
  | { readonly at: ListDepartment; readonly made: readonly NewDepartment[] }
  | { readonly at: null; readonly made: readonly NewDepartment[] }

const communityOf = (name: string, communities: ReadonlyMap<string, string>): string | undefined =>
  communities.get(areaKey(name)) ??
  communities.get(areaKey(name.replace(/(?:居委会|居民委员会|村委会|村民委员会|党委|党总支)$/u, '')))

export interface DepartmentBook {
  /** The department of these parts from the top; null where several are meant. `made` are those of its line that are new. */
  place(parts: readonly string[]): Placed
  get(id: string): ListDepartment | undefined
  /** All names from the top, e.g. 区卫健局/疾控科. */
  lineText(id: string): string
}

/** For one list of the area `under`; `communities` by areaKey of their names. */
export const departmentBook = (
  known: readonly ListDepartment[],
  communities: ReadonlyMap<string, string>,
  under: string,
  freshId: () => string,
): DepartmentBook => {
  const all: ListDepartment[] = [...known]
  const byId = new Map(all.map((one) => [one.id, one]))
  const fresh = new Map<string, NewDepartment>()
  const placed = new Map<string, Placed>()
  const lineText = (id: string): string =>
    lineOf(id, byId)
      .map(({ name }) => name)
      .join('/')

  const make = (name: string, parent: ListDepartment | undefined): ListDepartment => {
    const community = communityOf(name, communities)
    // A leader's list makes departments of the community, whatever stands above them.
    const above = parent === undefined || !isBelow(parent.path, under) ? under : parent.path
    const path =
      community !== undefined && isBelow(community, above) && depthOf(community) > depthOf(above) ? community : above
    const one: ListDepartment = {
      id: freshId(),
      parentId: parent?.id ?? null,
      name,
      path,
      kind: departmentKindOf(name),
    }
    all.push(one)
    byId.set(one.id, one)
    fresh.set(one.id, { ...one, level: lineOf(one.id, byId).length, line: lineText(one.id) })
    return one
  }
  const madeOf = (id: string): NewDepartment[] => lineOf(id, byId).flatMap((one) => fresh.get(one.id) ?? [])

  return {
    get: (id) => byId.get(id),
    lineText,
    place(parts) {
      const key = parts.join('\n')
      const before = placed.get(key)
      if (before !== undefined) return before
      const meant = departmentMeant(parts, all)
      let at: ListDepartment | undefined
      if (meant.found === 'one') at = byId.get(meant.id)
      if (meant.found === 'new') {
        at = meant.under === null ? undefined : byId.get(meant.under)
        for (const name of meant.names) at = make(name, at)
      }
      const answer: Placed = at === undefined ? { at: null, made: [] } : { at, made: madeOf(at.id) }
      placed.set(key, answer)
      return answer
    },
  }
}
