/** People on the roster: found, shown, registered, changed, left. A whole phone is shown one at a time, for a purpose, on record. */
import { depthOf, isBelow } from '../../../platform/pure/area.ts'
import { foldName } from '../../../platform/pure/fullwidth.ts'
import { readPhone } from '../../../platform/pure/list-cells.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { addressPattern } from '../../register/search.ts'
import { areaNames, findPlaces, standing } from '../../register/server/public.ts'
import { staff } from '../contract.ts'
import { lineOf, NOBODY, plus, withBelow } from '../departments.ts'
import { type Person, type PersonDraft, problems } from '../model.ts'
import { recordOf } from '../person-record.ts'
import { homeAreas, homeText } from '../home.ts'
import { fatigueOf } from '../fatigue.ts'
import { readSearch } from '../search.ts'
import { tidySkills } from '../skills.ts'
import { accountOf, headcounts, holdDepartments, type KeptDepartment, listDepartments } from './department-store.ts'
import { historyLine } from './history.ts'
import { listExemptions, listHistory, listService } from './record-store.ts'
import { capsOf } from './work-caps.ts'
import {
  type Criteria,
  findPeople,
  findPerson,
  insertPerson,
  reveal,
  skillCounts,
  updatePerson,
  updateState,
} from './store.ts'

const { events } = staff
export const today = (): string => shanghaiDay(Date.now())

/** Normalises what was typed, or says plainly what is not understood. */
function tidyDraft(draft: PersonDraft): PersonDraft {
  const phone = readPhone(draft.phone ?? '')
  if ('fault' in phone)
    throw new Problem(problems.badPhone, {}, { fields: [{ path: 'phone', words: [...problems.badPhone.words] }] })
  return {
    ...draft,
    name: foldName(draft.name) || draft.name,
    phone: 'value' in phone ? phone.value : null,
    skills: tidySkills(draft.skills),
    posts: [...new Set(draft.posts)],
    partyBranch: draft.partyMember ? draft.partyBranch : null,
  }
}

/** One place of the register at the level of a compound or below, when the address means just one. */
async function homeOf(context: Context, address: string | null): Promise<string | null> {
  const pattern = address === null ? null : addressPattern(address)
  if (pattern === null) return null
  const [place, another] = await findPlaces(context, context.actor.path, pattern)
  return place !== undefined && another === undefined && depthOf(place) >= depthOfKind('compound') ? place : null
}

/** A department whose people the asker may keep. */
async function departmentFor(context: Context, id: string): Promise<KeptDepartment> {
  const open = await holdDepartments(context, [id])
  const found = (await listDepartments(context)).find((one) => one.id === id)
  if (open === 0 || found === undefined || !isBelow(found.path, context.actor.path))
    throw new Problem(problems.noDepartment)
  return found
}

const unique = (error: unknown): never => {
  const fault = error as { code?: string; constraint?: string }
  if (fault.code === '23505' && fault.constraint === 'person_by_number') throw new Problem(problems.numberTaken)
  if (fault.code === '23505' && fault.constraint === 'person_by_account') throw new Problem(problems.accountTaken)
  // Registered twice with one id, or the department moved while the form was open.
  if (fault.code === '23505' || fault.code === '23503') throw new Problem(platformProblems.conflict)
  throw error
}

async function known(context: Context, id: string, lock = false): Promise<Person & { streetId: string }> {
  const found = await findPerson(context, { id }, today(), { lock })
  if (found === null) throw new Problem(platformProblems.notFound)
  return found
}

const shown = async (context: Context, id: string): Promise<Person> => {
  const { streetId: _, ...person } = await known(context, id)
  return person
}

/** With all that stands behind them, for whoever may see the person. */
async function whole(context: Context, found: Person & { streetId: string }) {
  const { streetId, ...person } = found
  const byId = new Map((await listDepartments(context)).map((one) => [one.id, one]))
  const { rows } = await context.query<{ name: string | null }>('SELECT platform.account_name($1) AS name', [
    person.accountId,
  ])
  return {
    person,
    departments: lineOf(person.departmentId, byId).map(({ id, name }) => ({ id, name })),
    home:
      person.homePath === null ? '' : homeText(person.homePath, await areaNames(context, homeAreas(person.homePath))),
    accountName: rows[0]?.name ?? null,
    exemptions: await listExemptions(context, streetId, person.id),
    service: await listService(context, streetId, person.id),
  }
}

