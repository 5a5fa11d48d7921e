/**
 * The plan of one ward: four communities round a crossroads, as a street (sub-district) of usual size has. Small (some 1,300
 * buildings) and made anew for each ward, so that a world of any size needs the memory of one.
 */
import { streetName } from './area-names.ts'
import { communityPlan } from './community-plan.ts'
import { MAKES, WARD_RESIDENTS } from './makes.ts'
import { buildingsOf, type CommunityPlan, compoundsOf, type WardPlan } from './plan-shapes.ts'
import { moved } from './street-plan.ts'

export const DISTRICT_PATH = 'd01.'
/** 320999 is no division of GB/T 2260: the invented district; the streets are 320999001, 320999002 … */
export const DISTRICT_CODE = '320999'
export const streetIdOf = (street: number): string => `${DISTRICT_CODE}${String(street + 1).padStart(3, '0')}`

/** Splits `total` by the makes' full sizes, largest remainder first; sums to `total` exactly. */
export const communitySizes = (total: number): number[] => {
  const exact = MAKES.map((make) => (make.residents * total) / WARD_RESIDENTS)
  const sizes = exact.map(Math.floor)
  const left = total - sizes.reduce((a, b) => a + b, 0)
  const byRemainder = exact.map((e, i) => [e - Math.floor(e), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, i] of byRemainder.slice(0, left)) sizes[i] = (sizes[i] as number) + 1
  return sizes
}

const AVENUE = 36
/** The communities lie south-west, north-west, north-east and south-east of the crossroads at (0, 0). */
const QUARTERS = [
  [-1, -1],
  [-1, 1],
  [1, 1],
  [1, -1],
] as const

/** Moves a community, planned round (0, 0), into its quarter, clear of the avenues even when turned. */
const settle = (community: CommunityPlan): void => {
  const { width, depth, turn } = community.box
  const [east, north] = QUARTERS[MAKES.indexOf(community.make)] as readonly [number, number]
  const spanX = width * Math.cos(turn) + depth * Math.abs(Math.sin(turn)) + AVENUE
  const spanY = width * Math.abs(Math.sin(turn)) + depth * Math.cos(turn) + AVENUE
  for (const area of [community, ...compoundsOf(community), ...buildingsOf(community)]) {
    area.box = moved(area.box, (east * spanX) / 2, (north * spanY) / 2)
  }
}

export interface WardSite {
  ward: number
  residents: number
  /** number of the first of them in the whole world */
  firstResident: number
  street: number
  /** how many wards of the street come before */
  wardInStreet: number
}

/** The plan of a ward that holds exactly `residents`; communities that would be empty are left out. */
export const wardPlan = ({ ward, residents, firstResident, street, wardInStreet }: WardSite): WardPlan => {
  const path = `${DISTRICT_PATH}s${String(street + 1).padStart(2, '0')}.`
  const communities: CommunityPlan[] = []
  let first = firstResident
  let firstSerial = 0
  communitySizes(residents).forEach((size, number) => {
    if (size === 0) return
    const numberInStreet = wardInStreet * MAKES.length + number
    const site = { ward, streetPath: path, number, numberInStreet, residents: size, firstResident: first, firstSerial }
    const community = communityPlan(site)
    settle(community)
    communities.push(community)
    first += size
    firstSerial += [...buildingsOf(community)].length
  })
  const firstOfStreet = wardInStreet === 0
  return { path, name: streetName(street), ward, firstOfStreet, streetId: streetIdOf(street), communities }
}
