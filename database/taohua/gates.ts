/**
 * The ways in. A compound has a main gate, open, and one to three on its other sides, most of them closed; the mall is open
 * all round. The village has 39 entrances at the ends of its lanes, 32 of them closed.
 */
import { Dice } from './dice.ts'
import { type CommunityPlan, type CompoundPlan, compoundsOf, type WardPlan } from './plan-shapes.ts'
import type { Gate } from './shapes.ts'
import { type Box, lonLat, type Point, turned } from './street-plan.ts'

const SIDES = ['南', '东', '北', '西'] as const

/** The point at `part` (0 to 1) of a rectangle's edge, counter-clockwise from its south-west corner, and its side. */
const onEdge = ({ x, y, width, depth, turn }: Box, part: number): { point: Point; side: string } => {
  const lengths = [width, depth, width, depth]
  let left = part * 2 * (width + depth)
  let side = 0
  while (side < 3 && left > (lengths[side] as number)) left -= lengths[side++] as number
  const west = x - width / 2
  const south = y - depth / 2
  const flat: Point[] = [
    [west + left, south],
    [west + width, south + left],
    [west + width - left, south + depth],
    [west, south + depth - left],
  ]
  return { point: turned(flat[side] as Point, x, y, turn), side: SIDES[side] as string }
}

function* villageGates(
  { box, path, name, make, scale }: CommunityPlan,
  ward: number,
  streetId: string,
): Generator<Gate> {
  const { all, closed } = make.entrances as { all: number; closed: number }
  const count = Math.max(1, Math.round(all * scale))
  const open = Math.max(1, count - Math.round(closed * scale))
  for (let i = 0; i < count; i++) {
    const { point, side } = onEdge(box, (i + 0.5) / count)
    // Spread the open ones evenly round the village.
    const state = Math.floor(((i + 1) * open) / count) > Math.floor((i * open) / count) ? 'open' : 'closed'
    yield { streetId, path, name: `${name}${side}${i + 1}号口`, point: lonLat(ward, point), state }
  }
}

function* compoundGates({ path, name, box, buildings }: CompoundPlan, ward: number, streetId: string): Generator<Gate> {
  const dice = new Dice(3, buildings[0]?.serial ?? 0)
  const mall = buildings[0]?.type.shape === 'mall'
  const around = 2 * (box.width + box.depth)
  const middles = [
    box.width / 2,
    box.width + box.depth / 2,
    box.width * 1.5 + box.depth,
    2 * box.width + box.depth * 1.5,
  ]
  for (const [i, along] of middles.slice(0, mall ? 4 : dice.between(2, 4)).entries()) {
    const { point, side } = onEdge(box, along / around)
    const state = i === 0 || mall || dice.chance(0.25) ? 'open' : 'closed'
    yield { streetId, path, name: `${name}${side}门`, point: lonLat(ward, point), state }
  }
}

export function* gatesOf({ ward, streetId, communities }: WardPlan): Generator<Gate> {
  for (const community of communities) {
    if (community.make.entrances) yield* villageGates(community, ward, streetId)
    else for (const compound of compoundsOf(community)) yield* compoundGates(compound, ward, streetId)
  }
}
