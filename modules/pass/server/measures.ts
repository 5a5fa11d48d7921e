/** Measures at gates: drafted, confirmed by a second person on the competent body's document, released on record. They end by themselves. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { areaNames } from '../../register/server/public.ts'
import type { ToldMeasure } from '../answers.ts'
import { pass } from '../contract.ts'
import { fitsTerm, type Measure, MOST_DAYS, measureState } from '../measure.ts'
import { type PassPolicy, passPolicy } from '../policy.ts'
import { problems } from '../problems.ts'

const { events } = pass

type Text = 'id' | 'operationId' | 'path' | 'decidedBy' | 'document' | 'documentOn' | 'article' | 'evidence'
type Told = 'rules' | 'call' | 'appealTo' | 'appealDays' | 'extends' | 'draftedBy' | 'confirmedBy' | 'releaseDocument'
interface Row extends Pick<Measure, Text | Told> {
  readonly policy: unknown
  readonly drafter: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly confirmedAt: Date | null
  readonly droppedAt: Date | null
  readonly releasedAt: Date | null
}
const COLUMNS = `m.id, m.operation_id AS "operationId", m.path, m.decided_by AS "decidedBy", m.document, m.document_on AS "documentOn", m.article, m.evidence,
  m.starts_at AS "startsAt", m.ends_at AS "endsAt", m.policy, m.rules, m.call, m.appeal_to AS "appealTo", m.appeal_days AS "appealDays", m.extends,
  m.drafted_by AS drafter, platform.account_name(m.drafted_by) AS "draftedBy", platform.account_name(m.confirmed_by) AS "confirmedBy", m.confirmed_at AS "confirmedAt",
  m.dropped_at AS "droppedAt", m.released_at AS "releasedAt", m.release_document AS "releaseDocument"`

type Dated = Omit<Measure, 'areaName' | 'mine'>
function dated({ policy, drafter: _, ...row }: Row): Dated {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  const dates = {
    ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), confirmedAt: iso(row.confirmedAt) },
    ...{ droppedAt: iso(row.droppedAt), releasedAt: iso(row.releasedAt) },
  }
  return { ...row, ...dates, policy: passPolicy.parse(policy), state: measureState(dates, Date.now()) }
}

export async function listMeasures(context: Context, operationId: string): Promise<(Dated & { drafter: string })[]> {
  const { rows } = await context.query<Row>(
    `SELECT ${COLUMNS} FROM pass.measure m WHERE m.street_id = $1 AND m.operation_id = $2 ORDER BY m.starts_at DESC, m.id LIMIT 200`,
    [context.actor.streetId, operationId],
  )
  return rows.map((row) => ({ ...dated(row), drafter: row.drafter }))
}

async function lockMeasure(context: Context, id: string): Promise<Dated & { drafter: string }> {
  const { rows } = await context.query<Row>(`SELECT ${COLUMNS} FROM pass.measure m WHERE m.id = $1 FOR UPDATE`, [id])
  const [row] = rows
  if (!row || !isBelow(row.path, context.actor.path)) throw new Problem(platformProblems.notFound)
  return { ...dated(row), drafter: row.drafter }
}

export interface Standing {
  readonly id: string
  readonly policy: PassPolicy
  readonly told: ToldMeasure
}
/**
 * The measure that passes at a place are issued, declined and revoked under: in force or ahead, since passes are printed before gates close.
 * The nearest, and of those the one that begins first. Null: gates there only count.
 */
export async function measureFor(context: Context, operationId: string, path: string): Promise<Standing | null> {
  const { rows } = await context.query<Row>(
    `SELECT ${COLUMNS} FROM pass.measure m WHERE m.street_id = $1 AND m.operation_id = $2 AND starts_with($3, m.path) AND m.confirmed_at IS NOT NULL
       AND m.released_at IS NULL AND m.ends_at > now() ORDER BY length(m.path) DESC, m.starts_at LIMIT 1`,
    [context.actor.streetId, operationId, path],
  )
  const [row] = rows
  if (!row) return null
  const { id, policy, decidedBy, document, article, startsAt, endsAt, rules, call, appealTo, appealDays } = dated(row)
  const order = { decidedBy, document, article, startsAt, endsAt }
  return { id, policy, told: { measureId: id, ...order, rules, call, appealTo, appealDays } }
}
export async function standingMeasure(context: Context, operationId: string, path: string): Promise<Standing> {
  const found = await measureFor(context, operationId, path)
  if (!found) throw new Problem(problems.noMeasure)
  return found
}

export const countUnreleased = async (context: Context, operationId: string): Promise<number> =>
  (await listMeasures(context, operationId)).filter(({ state }) => ['ahead', 'in-force', 'to-release'].includes(state))
    .length

