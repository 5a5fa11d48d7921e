/** Enterprises: counted, found, shown, registered, changed, closed. A whole phone is shown one at a time, for a purpose, on record. */
import { depthOf } from '../../../platform/pure/area.ts'
import { creditProblems, isCreditRefused, readCreditCode } from '../../../platform/pure/credit-code.ts'
import { foldWidth } from '../../../platform/pure/fullwidth.ts'
import { phoneAsKept } from '../../../platform/pure/list-cells.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { sayBoth } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { findPlaces, standing } from '../../register/server/public.ts'
import { enterprises } from '../contract.ts'
import { recordOf } from '../enterprise-record.ts'
import { type Enterprise, type EnterpriseDraft, problems } from '../model.ts'
import { readSearch } from '../search.ts'
import { reasonFits } from '../state.ts'
import { historyLine } from './history.ts'
import { premisesOf } from './property-store.ts'
import {
  countEnterprises,
  type Criteria,
  findEnterprise,
  findEnterprises,
  insertEnterprise,
  listHistory,
  type Phones,
  reveal,
  trailTo,
  updateEnterprise,
  updateState,
} from './store.ts'

const { events } = enterprises

/** Normalises what was typed, or says plainly what is wrong with the number. */
function tidyDraft(draft: EnterpriseDraft): EnterpriseDraft {
  const read = readCreditCode(draft.code ?? '')
  if (isCreditRefused(read)) {
    const { problem, at = 0 } = read
    const words = sayBoth(creditProblems.words[problem], { at: at + 1 })
    throw new Problem(problems.badCode, {}, { fields: [{ path: 'code', words }] })
  }
  return {
    ...draft,
    name: foldWidth(draft.name),
    code: read.type === 'none' ? null : read.value,
    legalPhone: phoneAsKept(draft.legalPhone),
    contactPhone: phoneAsKept(draft.contactPhone),
  }
}

/** Where an enterprise may stand: in a community or anywhere below one. */
async function premisesAt(context: Context, path: string): Promise<{ streetId: string; path: string }> {
  const area = depthOf(path) < depthOfKind('community') ? null : await standing(context, path).catch(() => null)
  if (!area) throw new Problem(problems.noPremises)
  return area
}

const uniqueCode = (error: unknown): never => {
  const fault = error as { code?: string; constraint?: string }
  if (fault.code === '23505' && fault.constraint === 'enterprise_by_code') throw new Problem(problems.codeTaken)
  if (fault.code === '23505') throw new Problem(platformProblems.conflict)
  throw error
}

async function known(context: Context, id: string, lock = false): Promise<Enterprise & { streetId: string }> {
  const found = await findEnterprise(context, id, { lock })
  if (!found) throw new Problem(platformProblems.notFound)
  return found
}

/** One that may still be changed, locked, at the version the person has seen. */
async function changeable(context: Context, id: string, version: number) {
  const found = await known(context, id, true)
  if (found.state === 'closed') throw new Problem(problems.closed)
  if (found.version !== version) throw new Problem(platformProblems.conflict)
  return found
}

const shown = async (context: Context, id: string): Promise<Enterprise> => {
  const { streetId: _, ...enterprise } = await known(context, id)
  return enterprise
}

/** What a search and its filters mean, once addresses have become places. */
export async function criteriaOf(
  context: Context & Pick<Call, 'house'>,
  filter: Omit<Criteria['filter'], 'under'> & { under?: string | undefined; text?: string | undefined },
): Promise<Criteria> {
  const { path: under } = await standing(context, filter.under)
  const search = readSearch(filter.text)
  if (search.by === 'too-short') throw new Problem(problems.searchTooShort)
  const places =
    search.by === 'address' && search.pattern !== null ? await findPlaces(context, under, search.pattern) : []
  const premises = filter.manager === undefined ? null : await premisesOf(context, filter.manager, under)
  return { filter: { ...filter, under }, search, digest: context.house.digest, places, premises }
}

