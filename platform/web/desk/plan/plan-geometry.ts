/** From longitude and latitude to a drawing in metres, north up; and the window one looks through. Pure. */
export type Point = readonly [x: number, y: number]
export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

const METRES_PER_DEGREE = 111_320

/** Metres east and south of the first point; true enough over a sub-district (a few km). */
export function projection(origin: Point): (at: Point) => Point {
  const shrink = Math.cos((origin[1] * Math.PI) / 180)
  return ([lon, lat]) => [
    (lon - origin[0]) * METRES_PER_DEGREE * shrink,
    // SVG counts downwards.
    (origin[1] - lat) * METRES_PER_DEGREE,
  ]
}

/** The box around points with a margin of 4 %, at least 40 m wide. */
export function boxAround(points: readonly Point[]): Box {
  let [x0, y0, x1, y1] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [x, y] of points) {
    x0 = Math.min(x0, x)
    y0 = Math.min(y0, y)
    x1 = Math.max(x1, x)
    y1 = Math.max(y1, y)
  }
  const margin = Math.max(20, (x1 - x0) * 0.04, (y1 - y0) * 0.04)
  return { x: x0 - margin, y: y0 - margin, w: x1 - x0 + 2 * margin, h: y1 - y0 + 2 * margin }
}

export const cornersOf = (box: Box): Point[] => [
  [box.x, box.y],
  [box.x + box.w, box.y + box.h],
]

/** The middle of a ring's box: where its label stands. */
export const middleOf = (box: Box): Point => [box.x + box.w / 2, box.y + box.h / 2]

/** The window grown or shrunk by `factor` around a fixed point, between 30 m and 1.5 times the whole. */
export function zoomed(view: Box, whole: Box, at: Point, factor: number): Box {
  const w = Math.min(whole.w * 1.5, Math.max(30, view.w * factor))
  const real = w / view.w
  return {
    x: at[0] - (at[0] - view.x) * real,
    y: at[1] - (at[1] - view.y) * real,
    w,
    h: view.h * real,
  }
}

/** The box made as wide or high as the frame asks, so that a drawing fills it without being bent. */
export function fitted(box: Box, aspect: number): Box {
  const wide = box.w / box.h > aspect
  const w = wide ? box.w : box.h * aspect
  const h = wide ? box.w / aspect : box.h
  return { x: box.x - (w - box.w) / 2, y: box.y - (h - box.h) / 2, w, h }
}

export const pathOf = (ring: readonly Point[]): string =>
  `${ring.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}Z`
