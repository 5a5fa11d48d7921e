/** What is done with those who came forward: put on the roster, insured, marked fit, tapped in, given a link. */
import { randomBytes } from 'node:crypto'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import { say } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { areaNames } from '../../register/server/public.ts'
import { enrol, holdPhone, organisation, personByPhone } from '../../staff/server/public.ts'
import { volunteer } from '../contract.ts'
import { problems, riskFaults } from '../model.ts'
import { decideRisky } from '../rules.ts'
import { volunteerWords as w } from '../words.ts'
import { riskFactsOf } from './public.ts'
import { keyDigest } from './sign-up.ts'
import { type ComingRow, lockComing } from './store.ts'

const { events } = volunteer

/** Locked, for whoever may welcome them. @throws Problem notFound */
async function comingToKeep(context: Context, id: string): Promise<ComingRow> {
  const found = await lockComing(context, id)
  if (!found) throw new Problem(platformProblems.notFound)
  return found
}
const at = ({ path, operationId }: ComingRow) => ({ path, operationId })

/** The person on the roster: who has the phone already, else put there anew. */
async function onRoster(
  context: Context & Call,
  coming: ComingRow,
  same: boolean | undefined,
): Promise<{ personId: string; linked: boolean }> {
  if (coming.phone !== null) {
    await holdPhone(context, coming.phone)
    const known = await personByPhone(context, coming.phone, coming.nameKey)
    // A family may share one phone: another name is asked about, never guessed.
    if (known !== null && !known.sameName && same === undefined) throw new Problem(problems.samePhone)
    if (known !== null && (known.sameName || same === true)) return { personId: known.id, linked: true }
  }
  const names = await areaNames(context, [coming.path])
  const department = say(coming.partyMember ? w.partyDepartment : w.department, 'zh', {
    area: names.get(coming.path) ?? '',
  })
  const id = uuid7(Date.now(), randomBytes(10))
  const { path, name, skills, partyMember, partyBranch, phone } = coming
  const departmentId = await organisation(context, path, department)
  await enrol(context, { id, path, phone, departmentId, name, skills, partyMember, partyBranch })
  return { personId: id, linked: false }
}

export const welcomeHandlers: Pick<
  HandlersOf<typeof volunteer>,
  'welcome' | 'noteCame' | 'noteWithdrawn' | 'noteInsurance' | 'markFit' | 'personalLink' | 'reveal'
> = {
  welcome: async (context, { comingId, placement, same }) => {
    const coming = await comingToKeep(context, comingId)
    if (coming.withdrawnAt !== null) throw new Problem(problems.withdrew)
    if (coming.personId !== null) {
      await context.query('UPDATE volunteer.coming SET placement = coalesce($2, placement) WHERE id = $1', [
        comingId,
        placement,
      ])
      return { personId: coming.personId, linked: coming.linked === true, known: true }
    }
    const { personId, linked } = await onRoster(context, coming, same)
    await context.query(
      'UPDATE volunteer.coming SET person_id = $2, linked = $3, placement = $4, welcomed_at = now(), welcomed_by = $5 WHERE id = $1',
      [comingId, personId, linked, placement, context.actor.accountId],
    )
    await context.query('SELECT volunteer.hand_over($1, $2)', [context.actor.streetId, comingId])
    await context.record(events.welcomed, {
      ...at(coming),
      data: { callId: coming.callId, comingId, personId, linked },
    })
    return { personId, linked, known: false }
  },

  noteCame: async (context, { comingId, here }) => {
    const coming = await comingToKeep(context, comingId)
    const { rowCount } = await context.query(
      'UPDATE volunteer.coming SET came_at = CASE WHEN $2 THEN now() END WHERE id = $1 AND (came_at IS NOT NULL) <> $2',
      [comingId, here],
    )
    if (rowCount)
      await context.record(events.cameNoted, { ...at(coming), data: { callId: coming.callId, comingId, here } })
    return {}
  },

  noteWithdrawn: async (context, { comingId }) => {
    const coming = await comingToKeep(context, comingId)
    const { rowCount } = await context.query(
      'UPDATE volunteer.coming SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL',
      [comingId],
    )
    if (rowCount) await context.record(events.withdrawn, { ...at(coming), data: { callId: coming.callId, comingId } })
    return {}
  },

  noteInsurance: async (context, { id, comingId, kind, policy, until }) => {
    const coming = await comingToKeep(context, comingId)
    if ((kind === 'policy') !== (policy !== null) || (kind === 'none') !== (until === null))
      throw new Problem(problems.badInsurance)
    const { rowCount } = await context.query(
      `INSERT INTO volunteer.insurance (street_id, operation_id, id, path, coming_id, kind, policy, until, noted_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        context.actor.streetId,
        coming.operationId,
        id,
        coming.path,
        comingId,
        kind,
        policy,
        until,
        context.actor.accountId,
      ],
    )
    if (rowCount)
      await context.record(events.insuranceNoted, { ...at(coming), data: { comingId, insuranceId: id, kind } })
    return {}
  },

  markFit: async (context, { comingId, fit }) => {
    const coming = await comingToKeep(context, comingId)
    if (fit) {
      if (coming.personId === null) throw new Problem(problems.notWelcomed)
      const facts = (await riskFactsOf(context, [coming.personId])).get(coming.personId)
      if (!facts) throw new Problem(platformProblems.notFound)
      const withdrawn = facts.withdrawn || coming.withdrawnAt !== null
      const [first] = decideRisky({ ...facts, withdrawn }, shanghaiDay(Date.now())).because
      if (first) {
        const [zh, en] = riskFaults.words[first]
        throw new Problem({
          ...problems.notFit,
          words: [fill(problems.notFit.words[0], zh), fill(problems.notFit.words[1], en)],
        })
      }
    }
    const { rowCount } = await context.query(
      `UPDATE volunteer.coming SET fit_at = CASE WHEN $2 THEN now() END, fit_by = CASE WHEN $2 THEN $3::uuid END
       WHERE id = $1 AND (fit_at IS NOT NULL) <> $2`,
      [comingId, fit, context.actor.accountId],
    )
    if (rowCount) await context.record(events.fitMarked, { ...at(coming), data: { comingId, fit } })
    return {}
  },

  personalLink: async (context, { comingId }) => {
    const coming = await comingToKeep(context, comingId)
    const token = randomBytes(16).toString('base64url')
    await context.query('UPDATE volunteer.coming SET token_digest = $2 WHERE id = $1', [
      comingId,
      keyDigest(context.house, token),
    ])
    await context.record(events.linkGiven, { ...at(coming), data: { comingId } })
    return { token }
  },

  reveal: async (context, { id, purpose }) => {
    const { rows } = await context.query<{ value: string | null }>('SELECT volunteer.reveal($1, $2, $3) AS value', [
      context.actor.streetId,
      id,
      purpose,
    ])
    return { value: rows[0]?.value ?? null }
  },
}

const fill = (words: string, reason: string): string => words.replace('{reason}', reason)
