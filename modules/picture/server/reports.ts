/** Reports: asked live, saved, exported; and the round's daily report with its snapshots. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Lang, say } from '../../../platform/pure/words.ts'
import type { Actor } from '../../../platform/server/actor.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { House, HandlersOf } from '../../../platform/server/room.ts'
import { areaNames } from '../../register/server/public.ts'
import { findRoundName, type RoundName } from '../../testing/server/public.ts'
import { dailyQuestions } from '../built-in.ts'
import { checkKept, isAggregated, isPersonal } from '../check-question.ts'
import { picture } from '../contract.ts'
import { type Part, problems, type Report } from '../model.ts'
import { picturePolicy } from '../policy.ts'
import { listFields } from './field-store.ts'
import {
  findReport,
  findSnapshot,
  insertReport,
  insertSnapshot,
  listReports,
  listSnapshots,
  updateRemoved,
  updateReport,
} from './report-store.ts'
import { answer, assertAskable, assertNothingFound, countRows, prepare } from './run.ts'
import { partSheets, questionSheet } from './sheets.ts'
import { listTemplates } from './template-store.ts'

const { events } = picture
/** Rows of one part of a daily report: all grids of a large sub-district. */
const MOST_LINES = 2000

/** A read-only transaction that gives up on a question that takes too long for a screen. */
const onScreen = <T>(house: House, actor: Actor, work: (context: Context) => Promise<T>): Promise<T> =>
  house.database.within(actor, work, { readOnly: true, timeout: picturePolicy.patience })

async function roundOrThrow(context: Context, id: string): Promise<RoundName> {
  const round = await findRoundName(context, id)
  if (!round) throw new Problem(platformProblems.notFound)
  return round
}

/** The area that a daily report is of: the one asked for, or the asker's part of the round's. */
function areaOf(context: Context, round: RoundName, under: string | undefined): string {
  const own = isBelow(context.actor.path, round.path) ? context.actor.path : round.path
  if (under === undefined) return own
  if (!isBelow(under, own)) throw new Problem(platformProblems.notFound)
  return under
}

/** All parts as of one moment: otherwise the communities would not add up to the whole while swabs arrive. */
async function dailyParts(context: Context, round: RoundName, area: string): Promise<Part[]> {
  const fields = await listFields(context)
  const parts: Part[] = []
  for (const { name, question } of dailyQuestions(round.id, area))
    parts.push({
      name: [...name],
      result: await answer(context, await prepare(context, question, { fields }), MOST_LINES),
    })
  return parts
}
const atOneMoment = (context: Context): Promise<unknown> =>
  context.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')

async function reportOrThrow(context: Context, id: string): Promise<Report> {
  const found = await findReport(context, id)
  if (!found) throw new Problem(platformProblems.notFound)
  return found
}

type Handlers = HandlersOf<typeof picture>
type Names =
  | 'run'
  | 'reports'
  | 'report'
  | 'saveReport'
  | 'removeReport'
  | 'exportReport'
  | 'daily'
  | 'exportDaily'
  | 'pinSnapshot'
  | 'snapshots'
  | 'snapshot'

