/** Signing keys at the desk: renewed with an overlap, so that no gate stops; marked as leaked, and then nothing it signed counts. */
import { depthOf } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { depthOfKind } from '../../register/model.ts'
import { pass } from '../contract.ts'
import { keyAt } from '../key-choice.ts'
import { drawKey, isOurs, listKeys } from './keys.ts'

const { events } = pass

/** From `from` on the new key signs, and the ones before sign nothing that begins later. Published at once. */
async function putKey(context: Context & Call, from: Date): Promise<string> {
  const { keyId, publicKey, salt } = drawKey(context.house)
  const { streetId, path, accountId } = context.actor
  await context.query(
    'UPDATE pass.key SET retired_at = $2 WHERE street_id = $1 AND (retired_at IS NULL OR retired_at > $2)',
    [streetId, from],
  )
  await context.query(
    'INSERT INTO pass.key (street_id, key_id, path, public_key, salt, made_by, from_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [streetId, keyId, path, publicKey, salt, accountId, from],
  )
  return keyId
}

/** Keys are the sub-district's: an officer of it, and one at a time. */
async function alone(context: Context): Promise<void> {
  if (depthOf(context.actor.path) !== depthOfKind('street')) throw new Problem(platformProblems.notAllowed)
  await context.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`pass.key:${context.actor.streetId}`])
}

export const keyHandlers: Pick<HandlersOf<typeof pass>, 'keys' | 'renewKey' | 'leakKey'> = {
  keys: async (context) => {
    const known = await listKeys(context)
    const { rows } = await context.query<{ keyId: string; madeAt: Date; cards: number }>(
      `SELECT k.key_id AS "keyId", k.made_at AS "madeAt", (SELECT count(*)::integer FROM pass.pass p WHERE p.street_id = k.street_id AND p.card_key = k.key_id
         AND p.standing = 'valid' AND p.until_at > now()) AS cards FROM pass.key k WHERE k.street_id = $1`,
      [context.actor.streetId],
    )
    const more = new Map(rows.map((row) => [row.keyId, row]))
    const current = keyAt(known, Date.now())?.keyId
    const keys = known.map(({ salt, ...key }) => ({
      ...key,
      ...{ madeAt: more.get(key.keyId)?.madeAt.toISOString() ?? key.from, cards: more.get(key.keyId)?.cards ?? 0 },
      ...{ current: key.keyId === current, usable: isOurs(context.house, { ...key, salt }) },
    }))
    return { keys: keys.toReversed() }
  },

  renewKey: async (context, { hours }) => {
    await alone(context)
    const keyId = await putKey(context, new Date(Date.now() + hours * 3600_000))
    await context.record(events.keyRenewed, { path: context.actor.path, data: { keyId } })
    return { keyId }
  },

  leakKey: async (context, { keyId }) => {
    await alone(context)
    const { rows } = await context.query<{ leaked: boolean }>(
      'SELECT leaked_at IS NOT NULL AS leaked FROM pass.key WHERE street_id = $1 AND key_id = $2',
      [context.actor.streetId, keyId],
    )
    if (!rows[0]) throw new Problem(platformProblems.notFound)
    if (!rows[0].leaked) {
      await context.query(
        'UPDATE pass.key SET leaked_at = now(), leaked_by = $3, retired_at = least(coalesce(retired_at, now()), now()) WHERE street_id = $1 AND key_id = $2',
        [context.actor.streetId, keyId, context.actor.accountId],
      )
      await context.record(events.keyLeaked, { path: context.actor.path, data: { keyId } })
      // A gate must not be left without a key that signs: unless another does already, one begins now.
      if (!keyAt(await listKeys(context), Date.now())) {
        const fresh = await putKey(context, new Date())
        await context.record(events.keyRenewed, { path: context.actor.path, data: { keyId: fresh } })
      }
    }
    const { rows: counted } = await context.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM pass.pass WHERE street_id = $1 AND card_key = $2 AND standing = 'valid' AND until_at > now()`,
      [context.actor.streetId, keyId],
    )
    return { cards: counted[0]?.n ?? 0 }
  },
}
