/** The arithmetic of coverage: figures added up, shares that never claim too much, and the pace of a lane. */
import { depthOf } from '../../platform/pure/area.ts'
import type { AreaKind } from '../register/model.ts'
import type { Figures } from './model.ts'

export const noFigures: Figures = { due: 0, tested: 0, missing: 0, exempt: 0, walkIn: 0 }

/** missing follows from due and tested; walk-ins stay apart from all three. */
export const figuresOf = (counted: Omit<Figures, 'missing'>): Figures => ({
  due: counted.due,
  tested: counted.tested,
  missing: counted.due - counted.tested,
  exempt: counted.exempt,
  walkIn: counted.walkIn,
})

export const addFigures = (a: Figures, b: Figures): Figures => ({
  due: a.due + b.due,
  tested: a.tested + b.tested,
  missing: a.missing + b.missing,
  exempt: a.exempt + b.exempt,
  walkIn: a.walkIn + b.walkIn,
})

/** Tested of due in per cent with one decimal, rounded down: 100 only when nobody is missing. Nobody due is null. */
export const sharePercent = ({ due, tested }: Pick<Figures, 'due' | 'tested'>): number | null =>
  due <= 0 ? null : Math.min(100, Math.floor((tested / due) * 1000 + 1e-9) / 10)

/** What a board's lines are, one meaningful level below an area: street → communities → grids → buildings. */
export function levelBelow(path: string): Extract<AreaKind, 'community' | 'grid' | 'building'> {
  const depth = depthOf(path)
  if (depth <= 2) return 'community'
  return depth <= 4 ? 'grid' : 'building'
}

export const QUARTER = 15 * 60_000
/** The start of the last full quarter of an hour, ms since 1970. Time zones with whole quarters agree on it. */
export const lastFullQuarter = (now: number): number => Math.floor(now / QUARTER) * QUARTER - QUARTER
/** People of one quarter, per hour. */
export const perHour = (inQuarter: number): number => inQuarter * 4
