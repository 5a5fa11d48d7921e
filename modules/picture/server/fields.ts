/** Fields that communities are asked to fill: asked with owner, basis and end; filled per area, value after value; counted by the week. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { builtIns, dailyQuestions } from '../built-in.ts'
import { picture } from '../contract.ts'
import type { Field } from '../field.ts'
import { findKnown, likeness } from '../field-meaning.ts'
import { checkField, fitsField } from '../field-rules.ts'
import { askedByWeek, mondayOf, selfFilling } from '../load.ts'
import { problems } from '../model.ts'
import { picturePolicy as policy } from '../policy.ts'
import { dayBefore } from '../question.ts'
import { sourceOf } from '../sources.ts'
import {
  areasOfKind,
  findField,
  insertField,
  insertValues,
  listCommunities,
  listFields,
  listHistory,
  listLines,
  listTerms,
  updateWithdrawn,
} from './field-store.ts'
import { listReports } from './report-store.ts'
import { assertNothingFound } from './run.ts'

const { events } = picture
const today = (): string => shanghaiDay(Date.now())

async function fieldOrThrow(context: Context, id: string): Promise<Field> {
  const found = await findField(context, id)
  if (!found) throw new Problem(problems.unknownField)
  return found
}

/** Two that ask for the same thing at the same moment see each other. */
const alone = (context: Context): Promise<unknown> =>
  context.query(`SELECT pg_advisory_xact_lock(hashtextextended('picture.field:' || $1, 0))`, [context.actor.streetId])

const isDatabaseRefusal = (error: unknown): boolean => (error as { code?: string }).code === '23001'

type Handlers = HandlersOf<typeof picture>
export const fieldHandlers: Pick<
  Handlers,
  'fields' | 'load' | 'askField' | 'withdrawField' | 'fieldLines' | 'fieldHistory' | 'fillField' | 'looksLike'
> = {
  fields: async (context) => ({ fields: await listFields(context) }),

  load: async (context) => {
    const since = dayBefore(mondayOf(today()), 7 * (policy.trendWeeks - 1))
    const terms = await listTerms(context, since)
    const reports = await listReports(context)
    const questions = [
      ...reports.map((r) => r.question),
      ...builtIns.map((b) => b.question),
      ...dailyQuestions('latest', context.actor.path).map((d) => d.question),
    ]
    const fields = await listFields(context)
    return {
      weeks: askedByWeek(terms, await listCommunities(context), today(), policy.trendWeeks),
      selfFilling: selfFilling(questions),
      asked: fields.filter((f) => f.state === 'asked').length,
    }
  },

  askField: async (context, draft) => {
    const { rowCount } = await context.query('SELECT FROM register.area WHERE street_id = $1 AND path = $2', [
      context.actor.streetId,
      draft.path,
    ])
    if (!rowCount || !isBelow(draft.path, context.actor.path)) throw new Problem(platformProblems.notFound)
    await alone(context)
    const known = await findField(context, draft.id)
    if (known) return known
    assertNothingFound(checkField(draft, { fields: await listFields(context), today: today(), policy }))
    if (!(await insertField(context, draft))) throw new Problem(platformProblems.conflict)
    await context.record(events.fieldAsked, {
      path: draft.path,
      ...(draft.operationId ? { operationId: draft.operationId } : {}),
      data: { fieldId: draft.id, level: draft.level, endsOn: draft.endsOn },
    })
    return fieldOrThrow(context, draft.id)
  },

  withdrawField: async (context, { id }) => {
    const found = await fieldOrThrow(context, id)
    if (found.state === 'withdrawn') return found
    if (!(await updateWithdrawn(context, id))) throw new Problem(platformProblems.notFound)
    await context.record(events.fieldWithdrawn, { path: found.path, data: { fieldId: id } })
    return fieldOrThrow(context, id)
  },

  fieldLines: async (context, { id, under }) => {
    const found = await fieldOrThrow(context, id)
    const mine = isBelow(found.path, context.actor.path) ? found.path : context.actor.path
    if (under !== undefined && !isBelow(under, mine)) throw new Problem(platformProblems.notFound)
    return { field: found, lines: await listLines(context, found, under ?? mine) }
  },

  fieldHistory: async (context, { id, path }) => {
    await fieldOrThrow(context, id)
    return { values: await listHistory(context, id, path) }
  },

  fillField: async (context, { fieldId, items }) => {
    const found = await fieldOrThrow(context, fieldId)
    if (found.state !== 'asked') throw new Problem(problems.fieldEnded)
    const wrong = items.findIndex((item) => !fitsField(found, item.value))
    if (wrong >= 0)
      throw new Problem(
        problems.valueWrong,
        {},
        {
          fields: [{ path: `items.${wrong}.value`, words: problems.valueWrong.words }],
        },
      )
    const asked = await areasOfKind(
      context,
      found.level,
      items.map((i) => i.path),
    )
    const outside = items.findIndex(
      ({ path }) => !asked.has(path) || !isBelow(path, found.path) || !isBelow(path, context.actor.path),
    )
    if (outside >= 0)
      throw new Problem(
        problems.valueOutside,
        {},
        {
          fields: [{ path: `items.${outside}.path`, words: problems.valueOutside.words }],
        },
      )
    const fresh = await insertValues(context, found, items).catch((error: unknown) => {
      // Midnight passed in between.
      throw isDatabaseRefusal(error) ? new Problem(problems.fieldEnded) : error
    })
    const filled = items.filter((i) => fresh.includes(i.id))
    const where = filled.map((i) => i.path)
    if (filled.length > 0)
      await context.record(events.fieldFilled, {
        path: where.length === 1 ? where[0]! : context.actor.path,
        ...(found.operationId ? { operationId: found.operationId } : {}),
        data: { fieldId, areas: new Set(where).size },
      })
    return { filled: filled.length }
  },

  looksLike: async (context, { name, path = context.actor.path }) => {
    const running = (await listFields(context)).filter(
      (f) => (f.state === 'asked' || f.state === 'coming') && (isBelow(f.path, path) || isBelow(path, f.path)),
    )
    const like = running
      .map((f) => ({ field: f, like: likeness(f.name, name) }))
      .sort((a, b) => b.like - a.like)
      .find((f) => f.like >= policy.alike)
    const known = findKnown(name, policy.alike)
    return {
      field: like?.field ?? null,
      known: known ? { words: [...known.words], source: [...(sourceOf(known.source)?.words ?? known.words)] } : null,
    }
  },
}
