/** The clock that everybody sees: from one person's line to where they stand, and from departments to the whole. */
import type { Figures, Standing } from './call-up-model.ts'

interface Line {
  readonly wave: number
  readonly said: 'coming' | 'cannot' | null
  readonly hereAt: unknown
}

/** Whoever stands at the place is here, whatever they said before. */
export const standingOf = ({ wave, said, hereAt }: Line): Standing =>
  hereAt !== null ? (wave === 0 ? 'extra' : 'here') : (said ?? 'silent')

export const NOBODY: Figures = { asked: 0, answered: 0, coming: 0, cannot: 0, here: 0, extra: 0 }

export const sumOf = (lines: readonly Figures[]): Figures =>
  lines.reduce(
    (sum, one) => ({
      asked: sum.asked + one.asked,
      answered: sum.answered + one.answered,
      coming: sum.coming + one.coming,
      cannot: sum.cannot + one.cannot,
      here: sum.here + one.here,
      extra: sum.extra + one.extra,
    }),
    NOBODY,
  )

export interface Clock {
  readonly asked: number
  readonly answered: number
  readonly onTheWay: number
  readonly cannot: number
  /** Everybody at the place, asked or not. */
  readonly here: number
  readonly silent: number
  /** Asked, have not said that they cannot, and are not here. */
  readonly missing: number
}
export const clockOf = (f: Figures): Clock => ({
  asked: f.asked,
  answered: f.answered,
  onTheWay: f.coming,
  cannot: f.cannot,
  here: f.here + f.extra,
  silent: f.asked - f.coming - f.cannot - f.here,
  missing: f.asked - f.cannot - f.here,
})

interface Versioned extends Figures {
  readonly callUpId: string
  readonly departmentId: string
  /** Counts up with every change of the department's figures. */
  readonly version: number
}

/** What was heard live, taken into what is shown. A line heard twice or late changes nothing. */
export function takenIn<T extends Versioned>(shown: readonly T[], heard: readonly Versioned[]): readonly T[] {
  const latest = new Map<string, Versioned>()
  for (const one of heard)
    if (one.version > (latest.get(one.departmentId)?.version ?? -1)) latest.set(one.departmentId, one)
  return shown.map((line) => {
    const fresh = latest.get(line.departmentId)
    return fresh && fresh.callUpId === line.callUpId && fresh.version > line.version ? { ...line, ...fresh } : line
  })
}

/** Whether something was heard of a department that is not shown yet. */
export const isNews = (shown: readonly Versioned[], heard: readonly Versioned[]): boolean =>
  heard.some((one) => !shown.some((line) => line.departmentId === one.departmentId))