export const reportHandlers: Pick<Handlers, Names> = {
  run: {
    outside: ({ house, actor }, { question, limit }) =>
      onScreen(house, actor, async (context) => answer(context, await prepare(context, question), limit)),
  },

  reports: async (context) => ({ reports: await listReports(context), templates: await listTemplates(context) }),

  report: (context, { id }) => reportOrThrow(context, id),

  saveReport: async (context, { version, ...draft }) => {
    assertNothingFound(checkKept(draft.question))
    await assertAskable(context, draft.question)
    const known = await findReport(context, draft.id)
    if (!known) {
      if (version !== undefined) throw new Problem(platformProblems.notFound)
      if (!(await insertReport(context, draft))) throw new Problem(platformProblems.conflict)
    } else if (version === undefined) {
      // The same sending again.
      if (!known.mine) throw new Problem(platformProblems.conflict)
      return known
    } else {
      if (!known.mayChange) throw new Problem(platformProblems.notAllowed)
      if (!(await updateReport(context, draft, version))) throw new Problem(platformProblems.conflict)
    }
    await context.record(events.reportSaved, {
      path: known?.path ?? context.actor.path,
      data: { reportId: draft.id, pinned: draft.pinned },
    })
    return reportOrThrow(context, draft.id)
  },

  removeReport: async (context, { id, version }) => {
    const known = await reportOrThrow(context, id)
    if (!known.mayChange) throw new Problem(platformProblems.notAllowed)
    if (!(await updateRemoved(context, 'report', id, version))) throw new Problem(platformProblems.conflict)
    await context.record(events.reportRemoved, { path: known.path, data: { reportId: id } })
    return {}
  },

  exportReport: {
    async outside({ house, actor }, { question: wanted, name, purpose, lang }) {
      // What was stated for the export is a purpose for its personal columns, too.
      const question = { ...wanted, purpose: wanted.purpose ?? purpose }
      const { asked, total } = await onScreen(house, actor, async (context) => {
        const prepared = await prepare(context, question)
        return { asked: prepared, total: await countRows(context, prepared).catch(() => undefined) }
      })
      const fileId = await house.files.order({
        actor,
        kind: isPersonal(question) ? 'picture.people' : 'picture.report',
        title: `${name} ${shanghaiMinute(Date.now())}`,
        purpose,
        path: asked.scope.area,
        ...(asked.round ? { operationId: asked.round.operationId } : {}),
        lang,
        ...(total === undefined ? {} : { total }),
        sheets: [questionSheet(name, asked, lang)],
      })
      return { fileId }
    },
  },

  daily: {
    outside: ({ house, actor }, { roundId, under }) =>
      onScreen(house, actor, async (context) => {
        await atOneMoment(context)
        const round = await roundOrThrow(context, roundId)
        const area = areaOf(context, round, under)
        const names = await areaNames(context, [area])
        return {
          at: new Date().toISOString(),
          area,
          areaName: names.get(area) ?? '',
          parts: await dailyParts(context, round, area),
        }
      }),
  },

  exportDaily: {
    async outside({ house, actor }, { roundId, under, purpose, lang }) {
      const { round, area, parts } = await house.database.within(
        actor,
        async (context) => {
          await atOneMoment(context)
          const found = await roundOrThrow(context, roundId)
          const where = areaOf(context, found, under)
          return { round: found, area: where, parts: await dailyParts(context, found, where) }
        },
        { readOnly: true, timeout: 600_000 },
      )
      const fileId = await house.files.order({
        actor,
        kind: 'picture.daily',
        title: dailyTitle(round.name, lang),
        purpose,
        path: area,
        operationId: round.operationId,
        lang,
        sheets: partSheets(parts, lang),
      })
      return { fileId }
    },
  },

  pinSnapshot: async (context, { id, of, ofId, under, name }) => {
    await atOneMoment(context)
    const taken = of === 'daily' ? await snapshotOfRound(context, ofId, under) : await snapshotOfReport(context, ofId)
    const isNew = await insertSnapshot(context, { id, of, ofId, name, ...taken })
    const found = await findSnapshot(context, id)
    if (found?.ofId !== ofId) throw new Problem(platformProblems.conflict)
    if (isNew)
      await context.record(events.snapshotPinned, {
        path: found.path,
        ...(taken.operationId ? { operationId: taken.operationId } : {}),
        data: { snapshotId: id, of, ofId },
      })
    const { parts: _, ...line } = found
    return line
  },

  snapshots: async (context, { ofId }) => ({ snapshots: await listSnapshots(context, ofId) }),

  snapshot: async (context, { id }) => {
    const found = await findSnapshot(context, id)
    if (!found) throw new Problem(platformProblems.notFound)
    return found
  },
}

const dailyTitle = (round: string, lang: Lang): string =>
  `${say(['检测日报', 'Daily report'], lang)} ${round} ${shanghaiMinute(Date.now())}`

async function snapshotOfRound(context: Context, roundId: string, under: string | undefined) {
  const round = await roundOrThrow(context, roundId)
  const path = areaOf(context, round, under)
  return { path, operationId: round.operationId, parts: await dailyParts(context, round, path) }
}

async function snapshotOfReport(context: Context, reportId: string) {
  const report = await reportOrThrow(context, reportId)
  if (!isAggregated(report.question)) throw new Problem(problems.notAggregated)
  const asked = await prepare(context, report.question)
  return {
    path: asked.scope.area,
    operationId: asked.round?.operationId ?? null,
    parts: [{ name: [report.name, report.name] as [string, string], result: await answer(context, asked, MOST_LINES) }],
  }
}
