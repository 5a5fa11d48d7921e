/** Appeals: each has a day by which it is answered; none suspends anything by itself. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { Appeal } from '../answers.ts'
import { pass } from '../contract.ts'

const { events } = pass

interface NewAppeal {
  readonly id: string
  readonly measureId: string
  readonly applicationId: string | null
  readonly path: string
  readonly name: string
  readonly grounds: string
}

/** The deadline is the measure's: days from now. Sent twice is recorded once. */
export async function insertAppeal(context: Context, appeal: NewAppeal): Promise<void> {
  const { rows } = await context.query<{ operationId: string }>(
    `INSERT INTO pass.appeal (street_id, operation_id, id, path, measure_id, application_id, name, grounds, received_by, due_at)
     SELECT m.street_id, m.operation_id, $2, $3, m.id, $4, $5, $6, $7, now() + make_interval(days => m.appeal_days)
     FROM pass.measure m WHERE m.id = $1 AND m.confirmed_at IS NOT NULL ON CONFLICT DO NOTHING RETURNING operation_id AS "operationId"`,
    [
      ...[appeal.measureId, appeal.id, appeal.path, appeal.applicationId, appeal.name, appeal.grounds],
      context.actor.accountId,
    ],
  )
  const [row] = rows
  if (row)
    await context.record(events.appealed, {
      ...{ path: appeal.path, operationId: row.operationId },
      data: { appealId: appeal.id, measureId: appeal.measureId },
    })
}

interface Row extends Omit<Appeal, 'receivedAt' | 'dueAt' | 'answeredAt'> {
  readonly receivedAt: Date
  readonly dueAt: Date
  readonly answeredAt: Date | null
}

export const appealHandlers: Pick<HandlersOf<typeof pass>, 'appeals' | 'noteAppeal' | 'answerAppeal'> = {
  appeals: async (context, { operationId }) => {
    const { rows } = await context.query<Row>(
      `SELECT a.id, a.measure_id AS "measureId", m.document, a.application_id AS "applicationId", a.name, a.grounds, a.received_at AS "receivedAt", a.due_at AS "dueAt",
         a.answered_at AS "answeredAt", a.outcome, a.answer
       FROM pass.appeal a JOIN pass.measure m ON m.id = a.measure_id AND m.street_id = a.street_id
       WHERE a.street_id = $1 AND a.operation_id = $2 ORDER BY a.answered_at IS NOT NULL, a.due_at, a.id LIMIT 500`,
      [context.actor.streetId, operationId],
    )
    const appeals = rows.map((row) => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
    }))
    return { appeals }
  },

  noteAppeal: async (context, { id, measureId, name, grounds }) => {
    const { rows } = await context.query<{ path: string }>(
      'SELECT path FROM pass.measure WHERE id = $1 AND confirmed_at IS NOT NULL',
      [measureId],
    )
    const [measure] = rows
    if (!measure) throw new Problem(platformProblems.notFound)
    // A community's leader records what reaches them of a measure of the whole sub-district.
    const path = isBelow(measure.path, context.actor.path) ? measure.path : context.actor.path
    await insertAppeal(context, { id, measureId, applicationId: null, path, name, grounds })
    return {}
  },

  answerAppeal: async (context, { id, outcome, answer }) => {
    const { rows } = await context.query<{ path: string; operationId: string }>(
      `UPDATE pass.appeal SET answered_by = $2, answered_at = now(), outcome = $3, answer = $4 WHERE id = $1 AND answered_at IS NULL
       RETURNING path, operation_id AS "operationId"`,
      [id, context.actor.accountId, outcome, answer],
    )
    const [row] = rows
    if (!row) {
      const { rowCount } = await context.query('SELECT FROM pass.appeal WHERE id = $1', [id])
      throw new Problem(rowCount ? platformProblems.conflict : platformProblems.notFound)
    }
    await context.record(events.appealAnswered, { ...row, data: { appealId: id, outcome } })
    return {}
  },
}
