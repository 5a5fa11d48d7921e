/**
 * The firms, shops and landlords of a ward and who looks after their premises. Names are two storybook characters and a
 * trade, put together by dice; nobody's firm was copied. Their phones, ids and codes are counted apart from those of people.
 */
import { creditCode, licenceNumber } from './firm-numbers.ts'
import { FIRMS, type FirmKind, REGISTRARS, STAFF, TRADES } from './firm-makes.ts'
import { Dice } from './dice.ts'
import { dwellingsOf } from './makes.ts'
import { phoneOf, uuidOf } from './numbers.ts'
import { givenName, surname } from './person-names.ts'
import { type BuildingPlan, type CommunityPlan, type CompoundPlan, compoundsOf, type WardPlan } from './plan-shapes.ts'
import type { WorldFirm, WorldPropertyManager } from './shapes.ts'

const FIRST = [...'桃云溪星鹿燕霞竹枫鹤月松荷晴雁萤']
const SECOND = [...'影渡笛汀灯瓷糖果穗墨棋岚桥屿泉巷']

/** Ids of firms and of property managers are numbered from here, above those of accounts. */
const FIRM_IDS = 2 ** 33 + 3 * 2 ** 31
const MANAGER_IDS = FIRM_IDS + 2 ** 30
/** A ward has fewer; firms, codes and phones are numbered ward by ward. */
const PER_WARD = 4_000
/** Above those of staff. */
const FIRM_PHONES = 85_000_000

interface Doorway {
  compound: CompoundPlan
  building: BuildingPlan
}

const doorwaysOf = (community: CommunityPlan): { mall: Doorway[]; along: Doorway[] } => {
  const all = [...compoundsOf(community)].flatMap((compound) =>
    compound.buildings.map((building) => ({ compound, building })),
  )
  const isMall = ({ building }: Doorway): boolean => building.type.shape === 'mall'
  return { mall: all.filter(isMall), along: all.filter((door) => !isMall(door)) }
}

/** A person in charge; every third has somebody else at the phone. */
const personOf = (dice: Dice): string => surname(dice) + givenName(dice, dice.chance(0.4) ? 'female' : 'male')

const stateOf = (dice: Dice): Pick<WorldFirm, 'state' | 'stateReason'> => {
  const throwOf = dice.next()
  if (throwOf < 0.03) return { state: 'suspended', stateReason: dice.pick(['season', 'renovation', 'no-staff']) }
  return throwOf < 0.04 ? { state: 'closed', stateReason: 'ended' } : { state: 'open', stateReason: null }
}

const codeOf = (kind: FirmKind, dice: Dice, number: number): string | null => {
  const registrar = REGISTRARS[kind]
  if (registrar === null) return null
  // Sole traders are often still waiting for their papers, some show the old ones.
  if (registrar === '92') {
    const throwOf = dice.next()
    if (throwOf < 0.12) return null
    if (throwOf < 0.17) return licenceNumber(number)
  }
  return creditCode(registrar, number)
}

/** What differs between a landlord, who is a person with rooms, and all others. */
const bodyOf = (kind: FirmKind, dice: Dice, legalName: string, { building }: Doorway) => {
  if (kind === 'landlord') {
    const rooms = dwellingsOf(building.type)
    return {
      name: `${legalName}出租屋`,
      shortName: null,
      industry: 'K',
      staff: null,
      rooms,
      floorArea: rooms * 22,
    } as const
  }
  const trade = dice.pick(TRADES[kind])
  const sign = dice.pick(FIRST) + dice.pick(SECOND)
  const [least, most] = STAFF[kind]
  // Most are near the least: a sum of throws would put them in the middle.
  const staff = Math.round(least + (most - least) * dice.next() ** 3)
  return {
    name: sign + dice.pick(trade.words),
    shortName: kind === 'company' || kind === 'factory' ? sign : null,
    industry: trade.industry,
    staff,
    rooms: kind === 'hotel' ? dice.between(8, 40) : null,
    floorArea: dice.chance(0.7) ? 10 * dice.between(2, 12) * Math.max(1, Math.round(staff / 4)) : null,
  } as const
}

const addressOf = (kind: FirmKind, dice: Dice, { compound, building }: Doorway, mall: boolean): string => {
  if (mall) {
    const floor = dice.between(1, building.type.floors)
    return `${building.name}${floor}层${floor}${String(dice.between(1, 40)).padStart(2, '0')}号铺`
  }
  const along = kind === 'shop' || kind === 'restaurant' ? '底商' : ''
  return `${compound.name}${building.name}${along}`
}

export function* firmsOf(seed: number, plan: WardPlan): Generator<WorldFirm> {
  let number = plan.ward * PER_WARD
  for (const community of plan.communities) {
    const { mall, along } = doorwaysOf(community)
    for (const { kind, count, mall: inMall } of FIRMS[community.make.key]) {
      const doorways = inMall && mall.length > 0 ? mall : along
      const firms = Math.ceil(count * community.scale)
      for (let i = 0; i < firms; i++, number++) {
        const dice = new Dice(seed, 10, number)
        // A landlord has a house of their own; the others come to the door as it falls.
        const at = kind === 'landlord' ? Math.floor((i * doorways.length) / firms) : dice.below(doorways.length)
        const doorway = doorways[at] as Doorway
        const legalName = personOf(dice)
        const phone = (of: number): string => phoneOf(seed, FIRM_PHONES + 2 * number + of)
        const contact = dice.chance(0.35)
        yield {
          id: uuidOf(seed, FIRM_IDS + number),
          streetId: plan.streetId,
          path: doorway.building.path,
          kind,
          ...bodyOf(kind, dice, legalName, doorway),
          code: codeOf(kind, dice, number),
          address: addressOf(kind, dice, doorway, inMall === true),
          legalName,
          legalPhone: dice.chance(0.93) ? phone(0) : null,
          contactName: contact ? personOf(dice) : null,
          contactPhone: contact ? phone(1) : null,
          ...stateOf(dice),
        }
      }
    }
  }
}

/** One for each compound, the mall among them; one for the whole village. */
export function* propertyManagersOf(seed: number, plan: WardPlan): Generator<WorldPropertyManager> {
  let number = plan.ward * PER_WARD
  for (const community of plan.communities) {
    const village = community.make.key === 'village'
    const places = village ? [community] : [...compoundsOf(community)]
    for (const { path, name } of places) {
      const dice = new Dice(seed, 11, number)
      yield {
        id: uuidOf(seed, MANAGER_IDS + number),
        streetId: plan.streetId,
        path,
        name: `${name}${village ? '物业服务站' : '物业服务处'}`,
        contactName: personOf(dice),
        phone: phoneOf(seed, FIRM_PHONES + 9_000_000 + number++),
      }
    }
  }
}
