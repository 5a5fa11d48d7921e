/** The small world with a composed server, an operation and a round in it: what tests of testing begin from. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Composed, compose } from '../apps/server/compose.ts'
import { operations } from '../modules/operation/contract.ts'
import { testing } from '../modules/testing/contract.ts'
import type { SampleFact, Scope, TubeFact } from '../modules/testing/model.ts'
import type { InputOf } from '../platform/pure/contract.ts'
import { type EngineName, freshDatabase } from './cluster.ts'
import { type Browser, signedIn } from './http.ts'
import { dwelling, freshId, HOME, SECRET, type SmallWorld, STREET, STREET_ID, smallWorld } from './small-world.ts'

const ops = testing.operations
type OpenRound = InputOf<typeof ops.openRound>

export interface RoundWorld {
  readonly world: SmallWorld
  readonly server: Composed
  readonly urls: { readonly adminUrl: string; readonly appUrl: string }
  readonly admin: pg.Client
  readonly officer: Browser
  readonly leader: Browser
  readonly crew: Browser
  readonly operationId: string
  person(name: string): string
  /** Registers `n` more people at the doors of the first community, without papers. @returns their ids */
  crowd(n: number): Promise<string[]>
  /** Opens a round; by default of the whole street, with one site in the first community. */
  open(more?: Partial<OpenRound>): Promise<{ roundId: string; siteId: string }>
  /** Until upkeep has read everything that is on the ledger now. Transactions of other tests may hold it up for a moment. */
  settle(): Promise<void>
  /** Empty when every counter equals what it counts. */
  check(roundId: string): Promise<unknown[]>
  close(): Promise<void>
}

export const minutesAgo = (n: number): string => new Date(Date.now() - n * 60_000).toISOString()

export const siteDraft = (more: Partial<OpenRound['sites'][number]> = {}): OpenRound['sites'][number] => ({
  id: freshId(),
  path: HOME,
  name: '桃影广场',
  kind: 'fixed',
  lanes: 2,
  poolSize: 10,
  catchment: [HOME],
  opensAt: minutesAgo(60),
  closesAt: minutesAgo(-600),
  ...more,
})

export async function roundWorld(engine: EngineName = 'embedded'): Promise<RoundWorld> {
  const db = await freshDatabase({ engine })
  const world = await smallWorld(db.adminUrl)
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-'))
  const server = await compose({
    appUrl: db.appUrl,
    dataDir,
    secret: SECRET,
    log: process.env['TEST_LOG'] ? { level: 'error' } : false,
  })
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  const officer = await signedIn(server, 'officer')
  const operationId = freshId()
  await officer.call(operations.operations.openOperation, {
    id: operationId,
    path: STREET,
    name: '桃花行动',
    hazard: 'epidemic',
    purpose: '全员核酸检测',
    basis: { issuer: '云溪区指挥部', title: '关于开展检测的通知', number: '1号', date: '2026-03-01' },
    startsAt: minutesAgo(120),
  })
  return {
    world,
    server,
    urls: db,
    admin,
    officer,
    leader: await signedIn(server, 'leader'),
    crew: await signedIn(server, 'crew'),
    operationId,
    person: (name) => world.people.find((p) => p.draft.name === name)!.id,
    async crowd(n) {
      const { rows } = await admin.query<{ id: string }>(
        `INSERT INTO register.resident (street_id, id, path, name, name_key, pinyin, initials, id_type, residence, tenancy, relation, work)
         SELECT $1, gen_random_uuid(), ($2::text[])[1 + i % 3], '桃' || i, '桃' || i, 'tao', 't', 'none', 'local', 'owner', 'other', 'home'
         FROM generate_series(1, $3) i RETURNING id`,
        [STREET_ID, [dwelling(HOME, 1), dwelling(HOME, 2), dwelling(HOME, 3)], n],
      )
      return rows.map((row) => row.id)
    },
    async open(more = {}) {
      const roundId = freshId()
      const sites = more.sites ?? [siteDraft()]
      await officer.call(ops.openRound, {
        id: roundId,
        operationId,
        path: STREET,
        name: '第一轮',
        scope: { kind: 'whole' } satisfies Scope,
        poolSize: 10,
        opensAt: minutesAgo(60),
        closesAt: minutesAgo(-600),
        sites,
        ...more,
      })
      return { roundId, siteId: sites[0]!.id }
    },
    async settle() {
      const { rows } = await admin.query<{ seq: string }>('SELECT max(seq) AS seq FROM platform.ledger')
      for (;;) {
        await server.reactions.catchUp()
        const { rowCount } = await admin.query(
          `SELECT FROM platform.reader r JOIN platform.ledger l ON l.seq = $1 WHERE r.name = 'testing.upkeep' AND (r.txid, r.seq) >= (l.txid, l.seq)`,
          [rows[0]!.seq],
        )
        if (rowCount) return
        await sleep(20)
      }
    },
    async check(roundId) {
      const { rows } = await admin.query(
        `SELECT set_config('shouwang.area', 'd01.', false), c.* FROM testing.check_round($1, $2) c`,
        [STREET_ID, roundId],
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

/** One swab of somebody registered; `more` makes it of a walk-in, another lane, another time. */
export const swab = (
  at: { roundId: string; siteId: string },
  residentId: string | null,
  more: Partial<SampleFact> = {},
): SampleFact => ({
  id: freshId(),
  lane: 1,
  tubeId: freshId(),
  residentId,
  walkIn: null,
  how: 'scan',
  takenAt: new Date().toISOString(),
  ...at,
  ...more,
})

export const tube = (at: { roundId: string; siteId: string }, more: Partial<TubeFact> = {}): TubeFact => ({
  id: freshId(),
  lane: 1,
  code: 'T0001',
  poolSize: 10,
  openedAt: minutesAgo(5),
  closedAt: null,
  counted: null,
  ...at,
  ...more,
})

/** Facts as a phone sends them now. */
export const sent = <T>(...items: T[]) => ({ sentAt: new Date().toISOString(), deviceId: null, items })
