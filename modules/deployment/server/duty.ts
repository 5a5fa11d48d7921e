/**
 * The person's own door, without an account: the key of a link opens their posts of one operation and takes "read and confirmed".
 * The key stands in the link's fragment and is 128 bits drawn by chance, so that wrong ones need not be counted.
 */
import { randomBytes } from 'node:crypto'
import { Problem } from '../../../platform/pure/problem.ts'
import { manyIds } from '../../../platform/server/many-ids.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import type { OutputOf } from '../../../platform/pure/contract.ts'
import { keyDigest } from '../../volunteer/server/public.ts'
import { deployment } from '../contract.ts'
import { problems } from '../model.ts'
import { openOperation, pathWithin } from './places.ts'
import { lock, peopleOf } from './store.ts'

type Duty = OutputOf<(typeof deployment.operations)['openDuty']>
/** `~` before the key of a volunteer's own link (modules/volunteer), which opens their posts, too. */
const digestOf = ({ house }: Pick<Call, 'house'>, key: string): Buffer =>
  key.startsWith('~') ? keyDigest(house, key.slice(1)) : house.digest('slip', `duty:${key}`)
const iso = (moment: string): string => new Date(moment).toISOString()

export const dutyHandlers: Pick<HandlersOf<typeof deployment>, 'issueLinks' | 'openDuty' | 'confirmDuty'> = {
  issueLinks: async (context, { operationId, people: wanted }) => {
    const { actor } = context
    const operation = await openOperation(context, operationId)
    const { rows: standing } = await context.query<{ id: string }>(
      'SELECT DISTINCT person_id AS id FROM deployment.standing WHERE operation_id = $1 AND person_id = ANY ($2)',
      [operationId, wanted],
    )
    const people = await peopleOf(
      context,
      standing.map(({ id }) => id),
    )
    if (people.size === 0) throw new Problem(problems.noPlacement)
    await lock(context)
    const path = pathWithin(context, operation)
    const ids = [...people.keys()]
    await context.query(
      'UPDATE deployment.link SET revoked_at = now() WHERE operation_id = $1 AND person_id = ANY ($2) AND revoked_at IS NULL',
      [operationId, ids],
    )
    const fresh = manyIds()
    const links = [...people.values()].map(({ personId, name }) => ({
      ...{ personId, name, key: randomBytes(16).toString('base64url') },
    }))
    const { rowCount } = await context.query(
      `INSERT INTO deployment.link (street_id, operation_id, id, path, person_id, token_digest, issued_by)
       SELECT $1, $2, x.id, $3, x.person, x.digest, $4 FROM unnest($5::uuid[], $6::uuid[], $7::bytea[]) AS x (id, person, digest)
       ON CONFLICT DO NOTHING`,
      [
        ...[actor.streetId, operationId, path, actor.accountId, links.map(() => fresh())],
        links.map(({ personId }) => personId),
        links.map(({ key }) => digestOf(context, key)),
      ],
    )
    // Issued by somebody whose area the asker does not see: theirs stands.
    if (rowCount !== links.length) throw new Problem(problems.changed)
    await context.record(deployment.events.linksIssued, { path, operationId, data: { people: ids } })
    return { links }
  },

  openDuty: {
    async outside(call, { key }) {
      const [row] = await call.house.database.bare<{ duty: Duty | null }>('SELECT deployment.open_duty($1) AS duty', [
        digestOf(call, key),
      ])
      if (!row?.duty) throw new Problem(problems.noSuchKey)
      const { posts, briefings, ...duty } = row.duty
      return {
        ...duty,
        posts: posts.map((post) => ({ ...post, startsAt: iso(post.startsAt), endsAt: iso(post.endsAt) })),
        briefings: briefings.map((one) => ({ ...one, readAt: one.readAt && iso(one.readAt) })),
      }
    },
  },

  confirmDuty: {
    async outside(call, { key, briefingId }) {
      const [row] = await call.house.database.bare<{ taken: boolean | null }>(
        'SELECT deployment.confirm_duty($1, $2) AS taken',
        [digestOf(call, key), briefingId],
      )
      if (row?.taken == null) throw new Problem(problems.noSuchKey)
      if (!row.taken) throw new Problem(problems.notYours)
      return {}
    },
  },
}
