/** Applications worked on, at the desk and on the phone: verified, declined (with order, reason and notice), their objections settled. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { lostRace } from '../../../platform/server/again.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { areaNames } from '../../register/server/public.ts'
import type { Finding } from '../application.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { unseen } from '../verify.ts'
import { applicationNow, findWaiting } from './application-list.ts'
import { APPLICATION, type ApplicationRow, insertApplication, lockApplication } from './application-store.ts'
import { standingMeasure } from './measures.ts'

const { events } = pass

interface Checked {
  readonly residentId: string | null
  readonly path: string
  readonly how: string
  readonly looked?: readonly Finding[]
}
/** What was checked, written down. The place must be one that the verifier answers for. */
export async function markVerified(
  context: Context,
  application: ApplicationRow,
  { residentId, path, how, looked = [] }: Checked,
): Promise<ApplicationRow> {
  const names = await areaNames(context, [path])
  if (!isBelow(path, context.actor.path) || !names.has(path)) throw new Problem(platformProblems.notFound)
  const { rows: people } = await context.query<{ path: string }>(
    'SELECT path FROM register.public_resident WHERE street_id = $1 AND id = $2',
    [context.actor.streetId, residentId],
  )
  if (residentId !== null && people.length === 0) throw new Problem(platformProblems.notFound)
  const { rows } = await context
    .query<ApplicationRow>(
      `UPDATE pass.application x SET state = 'verified', path = $2, resident_id = $3, verified_by = $4, verified_at = now(), verified_how = $5, looked = $6
       WHERE x.id = $1 RETURNING ${APPLICATION}`,
      [application.id, path, residentId, context.actor.accountId, how, looked],
    )
    .catch((error: unknown) => {
      throw lostRace(error) ? new Problem(problems.hasAsked) : error
    })
  await context.record(events.verified, {
    ...{ path, operationId: application.operationId },
    data: { applicationId: application.id, how },
  })
  return rows[0] as ApplicationRow
}

type Ops = 'waiting' | 'application' | 'verify' | 'enter' | 'decline' | 'settleObjection'
export const applicationHandlers: Pick<HandlersOf<typeof pass>, Ops> = {
  waiting: findWaiting,
  application: async (context, { applicationId }) => applicationNow(context, applicationId),

  verify: async (context, { applicationId, ...checked }) => {
    const application = await lockApplication(context, applicationId)
    if (application.state !== 'asked') {
      if (application.state === 'verified' && application.verifiedBy === context.actor.accountId) return {}
      throw new Problem(problems.notNow)
    }
    const { findings } = (await applicationNow(context, applicationId)).application
    if (unseen(findings, checked.looked).length > 0) throw new Problem(problems.lookFirst)
    await markVerified(context, application, checked)
    return {}
  },

  enter: async (context, { operationId, path, item }) => {
    const operation = await findOperationToWorkIn(context, operationId)
    if (!operation || operation.state !== 'open' || !isBelow(path, context.actor.path))
      throw new Problem(platformProblems.notFound)
    return insertApplication(context, context.house, item, { operationId, under: path, via: 'desk', linkId: null })
  },

  decline: async (context, { applicationId, reason, text, looked }) => {
    const application = await lockApplication(context, applicationId)
    if (application.declinedBy === context.actor.accountId) return {}
    if (application.state !== 'asked' && application.state !== 'verified') throw new Problem(problems.notNow)
    const { path, operationId } = application
    const measure = await standingMeasure(context, operationId, path)
    await context.query(
      `UPDATE pass.application SET state = 'declined', declined_by = $2, declined_at = now(), declined_under = $3, decline_reason = $4, decline_text = $5,
         looked = ARRAY(SELECT DISTINCT unnest(looked || $6::text[])) WHERE id = $1`,
      [applicationId, context.actor.accountId, measure.id, reason, text, looked],
    )
    await context.record(events.declined, {
      ...{ path, operationId },
      data: { applicationId, measureId: measure.id, reason },
    })
    return {}
  },

  settleObjection: async (context, { id }) => {
    const { rows } = await context.query<{ path: string; operationId: string }>(
      `UPDATE pass.objection SET settled_at = now(), settled_by = $2 WHERE id = $1 AND settled_at IS NULL RETURNING path, operation_id AS "operationId"`,
      [id, context.actor.accountId],
    )
    if (rows[0]) await context.record(events.objectionSettled, { ...rows[0], data: { objectionId: id } })
    else if (!(await context.query('SELECT FROM pass.objection WHERE id = $1', [id])).rowCount)
      throw new Problem(platformProblems.notFound)
    return {}
  },
}
