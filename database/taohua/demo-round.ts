/**
 * The demo's one operation with one open whole-population round and the lab its tubes go to: sites and lanes for the first street, planned by the
 * rules that the desk plans with. Open from the full hour of the loading on, so that a first look finds it under way.
 */
import type { z } from 'zod'
import type { laboratory } from '../../modules/laboratory/contract.ts'
import { POLICY } from '../../modules/laboratory/policy.ts'
import type { operationDraft } from '../../modules/operation/model.ts'
import type { testing } from '../../modules/testing/contract.ts'
import { lanesFor, type Place, sitesFor, splitCatchment } from '../../modules/testing/planning.ts'
import type { visiting } from '../../modules/visit/contract.ts'
import { atDepth } from '../../platform/pure/area.ts'
import type { ParsedInputOf } from '../../platform/pure/contract.ts'
import { dayPlus, shanghaiDay } from '../../platform/pure/time.ts'
import { uuidOf } from './numbers.ts'
import type { World } from './world.ts'

export type OperationDraft = z.infer<typeof operationDraft>
export type RoundDraft = ParsedInputOf<(typeof testing)['operations']['openRound']>
type Visiting = (typeof visiting)['operations']
/** A checkpoint on the road into the sub-district, and supply lorries that it knows. */
export interface RoadDraft {
  readonly checkpoint: ParsedInputOf<Visiting['openCheckpoint']>
  readonly vehicles: readonly ParsedInputOf<Visiting['registerVehicle']>[]
}
export type LabDraft = ParsedInputOf<(typeof laboratory)['operations']['saveLab']>

const HOUR = 3_600_000
const HOURS = 12
const POOL = 10
/** Ids of what the demo opens are numbered from here, above those of accounts. */
const OPENED = 2 ** 34 - 2 ** 20

const COMMUNITY = 3
const GRID = 5

/** Grids of a community with the people who can come, and the name of the first compound, where a site stands. */
interface Grid extends Place {
  readonly compound: string
}

const gridsOfStreet = (world: World, streetId: string): Map<string, Grid[]> => {
  const people = new Map<string, number>()
  for (const { path, residence, streetId: of } of world.residents()) {
    if (of !== streetId) break
    if (residence !== 'away') people.set(atDepth(path, GRID), (people.get(atDepth(path, GRID)) ?? 0) + 1)
  }
  const communities = new Map<string, Grid[]>()
  let grid = { path: '', name: '' }
  for (const { path, kind, name, streetId: of } of world.areas()) {
    if (of !== streetId) break
    if (kind === 'grid') grid = { path, name }
    if (kind !== 'compound' || !path.startsWith(grid.path)) continue
    const grids = communities.get(atDepth(path, COMMUNITY)) ?? []
    if (grids.at(-1)?.path !== grid.path) grids.push({ ...grid, people: people.get(grid.path) ?? 0, compound: name })
    communities.set(atDepth(path, COMMUNITY), grids)
  }
  return communities
}

/** @param now ms since 1970 */
export const demoDrafts = (
  world: World,
  street: { path: string; streetId: string },
  now: number,
): { operation: OperationDraft; round: RoundDraft; lab: LabDraft; road: RoadDraft } => {
  let number = OPENED
  const id = (): string => uuidOf(world.seed, number++)
  const opens = now - (now % HOUR)
  const opensAt = new Date(opens).toISOString()
  const closesAt = new Date(opens + HOURS * HOUR).toISOString()
  const operation: OperationDraft = {
    id: id(),
    path: street.path,
    name: '全员核酸检测（演示）',
    hazard: 'epidemic',
    purpose: '在最短时间内查清辖区内有无感染者，及早发现、及早救治',
    basis: {
      issuer: '云溪区疫情防控指挥部（虚构）',
      title: '关于开展全员核酸检测的通知（演示）',
      number: '云疫指〔演〕1号',
      date: shanghaiDay(now),
    },
    startsAt: opensAt,
  }
  const sites = [...gridsOfStreet(world, street.streetId).values()].flatMap((grids) => {
    const people = grids.reduce((sum, grid) => sum + grid.people, 0)
    return splitCatchment(grids, sitesFor(people)).flatMap((catchment) => {
      const [first] = catchment as Grid[]
      const due = catchment.reduce((sum, grid) => sum + grid.people, 0)
      if (first === undefined || due === 0) return []
      const lanes = Math.min(60, lanesFor(due, HOURS))
      const name = `${first.compound}采样点`
      const at = { path: first.path, name, kind: 'fixed' as const, lanes, poolSize: POOL as typeof POOL }
      return [{ id: id(), ...at, catchment: catchment.map((g) => g.path), opensAt, closesAt }]
    })
  })
  const round: RoundDraft = {
    id: id(),
    operationId: operation.id,
    path: street.path,
    name: '第一轮全员检测',
    scope: { kind: 'whole' },
    poolSize: POOL,
    opensAt,
    closesAt,
    sites,
  }
  const lab: LabDraft = {
    id: id(),
    name: '云溪移动检测车（演示）',
    capacity: POLICY.capacity,
    contact: '溪检',
    phone: null,
    closed: false,
  }
  const here = { operationId: operation.id, path: street.path }
  const road: RoadDraft = {
    checkpoint: { ...here, id: id(), name: '云溪高速桃花站检查站', road: '云溪高速' },
    vehicles: ['浙A00D01', '浙A00D02', '浙AD00001'].map((plate) => ({
      ...{ ...here, id: id(), plate, country: null, belongs: 'supply', whose: '桃花保供车队（演示）' },
      ...{ passNumber: null, until: dayPlus(shanghaiDay(now), 30) },
    })),
  }
  return { operation, round, lab, road }
}
