/** Who is at hand, the one port through which people come to be placed: mustered, come forward, or noted here from the roster. */
import type { Context } from '../../../platform/server/database/database.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { rosterOf } from '../../staff/server/public.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { deployment } from '../contract.ts'
import { fatigueOf } from '../../staff/fatigue.ts'
import { openOperation, pathWithin } from './places.ts'
import { loadsOf } from './loads.ts'
import { placePolicy } from './place-policy.ts'
import { peopleOf } from './store.ts'

/**
 * Who is here for the operation: noted so here; mustered in one of its call-ups; or a volunteer who came. Whoever was noted as gone
 * since is not, nor a volunteer who has withdrawn since, unless they were called up, too.
 */
export async function peopleAtHand(context: Context, operationId: string): Promise<string[]> {
  const { rows } = await context.query<{ id: string }>(
    `WITH mustered AS (
       SELECT m.person_id, true AS here, m.here_at AS at FROM mobilize.public_muster m WHERE m.operation_id = $1 AND m.person_id IS NOT NULL),
     told AS (
       SELECT h.person_id, h.here, h.at FROM deployment.at_hand h WHERE h.operation_id = $1
       UNION ALL SELECT * FROM mustered
       UNION ALL SELECT c.person_id, true, c.came_at FROM volunteer.public_came c WHERE c.operation_id = $1),
     withdrawn AS (
       SELECT x.person_id, false, x.withdrawn_at FROM volunteer.withdrawn_among($2, $1, ARRAY(SELECT t.person_id FROM told t)) x
       WHERE NOT EXISTS (SELECT FROM mustered m WHERE m.person_id = x.person_id))
     SELECT x.person_id AS id FROM (
       SELECT DISTINCT ON (w.person_id) w.person_id, w.here FROM (SELECT * FROM told UNION ALL SELECT * FROM withdrawn) w
       ORDER BY w.person_id, w.at DESC, w.here) x
     WHERE x.here ORDER BY x.person_id`,
    [operationId, context.actor.streetId],
  )
  return rows.map(({ id }) => id)
}

export const atHandHandlers: Pick<HandlersOf<typeof deployment>, 'atHand' | 'noteAtHand'> = {
  atHand: async (context, { operationId }) => {
    const now = new Date()
    const ids = await peopleAtHand(context, operationId)
    const [people, roster, loads] = [
      await peopleOf(context, ids),
      new Map((await rosterOf(context, now)).map((row) => [row.id, row])),
      await loadsOf(context, ids, now),
    ]
    const { rows } = await context.query<{ personId: string; posts: number }>(
      `SELECT s.person_id AS "personId", count(*)::integer AS posts FROM deployment.standing s JOIN deployment.post t ON t.street_id = s.street_id AND t.id = s.post_id
       WHERE s.operation_id = $1 AND s.person_id = ANY ($2) AND t.ends_at > now() GROUP BY s.person_id`,
      [operationId, ids],
    )
    const posts = new Map(rows.map((row) => [row.personId, row.posts]))
    const policy = await placePolicy(context)
    return {
      people: [...people.values()].map((one) => {
        const load = loads.get(one.personId)
        return {
          ...one,
          exempt: roster.get(one.personId)?.exempt ?? false,
          fatigue: toldFatigue(fatigueOf(load?.days ?? [], shanghaiDay(now), policy)),
          posts: posts.get(one.personId) ?? 0,
        }
      }),
    }
  },

  noteAtHand: async (context, { operationId, people, here }) => {
    const { actor } = context
    const operation = await openOperation(context, operationId)
    const known = [...(await peopleOf(context, people)).keys()]
    if (known.length === 0) return { noted: 0 }
    const path = pathWithin(context, operation)
    const fresh = manyIds()
    await context.query(
      `INSERT INTO deployment.at_hand (street_id, operation_id, id, path, person_id, here, account_id)
       SELECT $1, $2, x.id, $3, x.person, $4, $5 FROM unnest($6::uuid[], $7::uuid[]) AS x (id, person)`,
      [actor.streetId, operationId, path, here, actor.accountId, known.map(() => fresh()), known],
    )
    await context.record(deployment.events.atHandNoted, { path, operationId, data: { people: known, here } })
    return { noted: known.length }
  },
}

export const toldFatigue = ({ because, ...one }: ReturnType<typeof fatigueOf>) => ({ ...one, because: [...because] })
