/** Accounts and sessions straight in the database: passwords and signing in are not what benches measure. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Role, roles } from '../../platform/pure/roles.ts'
import { uuid7 } from '../../platform/pure/uuid7.ts'
import { COOKIE, digestOf, newToken } from '../../platform/server/access/sessions.ts'
import type { Actor } from '../../platform/server/actor.ts'

export const freshId = (): string => uuid7(Date.now(), randomBytes(10))

export interface Seat {
  readonly actor: Actor & { readonly accountId: string }
  /** Value of the cookie header. */
  readonly cookie: string
}

/** One account with one role in one area, signed in. As the owner of the tables. */
export async function seat(adminUrl: string, streetId: string, role: Role, path: string): Promise<Seat> {
  const [accountId, grantId, sessionId] = [freshId(), freshId(), freshId()]
  const deviceId = role === 'lane-crew' ? freshId() : null
  const login = `bench.${accountId.slice(-12)}`
  const token = newToken()
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO platform.account (id, street_id, path, login, name, password_hash) VALUES ($1, $2, $3, $4, $5, 'none')`,
      [accountId, streetId, path, login, roles.words[role][0]],
    )
    await client.query(
      'INSERT INTO platform.grant_of_role (id, account_id, street_id, path, role) VALUES ($1, $2, $3, $4, $5)',
      [grantId, accountId, streetId, path, role],
    )
    await client.query(`SELECT platform.open_session($1, $2, $3, $4, $5, 'bench', interval '2 hours')`, [
      digestOf(token),
      sessionId,
      accountId,
      grantId,
      deviceId,
    ])
  } finally {
    await client.end()
  }
  return {
    actor: { accountId, name: login, role, path, streetId, grantId, sessionId, deviceId },
    cookie: `${COOKIE}=${token}`,
  }
}
