/** Those who return, as the community takes them on: contacted, and joined to the register by a person who confirms it. Nobody is restricted by it. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { registerPerson } from '../../register/server/public.ts'
import { residentDraft } from '../../register/model.ts'
import { visiting } from '../contract.ts'
import { problems, type Person, type ReturneeStep } from '../model.ts'
import { settle } from './fact-store.ts'
import { peopleOf } from './people.ts'

const { events } = visiting

interface Returnee {
  readonly id: string
  readonly path: string
  readonly operationId: string
  readonly joined: boolean
  readonly who: Person | null
}
async function returneeOf(context: Context, id: string): Promise<Returnee> {
  const { rows } = await context.query<Omit<Returnee, 'who'>>(
    'SELECT id, path, operation_id AS "operationId", joined_at IS NOT NULL AS joined FROM visit.returnee WHERE street_id = $1 AND id = $2',
    [context.actor.streetId, id],
  )
  const [found] = rows
  if (!found) throw new Problem(platformProblems.notFound)
  return { ...found, who: (await peopleOf(context, [id])).get(id)?.[0] ?? null }
}

/** @returns false where this very step had been noted before */
async function noteStep(
  context: Context,
  of: Returnee,
  { id, step, residentId = null }: { id: string; step: ReturneeStep; residentId?: string | null },
): Promise<boolean> {
  const { rowCount } = await context.query(
    `INSERT INTO visit.returnee_step (street_id, operation_id, id, path, returnee_id, step, resident_id, account_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT DO NOTHING`,
    [context.actor.streetId, of.operationId, id, of.path, of.id, step, residentId, context.actor.accountId],
  )
  if (!rowCount) return false
  await settle(context, of.id)
  await context.record(events.returneeNoted, {
    ...{ path: of.path, operationId: of.operationId },
    data: { returneeId: of.id, step, ...(residentId ? { residentId } : {}) },
  })
  return true
}

const revealed = async (context: Context, personId: string, field: 'phone' | 'id-number', purpose: string) => {
  const { rows } = await context.query<{ value: string | null }>('SELECT visit.reveal($1, $2, $3, $4) AS value', [
    context.actor.streetId,
    personId,
    field,
    purpose,
  ])
  return rows[0]?.value ?? null
}

export const returneeHandlers: Pick<
  HandlersOf<typeof visiting>,
  'noteReturnee' | 'sameAsReturnee' | 'joinReturnee' | 'reveal'
> = {
  noteReturnee: async (context, { id, returneeId, step }) => {
    await noteStep(context, await returneeOf(context, returneeId), { id, step })
    return {}
  },

  sameAsReturnee: async (context, { returneeId }) => {
    const { who, id } = await returneeOf(context, returneeId)
    if (who === null) return { people: [] }
    const { rows } = await context.query<{ id: string; name: string; address: string }>(
      `SELECT r.id, r.name, coalesce(a.address, '') AS address FROM visit.person p
       JOIN register.public_resident r ON r.street_id = p.street_id AND (r.id_digest = p.id_digest OR r.name = p.name)
       LEFT JOIN register.area a ON a.street_id = r.street_id AND a.path = r.path
       WHERE p.street_id = $1 AND p.fact_id = $2 ORDER BY r.id_digest IS NOT DISTINCT FROM p.id_digest DESC, r.id LIMIT 5`,
      [context.actor.streetId, id],
    )
    return { people: rows }
  },

  joinReturnee: async (context, { id, returneeId, residentId, fresh }) => {
    // One after the other: two who confirm at once register nobody twice.
    await context.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`visit.join:${returneeId}`])
    const of = await returneeOf(context, returneeId)
    if (of.joined) throw new Problem(problems.alreadyJoined)
    if (fresh === null) {
      const { rowCount } = await context.query(
        'SELECT FROM register.public_resident WHERE street_id = $1 AND id = $2',
        [context.actor.streetId, residentId],
      )
      if (!rowCount) throw new Problem(platformProblems.notFound)
    } else {
      if (!isBelow(fresh.path, context.actor.path)) throw new Problem(problems.notElsewhere)
      if (of.who === null) throw new Problem(platformProblems.notFound)
      const { id: personId, name, idType } = of.who
      // Passes through here once, on record: the register reads numbers anew and keeps them in its own way.
      const idNumber = idType === 'none' ? null : await revealed(context, personId, 'id-number', 'verify')
      const phone = await revealed(context, personId, 'phone', 'verify')
      await registerPerson(context, {
        ...residentDraft.parse({ ...fresh, name, idType, idNumber, phone, birthDate: null, sex: null }),
        id: residentId,
      })
    }
    await noteStep(context, of, { id, step: 'joined', residentId })
    return {}
  },

  reveal: async (context, { personId, field, purpose }) => ({
    value: await revealed(context, personId, field, purpose),
  }),
}
