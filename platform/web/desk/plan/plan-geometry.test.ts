import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxAround, fitted, middleOf, pathOf, projection, zoomed } from './plan-geometry.ts'

const origin = [123.2, 31.4] as const

test('north is up, east is right, in metres', () => {
  const project = projection(origin)
  expect(project(origin)).toEqual([0, 0])
  const [east, south] = project([123.21, 31.41])
  expect(east).toBeCloseTo(950.1, 0)
  expect(south).toBeCloseTo(-1113.2, 0)
})

test('the point one zooms at stays where it is, and the window keeps its shape', () => {
  const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true })
  const length = fc.double({ min: 40, max: 4000, noNaN: true })
  fc.assert(
    fc.property(
      coordinate,
      coordinate,
      length,
      length,
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (x, y, w, h, f) => {
        const view = { x, y, w, h }
        const at = [x + w * 0.3, y + h * 0.7] as const
        const next = zoomed(view, { x: -4000, y: -4000, w: 8000, h: 8000 }, at, f)
        expect((at[0] - next.x) / next.w).toBeCloseTo(0.3, 6)
        expect((at[1] - next.y) / next.h).toBeCloseTo(0.7, 6)
        expect(next.w / next.h).toBeCloseTo(w / h, 6)
        expect(next.w).toBeGreaterThanOrEqual(29.999)
        expect(next.w).toBeLessThanOrEqual(12_000.001)
      },
    ),
  )
})

test('a fitted window holds the whole box in the shape asked for', () => {
  const box = boxAround([
    [0, 0],
    [1000, 200],
  ])
  expect(middleOf(box)).toEqual([500, 100])
  for (const aspect of [0.5, 1, 2, 8]) {
    const fit = fitted(box, aspect)
    expect(fit.w / fit.h).toBeCloseTo(aspect)
    expect(fit.x).toBeLessThanOrEqual(box.x)
    expect(fit.y).toBeLessThanOrEqual(box.y)
    expect(fit.x + fit.w).toBeGreaterThanOrEqual(box.x + box.w - 1e-9)
    expect(fit.y + fit.h).toBeGreaterThanOrEqual(box.y + box.h - 1e-9)
    expect(middleOf(fit)[0]).toBeCloseTo(500)
  }
})

test('a ring becomes a closed path', () => {
  expect(
    pathOf([
      [0, 0],
      [10, 0],
      [10, 5.25],
    ]),
  ).toBe('M0.0 0.0L10.0 0.0L10.0 5.3Z')
})
