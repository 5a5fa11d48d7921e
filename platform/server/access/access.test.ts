/** Signing in, being signed out, lost phones, bad input: over HTTP on a real database. */
import { createSecretKey } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import { browser, Refused, signedIn } from '../../../tests/http.ts'
import { digest, freshId, HOME, PASSWORD, type SmallWorld, STREET, smallWorld } from '../../../tests/small-world.ts'
import { access } from '../../pure/access-contract.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { openFiles } from '../files.ts'
import { buildServer } from '../http/server.ts'
import { openLive } from '../live.ts'
import { openLongWork } from '../long-work.ts'
import { accessRoom } from './access-room.ts'
import { openSessions } from './sessions.ts'

const ops = access.operations
let db: FreshDatabase
let database: Database
let world: SmallWorld
let server: { app: FastifyInstance }

beforeAll(async () => {
  db = await freshDatabase()
  world = await smallWorld(db.adminUrl)
  database = openDatabase(db.appUrl)
  const sessions = openSessions(database)
  const work = openLongWork(1, () => undefined)
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-'))
  const house = {
    database,
    files: openFiles(database, work, dataDir),
    live: openLive(database),
    work,
    dataDir,
    digest,
    beacon: null,
    digestKey: createSecretKey('x', 'utf8'),
  }
  const names = async (_context: unknown, paths: string[]) => new Map(paths.map((p) => [p, p]))
  server = {
    app: await buildServer({
      house,
      sessions,
      rooms: [accessRoom(database, sessions, names)],
      secureCookies: false,
      uploadLimit: 1000,
      log: false,
      healthy: async () => true,
    }),
  }
})
afterAll(async () => {
  await server.app.close()
  await database.close()
  await db.drop()
})

const refusal = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return error as Refused
}

describe('signing in', () => {
  test('gives the role and area, and a cookie no script can read', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: ops.login.url,
      headers: { 'x-shouwang': '1' },
      payload: { login: ' Leader ', password: PASSWORD },
    })
    expect(response.json()).toMatchObject({ grant: { role: 'leader', path: HOME }, demo: false })
    expect(response.cookies[0]).toMatchObject({ name: 'shouwang', httpOnly: true, sameSite: 'Strict' })
  })
  test('a wrong password and an unknown login are told apart by nobody', async () => {
    const wrong = await refusal(browser(server).call(ops.login, { login: 'leader', password: 'not-the-password' }))
    const unknown = await refusal(browser(server).call(ops.login, { login: 'nobody', password: 'not-the-password' }))
    expect([wrong.status, wrong.problem]).toEqual([unknown.status, unknown.problem])
  })
  test('after eight wrong tries the login waits, even with the right password', async () => {
    for (let i = 0; i < 8; i++)
      await refusal(browser(server).call(ops.login, { login: 'superior', password: `guess-number-${i}` }))
    expect((await refusal(browser(server).call(ops.login, { login: 'superior', password: PASSWORD }))).status).toBe(429)
  })
  test('the password is in no answer, and nobody may read hashes', async () => {
    const me = await signedIn(server, 'admin')
    expect(JSON.stringify(await me.call(ops.accounts, {}))).not.toMatch(/argon2|password/i)
    await expect(
      database.within(world.actor('admin'), (c) => c.query('SELECT password_hash FROM platform.account')),
    ).rejects.toThrow()
  })
})

