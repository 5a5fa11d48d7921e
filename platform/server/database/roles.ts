/**
 * The app's own database login: a member of shouwang_app, owner of nothing, no BYPASSRLS.
 * One login per database, so that several databases of one server do not share a password.
 */
import { createHmac } from 'node:crypto'
import pg from 'pg'

/** Makes the login or renews its password. @returns the URL that the app connects by; every other part is taken from `adminUrl`. */
export async function ensureAppLogin(adminUrl: string, secret: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ db: string; super: boolean }>(
      `SELECT current_database() AS db, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super`,
    )
    const database = rows[0]!.db
    const login = `shouwang_${database}`.slice(0, 63)
    const password = createHmac('sha256', secret).update(`app-login:${database}`).digest('base64url')
    const role = client.escapeIdentifier(login)
    const exists = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login])
    const verb = exists.rowCount ? 'ALTER' : 'CREATE'
    await client.query(
      `${verb} ROLE ${role} LOGIN ${rows[0]!.super ? 'NOSUPERUSER NOBYPASSRLS ' : ''}PASSWORD ${client.escapeLiteral(password)}`,
    )
    await client.query(`GRANT shouwang_app TO ${role}`)
    return withLogin(adminUrl, login, password)
  } finally {
    await client.end()
  }
}

/** A connection URL with another user and password; URLs whose host is a socket folder keep it. */
export function withLogin(url: string, user: string, password: string): string {
  const schemeEnd = url.indexOf('://') + 3
  const afterLogin = url.slice(schemeEnd).replace(/^[^@/?]*@/, '')
  return `${url.slice(0, schemeEnd)}${encodeURIComponent(user)}:${encodeURIComponent(password)}@${afterLogin}`
}
