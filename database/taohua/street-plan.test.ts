import { describe, expect, test } from 'vitest'
import { taohua, type WorldArea, type WorldPoint } from './world.ts'

const METRES = 111_320
const metres = ([lon, lat]: WorldPoint): [number, number] => [
  (lon - 150) * METRES * Math.cos(Math.PI / 6),
  (lat - 30) * METRES,
]

type Ring = [number, number][]

/** Separating axis: two convex rings are apart if they are apart along a normal of one of their edges. */
const overlap = (a: Ring, b: Ring): boolean => {
  for (const ring of [a, b])
    for (let i = 0; i < ring.length; i++) {
      const [x1, y1] = ring[i] as [number, number]
      const [x2, y2] = ring[(i + 1) % ring.length] as [number, number]
      const along = (r: Ring): number[] => r.map(([x, y]) => x * (y2 - y1) - y * (x2 - x1))
      if (Math.max(...along(a)) <= Math.min(...along(b)) || Math.max(...along(b)) <= Math.min(...along(a))) return false
    }
  return true
}

/** Pairs whose boxes come near each other, found by a raster of 60 m. */
const overlapping = (areas: WorldArea[]): string[] => {
  const raster = new Map<string, { path: string; ring: Ring }[]>()
  const found: string[] = []
  for (const { path, footprint } of areas) {
    const ring = (footprint as WorldPoint[]).map(metres)
    const cells = new Set<string>()
    const xs = ring.map(([x]) => Math.floor(x / 60))
    const ys = ring.map(([, y]) => Math.floor(y / 60))
    for (let x = Math.min(...xs); x <= Math.max(...xs); x++)
      for (let y = Math.min(...ys); y <= Math.max(...ys); y++) cells.add(`${x} ${y}`)
    for (const cell of cells) {
      const near = raster.get(cell) ?? []
      for (const other of near) if (overlap(ring, other.ring)) found.push(`${path} and ${other.path}`)
      near.push({ path, ring })
      raster.set(cell, near)
    }
  }
  return found
}

test('the measure itself: crossing boxes overlap, boxes side by side do not', () => {
  const box = (x: number, y: number): Ring => [
    [x, y],
    [x + 2, y],
    [x + 2, y + 2],
    [x, y + 2],
  ]
  expect(overlap(box(0, 0), box(1, 1))).toBe(true)
  expect(overlap(box(0, 0), box(2, 0))).toBe(false)
})

describe.each([[59_531], [2_500], [130_000]])('a world of %i', (residents) => {
  const areas = [...taohua({ residents }).areas()]
  const buildings = areas.filter((a) => a.kind === 'building')
  const compounds = areas.filter((a) => a.kind === 'compound')

  test('no building stands in another, no compound in another', () => {
    expect(overlapping(buildings)).toEqual([])
    expect(overlapping(compounds)).toEqual([])
  })
  test('a building stands within its compound', () => {
    const rings = new Map(compounds.map((c) => [c.path, (c.footprint as WorldPoint[]).map(metres)]))
    for (const { path, footprint } of buildings) {
      const ring = rings.get(path.replace(/b\d+\.$/, '')) as Ring
      for (const [x, y] of (footprint as WorldPoint[]).map(metres))
        for (let i = 0; i < 4; i++) {
          const [x1, y1] = ring[i] as [number, number]
          const [x2, y2] = ring[(i + 1) % 4] as [number, number]
          const outside = ((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / Math.hypot(x2 - x1, y2 - y1)
          expect(outside, path).toBeLessThan(0.1)
        }
    }
  })
})

test('the place is open sea', () => {
  for (const { point } of taohua({ residents: 500_000 }).gates()) {
    expect(point[0]).toBeGreaterThan(149.9)
    expect(point[0]).toBeLessThan(151)
    expect(point[1]).toBeGreaterThan(29.9)
    expect(point[1]).toBeLessThan(31)
  }
})
