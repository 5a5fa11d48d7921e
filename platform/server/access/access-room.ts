/** Signing in, sessions, devices, accounts, audit and exports, as one contract like any room's. */
import { randomBytes } from 'node:crypto'
import { access } from '../../pure/access-contract.ts'
import { Problem, platformProblems } from '../../pure/problem.ts'
import type { Role } from '../../pure/roles.ts'
import { uuid7 } from '../../pure/uuid7.ts'
import type { Context, Database } from '../database/database.ts'
import { type Call, room } from '../room.ts'
import { hashPassword, passwordFits } from './password.ts'
import { digestOf, LASTS_HOURS, newToken, type Session, type Sessions } from './sessions.ts'

/** How the room reaches the request's cookie without knowing HTTP. */
export interface SignInCall extends Call {
  readonly session: Session | null
  readonly setToken: (token: string | null, hours: number) => void
}
const asSignIn = (call: Call): SignInCall => call as SignInCall
const { events } = access

/** @param names what areas are called: known to a room, so the app hands it in. */
export function accessRoom(
  database: Database,
  sessions: Sessions,
  names: (context: Context, paths: string[]) => Promise<Map<string, string>>,
) {
  const describe = (session: Session) =>
    database.within(
      session.actor,
      async (context) => {
        const { rows } = await context.query<{ id: string; role: Role; path: string }>(
          'SELECT id, role, path FROM platform.grant_of_role WHERE account_id = $1 AND ended_at IS NULL ORDER BY length(path), id',
          [session.actor.accountId],
        )
        const named = await names(
          context,
          rows.map((r) => r.path),
        )
        const grants = rows.map((r) => ({ ...r, areaName: named.get(r.path) ?? r.path }))
        const { actor } = session
        return {
          accountId: actor.accountId!,
          name: actor.name,
          demo: session.demo,
          mustChange: session.mustChange,
          streetId: actor.streetId,
          grant: grants.find((g) => g.id === actor.grantId)!,
          grants,
          deviceId: actor.deviceId,
        }
      },
      { readOnly: true },
    )

  async function open(
    call: SignInCall,
    accountId: string,
    grantId: string | null,
    device: { id: string; label: string } | null,
  ) {
    const token = newToken()
    const [opened] = await database.bare<{ grant_id: string }>(
      'SELECT * FROM platform.open_session($1, $2, $3, $4, $5, $6, $7)',
      [
        digestOf(token),
        uuid7(Date.now(), randomBytes(10)),
        accountId,
        grantId,
        device?.id ?? null,
        device?.label ?? null,
        `${LASTS_HOURS} hours`,
      ],
    )
    if (!opened) throw new Problem(platformProblems.notAllowed)
    const session = await sessions.find(token)
    await database.within(session.actor, (c) =>
      c.record(events.signedIn, { path: session.actor.path, data: { sessionId: session.id } }),
    )
    call.setToken(token, LASTS_HOURS)
    return describe(session)
  }

  return room(access, {
    login: {
      outside: async (given, input) => {
        const call = asSignIn(given)
        await sessions.guardTry(input.login, call.address)
        const [account] = await database.bare<{ id: string; password_hash: string; disabled: boolean }>(
          'SELECT * FROM platform.account_for_login($1)',
          [input.login],
        )
        const fits = await passwordFits(account?.password_hash ?? null, input.password)
        if (!account || !fits || account.disabled) throw new Problem(platformProblems.badLogin)
        await sessions.clearTries(input.login)
        return open(call, account.id, input.grantId ?? null, input.device ?? null)
      },
    },
    logout: {
      outside: async (given) => {
        const call = asSignIn(given)
        await database.within(call.actor, async (c) => {
          await c.query('UPDATE platform.session SET revoked_at = now() WHERE id = $1', [call.actor.sessionId])
          await c.record(events.signedOut, { path: call.actor.path, data: { sessionId: call.actor.sessionId! } })
        })
        sessions.forget()
        call.setToken(null, 0)
        return {}
      },
    },
    me: { outside: (given) => describe(asSignIn(given).session!) },
    switchGrant: {
      outside: async (given, input) => {
        const call = asSignIn(given)
        const { actor } = call
        const device = actor.deviceId ? { id: actor.deviceId, label: '' } : null
        const result = await open(call, actor.accountId!, input.grantId, device)
        await database.within(actor, (c) =>
          c.query('UPDATE platform.session SET revoked_at = now() WHERE id = $1', [actor.sessionId]),
        )
        sessions.forget()
        return result
      },
    },
    changePassword: async (context, input) => {
      const { rows } = await context.query<{ hash: string }>('SELECT platform.own_password_hash() AS hash')
      if (!(await passwordFits(rows[0]!.hash, input.current))) throw new Problem(platformProblems.badLogin)
      await context.query('SELECT platform.change_own_password($1)', [await hashPassword(input.next)])
      await context.query(
        'UPDATE platform.session SET revoked_at = now() WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL',
        [context.actor.accountId, context.actor.sessionId],
      )
      await context.record(events.passwordChanged, {
        path: context.actor.path,
        data: { accountId: context.actor.accountId! },
      })
      sessions.forget()
      return {}
    },
    demoLogins: {
      outside: async () => {
        const [setting] = await database.bare<{ value: { password: string; areas: Record<string, string> } }>(
          `SELECT value FROM platform.setting WHERE key = 'demo'`,
        )
        if (!setting) return { logins: [] }
        const logins = await database.bare<{ login: string; name: string; role: Role; path: string }>(
          'SELECT * FROM platform.demo_logins()',
        )
        return {
          logins: logins.map(({ path, ...l }) => ({
            ...l,
            password: setting.value.password,
            areaName: setting.value.areas[path] ?? path,
          })),
        }
      },
    },
    reportDevice: async (context, input) => {
      await context.query('UPDATE platform.device SET waiting = $2, last_seen_at = now() WHERE id = $1', [
        context.actor.deviceId,
        input.waiting,
      ])
      return { now: new Date().toISOString() }
    },
    devices: async (context) => {
      const rows = await context
        .builder()
        .selectFrom('platform.device')
        .select(['id', 'label', 'account_id', 'last_seen_at', 'waiting', 'lost_at', 'wiped_at'])
        .orderBy('last_seen_at', 'desc')
        .limit(1000)
        .execute()
      return {
        devices: rows.map((r) => ({
          id: r.id,
          label: r.label,
          accountId: r.account_id,
          lastSeenAt: r.last_seen_at.toISOString(),
          waiting: r.waiting,
          lostAt: r.lost_at?.toISOString() ?? null,
          wipedAt: r.wiped_at?.toISOString() ?? null,
        })),
      }
    },
    loseDevice: async (context, input) => {
      const { rows } = await context.query<{ path: string }>(
        'UPDATE platform.device SET lost_at = coalesce(lost_at, now()), lost_by = coalesce(lost_by, $2) WHERE id = $1 RETURNING path',
        [input.deviceId, context.actor.accountId],
      )
      if (!rows[0]) throw new Problem(platformProblems.notFound)
      await context.record(events.deviceLost, { path: rows[0].path, data: { deviceId: input.deviceId } })
      sessions.forget()
      return {}
    },
    sessions: async (context, input) => {
      const { rows } = await context.query<{
        id: string
        accountId: string
        deviceId: string | null
        createdAt: Date
        lastSeenAt: Date
      }>(
        `SELECT id, account_id AS "accountId", device_id AS "deviceId", created_at AS "createdAt", last_seen_at AS "lastSeenAt" FROM platform.session
         WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY last_seen_at DESC LIMIT 200`,
        [input.accountId ?? context.actor.accountId],
      )
      return {
        sessions: rows.map((r) => ({
          ...r,
          createdAt: r.createdAt.toISOString(),
          lastSeenAt: r.lastSeenAt.toISOString(),
          current: r.id === context.actor.sessionId,
        })),
      }
    },
    revokeSession: async (context, input) => {
      const { rows } = await context.query<{ path: string }>(
        'UPDATE platform.session SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING path',
        [input.sessionId],
      )
      if (!rows[0]) throw new Problem(platformProblems.notFound)
      await context.record(events.sessionRevoked, { path: rows[0].path, data: { sessionId: input.sessionId } })
      sessions.forget()
      return {}
    },
    accounts: async (context) => {
      const { rows } = await context.query<{
        id: string
        login: string
        name: string
        demo: boolean
        disabledAt: Date | null
        grants: { id: string; role: Role; path: string }[]
      }>(
        `SELECT a.id, a.login, a.name, a.demo, a.disabled_at AS "disabledAt",
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'path', g.path) ORDER BY g.path)
             FROM platform.grant_of_role g WHERE g.account_id = a.id AND g.ended_at IS NULL), '[]') AS grants
         FROM platform.account a ORDER BY a.login LIMIT 2000`,
      )
      const named = await names(context, [...new Set(rows.flatMap((r) => r.grants.map((g) => g.path)))])
      return {
        accounts: rows.map((r) => ({
          ...r,
          disabledAt: r.disabledAt?.toISOString() ?? null,
          grants: r.grants.map((g) => ({ ...g, areaName: named.get(g.path) ?? g.path })),
        })),
      }
    },
    createAccount: async (context, input) => {
      const { actor } = context
      const path = input.grants[0]!.path
      try {
        await context.query(
          'INSERT INTO platform.account (id, street_id, path, login, name, password_hash, must_change) VALUES ($1, $2, $3, $4, $5, $6, true)',
          [input.id, actor.streetId, path, input.login, input.name, await hashPassword(input.password)],
        )
      } catch (error) {
        if ((error as { code?: string }).code === '23505') throw new Problem(platformProblems.conflict)
        throw error
      }
      for (const grant of input.grants)
        await context.query(
          'INSERT INTO platform.grant_of_role (id, account_id, street_id, path, role) VALUES (gen_random_uuid(), $1, $2, $3, $4)',
          [input.id, actor.streetId, grant.path, grant.role],
        )
      await context.record(events.accountCreated, { path, data: { accountId: input.id } })
      return {}
    },
    setPassword: async (context, input) => {
      const { rows } = await context.query<{ path: string }>(
        'UPDATE platform.account SET password_hash = $2, must_change = true WHERE id = $1 RETURNING path',
        [input.accountId, await hashPassword(input.password)],
      )
      if (!rows[0]) throw new Problem(platformProblems.notFound)
      await context.query(
        'UPDATE platform.session SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL',
        [input.accountId],
      )
      await context.record(events.passwordChanged, { path: rows[0].path, data: { accountId: input.accountId } })
      sessions.forget()
      return {}
    },
    disableAccount: async (context, input) => {
      const { rows } = await context.query<{ path: string }>(
        'UPDATE platform.account SET disabled_at = coalesce(disabled_at, now()) WHERE id = $1 RETURNING path',
        [input.accountId],
      )
      if (!rows[0]) throw new Problem(platformProblems.notFound)
      await context.record(events.accountDisabled, { path: rows[0].path, data: { accountId: input.accountId } })
      sessions.forget()
      return {}
    },
    audit: async (context, input) => {
      const { rows } = await context.query<{
        seq: string
        at: Date
        type: string
        path: string
        accountId: string | null
        accountName: string | null
        role: string | null
        data: Record<string, unknown>
      }>(
        `SELECT l.seq::text, l.at, l.type, l.path, l.account_id AS "accountId", platform.account_name(l.account_id) AS "accountName", l.role, l.data FROM platform.ledger l
         WHERE ($1::text IS NULL OR starts_with(l.path, $1)) AND ($2::text[] IS NULL OR l.type = ANY ($2)) AND ($3::uuid IS NULL OR l.account_id = $3)
           AND ($4::bigint IS NULL OR l.seq < $4)
         ORDER BY l.seq DESC LIMIT $5`,
        [input.under ?? null, input.types ?? null, input.accountId ?? null, input.after ?? null, input.limit + 1],
      )
      const lines = rows.slice(0, input.limit).map((r) => ({ ...r, at: r.at.toISOString() }))
      return { lines, next: rows.length > input.limit ? lines.at(-1)!.seq : null }
    },
    files: async (context, input) => {
      // Row-level security shows files of the area to those who answer for it, and only their own to all others.
      const whose = input.of === 'me' ? context.actor.accountId : null
      const { rows } = await context.query<{
        id: string
        kind: string
        title: string
        purpose: string
        state: 'making' | 'ready' | 'failed' | 'gone' | 'fetched'
        who: string | null
        way: 'file' | 'paper'
        fetchedAt: Date | null
        rowsDone: number
        rowsTotal: number | null
        bytes: string | null
        fetched: number
        madeAt: Date
        expiresAt: Date
      }>(
        `SELECT id, platform.account_name(account_id) AS who, way, kind, title, purpose, state, rows_done AS "rowsDone", rows_total AS "rowsTotal", bytes, fetched,
           fetched_at AS "fetchedAt", made_at AS "madeAt", expires_at AS "expiresAt"
         FROM platform.file WHERE ($1::uuid IS NULL OR account_id = $1) AND ($2::uuid IS NULL OR id = $2) ORDER BY made_at DESC LIMIT 200`,
        [whose, input.id ?? null],
      )
      const counted = await context.query<{ exports: number; rows: number }>(
        `SELECT count(*)::integer AS exports, coalesce(sum(rows_done), 0)::integer AS rows FROM platform.file
         WHERE ($1::uuid IS NULL OR account_id = $1) AND made_at > now() - interval '7 days' AND state <> 'failed'`,
        [whose],
      )
      return {
        week: counted.rows[0]!,
        files: rows.map((r) => ({
          ...r,
          bytes: r.bytes === null ? null : Number(r.bytes),
          fetchedAt: r.fetchedAt?.toISOString() ?? null,
          madeAt: r.madeAt.toISOString(),
          expiresAt: r.expiresAt.toISOString(),
        })),
      }
    },
  })
}