/** What a search and its filters mean, once a department stands for all below it. */
export async function criteriaOf(
  context: Context & Pick<Call, 'house'>,
  {
    departmentId,
    text,
    ...filter
  }: Criteria['filter'] & { departmentId?: string | undefined; text?: string | undefined },
): Promise<Criteria> {
  const search = readSearch(text)
  if (search.by === 'too-short') throw new Problem(problems.searchTooShort)
  const departments = departmentId === undefined ? null : withBelow(departmentId, await listDepartments(context))
  return { filter, search, today: today(), departments, digest: context.house.digest }
}

const definedOnly = <T extends object>(given: T): { [K in keyof T]-?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never

type Handlers = HandlersOf<typeof staff>
export const personHandlers: Pick<
  Handlers,
  'figures' | 'find' | 'one' | 'mine' | 'history' | 'reveal' | 'registerPerson' | 'changePerson' | 'setState'
> = {
  figures: async (context) => {
    const area = await standing(context, undefined)
    const departments = await listDepartments(context)
    const heads = await headcounts(context, departments, today())
    const tops = lineTops(departments)
    return {
      areaName: area.name,
      total: tops.map((id) => heads.get(id) ?? NOBODY).reduce(plus, NOBODY),
      skills: await skillCounts(context, today()),
    }
  },
  find: async (context, { after, limit, ...filter }) => {
    const criteria = await criteriaOf(context, filter)
    const { by } = criteria.search
    return { ...(await findPeople(context, criteria, { after, limit })), readAs: by === 'too-short' ? 'all' : by }
  },
  one: async (context, { id }) => whole(context, await known(context, id)),
  mine: async (context) => {
    const { accountId } = context.actor
    const found = accountId === null ? null : await findPerson(context, { accountId }, today())
    if (found === null) return { own: null, load: null }
    const own = await whole(context, found)
    const caps = await capsOf(context)
    return { own, load: { ...fatigueOf(own.service, today(), caps), caps } }
  },
  history: async (context, { id }) => {
    const found = await known(context, id)
    const types = Object.values(events).map((event) => event.type)
    return { lines: (await listHistory(context, found, types)).map((row) => historyLine(row, id)) }
  },
  reveal: async (context, { id, purpose }) => {
    const found = await known(context, id)
    return { value: await reveal(context, found.streetId, id, purpose) }
  },
  registerPerson: async (context, { id, ...typed }) => {
    const draft = tidyDraft(typed)
    const { path, streetId } = await departmentFor(context, draft.departmentId)
    const record = recordOf({ ...draft, path, homePath: await homeOf(context, draft.address) }, context.house.digest)
    await insertPerson(context, streetId, id, record, draft.phone).catch(unique)
    await context.record(events.personRegistered, { path, streetId, data: { personId: id } })
    return shown(context, id)
  },
  changePerson: async (context, { id, version, login, ...typed }) => {
    const before = await known(context, id, true)
    if (before.version !== version) throw new Problem(platformProblems.conflict)
    const given = definedOnly(typed)
    const draft = tidyDraft({ ...before, ...given, phone: typed.phone ?? null })
    const { path } = await departmentFor(context, draft.departmentId)
    const accountId = login == null ? login : await accountOf(context, login)
    if (login != null && accountId === null) throw new Problem(problems.noAccount)
    const homePath = draft.address === before.address ? before.homePath : await homeOf(context, draft.address)
    const record = recordOf({ ...draft, path, homePath }, context.house.digest)
    const phone = typed.phone === undefined ? undefined : draft.phone
    await updatePerson(context, before.streetId, id, record, { phone, accountId }).catch(unique)
    const fields = [...Object.keys(given), ...(login === undefined ? [] : ['login'])]
    await context.record(events.personChanged, {
      path,
      streetId: before.streetId,
      data: { personId: id, fields },
    })
    return shown(context, id)
  },
  setState: async (context, { id, version, state }) => {
    const before = await known(context, id, true)
    if (before.version !== version) throw new Problem(platformProblems.conflict)
    if (before.state !== state) {
      // Their department may have been closed while they were away.
      if (state === 'in-service' && (await holdDepartments(context, [before.departmentId])) === 0)
        throw new Problem(problems.departmentClosed)
      await updateState(context, before.streetId, id, state).catch(unique)
      const { path, streetId } = before
      await context.record(events.stateSet, { path, streetId, data: { personId: id, state } })
    }
    return shown(context, id)
  },
}

/** Departments above which the asker sees none. */
const lineTops = (departments: readonly KeptDepartment[]): string[] => {
  const seen = new Set(departments.map(({ id }) => id))
  return departments.filter(({ parentId }) => parentId === null || !seen.has(parentId)).map(({ id }) => id)
}