type Ops = 'measures' | 'draftMeasure' | 'confirmMeasure' | 'dropMeasure' | 'releaseMeasure'
export const measureHandlers: Pick<HandlersOf<typeof pass>, Ops> = {
  measures: async (context, { operationId }) => {
    const found = await listMeasures(context, operationId)
    const names = await areaNames(context, [...new Set(found.map(({ path }) => path))])
    const measures = found.map(({ drafter, ...measure }) => ({
      ...measure,
      areaName: names.get(measure.path) ?? '',
      mine: drafter === context.actor.accountId,
    }))
    return { measures }
  },

  draftMeasure: async (context, draft) => {
    if (!fitsTerm(draft)) throw new Problem(problems.badTerm, { days: MOST_DAYS })
    const operation = await findOperationToWorkIn(context, draft.operationId)
    const names = await areaNames(context, [draft.path])
    if (!operation || operation.state !== 'open' || !isBelow(draft.path, context.actor.path) || !names.has(draft.path))
      throw new Problem(platformProblems.notFound)
    if (draft.extends !== null) {
      const before = await lockMeasure(context, draft.extends)
      if (before.operationId !== draft.operationId || before.path !== draft.path)
        throw new Problem(platformProblems.conflict)
    }
    const { rowCount } = await context.query(
      `INSERT INTO pass.measure (street_id, operation_id, id, path, decided_by, document, document_on, article, evidence, starts_at, ends_at, most_days, policy,
         rules, call, appeal_to, appeal_days, extends, drafted_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT DO NOTHING`,
      [
        ...[context.actor.streetId, draft.operationId, draft.id, draft.path, draft.decidedBy, draft.document],
        ...[draft.documentOn, draft.article, draft.evidence, draft.startsAt, draft.endsAt, MOST_DAYS],
        ...[JSON.stringify(draft.policy), draft.rules, draft.call, draft.appealTo, draft.appealDays, draft.extends],
        context.actor.accountId,
      ],
    )
    if (rowCount === 1)
      await context.record(events.measureDrafted, {
        ...{ path: draft.path, operationId: draft.operationId },
        data: { measureId: draft.id },
      })
    // Sent twice is drafted once; an id that belongs to something else is refused.
    else if ((await lockMeasure(context, draft.id)).document !== draft.document)
      throw new Problem(platformProblems.conflict)
    return {}
  },

  confirmMeasure: async (context, { id }) => {
    const measure = await lockMeasure(context, id)
    if (measure.confirmedAt !== null) return {}
    if (measure.state !== 'draft') throw new Problem(problems.notNow)
    if (measure.drafter === context.actor.accountId) throw new Problem(problems.samePerson)
    if (Date.parse(measure.endsAt) <= Date.now()) throw new Problem(problems.badTerm, { days: MOST_DAYS })
    // Two drafts of one area, confirmed at once, would both hold.
    await context.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`pass.measure:${measure.path}`])
    const { rows } = await context.query(
      `SELECT FROM pass.measure m WHERE m.street_id = $1 AND m.path = $2 AND m.id <> $3 AND m.confirmed_at IS NOT NULL AND m.released_at IS NULL
         AND m.starts_at < $5 AND m.ends_at > $4 LIMIT 1`,
      [context.actor.streetId, measure.path, id, measure.startsAt, measure.endsAt],
    )
    if (rows.length > 0) throw new Problem(problems.overlaps)
    await context.query('UPDATE pass.measure SET confirmed_by = $2, confirmed_at = now() WHERE id = $1', [
      id,
      context.actor.accountId,
    ])
    await context.record(events.measureConfirmed, {
      ...{ path: measure.path, operationId: measure.operationId },
      data: { measureId: id },
    })
    return {}
  },

  dropMeasure: async (context, { id }) => {
    const measure = await lockMeasure(context, id)
    if (measure.state === 'dropped') return {}
    if (measure.state !== 'draft') throw new Problem(problems.notNow)
    await context.query('UPDATE pass.measure SET dropped_at = now() WHERE id = $1', [id])
    await context.record(events.measureDropped, {
      ...{ path: measure.path, operationId: measure.operationId },
      data: { measureId: id },
    })
    return {}
  },

  releaseMeasure: async (context, { id, document }) => {
    const measure = await lockMeasure(context, id)
    if (measure.state === 'released') return {}
    if (measure.confirmedAt === null) throw new Problem(problems.notNow)
    await context.query(
      'UPDATE pass.measure SET released_by = $2, released_at = now(), release_document = $3 WHERE id = $1',
      [id, context.actor.accountId, document],
    )
    await context.record(events.measureReleased, {
      ...{ path: measure.path, operationId: measure.operationId },
      data: { measureId: id },
    })
    return {}
  },
}
