import { expect, test } from 'vitest'
import { pointOnSide } from './side-point.ts'

const outline = [
  [120, 30],
  [120.2, 30],
  [120.2, 30.4],
  [120, 30.4],
] as const

test.each([
  ['south', [120.1, 30]],
  ['north', [120.1, 30.4]],
  ['west', [120, 30.2]],
  ['east', [120.2, 30.2]],
] as const)('on the %s side', (side, point) => {
  const found = pointOnSide(outline, side)
  expect(found?.[0]).toBeCloseTo(point[0])
  expect(found?.[1]).toBeCloseTo(point[1])
})

test('an area without a plan has no sides', () => {
  expect(pointOnSide([], 'south')).toBeNull()
})
