/** Rounds and their sites: opened with a due list fixed from the register, changed while open, sized up beforehand. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { testing } from '../contract.ts'
import { noFigures } from '../coverage.ts'
import { problems, type Round } from '../model.ts'
import { checkOpening, checkSite, type Finding } from '../opening.ts'
import { planRound } from '../planning.ts'
import {
  findRound,
  findSite,
  fixDue,
  insertRound,
  insertSite,
  knownAreas,
  listRounds,
  listSites,
  ownPart,
  type RoundDraft,
  type RoundRow,
  sumFigures,
  sumFiguresOf,
  toRound,
  updateSite,
} from './round-store.ts'
import { countScope } from './scope-store.ts'

/** The first finding names the problem; all are told field by field. */
export function assertNothingFound(findings: readonly Finding[]): void {
  const [first] = findings
  if (!first) return
  const fields = findings.filter((f) => f.at !== '').map((f) => ({ path: f.at, words: f.kind.words }))
  throw new Problem(first.kind, {}, fields.length > 0 ? { fields } : {})
}

/** @throws Problem notFound, also for a round in an area that the asker has nothing to do with. */
export async function roundOrThrow(context: Context, id: string): Promise<RoundRow> {
  const found = await findRound(context, id)
  if (!found) throw new Problem(platformProblems.notFound)
  return found
}

const withFigures = async (context: Context, round: RoundRow): Promise<Round> =>
  toRound(round, await sumFigures(context, round.id, ownPart(context, round)))

async function open(context: Context, draft: RoundDraft): Promise<Round> {
  const known = await findRound(context, draft.id)
  if (known) return withFigures(context, known)
  const operation = await findOperationToWorkIn(context, draft.operationId)
  if (!operation) throw new Problem(platformProblems.notFound)
  if (!isBelow(draft.path, context.actor.path)) throw new Problem(platformProblems.notFound)
  const areas = [draft.path, ...draft.sites.flatMap((s) => [s.path, ...s.catchment])]
  assertNothingFound(checkOpening(draft, operation, await knownAreas(context, areas)))
  await insertRound(context, draft)
  const round = await roundOrThrow(context, draft.id)
  for (const site of draft.sites)
    if (!(await insertSite(context, round, site))) throw new Problem(platformProblems.conflict)
  const { due } = await fixDue(context, draft.id)
  if (due === 0) throw new Problem(problems.nobodyDue)
  await context.record(testing.events.roundOpened, {
    path: draft.path,
    operationId: draft.operationId,
    data: { roundId: draft.id, due },
  })
  return withFigures(context, round)
}

export const roundHandlers: Pick<
  HandlersOf<typeof testing>,
  'rounds' | 'round' | 'sizeUp' | 'openRound' | 'addSite' | 'changeSite'
> = {
  rounds: async (context, filter) => {
    const rounds = await listRounds(context, filter)
    const figures = await sumFiguresOf(
      context,
      rounds.map((r) => r.id),
    )
    return { rounds: rounds.map((round) => toRound(round, figures.get(round.id) ?? noFigures)) }
  },

  round: async (context, { id }) => ({
    round: await withFigures(context, await roundOrThrow(context, id)),
    sites: await listSites(context, id),
  }),

  sizeUp: async (context, { path, scope, hours }) => {
    if (!isBelow(path, context.actor.path)) throw new Problem(platformProblems.notFound)
    const { due, away } = await countScope(context, path, scope)
    return { due, away, ...planRound(due, hours) }
  },

  /** Half a million lines of due list take seconds: more than a statement is given otherwise. */
  openRound: {
    outside: ({ house, actor }, draft) =>
      house.database.within(actor, (context) => open(context, draft), { timeout: 600_000 }),
  },

  addSite: async (context, { roundId, ...site }) => {
    const round = await openRoundToChange(context, roundId)
    await checkDraft(context, round, site)
    if (await insertSite(context, round, site))
      await context.record(testing.events.siteAdded, {
        path: site.path,
        operationId: round.operationId,
        data: { roundId, siteId: site.id },
      })
    const found = await findSite(context, site.id)
    if (found?.roundId !== roundId) throw new Problem(platformProblems.conflict)
    return found
  },

  changeSite: async (context, { roundId, ...site }) => {
    const round = await openRoundToChange(context, roundId)
    await checkDraft(context, round, site)
    if (!(await updateSite(context, roundId, site))) throw new Problem(platformProblems.notFound)
    await context.record(testing.events.siteChanged, {
      path: site.path,
      operationId: round.operationId,
      data: { roundId, siteId: site.id },
    })
    return (await findSite(context, site.id))!
  },
}

async function openRoundToChange(context: Context, id: string): Promise<RoundRow> {
  const round = await roundOrThrow(context, id)
  if (round.state === 'closed') throw new Problem(problems.roundClosed)
  return round
}

async function checkDraft(context: Context, round: RoundRow, site: RoundDraft['sites'][number]): Promise<void> {
  if (!isBelow(site.path, context.actor.path)) throw new Problem(platformProblems.notFound)
  const hours = { path: round.path, opensAt: round.opensAt.toISOString(), closesAt: round.closesAt.toISOString() }
  assertNothingFound(checkSite(site, hours, await knownAreas(context, [site.path, ...site.catchment]), ''))
}
