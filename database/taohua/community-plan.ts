/** Plans one community round (0, 0): its blocks placed in rows, its buildings numbered, its residents shared out exactly. */
import { buildingName, communityName, compoundName, gridName, mallName, patchName } from './area-names.ts'
import { blocksOf, type CompoundBlock } from './blocks.ts'
import { Dice } from './dice.ts'
import { type CommunityMake, dwellingsOf, MAKES } from './makes.ts'
import type { BuildingPlan, CommunityPlan, CompoundPlan, GridPlan, PatchPlan } from './plan-shapes.ts'
import { type Box, compoundPlan, inRows, moved, SWING, swung, turnedBox } from './street-plan.ts'

export interface CommunitySite {
  /** four communities round one crossroads; a large street has several */
  ward: number
  streetPath: string
  /** index into MAKES */
  number: number
  numberInStreet: number
  residents: number
  firstResident: number
  firstSerial: number
}

const ROAD = 18
const LANE = 6

interface PlacedBlock {
  block: CompoundBlock
  box: Box
  boxes: Box[]
}

const placed = (
  blocks: CompoundBlock[],
  make: CommunityMake,
  dice: Dice,
  turn: number,
): { box: Box; placed: PlacedBlock[] } => {
  const village = make.key === 'village'
  const gap = village ? LANE : ROAD
  const plans = blocks.map(({ buildings }) => compoundPlan(buildings, dice))
  const rows = inRows(
    plans.map((p) => ({ width: p.width + gap, depth: p.depth + gap })),
    1.4,
  )
  const width = rows.width - gap
  const depth = rows.depth - gap
  const settle = (box: Box, dx: number, dy: number): Box => {
    const there = moved(box, dx - width / 2, dy - depth / 2)
    return turnedBox(village ? swung(there) : there, turn)
  }
  return {
    box: { x: 0, y: 0, width, depth: depth + (village ? 2 * SWING : 0), turn },
    placed: blocks.map((block, i) => {
      const plan = plans[i] as (typeof plans)[number]
      const [x, y] = rows.places[i] as [number, number]
      const own: Box = { x: plan.width / 2, y: plan.depth / 2, width: plan.width, depth: plan.depth, turn: 0 }
      return { block, box: settle(own, x, y), boxes: plan.boxes.map((box) => settle(box, x, y)) }
    }),
  }
}

const two = (n: number): string => String(n).padStart(2, '0')
const three = (n: number): string => String(n).padStart(3, '0')

export const communityPlan = (site: CommunitySite): CommunityPlan => {
  const { ward, number, residents } = site
  const make = MAKES[number] as CommunityMake
  const path = `${site.streetPath}c${two(site.numberInStreet + 1)}.`
  const blocks = blocksOf(make, residents)
  const dwellings = blocks.reduce((sum, b) => sum + b.buildings.reduce((s, t) => s + dwellingsOf(t), 0), 0)
  const dice = new Dice(1, ward, number)
  const layout = placed(blocks, make, dice, (dice.next() - 0.5) * 0.2)

  let dwellingsBefore = 0
  let serial = site.firstSerial
  const building = (block: PlacedBlock, compoundPath: string, i: number): BuildingPlan => {
    const type = block.block.buildings[i] as BuildingPlan['type']
    // Residents in proportion to dwellings, rounded on the running total so that the community comes out exactly.
    const before = Math.floor((residents * dwellingsBefore) / dwellings)
    dwellingsBefore += dwellingsOf(type)
    return {
      path: `${compoundPath}b${three(i + 1)}.`,
      name: type.shape === 'mall' ? mallName(ward) : buildingName(i, make.key),
      type,
      box: block.boxes[i] as Box,
      dwellings: dwellingsOf(type),
      residents: Math.floor((residents * dwellingsBefore) / dwellings) - before,
      firstResident: site.firstResident + before,
      serial: serial++,
    }
  }

  const patches: PatchPlan[] = []
  let grid: GridPlan | undefined
  layout.placed.forEach((placedBlock, i) => {
    const { block, box } = placedBlock
    const patch = (patches[block.patch] ??= {
      path: `${path}p${block.patch + 1}.`,
      name: patchName(block.patch),
      grids: [],
    })
    if (grid?.name !== gridName(block.grid)) {
      grid = { path: `${patch.path}g${two(block.grid + 1)}.`, name: gridName(block.grid), compounds: [] }
      patch.grids.push(grid)
    }
    const mall = block.buildings[0]?.shape === 'mall'
    const compound: CompoundPlan = {
      path: `${grid.path}x${two(i + 1)}.`,
      name: mall ? mallName(ward) : compoundName(ward, number, i, make.key),
      box,
      buildings: [],
    }
    compound.buildings = block.buildings.map((_, b) => building(placedBlock, compound.path, b))
    grid.compounds.push(compound)
  })
  const name = communityName(ward, number, make.key)
  return { path, name, make, scale: residents / make.residents, box: layout.box, patches }
}
