/** Departments: shown with their heads, made, changed, closed when nobody is left. */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import { foldWidth } from '../../../platform/pure/fullwidth.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { areaNames, standing } from '../../register/server/public.ts'
import { staff } from '../contract.ts'
import { mayStandBelow, NOBODY } from '../departments.ts'
import { problems } from '../model.ts'
import {
  accountOf,
  closeDepartment,
  type DepartmentRecord,
  headcounts,
  insertDepartment,
  listDepartments,
  lockDepartments,
  updateDepartment,
} from './department-store.ts'
import { today } from './person-actions.ts'

const { events } = staff

const sameName = (error: unknown): never => {
  const fault = error as { code?: string; constraint?: string }
  if (fault.code === '23505' && fault.constraint === 'department_by_name') throw new Problem(problems.sameName)
  if (fault.code === '23505') throw new Problem(platformProblems.conflict)
  throw error
}

const AREAS = [depthOfKind('street'), depthOfKind('community')]

export const departmentHandlers: Pick<HandlersOf<typeof staff>, 'departments' | 'putDepartment' | 'closeDepartment'> = {
  departments: async (context) => {
    const departments = await listDepartments(context)
    const heads = await headcounts(context, departments, today())
    const names = await areaNames(context, [...new Set(departments.map(({ path }) => path))])
    return {
      departments: departments.map(({ streetId: _, ...one }) => ({
        ...one,
        areaName: names.get(one.path) ?? '',
        heads: heads.get(one.id) ?? NOBODY,
        may: context.actor.role !== 'superior' && isBelow(one.path, context.actor.path),
      })),
    }
  },
  putDepartment: async (context, { id, version, contactLogin, name, ...given }) => {
    if (!AREAS.includes(depthOf(given.path))) throw new Problem(problems.badArea)
    const { streetId, path } = await standing(context, given.path)
    await lockDepartments(context, streetId)
    const all = await listDepartments(context)
    const before = all.find((one) => one.id === id)
    const parent = all.find((one) => one.id === given.parentId)
    if (given.parentId !== null && parent === undefined) throw new Problem(problems.noDepartment)
    if (!mayStandBelow(id, given.parentId, all)) throw new Problem(problems.circle)
    const contactAccount =
      contactLogin === undefined
        ? (before?.contactAccount ?? null)
        : contactLogin === null
          ? null
          : await accountOf(context, contactLogin)
    if (contactLogin != null && contactAccount === null) throw new Problem(problems.noAccount)
    const record: DepartmentRecord = { ...given, streetId, id, path, name: foldWidth(name) || name, contactAccount }
    if (version === null) await insertDepartment(context, record).catch(sameName)
    else if (!(await updateDepartment(context, record, version).catch(sameName)))
      throw new Problem(platformProblems.conflict)
    await context.record(events.departmentSet, { path, streetId, data: { departmentId: id } })
    return {}
  },
  closeDepartment: async (context, { id, version }) => {
    await lockDepartments(context, context.actor.streetId)
    const found = (await listDepartments(context)).find((one) => one.id === id)
    if (found === undefined || !isBelow(found.path, context.actor.path)) throw new Problem(platformProblems.notFound)
    if (found.version !== version) throw new Problem(platformProblems.conflict)
    if (!(await closeDepartment(context, id, version))) throw new Problem(problems.notEmpty)
    const { path, streetId } = found
    await context.record(events.departmentClosed, { path, streetId, data: { departmentId: id } })
    return {}
  },
}
