/** The small world with a roster: departments of invented people, an operation, and the steps from a plan to people who are called. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Composed, compose } from '../apps/server/compose.ts'
import type { CallUpAsk } from '../modules/mobilize/call-up-model.ts'
import { mobilize } from '../modules/mobilize/contract.ts'
import { commitmentOf } from '../modules/mobilize/transcript.ts'
import { operations } from '../modules/operation/contract.ts'
import type { InputOf } from '../platform/pure/contract.ts'
import { type EngineName, freshDatabase } from './cluster.ts'
import { type Browser, signedIn } from './http.ts'
import { freshId, HOME, OTHER, SECRET, STREET, STREET_ID, type SmallWorld, smallWorld } from './small-world.ts'

const ops = mobilize.operations
type Draft = InputOf<typeof ops.draft>

export interface MusterWorld {
  readonly world: SmallWorld
  readonly urls: { readonly adminUrl: string; readonly appUrl: string }
  readonly dataDir: string
  readonly server: Composed
  readonly admin: pg.Client
  readonly officer: Browser
  readonly leader: Browser
  readonly operationId: string
  /** In the order of their names: 桃花办, 桃影社区, 柳亭社区, then bureaus. */
  readonly departments: readonly { readonly id: string; readonly name: string; readonly people: readonly string[] }[]
  draft(more?: Omit<Partial<Draft>, 'ask'> & { ask?: Partial<CallUpAsk> }): Promise<string>
  /** Two officials commit, the officer publishes, both reveal, the officer draws and notifies. */
  callOut(callUpId: string, wave?: number, channelIds?: string[]): Promise<void>
  /** Everybody asked, in the order of their ids, with the token of their link. */
  links(callUpId: string): Promise<{ callId: string; token: string; name: string; department: string }[]>
  close(): Promise<void>
}

export const minutesFromNow = (n: number): string => new Date(Date.now() + n * 60_000).toISOString()

/** Skills come round by turns: every tenth a nurse, every fifth a driver; every second is a woman. */
export async function putRoster(admin: pg.Client, sizes: readonly number[]) {
  const departments = sizes.map((size, n) => ({
    id: freshId(),
    name: n === 0 ? '桃花办' : n === 1 ? '桃影社区' : n === 2 ? '柳亭社区' : `第${n - 2}局`,
    path: n === 1 ? HOME : n === 2 ? OTHER : STREET,
    people: Array.from({ length: size }, freshId),
  }))
  for (const [n, { id, name, path, people }] of departments.entries()) {
    await admin.query(
      `INSERT INTO staff.department (street_id, id, path, name, name_key, kind, is_key) VALUES ($1, $2, $3, $4, $4, 'other', $5)`,
      [STREET_ID, id, path, name, n === 3],
    )
    await admin.query(
      `INSERT INTO staff.person (street_id, id, path, department_id, name, name_key, pinyin, initials, sex, skills, phone_masked, phone_tail, phone_digest)
       SELECT $1, x.id, $2, $3, x.name, x.name, 'tao' || lpad(x.n::text, 5, '0'), 't', CASE WHEN x.n % 2 = 0 THEN 'female' ELSE 'male' END,
         CASE WHEN x.n % 10 = 0 THEN '{nurse}'::text[] WHEN x.n % 5 = 1 THEN '{driver}'::text[] ELSE '{}'::text[] END, '129****' || lpad(x.n::text, 4, '0'), lpad(x.n::text, 4, '0'), NULL
       FROM (SELECT id, n::integer, '桃' || $4::text || '号' || n AS name FROM unnest($5::uuid[]) WITH ORDINALITY AS u (id, n)) x`,
      [STREET_ID, path, id, String.fromCharCode(0x4e00 + n), people],
    )
    await admin.query(
      `INSERT INTO staff.person_secret (street_id, id, path, phone) SELECT $1, id, path, '129' || lpad((ascii(name_key) % 10)::text || phone_tail, 8, '0')
       FROM staff.person WHERE department_id = $2`,
      [STREET_ID, id],
    )
  }
  await admin.query('ANALYZE staff.person')
  return departments
}

export async function musterWorld(
  options: { engine?: EngineName; sizes?: readonly number[]; webDir?: string; beacon?: string } = {},
): Promise<MusterWorld> {
  const db = await freshDatabase(options.engine ? { engine: options.engine } : {})
  const world = await smallWorld(db.adminUrl)
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-muster-'))
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  const departments = await putRoster(admin, options.sizes ?? [40, 20, 20, 60, 60, 100])
  const server = await compose({
    ...{ appUrl: db.appUrl, dataDir, secret: SECRET },
    ...(options.webDir ? { webDir: options.webDir } : {}),
    ...(options.beacon ? { beacon: options.beacon } : {}),
    log: process.env['TEST_LOG'] ? { level: 'error' } : false,
  })
  const officer = await signedIn(server, 'officer')
  const leader = await signedIn(server, 'leader')
  const operationId = freshId()
  await officer.call(operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '桃花行动', hazard: 'epidemic', purpose: '抽调人员支援' },
    basis: { issuer: '云溪区指挥部', title: '关于抽调人员的通知', number: '1号', date: '2026-03-01' },
    startsAt: minutesFromNow(-120),
  })
  return {
    ...{ world, urls: db, dataDir, server, admin, officer, leader, operationId, departments },
    async draft({ ask, ...more } = {}) {
      const id = freshId()
      await officer.call(ops.draft, {
        ...{ id, operationId, name: '支援桃影社区', way: 'drawn', musterAt: minutesFromNow(60), place: '桃影广场' },
        ask: { seats: 30, ...ask },
        ...more,
      })
      return id
    },
    async callOut(callUpId, wave = 1, channelIds = []) {
      const of = { callUpId, wave }
      const secrets = new Map<Browser, { value: string; nonce: string }>()
      for (const official of [officer, leader]) {
        const { by } = await official.call(ops.officialName, of)
        const secret = { value: freshId(), nonce: freshId() }
        secrets.set(official, secret)
        await official.call(ops.commit, { ...of, by, hash: commitmentOf({ by, ...secret }) })
      }
      await officer.call(ops.publish, of)
      for (const [official, secret] of secrets) await official.call(ops.reveal, { ...of, ...secret })
      await officer.call(ops.draw, of)
      await officer.call(ops.callOut, { ...of, channelIds, origin: 'http://127.0.0.1:8080' })
    },
    async links(callUpId) {
      const { rows } = await officer.call(ops.sheet, { callUpId, purpose: '测试' })
      return rows.toSorted((a, b) => (a.callId < b.callId ? -1 : 1))
    },
    async close() {
      await admin.end()
      await server.close()
      await db.drop()
    },
  }
}
