/** Slips for households: which have one, new ones with their keys (told once, to be printed), and taking one back. */
import { randomBytes } from 'node:crypto'
import { isBelow, rangeBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf, House } from '../../../platform/server/room.ts'
import { findOperationToWorkIn } from '../../operation/server/public.ts'
import { selftest } from '../contract.ts'
import { householdCode } from '../household-code.ts'
import { maskHousehold } from '../masked-names.ts'
import { problems } from '../model.ts'

/** Households of one printing: about 170 sheets of paper. */
export const MOST_SLIPS = 500

interface Dwelling {
  path: string
  address: string
  people: string[]
  slipId: string | null
  issuedAt: Date | null
}

/** Dwellings with people below `under`, with the slip that is out; $1 street, $2 operation, $3 and $4 the range. */
const DWELLINGS = `SELECT a.path, coalesce(a.address, a.name) AS address, array_agg(p.name ORDER BY p.birth_date NULLS LAST, p.id) AS people,
    (array_agg(s.id))[1] AS "slipId", min(s.issued_at) AS "issuedAt"
  FROM register.area a JOIN register.public_resident p ON p.street_id = a.street_id AND p.path = a.path
  LEFT JOIN selftest.slip s ON s.street_id = a.street_id AND s.operation_id = $2 AND s.path = a.path AND s.revoked_at IS NULL
  WHERE a.street_id = $1 AND a.kind = 'dwelling' AND a.path >= $3 AND a.path < $4 GROUP BY a.path, a.address, a.name`

interface Keys {
  readonly token: string
  readonly code: string
  readonly tokenDigest: Buffer
  readonly codeDigest: Buffer
}
const drawKeys = (house: House): Keys => {
  let code: string | null = null
  while (code === null) code = householdCode(randomBytes(32))
  const token = randomBytes(16).toString('base64url')
  return { token, code, tokenDigest: house.digest('slip', token), codeDigest: house.digest('slip', code) }
}

/** As many as wanted; a code that opens something already, anywhere, is drawn anew. */
async function freshKeys(context: Context, house: House, wanted: number): Promise<Keys[]> {
  const keys = new Map<string, Keys>()
  while (keys.size < wanted) {
    const drawn = Array.from({ length: wanted - keys.size }, () => drawKeys(house))
    const { rows } = await context.query<{ digest: Buffer }>('SELECT selftest.codes_taken($1::bytea[]) AS digest', [
      drawn.map((key) => key.codeDigest),
    ])
    const taken = new Set(rows.map(({ digest }) => digest.toString('hex')))
    for (const key of drawn) if (!taken.has(key.codeDigest.toString('hex'))) keys.set(key.code, key)
  }
  return [...keys.values()]
}

export const slipHandlers: Pick<HandlersOf<typeof selftest>, 'slips' | 'issueSlips' | 'revokeSlip'> = {
  slips: async (context, { operationId, under, without, after, limit }) => {
    const { from, to } = rangeBelow(under)
    const values = [context.actor.streetId, operationId, from, to]
    const { rows: counted } = await context.query<{ dwellings: number; issued: number }>(
      `SELECT count(*)::integer AS dwellings, count(x."slipId")::integer AS issued FROM (${DWELLINGS}) x`,
      values,
    )
    const { rows } = await context.query<Dwelling>(
      `SELECT x.* FROM (${DWELLINGS}) x WHERE x.path > $5 AND ($6 = false OR x."slipId" IS NULL) ORDER BY x.path LIMIT $7`,
      [...values, after ?? '', without, limit + 1],
    )
    const { dwellings, issued } = counted[0]!
    const shown = rows.slice(0, limit)
    return {
      rows: shown.map(({ path, address, people, slipId, issuedAt }) => ({
        path,
        address,
        people: people.length,
        slip: slipId && issuedAt ? { id: slipId, issuedAt: issuedAt.toISOString() } : null,
      })),
      next: rows.length > limit ? (shown.at(-1)?.path ?? null) : null,
      total: without ? dwellings - issued : dwellings,
      dwellings,
      issued,
    }
  },

  issueSlips: async (context, { operationId, under, again }) => {
    const { actor, house } = context
    const operation = await findOperationToWorkIn(context, operationId)
    if (!operation || !isBelow(under, actor.path)) throw new Problem(platformProblems.notFound)
    if (operation.state !== 'open') throw new Problem(problems.operationEnded)
    if (!isBelow(under, operation.path)) throw new Problem(problems.outsideOperation)
    const { from, to } = rangeBelow(under)
    const { rows } = await context.query<Dwelling>(
      `SELECT x.* FROM (${DWELLINGS}) x WHERE $5 OR x."slipId" IS NULL ORDER BY x.path LIMIT ${MOST_SLIPS + 1}`,
      [actor.streetId, operationId, from, to, again],
    )
    if (rows.length === 0) throw new Problem(problems.noDwellings)
    if (rows.length > MOST_SLIPS)
      throw new Problem(problems.tooManyDwellings, { count: `${MOST_SLIPS}+`, most: MOST_SLIPS })
    const out = rows.flatMap((row) => (row.slipId ? [row.slipId] : []))
    if (out.length > 0)
      await context.query(
        'UPDATE selftest.slip SET revoked_at = now(), revoked_by = $3 WHERE street_id = $1 AND id = ANY ($2::uuid[]) AND revoked_at IS NULL',
        [actor.streetId, out, actor.accountId],
      )
    const keys = await freshKeys(context, house, rows.length)
    const now = Date.now()
    const slips = rows.map(({ path, address, people }, i) => ({
      // On paper too: a slip is left at doors.
      ...{ id: uuid7(now, randomBytes(10)), path, address, people: maskHousehold(people) },
      keys: keys[i] as Keys,
    }))
    await context.query(
      `INSERT INTO selftest.slip (street_id, operation_id, id, path, token_digest, code_digest, issued_by)
       SELECT $1, $2, x.id, x.path, x.token, x.code, $7 FROM unnest($3::uuid[], $4::text[], $5::bytea[], $6::bytea[]) AS x (id, path, token, code)`,
      [
        actor.streetId,
        operationId,
        slips.map((s) => s.id),
        slips.map((s) => s.path),
        slips.map((s) => s.keys.tokenDigest),
        slips.map((s) => s.keys.codeDigest),
        actor.accountId,
      ],
    )
    await context.record(selftest.events.slipsIssued, {
      path: under,
      operationId,
      data: { slips: slips.length, again },
    })
    return {
      slips: slips.map(({ keys: { token, code }, ...slip }) => ({ ...slip, token, code })),
    }
  },

  revokeSlip: async (context, { id }) => {
    const { rows } = await context.query<{ path: string; operationId: string }>(
      `UPDATE selftest.slip SET revoked_at = now(), revoked_by = $3 WHERE street_id = $1 AND id = $2 AND revoked_at IS NULL
       RETURNING path, operation_id AS "operationId"`,
      [context.actor.streetId, id, context.actor.accountId],
    )
    const [revoked] = rows
    if (revoked) await context.record(selftest.events.slipRevoked, { ...revoked, data: { slipId: id } })
    else {
      const { rowCount } = await context.query('SELECT FROM selftest.slip WHERE street_id = $1 AND id = $2', [
        context.actor.streetId,
        id,
      ])
      if (!rowCount) throw new Problem(platformProblems.notFound)
    }
    return {}
  },
}
