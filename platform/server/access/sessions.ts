/**
 * Sessions: a random token in an httpOnly cookie, its SHA-256 in the database. Looked up by a security-definer door,
 * remembered for two seconds so that a burst of facts costs one look; ending a session in this process forgets it at once.
 */
import { createHash, randomBytes } from 'node:crypto'
import { Problem, platformProblems } from '../../pure/problem.ts'
import { type Role, roles } from '../../pure/roles.ts'
import type { Actor } from '../actor.ts'
import type { Database } from '../database/database.ts'

export const COOKIE = 'shouwang'
/** A shift and the way home. */
export const LASTS_HOURS = 16
const REMEMBERED = 2000
const TRIES = 8
const TRY_MINUTES = 15

export interface Session {
  readonly id: string
  readonly digest: Buffer
  readonly actor: Actor
  readonly demo: boolean
  readonly mustChange: boolean
}

interface SessionRow {
  id: string
  account_id: string
  account_name: string
  demo: boolean
  must_change: boolean
  grant_id: string
  role: string
  street_id: string
  path: string
  device_id: string | null
  device_lost: boolean
  ended: boolean
  last_seen_at: Date
}

export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()
export const newToken = (): string => randomBytes(32).toString('base64url')

export interface Sessions {
  /** @throws Problem signIn, sessionEnded or deviceLost (with `wipe`). */
  find(token: string | undefined): Promise<Session>
  forget(): void
  /** Counts a failed or pending try; throws tooManyTries when either the login or the address has had too many. */
  guardTry(login: string, address: string): Promise<void>
  clearTries(login: string): Promise<void>
}

export function openSessions(database: Database): Sessions {
  const remembered = new Map<string, { at: number; session: Session }>()

  return {
    async find(token) {
      if (!token) throw new Problem(platformProblems.signIn)
      const known = remembered.get(token)
      if (known && Date.now() - known.at < REMEMBERED) return known.session
      const digest = digestOf(token)
      const [row] = await database.bare<SessionRow>('SELECT * FROM platform.session_by_digest($1)', [digest])
      if (!row) throw new Problem(platformProblems.sessionEnded)
      if (row.device_lost) {
        await database.bare('SELECT platform.note_wiped($1)', [digest])
        throw new Problem(platformProblems.deviceLost, {}, { wipe: true })
      }
      if (row.ended || !roles.has(row.role)) throw new Problem(platformProblems.sessionEnded)
      if (Date.now() - row.last_seen_at.getTime() > 60_000)
        await database.bare('SELECT platform.touch_session($1)', [digest])
      const session: Session = {
        id: row.id,
        digest,
        demo: row.demo,
        mustChange: row.must_change,
        actor: {
          accountId: row.account_id,
          name: row.account_name,
          role: row.role as Role,
          path: row.path,
          streetId: row.street_id,
          grantId: row.grant_id,
          sessionId: row.id,
          deviceId: row.device_id,
        },
      }
      if (remembered.size > 20_000) remembered.clear()
      remembered.set(token, { at: Date.now(), session })
      return session
    },
    forget: () => remembered.clear(),
    async guardTry(login, address) {
      const spare = `${TRY_MINUTES} minutes`
      // The address may be a whole office behind one router: it is allowed ten times as many.
      const [row] = await database.bare<{ by_login: number; by_address: number }>(
        'SELECT platform.note_login_try($1, $3) AS by_login, platform.note_login_try($2, $3) AS by_address',
        [`login:${login}`, `address:${address}`, spare],
      )
      if (row!.by_login > TRIES || row!.by_address > TRIES * 10)
        throw new Problem(platformProblems.tooManyTries, { minutes: TRY_MINUTES })
    },
    async clearTries(login) {
      await database.bare('SELECT platform.forget_login_tries($1)', [`login:${login}`])
    },
  }
}
