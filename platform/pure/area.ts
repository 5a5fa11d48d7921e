/**
 * An area's key is its path: segments of [a-z0-9]+, each followed by a dot (`d01.s01.c02.`).
 * The trailing dot makes "below" a range of text: everything below P is >= P and < P with its last dot as a slash.
 */
import { z } from 'zod'

export const areaPath = z
  .string()
  .max(120)
  .regex(/^([a-z0-9]+\.)+$/)
  .meta({ description: 'Area path, e.g. d01.s01.c02.' })

/** The half-open range of paths at or below `path`. */
export const rangeBelow = (path: string): { from: string; to: string } => ({ from: path, to: `${path.slice(0, -1)}/` })

export const isBelow = (path: string, above: string): boolean => path.startsWith(above)

export const parentOf = (path: string): string | null => {
  const cut = path.lastIndexOf('.', path.length - 2)
  return cut < 0 ? null : path.slice(0, cut + 1)
}

export const depthOf = (path: string): number => path.split('.').length - 1

/** The path cut to its first `depth` segments. */
export const atDepth = (path: string, depth: number): string => `${path.split('.').slice(0, depth).join('.')}.`

/** From the top down to `path` itself. */
export const ancestorsOf = (path: string): string[] => {
  const depth = depthOf(path)
  return Array.from({ length: depth }, (_, i) => atDepth(path, i + 1))
}

/** The smallest area that holds all of these; empty when they share none (or there are none). */
export const commonArea = (paths: readonly string[]): string =>
  paths.reduce((a, b) => ancestorsOf(a).findLast((above) => isBelow(b, above)) ?? '', paths[0] ?? '')
