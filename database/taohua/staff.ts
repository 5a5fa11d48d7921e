/**
 * The staff that Taohua's sub-district can call on: some sixty departments and any number of invented people, seeded, with
 * skills, homes, exemptions and days of service around a given day. Nobody was copied; phones begin with 154.
 */
import type { DepartmentKind, ExemptionKind, PersonDraft } from '../../modules/staff/model.ts'
import { COMMITTEES, DEPARTMENTS, type DepartmentMake } from './department-makes.ts'
import { Dice } from './dice.ts'
import { dateOf, phoneOf, uuidOf } from './numbers.ts'
import { givenName, surname } from './person-names.ts'
import { exemptionOf, skillsOf, TITLES, womenOf } from './staff-makes.ts'
import type { World } from './world.ts'

/** Ids are numbered from here, above those of property managers and below those of what the demo opens. */
const STAFF_IDS = 2 ** 34 - 2 ** 29
const [DEPARTMENT_IDS, EXEMPTION_IDS, LINE_IDS] = [STAFF_IDS + 2 ** 24, STAFF_IDS + 2 ** 25, STAFF_IDS + 2 ** 26]
/** Between those of duties and those of firms. */
const STAFF_PHONES = 75_000_000
const MOST = 200_000
const DAY = 86_400_000

export interface WorldDepartment {
  id: string
  streetId: string
  path: string
  parentId: string | null
  name: string
  kind: DepartmentKind
  isKey: boolean
  /** How many of a thousand work right here. */
  share: number
  /** The name at the top of its line but for 区直机关. */
  unit: string
}

export interface WorldStaff extends Omit<PersonDraft, 'number'> {
  id: string
  streetId: string
  path: string
  number: string | null
  homePath: string | null
  exemption: { id: string; kind: ExemptionKind; startsOn: string; endsOn: string } | null
  opening: { days: number; on: string; last: string } | null
  lines: readonly { id: string; day: string; hours: number; night: boolean }[]
}

interface Home {
  path: string
  address: string
}

/** Every so many dwellings of the first street, with their addresses as people write them, and its communities. */
const placesOf = (world: World) => {
  const homes: Home[] = []
  const communities: { path: string; name: string }[] = []
  const names: Record<string, string> = {}
  const every = Math.max(1, Math.floor(world.counts.dwellings / 3000))
  let street: { path: string; streetId: string } | null = null
  let seen = 0
  for (const { kind, path, name, streetId } of world.areas()) {
    names[kind] = name
    if (kind === 'street') {
      if (street !== null) break
      street = { path, streetId }
    }
    if (kind === 'community') communities.push({ path, name })
    if (kind === 'building') names['unit'] = ''
    if (kind === 'dwelling' && seen++ % every === 0)
      homes.push({ path, address: `${names['compound']}${names['building']}${names['unit']}${name}` })
  }
  if (street === null) throw new Error('a world without a street')
  return { homes, communities, ...street }
}

export interface TaohuaStaff {
  departments: readonly WorldDepartment[]
  people(): Generator<WorldStaff>
}

/** `people` of them, as they stand on the day of `now` (ms). At most 200,000. */
export const taohuaStaff = (world: World, people = 1200, now = Date.UTC(2026, 2, 1)): TaohuaStaff => {
  if (!Number.isInteger(people) || people < 1 || people > MOST) throw new RangeError(`people: 1 to ${MOST}`)
  const { homes, communities, path: streetPath, streetId } = placesOf(world)
  const departments: WorldDepartment[] = []
  const add = (make: DepartmentMake, parent: WorldDepartment | null, path: string): void => {
    const unit = parent === null || parent.kind === 'government' ? make.name : parent.unit
    const { name, kind, share, key = false } = make
    const id = uuidOf(world.seed, DEPARTMENT_IDS + departments.length)
    const one = { id, streetId, path, parentId: parent?.id ?? null, name, kind, share, isKey: key, unit }
    departments.push(one)
    for (const below of make.below ?? []) add(below, one, path)
  }
  for (const make of DEPARTMENTS) add(make, null, streetPath)
  for (const { path, name } of communities)
    add({ name: `${name}居委会`, kind: 'community', share: COMMITTEES / communities.length }, null, path)
  const weights = departments.map(({ share }) => share)
  const today = Math.floor((now + DAY / 3) / DAY)

  const service = (dice: Dice, number: number): Pick<WorldStaff, 'opening' | 'lines'> => {
    const told = dice.chance(0.3) ? dice.between(1, 40) : 0
    const opening =
      told === 0 ? null : { days: told, on: dateOf(today - 40), last: dateOf(today - 40 - dice.below(60)) }
    const recent = dice.chance(0.08)
    const first = recent ? 0 : 8
    const count = recent || dice.chance(0.15) ? dice.between(1, 5) : 0
    const lines = Array.from({ length: count }, (_, i) => ({
      id: uuidOf(world.seed, LINE_IDS + number * 8 + i),
      day: dateOf(today - first - 1 - i * dice.between(1, 2) - (recent ? 0 : 2 * i)),
      hours: dice.pick([4, 6, 8, 8, 8, 12]),
      night: dice.chance(0.2),
    }))
    return { opening, lines: lines.filter(({ day }, i) => lines.findIndex((line) => line.day === day) === i) }
  }

  function* made(): Generator<WorldStaff> {
    for (let number = 0; number < people; number++) {
      const dice = new Dice(world.seed, 40, number)
      const at = departments[dice.weighted(weights)] as WorldDepartment
      const woman = dice.chance(womenOf(at.kind))
      const member = dice.chance(at.kind === 'school' || at.kind === 'health' ? 0.28 : 0.5)
      const home = dice.chance(0.55) && homes.length > 0 ? dice.pick(homes) : null
      const excused = dice.chance(0.03)
      const starts = today - dice.below(20)
      yield {
        id: uuidOf(world.seed, STAFF_IDS + number),
        streetId,
        path: at.path,
        departmentId: at.id,
        number: dice.chance(0.92) ? `T${world.seed}${String(number).padStart(5, '0')}` : null,
        name: surname(dice) + givenName(dice, woman ? 'female' : 'male'),
        sex: woman ? 'female' : 'male',
        birthYear: dice.between(1966, 2001),
        title: at.kind === 'community' ? dice.pick(['社区工作者', '网格员', '副主任']) : dice.pick(TITLES),
        skills: skillsOf(dice, at.kind, at.name),
        posts: dice.chance(0.06) ? [dice.pick(['联络员', '党小组长', '包片干部', '志愿服务队队长'])] : [],
        partyMember: member,
        partyBranch: member ? `${at.unit}党支部` : null,
        address: home?.address ?? (dice.chance(0.88) ? `云溪区溪畔路${dice.between(1, 400)}号` : null),
        homePath: home?.path ?? null,
        phone: dice.chance(0.98) ? phoneOf(world.seed, STAFF_PHONES + number) : null,
        note: null,
        exemption: excused
          ? {
              id: uuidOf(world.seed, EXEMPTION_IDS + number),
              kind: exemptionOf(dice, woman),
              startsOn: dateOf(starts),
              endsOn: dateOf(today + dice.between(2, 120)),
            }
          : null,
        ...service(dice, number),
      }
    }
  }
  return { departments, people: made }
}
