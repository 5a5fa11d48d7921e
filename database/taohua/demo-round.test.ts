import { expect, test } from 'vitest'
import { laboratory } from '../../modules/laboratory/contract.ts'
import { operations } from '../../modules/operation/contract.ts'
import { testing } from '../../modules/testing/contract.ts'
import { visiting } from '../../modules/visit/contract.ts'
import { readPlate } from '../../modules/visit/plate.ts'
import { demoDrafts } from './demo-round.ts'
import { taohua } from './world.ts'

const NOW = Date.UTC(2026, 10, 21, 13, 47)
const STREET = { path: 'd01.s01.', streetId: '320999001' }

test.each([59_531, 900, 130_000])('a world of %i gets a round that the contracts take', (residents) => {
  const world = taohua({ residents })
  const { operation, round, lab, road } = demoDrafts(world, STREET, NOW)
  expect(operations.operations.openOperation.input.parse(operation)).toEqual(operation)
  expect(testing.operations.openRound.input.parse(round)).toEqual(round)
  expect(laboratory.operations.saveLab.input.parse(lab)).toEqual(lab)
  const { openCheckpoint, registerVehicle } = visiting.operations
  expect(openCheckpoint.input.parse(road.checkpoint)).toEqual(road.checkpoint)
  for (const one of road.vehicles) {
    expect(registerVehicle.input.parse(one)).toEqual(one)
    expect(readPlate(one.plate)).toMatchObject({ ok: true, plate: one.plate })
  }
  expect(round.opensAt).toBe('2026-11-21T13:00:00.000Z')

  // Every grid of the street is in the catchment of exactly one site, and that site stands in its own catchment.
  const grids = [...world.areas()].filter((a) => a.kind === 'grid' && a.path.startsWith(STREET.path)).map((a) => a.path)
  expect(round.sites.flatMap((s) => s.catchment).sort()).toEqual(grids.sort())
  expect(round.sites.filter((s) => !s.catchment.includes(s.path))).toEqual([])
  expect(new Set([operation.id, round.id, lab.id, ...round.sites.map((s) => s.id)]).size).toBe(round.sites.length + 3)
})

test('the default street gets the sites and lanes that cities had for so many people', () => {
  const { sites } = demoDrafts(taohua(), STREET, NOW).round
  expect(sites.length).toBeGreaterThanOrEqual(59_531 / 3000)
  expect(sites.length).toBeLessThanOrEqual(59_531 / 2000)
  expect(new Set(sites.map((s) => s.name)).size).toBe(sites.length)
})