describe('sessions and devices', () => {
  test('a session that was ended answers 401 at once', async () => {
    const [one, two] = [await signedIn(server, 'grid'), await signedIn(server, 'grid')]
    const { sessions } = await one.call(ops.sessions, {})
    const theirs = sessions.find((s) => !s.current)!
    await one.call(ops.revokeSession, { sessionId: theirs.id })
    const results = await Promise.allSettled([one.call(ops.me, {}), two.call(ops.me, {})])
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  test('a lost phone is told to wipe itself at its next contact, and that is on record', async () => {
    const device = { id: freshId(), label: '手机甲' }
    const phone = await signedIn(server, 'crew', device)
    await phone.call(ops.reportDevice, { waiting: 7 })
    const leader = await signedIn(server, 'leader')
    expect((await leader.call(ops.devices, {})).devices).toMatchObject([{ id: device.id, waiting: 7, lostAt: null }])
    await leader.call(ops.loseDevice, { deviceId: device.id })
    const refused = await refusal(phone.call(ops.me, {}))
    expect([refused.status, refused.problem.wipe]).toEqual([401, true])
    expect((await leader.call(ops.devices, {})).devices[0]!.wipedAt).not.toBeNull()
  })
  test('another community’s leader sees and loses no device of ours', async () => {
    const stranger = await signedIn(server, 'leader2')
    const leader = await signedIn(server, 'leader')
    const { devices } = await leader.call(ops.devices, {})
    expect((await stranger.call(ops.devices, {})).devices).toEqual([])
    expect((await refusal(stranger.call(ops.loseDevice, { deviceId: devices[0]!.id }))).status).toBe(404)
  })
  test('a changed password ends all other sessions', async () => {
    const admin = await signedIn(server, 'admin')
    await admin.call(ops.createAccount, {
      id: freshId(),
      login: 'new.one',
      name: '新来',
      password: 'first-password',
      grants: [{ role: 'grid-worker', path: HOME }],
    })
    const page = browser(server)
    const other = browser(server)
    for (const b of [page, other])
      expect((await b.call(ops.login, { login: 'new.one', password: 'first-password' })).mustChange).toBe(true)
    expect((await refusal(page.call(ops.changePassword, { current: 'wrong', next: 'second-password' }))).status).toBe(
      401,
    )
    await page.call(ops.changePassword, { current: 'first-password', next: 'second-password' })
    expect((await page.call(ops.me, {})).mustChange).toBe(false)
    expect((await refusal(other.call(ops.me, {}))).status).toBe(401)
  })
  test('an administrator makes accounts only in their own area', async () => {
    const admin = await signedIn(server, 'admin')
    const far = {
      id: freshId(),
      login: 'far.away',
      name: '远',
      password: 'far-password-1',
      grants: [{ role: 'officer' as const, path: 'd01.s02.' }],
    }
    expect((await refusal(admin.call(ops.createAccount, far))).status).toBe(404)
    expect((await refusal((await signedIn(server, 'leader')).call(ops.createAccount, far))).status).toBe(403)
  })
})

describe('bad input', () => {
  const post = (payload: string, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: ops.login.url,
      headers: { 'x-shouwang': '1', 'content-type': 'application/json', ...headers },
      payload,
    })
  test.each([
    ['not JSON', '{"login":', {}, 400, 'platform.notJson'],
    ['a list', '[]', {}, 400, 'platform.badRequest'],
    ['wrong types', '{"login":5,"password":["x"]}', {}, 400, 'platform.badRequest'],
    ['a NUL in a text', '{"login":"a\\u0000b","password":"x"}', {}, 400, 'platform.badRequest'],
    ['another site', '{}', { origin: 'https://elsewhere.example' }, 403, 'platform.foreignOrigin'],
    ['without the header', '{}', { 'x-shouwang': '0' }, 403, 'platform.foreignOrigin'],
    ['not signed in', '{}', {}, 400, 'platform.badRequest'],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'platform.wrongType'],
  ])('%s', async (_what, payload, headers, status, code) => {
    const response = await post(payload, headers as Record<string, string>)
    expect([response.statusCode, response.json().code]).toEqual([status, code])
    expect(response.json().words).toHaveLength(2)
  })
  test('fields are named in both languages, values never repeated', async () => {
    const response = await post('{"login":"a","password":5550123}')
    expect(response.json().fields).toEqual([
      { path: 'password', words: [expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/^[ -~]+$/)] },
    ])
    expect(response.body).not.toContain('5550123')
  })
  test('a body above the limit', async () => {
    expect((await post(JSON.stringify({ login: 'x'.repeat(9_000_000) }))).statusCode).toBe(413)
  })
  test('no such route, no such file', async () => {
    expect((await server.app.inject({ method: 'POST', url: '/api/access/no-such' })).json().code).toBe(
      'platform.notFound',
    )
    expect((await server.app.inject({ url: '/api/files/..%2f..%2fetc%2fpasswd' })).statusCode).toBe(401)
  })
})

test('the contract is published, with a readable page', async () => {
  const document = (await server.app.inject({ url: '/api/openapi.json' })).json()
  expect(document.paths['/api/access/login'].post.summary).toBe('登录 Sign in')
  expect((await server.app.inject({ url: '/api/docs/' })).statusCode).toBe(200)
})

test('the audit trail names who did what, for those who oversee the area', async () => {
  const officer = await signedIn(server, 'officer')
  const { lines } = await officer.call(ops.audit, { under: STREET, types: ['access.device-lost'] })
  expect(lines).toMatchObject([{ accountName: '演示leader', role: 'leader', path: HOME }])
  expect((await refusal((await signedIn(server, 'grid')).call(ops.audit, {}))).status).toBe(403)
})

test('health and figures', async () => {
  expect((await server.app.inject({ url: '/healthz' })).json()).toEqual({ ok: true })
  const metrics = await server.app.inject({ url: '/metrics' })
  expect(metrics.body).toContain('shouwang_http_seconds_bucket')
  expect(metrics.body).not.toContain(PASSWORD)
})
