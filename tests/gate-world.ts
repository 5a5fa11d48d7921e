/** The small world with gates, an order in force and passes on record: what tests of gates begin from. Passes come by SQL: how they are issued is another room's. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Composed, compose } from '../apps/server/compose.ts'
import type { Actor } from '../platform/server/actor.ts'
import type { CrossingFact, Gate, ShiftFact } from '../modules/gate/model.ts'
import { operations } from '../modules/operation/contract.ts'
import type { PassKind, PassStanding } from '../modules/pass/model.ts'
import { passNumberOf } from '../modules/pass/pass-number.ts'
import { defaultPassPolicy, type PassPolicy } from '../modules/pass/policy.ts'
import { type EngineName, freshDatabase } from './cluster.ts'
import { type Browser, signedIn } from './http.ts'
import {
  addLogin,
  dwelling,
  freshId,
  HOME,
  OTHER,
  SECRET,
  type SmallWorld,
  STREET,
  STREET_ID,
  smallWorld,
} from './small-world.ts'

export const COMPOUND = `${HOME}p1.g01.x01.`
export const OTHER_COMPOUND = `${OTHER}p1.g01.x01.`
const HOUR = 3600_000
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString()

export interface GateWorld {
  readonly world: SmallWorld
  readonly server: Composed
  readonly urls: { readonly adminUrl: string; readonly appUrl: string }
  readonly admin: pg.Client
  readonly officer: Browser
  readonly leader: Browser
  readonly keeper: Browser
  readonly keeperActor: Actor
  readonly operationId: string
  /** A gate that stands and leads into HOME's compound, unless said otherwise. */
  gate(more?: Partial<Gate>): Promise<string>
  /** A measure of the whole street; @returns its id */
  measure(policy?: Partial<PassPolicy>, more?: { path?: string; startsAt?: string; endsAt?: string }): Promise<string>
  endMeasures(): Promise<void>
  pass(more?: Partial<PassRow>): Promise<string>
  /** Moves a pass's standing as an officer's revoking would. */
  stand(passId: string, standing: PassStanding): Promise<void>
  /** Rows of the counters that differ from what they count. */
  check(): Promise<unknown[]>
  close(): Promise<void>
}

export interface PassRow {
  readonly kind: PassKind
  readonly scope: readonly string[]
  readonly path: string
  readonly household: string | null
  readonly from: string
  readonly until: string
}

let serial = 0

