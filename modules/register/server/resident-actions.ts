/** People: found, shown, registered, corrected, moved out. A full number is shown one at a time, for a purpose, on record. */
import { ancestorsOf } from '../../../platform/pure/area.ts'
import { identityProblems, isRefused, readIdentityNumber } from '../../../platform/pure/identity-number.ts'
import { phoneAsKept } from '../../../platform/pure/list-cells.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { register } from '../contract.ts'
import { problems, type Resident, type ResidentDraft } from '../model.ts'
import { recordOf } from '../resident-record.ts'
import { readSearch } from '../search.ts'
import { standing } from './area-actions.ts'
import {
  type Criteria,
  findArea,
  findPlaces,
  findResident,
  findResidents,
  insertResident,
  listAreas,
  listDuties,
  listMembers,
  markLeft,
  reveal,
  updateResident,
} from './store.ts'

const { events } = register
/** About 170 sheets: a large compound. */
const MOST_CODES = 3000

/** Normalises the numbers of a draft, or says plainly what is wrong with them. */
export function tidyDraft(draft: ResidentDraft): ResidentDraft {
  const phone = phoneAsKept(draft.phone)
  if (draft.idType === 'none' || !draft.idNumber) return { ...draft, phone, idNumber: null, idType: 'none' }
  const read = readIdentityNumber(draft.idNumber, { declared: draft.idType, today: shanghaiDay(Date.now()) })
  if (isRefused(read))
    throw new Problem(
      problems.badIdNumber,
      { reason: identityProblems.words[read.problem][0] },
      { fields: [{ path: 'idNumber', words: identityProblems.words[read.problem] }] },
    )
  return {
    ...draft,
    phone,
    idNumber: read.value,
    idType: read.type === 'none' ? draft.idType : read.type,
    birthDate: draft.birthDate ?? read.birthDate ?? null,
    sex: draft.sex ?? read.sex ?? null,
  }
}

async function dwellingOf(context: Context, path: string) {
  const area = await findArea(context, path)
  if (area?.kind !== 'dwelling') throw new Problem(problems.noDwelling)
  return area
}

const uniqueId = (error: unknown): never => {
  const fault = error as { code?: string; constraint?: string }
  if (fault.code === '23505' && fault.constraint === 'resident_by_id') throw new Problem(problems.alreadyRegistered)
  if (fault.code === '23505') throw new Problem(platformProblems.conflict)
  throw error
}

/** A resident that may still be changed, locked, at the version the person has seen. */
async function changeable(context: Context, id: string, version: number) {
  const found = await findResident(context, id, { lock: true })
  if (!found) throw new Problem(platformProblems.notFound)
  if (found.leftAt) throw new Problem(problems.left)
  if (found.version !== version) throw new Problem(platformProblems.conflict)
  return found
}

const shown = async (context: Context, id: string): Promise<Resident> => {
  const { streetId: _, ...resident } = (await findResident(context, id))!
  return resident
}

/** What a search and its filters mean, once addresses have become places. */
export async function criteriaOf(
  context: Context & Pick<Call, 'house'>,
  filter: Criteria['filter'] & { text?: string | undefined },
): Promise<Criteria> {
  const area = await standing(context, filter.under)
  let search = readSearch(filter.text)
  if (search.by === 'too-short') throw new Problem(problems.searchTooShort)
  const base = { filter: { ...filter, under: area.path }, digest: context.house.digest }
  if (search.by === 'name') {
    const named = await findResidents(context, { ...base, search }, { limit: 1 })
    // Nobody of that name: it may be the name of a place.
    if (named.total === 0) search = { by: 'address', pattern: `%${search.text.replace(/[\\%_]/g, '\\$&')}%/` }
  }
  if (search.by !== 'address') return { ...base, search }
  return { ...base, search, places: await findPlaces(context, area.path, search.pattern) }
}

export async function registerPerson(
  context: Context & Pick<Call, 'house'>,
  input: ResidentDraft & { id: string },
): Promise<Resident> {
  const dwelling = await dwellingOf(context, input.path)
  const { id, ...draft } = input
  await insertResident(context, dwelling.streetId, id, recordOf(tidyDraft(draft), context.house.digest)).catch(uniqueId)
  await context.record(events.residentRegistered, {
    path: dwelling.path,
    streetId: dwelling.streetId,
    data: { residentId: id },
  })
  return shown(context, id)
}

type Handlers = HandlersOf<typeof register>
export const residentHandlers: Pick<
  Handlers,
  'findResidents' | 'household' | 'printCodes' | 'reveal' | 'registerResident' | 'correctResident' | 'removeResident'
> = {
  findResidents: async (context, { after, limit, ...filter }) => {
    const criteria = await criteriaOf(context, filter)
    const page = await findResidents(context, criteria, { after, limit })
    return { ...page, readAs: criteria.search.by === 'too-short' ? 'all' : criteria.search.by }
  },
  household: async (context, input) => {
    const dwelling = await dwellingOf(context, input.path)
    const above = ancestorsOf(dwelling.path)
    return {
      dwelling,
      trail: await listAreas(context, above),
      members: await listMembers(context, dwelling.path),
      chain: (await listDuties(context, above)).reverse(),
    }
  },
  printCodes: async (context, { under }) => {
    const area = await standing(context, under)
    const { rows, total } = await findResidents(
      context,
      { filter: { under: area.path }, search: { by: 'all' }, digest: context.house.digest },
      { limit: MOST_CODES },
    )
    if (total > MOST_CODES) throw new Problem(problems.tooManyCodes, { most: MOST_CODES })
    await context.record(events.codesPrinted, {
      path: area.path,
      streetId: area.streetId,
      data: { people: rows.length },
    })
    return { people: rows.map(({ id, name, path, address }) => ({ id, name, dwelling: path, address })) }
  },
  reveal: async (context, input) => {
    const found = await findResident(context, input.residentId)
    if (!found) throw new Problem(platformProblems.notFound)
    return { value: await reveal(context, found.streetId, found.id, input.field, input.purpose) }
  },
  registerResident: registerPerson,
  correctResident: async (context, { id, version, ...given }) => {
    const before = await changeable(context, id, version)
    const dwelling = given.path && given.path !== before.path ? await dwellingOf(context, given.path) : null
    const keep = { idNumber: given.idNumber === undefined, phone: given.phone === undefined }
    const draft: ResidentDraft = { ...before, ...{ idNumber: null, phone: null }, ...definedOnly(given) }
    const tidy = keep.idNumber
      ? { ...tidyDraft({ ...draft, idNumber: null, idType: 'none' }), idType: draft.idType }
      : tidyDraft(draft)
    await updateResident(context, before.streetId, id, recordOf(tidy, context.house.digest), keep).catch(uniqueId)
    await context.record(events.residentCorrected, {
      path: tidy.path,
      streetId: before.streetId,
      data: { residentId: id, fields: Object.keys(definedOnly(given)), ...(dwelling ? { from: before.path } : {}) },
    })
    return shown(context, id)
  },
  removeResident: async (context, input) => {
    const before = await changeable(context, input.id, input.version)
    await markLeft(context, before.streetId, before.id, input.reason)
    await context.record(events.residentLeft, {
      path: before.path,
      streetId: before.streetId,
      data: { residentId: before.id, reason: input.reason },
    })
    return shown(context, before.id)
  },
}

const definedOnly = <T extends object>(given: T): { [K in keyof T]-?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
