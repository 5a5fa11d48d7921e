/**
 * What a sample heard live does to a board already on screen, without asking again. Arithmetic only: missing = due − tested.
 * Lanes or hours that the board does not know yet are added where that is safe; the next reading of the board is the truth.
 */
import type { OutputFor } from '../../../../platform/web/client.ts'
import type { LiveLine } from '../../../../platform/web/live.ts'
import type { testing } from '../../contract.ts'
import type { Figures } from '../../model.ts'

export type Board = OutputFor<typeof testing.operations.board>

/** A line of the topic `testing.sample`. `first`: the person had not been counted in this round before. */
export interface HeardSample {
  readonly path: string
  readonly roundId: string
  readonly siteId: string
  readonly lane: number
  readonly residentId: string | null
  readonly first: boolean
}

export function heardSamples(lines: readonly LiveLine[], roundId: string): HeardSample[] {
  return lines
    .filter((line) => line.topic === 'testing.sample' && line.data['roundId'] === roundId)
    .map((line) => ({ ...(line.data as unknown as HeardSample), path: line.path }))
}

const moved = <F extends Figures>(figures: F, sample: HeardSample): F => {
  if (!sample.first) return figures
  if (sample.residentId === null) return { ...figures, walkIn: figures.walkIn + 1 }
  if (figures.missing === 0) return figures
  return { ...figures, tested: figures.tested + 1, missing: figures.missing - 1 }
}

/** The full UTC hour of a moment; Shanghai hours are the same hours. */
export const hourOf = (moment: string): string => `${moment.slice(0, 13)}:00:00.000Z`

/** @param at when it was heard, ISO in UTC: a sample carries no time of its own on the stream */
export function withSamples(board: Board, samples: readonly HeardSample[], at: string): Board {
  return samples.reduce((now, sample) => withSample(now, sample, at), board)
}

function withSample(board: Board, sample: HeardSample, at: string): Board {
  const lanes = board.lanes.map((lane) =>
    lane.siteId === sample.siteId && lane.lane === sample.lane
      ? {
          ...lane,
          samples: lane.samples + 1,
          walkIn: lane.walkIn + (sample.residentId === null && sample.first ? 1 : 0),
          lastAt: at,
        }
      : lane,
  )
  if (!sample.path.startsWith(board.under)) return { ...board, lanes }
  return {
    ...board,
    lanes,
    figures: moved(board.figures, sample),
    lines: board.lines.map((line) => (sample.path.startsWith(line.path) ? moved(line, sample) : line)),
    byHour: sample.first ? withHour(board.byHour, sample, hourOf(at)) : board.byHour,
  }
}

function withHour(hours: Board['byHour'], sample: HeardSample, hour: string): Board['byHour'] {
  const one = sample.residentId === null ? { tested: 0, walkIn: 1 } : { tested: 1, walkIn: 0 }
  const known = hours.some((line) => Date.parse(line.hour) === Date.parse(hour))
  if (!known) return [...hours, { hour, ...one }]
  return hours.map((line) =>
    Date.parse(line.hour) === Date.parse(hour)
      ? { ...line, tested: line.tested + one.tested, walkIn: line.walkIn + one.walkIn }
      : line,
  )
}
