/**
 * The four makes of community that Taohua is put together from, in numbers: an old estate, a family estate round a mall,
 * a large mixed community and a village of rented rooms. The sizes are those met in real operations; the rest is set so
 * that the sizes come out exactly and a grid holds 300 to 500 households.
 */

export type BuildingShape = 'slab' | 'tower' | 'house' | 'mall'
/** `perFloor` is dwellings on one floor of one unit. */
export interface BuildingType {
  shape: BuildingShape
  units: number
  floors: number
  perFloor: number
}

export interface CommunityMake {
  key: 'old-estate' | 'family-estate' | 'large-community' | 'village'
  /** at full size */
  residents: number
  dwellings: number
  patches: number
  /** households in a grid, aimed at */
  gridSize: number
  /** building types by turns, for the first grid, the second … */
  palettes: readonly (readonly BuildingType[])[]
  /** every second grid is two compounds instead of one */
  splits: boolean
  mall: boolean
  /** entrances of the whole community, and how many of them are closed; without it each compound has its own gates */
  entrances?: { all: number; closed: number }
  /** weights of 0, 1, 2 … persons in a flat */
  sizes: readonly number[]
  /** share of flats that are let */
  let: number
  /** how many years older than elsewhere heads of families are */
  older: number
}

const slab = (units: number, floors: number): BuildingType => ({ shape: 'slab', units, floors, perFloor: 2 })
const tower = (units: number, floors: number): BuildingType => ({ shape: 'tower', units, floors, perFloor: 4 })
const house = (floors: number, perFloor: number): BuildingType => ({ shape: 'house', units: 1, floors, perFloor })
const times = <T>(n: number, item: T): T[] => Array.from({ length: n }, () => item)

export const MALL: BuildingType = { shape: 'mall', units: 0, floors: 5, perFloor: 0 }

export const dwellingsOf = (type: BuildingType): number => type.units * type.floors * type.perFloor

export const MAKES: readonly CommunityMake[] = [
  {
    key: 'old-estate',
    residents: 3000,
    dwellings: 1128,
    patches: 1,
    gridSize: 376,
    palettes: [[slab(2, 5), slab(2, 5), slab(2, 6)]],
    splits: false,
    mall: false,
    sizes: [4, 16, 27, 28, 15, 8, 2],
    let: 0.25,
    older: 8,
  },
  {
    key: 'family-estate',
    residents: 6531,
    dwellings: 1944,
    patches: 4,
    gridSize: 486,
    palettes: [
      [...times(7, slab(2, 11)), ...times(3, tower(1, 15))],
      [...times(5, slab(2, 17)), ...times(2, tower(1, 18))],
      [...times(12, slab(3, 6)), tower(1, 15)],
      times(4, tower(2, 15)),
    ],
    splits: false,
    mall: true,
    sizes: [3, 6, 15, 31, 24, 14, 7],
    let: 0.12,
    older: 0,
  },
  {
    key: 'large-community',
    residents: 20000,
    dwellings: 7400,
    patches: 6,
    gridSize: 411,
    palettes: [
      [tower(1, 18), slab(2, 11), slab(2, 11)],
      [slab(3, 6)],
      [tower(1, 24), slab(3, 11)],
      [slab(4, 6), slab(3, 6), slab(2, 6)],
    ],
    splits: true,
    mall: false,
    sizes: [4, 15, 27, 28, 15, 8, 3],
    let: 0.25,
    older: 2,
  },
  {
    key: 'village',
    residents: 30000,
    dwellings: 13200,
    patches: 8,
    gridSize: 400,
    palettes: [
      [
        house(4, 3),
        house(5, 3),
        house(3, 3),
        house(5, 4),
        house(4, 4),
        house(4, 2),
        house(6, 3),
        house(3, 4),
        house(4, 3),
      ],
      [house(3, 3), house(5, 4), house(4, 3), house(6, 3), house(4, 4), house(5, 2), house(4, 3)],
    ],
    splits: false,
    mall: false,
    entrances: { all: 39, closed: 32 },
    sizes: [6, 30, 34, 16, 8, 4, 2],
    let: 0.9,
    older: 4,
  },
]

/** Residents of one ward: all four makes at full size. */
export const WARD_RESIDENTS = MAKES.reduce((sum, make) => sum + make.residents, 0)
