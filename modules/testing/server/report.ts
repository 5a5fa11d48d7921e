/**
 * Closing a round and its report. The report is frozen in the transaction that closes; what arrives later is recorded,
 * counted on the board and told in the report as `late`. Whoever answers for a part of the round's area reads the figures
 * of that part, as they are now.
 */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { testing } from '../contract.ts'
import { levelBelow } from '../coverage.ts'
import { problems, type Report } from '../model.ts'
import { listHours, sumByArea } from './board-store.ts'
import { countExempt } from './due-store.ts'
import { findReport, insertReport, missingByOutcome, sampleTotals, tubeTotals, updateClosed } from './report-store.ts'
import { lockRoundAlone, ownPart, type RoundRow, sumFigures } from './round-store.ts'
import { roundOrThrow } from './rounds.ts'

/** Communities with their grids, or grids with their buildings. */
async function areasOf(context: Context, roundId: string, under: string): Promise<Report['byArea']> {
  const level = levelBelow(under)
  const lines = await sumByArea(context, roundId, under, level)
  if (level === 'building') return lines
  const finer = await sumByArea(context, roundId, under, level === 'community' ? 'grid' : 'building')
  const known = new Set(lines.map((l) => l.path))
  return [...lines, ...finer.filter((l) => !known.has(l.path))]
}

async function build(context: Context, round: RoundRow, madeAt: string, final: boolean): Promise<Report> {
  const under = ownPart(context, round)
  const figures = await sumFigures(context, round.id, under)
  return {
    roundId: round.id,
    madeAt,
    final,
    figures,
    byArea: await areasOf(context, round.id, under),
    byHour: await listHours(context, round.id, under),
    missingByOutcome: await missingByOutcome(context, round.id, under, figures.missing),
    exemptByReason: await countExempt(context, round.id, under),
    ...(await sampleTotals(context, round.id, under)),
    tubes: await tubeTotals(context, round.id, under),
  }
}

export async function reportOf(context: Context, roundId: string): Promise<{ round: RoundRow; report: Report }> {
  const round = await roundOrThrow(context, roundId)
  const frozen = round.state === 'closed' ? await findReport(context, roundId) : null
  if (!frozen) return { round, report: await build(context, round, new Date().toISOString(), round.state === 'closed') }
  const { late } = await sampleTotals(context, roundId, round.path)
  return { round, report: { ...frozen, late } }
}

async function close(context: Context, id: string): Promise<Report> {
  // From here nothing arrives: batches that hold the lock have committed, later ones will find the round closed.
  await lockRoundAlone(context, id)
  const round = await roundOrThrow(context, id)
  if (round.state === 'closed') return (await reportOf(context, id)).report
  if (!isBelow(round.path, context.actor.path)) throw new Problem(platformProblems.notAllowed)
  const report = await build(context, round, new Date().toISOString(), true)
  if (!(await updateClosed(context, id, report.madeAt))) throw new Problem(problems.roundClosed)
  await insertReport(context, round, report)
  await context.record(testing.events.roundClosed, {
    path: round.path,
    operationId: round.operationId,
    data: { roundId: id, tested: report.figures.tested, missing: report.figures.missing },
  })
  return report
}

export const reportHandlers: Pick<HandlersOf<typeof testing>, 'closeRound' | 'report'> = {
  closeRound: {
    outside: ({ house, actor }, { id }) =>
      house.database.within(actor, (context) => close(context, id), { timeout: 600_000 }),
  },
  report: async (context, { id }) => (await reportOf(context, id)).report,
}
