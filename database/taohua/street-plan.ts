/**
 * Where things stand: buildings in rows in their compound, compounds in rows with roads between, four communities round a
 * crossroads. Metres, x east, y north. Nothing overlaps because every rectangle gets a cell that holds it even when turned.
 * The place is open sea: 30° N 150° E, far east of Japan, so that no drawn map can be taken for a real town.
 */
import type { Dice } from './dice.ts'
import type { BuildingType } from './makes.ts'

export type Point = [x: number, y: number]
/** A rectangle by its centre, size and turn (radians, counter-clockwise). */
export interface Box {
  x: number
  y: number
  width: number
  depth: number
  turn: number
}

const ORIGIN_LON = 150
const ORIGIN_LAT = 30
const METRES_PER_DEGREE = 111_320
const METRES_PER_DEGREE_LON = METRES_PER_DEGREE * Math.cos((ORIGIN_LAT * Math.PI) / 180)
const WARDS_IN_A_ROW = 15
const WARD_SPACING = 4_000

const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** Metres on the plan of one ward → longitude and latitude. */
export const lonLat = (ward: number, [x, y]: Point): [lon: number, lat: number] => {
  const east = (ward % WARDS_IN_A_ROW) * WARD_SPACING + x
  const north = Math.floor(ward / WARDS_IN_A_ROW) * WARD_SPACING + y
  return [rounded(ORIGIN_LON + east / METRES_PER_DEGREE_LON), rounded(ORIGIN_LAT + north / METRES_PER_DEGREE)]
}

/** The same point after turning the plane by `turn` round (cx, cy). */
export const turned = ([x, y]: Point, cx: number, cy: number, turn: number): Point => {
  const cos = Math.cos(turn)
  const sin = Math.sin(turn)
  return [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]
}

export const moved = (box: Box, dx: number, dy: number): Box => ({ ...box, x: box.x + dx, y: box.y + dy })

/** The box after turning the whole plan round (0, 0). */
export const turnedBox = (box: Box, turn: number): Box => {
  const [x, y] = turned([box.x, box.y], 0, 0, turn)
  return { ...box, x, y, turn: box.turn + turn }
}

/** Four corners, counter-clockwise from the south-west one. */
export const cornersOf = ({ x, y, width, depth, turn }: Box): Point[] =>
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx, sy]) => turned([x + (sx as number) * (width / 2), y + (sy as number) * (depth / 2)], x, y, turn))

interface Cell {
  width: number
  depth: number
}

/** Fills rows up to `limit` wide; the place of each cell is its south-west corner. */
const fill = (
  cells: readonly Cell[],
  limit: number,
): { places: Point[]; rows: number; width: number; depth: number } => {
  const places: Point[] = []
  let x = 0
  let y = 0
  let row = 0
  let rows = 1
  let width = 0
  for (const cell of cells) {
    if (x > 0 && x + cell.width > limit) {
      x = 0
      y += row
      row = 0
      rows++
    }
    places.push([x, y])
    x += cell.width
    width = Math.max(width, x)
    row = Math.max(row, cell.depth)
  }
  return { places, rows, width, depth: y + row }
}

/** Cells in rows from the south-west, about `aspect` times as wide as deep, the rows as even as they come. */
export const inRows = (cells: readonly Cell[], aspect: number): { places: Point[]; width: number; depth: number } => {
  const area = cells.reduce((sum, c) => sum + c.width * c.depth, 0)
  const depth = cells.reduce((sum, c) => sum + c.depth, 0) / cells.length
  const rows = Math.max(1, Math.round(Math.sqrt(area / aspect) / depth))
  let narrow = 0
  let wide = cells.reduce((sum, c) => sum + c.width, 0)
  for (let i = 0; i < 24; i++) {
    const limit = (narrow + wide) / 2
    if (fill(cells, limit).rows <= rows) wide = limit
    else narrow = limit
  }
  return fill(cells, wide)
}

/** The lanes of the village are no straight lines: how far north they swing at x, and which way they run there. */
export const SWING = 12
const SWING_LENGTH = 130
export const swung = (box: Box): Box => ({
  ...box,
  y: box.y + SWING * Math.sin(box.x / SWING_LENGTH),
  turn: box.turn + Math.atan((SWING / SWING_LENGTH) * Math.cos(box.x / SWING_LENGTH)),
})

const SIZES: Record<BuildingType['shape'], (type: BuildingType, dice: Dice) => Cell> = {
  slab: (t) => ({ width: t.units * t.perFloor * 9, depth: 12 }),
  tower: (t) => ({ width: t.units * 24, depth: 22 }),
  house: (t, dice) => ({ width: 3.2 * t.perFloor + 0.5 + dice.next() * 2, depth: 9.5 + dice.next() * 4 }),
  mall: () => ({ width: 130, depth: 90 }),
}

/** Space to the neighbours east and north: light for slabs and towers, alleys a cart wide in the village. */
const gapsOf = (type: BuildingType, dice: Dice): Cell => {
  if (type.shape === 'house') return { width: 1.4 + dice.next() * 1.8, depth: 2.2 + dice.next() * 2 }
  return { width: 9, depth: Math.min(45, Math.max(14, type.floors * 2.6)) }
}

const MARGIN = 7
const LANE = 3

/** The buildings of a compound, placed within its own rectangle, whose south-west corner is (0, 0). */
export const compoundPlan = (
  buildings: readonly BuildingType[],
  dice: Dice,
): { boxes: Box[]; width: number; depth: number } => {
  const margin = buildings[0]?.shape === 'house' ? LANE : MARGIN
  const sizes = buildings.map((type) => SIZES[type.shape](type, dice))
  const gaps = buildings.map((type) => gapsOf(type, dice))
  const cells = sizes.map((size, i) => ({
    width: size.width + (gaps[i] as Cell).width,
    depth: size.depth + (gaps[i] as Cell).depth,
  }))
  const rows = inRows(cells, 1.15)
  const boxes = rows.places.map(([x, y], i): Box => {
    const { width, depth } = sizes[i] as Cell
    const crooked = buildings[i]?.shape === 'house'
    return {
      x: x + margin + width / 2 + (crooked ? 0.6 : 0),
      y: y + margin + depth / 2 + (crooked ? 0.5 + dice.next() : 0),
      width,
      depth,
      // ±2.3° moves a corner of the largest house by less than half the narrowest alley
      turn: crooked ? (dice.next() - 0.5) * 0.08 : 0,
    }
  })
  return { boxes, width: rows.width + 2 * margin, depth: rows.depth + 2 * margin }
}
