/** Where a gate goes on the map when somebody says "on the south side": the middle of that side of what it leads into. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'

export const sides = codes({
  south: ['南侧', 'South side'],
  east: ['东侧', 'East side'],
  north: ['北侧', 'North side'],
  west: ['西侧', 'West side'],
})
export type Side = CodeOf<typeof sides>

/** @param outline lon, lat of every corner of the area; null when there is none */
export function pointOnSide(outline: readonly (readonly [number, number])[], side: Side): [number, number] | null {
  if (outline.length === 0) return null
  const [lons, lats] = [outline.map(([lon]) => lon), outline.map(([, lat]) => lat)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
  if (side === 'south') return [middle.lon, south]
  if (side === 'north') return [middle.lon, north]
  return [side === 'west' ? west : east, middle.lat]
}