const definedOnly = <T extends object>(given: T): { [K in keyof T]-?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never

/** As a draft, with phones that nobody can read left out. */
const asDraft = (e: Enterprise): EnterpriseDraft => ({ ...e, legalPhone: null, contactPhone: null })

type Handlers = HandlersOf<typeof enterprises>
export const enterpriseHandlers: Pick<
  Handlers,
  'counts' | 'find' | 'one' | 'history' | 'reveal' | 'registerEnterprise' | 'changeEnterprise' | 'setState'
> = {
  counts: async (context, { under }) => {
    const area = await standing(context, under)
    const all = await countEnterprises(context, area.path)
    const sum = (of: keyof (typeof all)[number] & ('enterprises' | 'staff' | 'rooms' | 'withoutPhone'), rows = all) =>
      rows.reduce((total, row) => total + row[of], 0)
    const inState = (state: Enterprise['state']) => all.filter((row) => row.state === state)
    const standingStill = all.filter((row) => row.state !== 'closed')
    const byKind = [...Map.groupBy(standingStill, (row) => row.kind)].map(([kind, rows]) => ({
      kind,
      enterprises: sum('enterprises', rows),
      staff: sum('staff', rows),
    }))
    return {
      areaName: area.name,
      open: sum('enterprises', inState('open')),
      suspended: sum('enterprises', inState('suspended')),
      closed: sum('enterprises', inState('closed')),
      staff: sum('staff', standingStill),
      rooms: sum('rooms', standingStill),
      withoutPhone: sum('withoutPhone', standingStill),
      byKind: byKind.sort((a, b) => b.enterprises - a.enterprises || a.kind.localeCompare(b.kind)),
    }
  },
  find: async (context, { after, limit, ...filter }) => {
    const criteria = await criteriaOf(context, filter)
    const { by } = criteria.search
    return { ...(await findEnterprises(context, criteria, { after, limit })), readAs: by === 'too-short' ? 'all' : by }
  },
  one: async (context, { id }) => {
    const { streetId: _, ...enterprise } = await known(context, id)
    return { enterprise, trail: await trailTo(context, enterprise.path) }
  },
  history: async (context, { id }) => {
    const found = await known(context, id)
    const types = Object.values(events).map((event) => event.type)
    return { lines: (await listHistory(context, found, types)).map((row) => historyLine(row, id)) }
  },
  reveal: async (context, { id, field, purpose }) => {
    const found = await known(context, id)
    return { value: await reveal(context, found.streetId, id, field, purpose) }
  },
  registerEnterprise: async (context, { id, ...typed }) => {
    const { streetId, path } = await premisesAt(context, typed.path)
    const draft = tidyDraft(typed)
    const phones: Phones = { legal: draft.legalPhone, contact: draft.contactPhone }
    await insertEnterprise(context, streetId, id, recordOf(draft, context.house.digest), phones).catch(uniqueCode)
    await context.record(events.enterpriseRegistered, { path, streetId, data: { enterpriseId: id } })
    return shown(context, id)
  },
  changeEnterprise: async (context, { id, version, ...typed }) => {
    const before = await changeable(context, id, version)
    const given = definedOnly(typed)
    const moved = typed.path !== undefined && typed.path !== before.path
    if (moved) await premisesAt(context, typed.path as string)
    const draft = tidyDraft({ ...asDraft(before), ...given })
    const phones: Phones = {
      legal: typed.legalPhone === undefined ? undefined : draft.legalPhone,
      contact: typed.contactPhone === undefined ? undefined : draft.contactPhone,
    }
    const record = recordOf(draft, context.house.digest)
    await updateEnterprise(context, before.streetId, id, record, phones).catch(uniqueCode)
    await context.record(events.enterpriseChanged, {
      path: draft.path,
      streetId: before.streetId,
      data: { enterpriseId: id, fields: Object.keys(given), ...(moved ? { from: before.path } : {}) },
    })
    return shown(context, id)
  },
  setState: async (context, { id, version, state, reason }) => {
    if (!reasonFits(state, reason)) throw new Problem(problems.reasonDoesNotFit)
    const { streetId, path } = await changeable(context, id, version)
    await updateState(context, streetId, id, state, reason)
    await context.record(events.stateSet, { path, streetId, data: { enterpriseId: id, state, reason } })
    return shown(context, id)
  },
}
