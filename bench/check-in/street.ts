/** Taohua loaded into a fresh database, with an operation and whole-population rounds opened as an officer does, through the API. */
import pg from 'pg'
import { type DemoAccount, demoAccounts } from '../../database/taohua/demo-accounts.ts'
import { demoDrafts } from '../../database/taohua/demo-round.ts'
import { loadTaohua } from '../../database/taohua/load.ts'
import { taohua } from '../../database/taohua/world.ts'
import { operations } from '../../modules/operation/contract.ts'
import { testing } from '../../modules/testing/contract.ts'
import { atDepth } from '../../platform/pure/area.ts'
import { digestWith } from '../../platform/server/digest.ts'
import { type BenchDatabase, type Engine, SECRET } from '../rig/engine.ts'
import { freshId, type Seat, seat } from '../rig/people.ts'
import { type Server, startServer } from '../rig/server.ts'
import { say } from '../rig/report.ts'

const COMMUNITY = 3

export interface OpenRound {
  readonly id: string
  readonly operationId: string
  readonly sites: readonly { readonly id: string; readonly path: string; readonly catchment: readonly string[] }[]
  /** Everybody due, as the database fixed it. */
  readonly due: readonly { readonly id: string; readonly path: string }[]
}

export interface Street {
  readonly database: BenchDatabase
  readonly server: Server
  readonly streetId: string
  readonly path: string
  /** A phone of a lane crew of the community that a site stands in. */
  crewAt(sitePath: string): Promise<Seat>
  openRound(): Promise<OpenRound>
}

export async function openStreet(engine: Engine): Promise<Street> {
  const database = await engine.fresh('check_in')
  const world = taohua()
  await loadTaohua(database.adminUrl, {
    digest: digestWith(SECRET),
    demo: false,
    onProgress: ({ words, done, total }) =>
      done === total && say(`${engine.name}: ${words[1]}${total ? ` ${total}` : ''}`),
  })
  const { actor } = demoAccounts(world)[0] as DemoAccount
  const { streetId, path } = actor
  const server = await startServer(engine, database)
  const { cookie } = await seat(database.adminUrl, streetId, 'officer', path)
  const drafts = demoDrafts(world, actor, Date.now())
  await server.call(cookie, operations.operations.openOperation, drafts.operation)

  return {
    database,
    server,
    streetId,
    path,
    crewAt: (sitePath) => seat(database.adminUrl, streetId, 'lane-crew', atDepth(sitePath, COMMUNITY)),
    async openRound() {
      const sites = drafts.round.sites.map((site) => ({ ...site, id: freshId() }))
      const draft = { ...drafts.round, id: freshId(), sites }
      const start = performance.now()
      const { figures } = await server.call(cookie, testing.operations.openRound, draft)
      say(`${engine.name}: round opened, ${figures.due} due, ${Math.round(performance.now() - start)} ms`)
      return { id: draft.id, operationId: draft.operationId, sites, due: await listDue(database, streetId, draft.id) }
    },
  }
}

async function listDue({ adminUrl }: BenchDatabase, streetId: string, roundId: string): Promise<OpenRound['due']> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string; path: string }>(
      `SELECT resident_id AS id, path FROM testing.due WHERE street_id = $1 AND round_id = $2 AND state = 'due' ORDER BY path, resident_id`,
      [streetId, roundId],
    )
    return rows
  } finally {
    await client.end()
  }
}
