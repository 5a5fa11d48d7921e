/** Passes issued, replaced, surrendered, revoked: always by a named person, under a measure that a competent body decided. */
import { randomBytes } from 'node:crypto'
import { atDepth, depthOf, isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { depthOfKind } from '../../register/model.ts'
import { areaNames } from '../../register/server/public.ts'
import { pass } from '../contract.ts'
import { problems } from '../problems.ts'
import { type ApplicationRow, insertApplication, lockApplication, tokenDigest } from './application-store.ts'
import { markVerified } from './applications.ts'
import { standingMeasure } from './measures.ts'
import { insertPass, lockPass, type PassRow, passOfApplication } from './pass-store.ts'

const { events } = pass
const COMPOUND = depthOfKind('compound')
const DAY = 86_400_000

/** The compound of the place when nothing else is said; every other gate must lie in the issuer's own area. */
async function scopeOf(context: Context, path: string, wanted: readonly string[] | null): Promise<string[]> {
  const compound = depthOf(path) > COMPOUND ? atDepth(path, COMPOUND) : path
  if (wanted === null) return [compound]
  const scope = [...new Set(wanted)]
  const names = await areaNames(context, scope)
  if (scope.some((at) => !names.has(at) || !(at === compound || isBelow(at, context.actor.path))))
    throw new Problem(problems.badScope)
  return scope
}

async function issueFor(
  context: Context & Call,
  application: ApplicationRow,
  wanted: readonly string[] | null,
): Promise<{ passId: string; number: string }> {
  const { id, operationId, path, kind, verifiedBy } = application
  const operation = await findOperationToWorkIn(context, operationId)
  if (operation?.state !== 'open' || verifiedBy === null) throw new Problem(problems.notNow)
  const { policy } = await standingMeasure(context, operationId, path)
  const days = policy.validDays[kind]
  if (days === undefined) throw new Problem(problems.kindNotIssued)
  const from = new Date()
  const made = await insertPass(
    context,
    context.house,
    { ...application, verifiedBy },
    {
      ...{ scope: await scopeOf(context, path, wanted), from, until: new Date(from.getTime() + days * DAY) },
      replaces: null,
    },
  )
  await context.query(`UPDATE pass.application SET state = 'issued' WHERE id = $1`, [id])
  await context.record(events.issued, { path, operationId, data: { passId: made.passId, applicationId: id } })
  return made
}

async function end(context: Context, held: PassRow, standing: 'replaced' | 'surrendered'): Promise<void> {
  await context.query('UPDATE pass.pass SET standing = $2, ended_at = now(), ended_by = $3 WHERE id = $1', [
    held.id,
    standing,
    context.actor.accountId,
  ])
}
const where = ({ path, operationId }: PassRow) => ({ path, operationId })

type Ops = 'issue' | 'issueAtDesk' | 'revoke' | 'replace' | 'surrender' | 'personalLink'
export const issueHandlers: Pick<HandlersOf<typeof pass>, Ops> = {
  issue: async (context, { applicationId, scope }) => {
    const application = await lockApplication(context, applicationId)
    if (application.state === 'issued') {
      // Two who issue at once: the second learns what the first made.
      const held = await passOfApplication(context, applicationId)
      if (held?.standing === 'valid') return { passId: held.id, number: held.number }
    }
    if (application.state !== 'verified') throw new Problem(problems.notNow)
    return issueFor(context, application, scope)
  },

  issueAtDesk: async (context, { operationId, item, scope, ...checked }) => {
    const operation = await findOperationToWorkIn(context, operationId)
    if (operation?.state !== 'open') throw new Problem(platformProblems.notFound)
    await insertApplication(
      context,
      context.house,
      { ...item, residentId: checked.residentId },
      { operationId, under: checked.path, via: 'desk', linkId: null },
    )
    const application = await lockApplication(context, item.id)
    if (application.state === 'issued') {
      const held = await passOfApplication(context, item.id)
      if (held) return { passId: held.id, number: held.number }
    }
    if (application.state !== 'asked') throw new Problem(problems.notNow)
    return issueFor(context, await markVerified(context, application, checked), scope)
  },

  revoke: async (context, { passId, reason, text }) => {
    const held = await lockPass(context, passId)
    if (held.standing === 'revoked') return {}
    if (held.standing !== 'valid') throw new Problem(problems.ended)
    const measure = await standingMeasure(context, held.operationId, held.path)
    await context.query(
      `UPDATE pass.pass SET standing = 'revoked', ended_at = now(), ended_by = $2, revoked_under = $3, revoke_reason = $4, revoke_text = $5 WHERE id = $1`,
      [passId, context.actor.accountId, measure.id, reason, text],
    )
    await context.record(events.revoked, { ...where(held), data: { passId, measureId: measure.id, reason } })
    return {}
  },

  replace: async (context, { passId }) => {
    const held = await lockPass(context, passId)
    if (held.standing !== 'valid') throw new Problem(problems.ended)
    const application = await lockApplication(context, held.applicationId)
    if (application.verifiedBy === null) throw new Problem(problems.notNow)
    await end(context, held, 'replaced')
    const made = await insertPass(
      context,
      context.house,
      { ...application, verifiedBy: application.verifiedBy },
      { scope: held.scope, from: new Date(), until: held.until, replaces: passId },
    )
    await context.record(events.replaced, { ...where(held), data: { passId, by: made.passId } })
    return made
  },

  surrender: async (context, { passId }) => {
    const held = await lockPass(context, passId)
    if (held.standing === 'surrendered') return {}
    if (held.standing !== 'valid') throw new Problem(problems.ended)
    await end(context, held, 'surrendered')
    await context.record(events.surrendered, { ...where(held), data: { passId } })
    return {}
  },

  personalLink: async (context, { passId }) => {
    const held = await lockPass(context, passId)
    const token = randomBytes(16).toString('base64url')
    await context.query('UPDATE pass.application SET token_digest = $2 WHERE id = $1', [
      held.applicationId,
      tokenDigest(context.house, token),
    ])
    await context.record(events.linkGiven, { ...where(held), data: { passId } })
    return { token }
  },
}