export async function gateWorld(engine: EngineName = 'embedded'): Promise<GateWorld> {
  const db = await freshDatabase({ engine })
  const world = await smallWorld(db.adminUrl)
  const server = await compose({
    appUrl: db.appUrl,
    dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
    secret: SECRET,
    log: process.env['TEST_LOG'] ? { level: 'error' } : false,
  })
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  const keeperActor = await keeperAt(admin, world)
  const officer = await signedIn(server, 'officer')
  const operationId = freshId()
  await officer.call(operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '桃花行动', hazard: 'epidemic', purpose: '小区出入管理' },
    basis: { issuer: '云溪区指挥部', title: '关于出入管理的通知', number: '2号', date: '2026-03-01' },
    startsAt: ago(2 * HOUR),
  })
  const officerId = world.logins.get('officer')!.accountId
  const leaderId = world.logins.get('leader')!.accountId

  return {
    ...{ world, server, urls: db, admin, officer, keeperActor, operationId },
    leader: await signedIn(server, 'leader'),
    keeper: await signedIn(server, 'keeper'),
    async gate(more = {}) {
      const id = more.id ?? freshId()
      const { path = COMPOUND, name = '东门', state = 'open', hours = [], point = null, fireExit = false } = more
      await admin.query(
        `INSERT INTO gate.gate (street_id, id, path, name, serves, state, hours, lon, lat, fire_exit, key_name, key_phone)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          ...[STREET_ID, id, path, name, more.serves ?? [path], state, JSON.stringify(hours)],
          ...[point?.[0] ?? null, point?.[1] ?? null, fireExit],
          ...[more.keyHolder?.name ?? null, more.keyHolder?.phone ?? null],
        ],
      )
      return id
    },
    async measure(policy = {}, { path = STREET, startsAt = ago(30 * 24 * HOUR), endsAt = ago(-6 * HOUR) } = {}) {
      const id = freshId()
      // Reaching back further than one order may: passes and crossings of yesterday must find it.
      const from =
        Date.parse(endsAt) - Date.parse(startsAt) > 13 * 24 * HOUR
          ? Date.parse(endsAt) - 13 * 24 * HOUR
          : Date.parse(startsAt)
      await admin.query(
        `INSERT INTO pass.measure (street_id, operation_id, id, path, decided_by, document, document_on, article, evidence, starts_at, ends_at, policy, rules, call,
           appeal_to, appeal_days, drafted_by, confirmed_by, confirmed_at)
         VALUES ($1, $2, $3, $4, '云溪区指挥部', '2号', '2026-03-01', '传染病防治法第六十三条', '演练用的依据说明', $5, $6, $7, '凭证出入，就医随时放行', '值班电话 12900000000',
           '云溪区政府', 15, $8, $9, now())`,
        [
          STREET_ID,
          operationId,
          id,
          path,
          new Date(from),
          endsAt,
          JSON.stringify({ ...defaultPassPolicy, ...policy }),
          leaderId,
          officerId,
        ],
      )
      return id
    },
    endMeasures: async () => {
      await admin.query(
        `UPDATE pass.measure SET released_by = $1, released_at = now(), release_document = '3号' WHERE released_at IS NULL`,
        [officerId],
      )
    },
    async pass(more = {}) {
      const [id, applicationId] = [freshId(), freshId()]
      const { kind = 'resident', path = dwelling(HOME, 1), scope = [COMPOUND], household = null } = more
      const [from, until] = [more.from ?? ago(24 * HOUR), more.until ?? ago(-30 * 24 * HOUR)]
      const number = passNumberOf(++serial)
      await admin.query(
        `INSERT INTO pass.application (street_id, operation_id, id, path, kind, name, name_key, pinyin, initials, id_type, wants_card, via, entered_by)
         VALUES ($1, $2, $3, $4, $5, $6, $6, 'tao', 't', 'none', false, 'desk', $7)`,
        [STREET_ID, operationId, applicationId, path, kind, `桃${serial}`, officerId],
      )
      await admin.query(
        `INSERT INTO pass.pass (street_id, operation_id, id, path, application_id, number, kind, scope, name, name_key, pinyin, initials, holder, sex, birth_year,
           household, from_at, until_at, verified_by, issued_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 'tao', 't', '桃*', 'female', 1980, $10, $11, $12, $13, $13)`,
        [
          STREET_ID,
          operationId,
          id,
          path,
          applicationId,
          number,
          kind,
          scope,
          `桃${serial}`,
          household,
          from,
          until,
          officerId,
        ],
      )
      return id
    },
    async stand(passId, standing) {
      await admin.query(
        standing === 'revoked'
          ? `UPDATE pass.pass SET standing = 'revoked', ended_at = now(), ended_by = issued_by, revoke_reason = 'lent', revoke_text = '借给他人使用',
               revoked_under = (SELECT id FROM pass.measure LIMIT 1) WHERE id = $1`
          : `UPDATE pass.pass SET standing = '${standing}', ended_at = now() WHERE id = $1`,
        [passId],
      )
    },
    async check() {
      const { rows } = await admin.query(
        `SELECT set_config('shouwang.role', 'officer', false), k.* FROM gate.check_counts($1) k`,
        [STREET_ID],
      )
      return rows
    },
    async close() {
      await admin.end()
      await server.close()
      await db.drop()
    },
  }
}

/** Login `keeper`, at HOME: not one of the small world's, since the role came with a later migration than its people. */
async function keeperAt(admin: pg.Client, world: SmallWorld): Promise<Actor> {
  const ids = await addLogin(admin, 'keeper', 'gate-keeper', HOME)
  return { ...world.actor('leader'), ...ids, name: 'keeper', role: 'gate-keeper' }
}

/** A crossing as a phone states it; a pass's unless said otherwise. */
export const crossing = (gateId: string, passId: string | null, more: Partial<CrossingFact> = {}): CrossingFact => ({
  ...{ id: freshId(), gateId, shiftId: SHIFT, n: 1, at: ago(0), direction: 'out' },
  ...{ means: passId === null ? 'none' : 'card', passId, way: passId === null ? 'other' : 'pass', codeFrom: null },
  ...{ light: 'go', because: ['valid'], outcome: 'passed', errand: null, temperature: null, second: null, listAge: 1 },
  ...more,
})
const SHIFT = freshId()

export const beat = (gateId: string, shiftId: string, more: Partial<ShiftFact> = {}): ShiftFact => ({
  ...{ id: freshId(), shiftId, gateId, step: 'beat', at: ago(0), made: 0 },
  ...more,
})

/** Facts as a phone sends them now. */
export const told = <T>(...items: T[]) => ({ sentAt: ago(0), items })
