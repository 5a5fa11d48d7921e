/** The small world with an operation and a measure at the gates of one community, confirmed by a second person; and the steps to a pass. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Composed, compose } from '../apps/server/compose.ts'
import { operations } from '../modules/operation/contract.ts'
import { pass } from '../modules/pass/contract.ts'
import { defaultPassPolicy } from '../modules/pass/policy.ts'
import type { InputOf } from '../platform/pure/contract.ts'
import { freshDatabase } from './cluster.ts'
import { type Browser, browser, signedIn } from './http.ts'
import { freshId, HOME, SECRET, type SmallWorld, STREET, smallWorld } from './small-world.ts'

const ops = pass.operations
export type Item = InputOf<typeof ops.ask>['item']
export type Draft = InputOf<typeof ops.draftMeasure>

export const hoursFromNow = (n: number): string => new Date(Date.now() + n * 3600_000).toISOString()
export const freshToken = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')

export interface PassWorld {
  readonly world: SmallWorld
  readonly urls: { readonly adminUrl: string; readonly appUrl: string }
  readonly server: Composed
  readonly admin: pg.Client
  readonly officer: Browser
  readonly leader: Browser
  readonly grid: Browser
  readonly stranger: Browser
  readonly operationId: string
  readonly measureId: string
  draft(more?: Partial<Draft>): Draft
  /** Another server process' worth of the app, on the same database. */
  another(secret?: string): Promise<Composed>
  close(): Promise<void>
}

export const itemOf = (more: Partial<Item> = {}): Item => ({
  ...{ id: freshId(), token: freshToken(), kind: 'tenant', residentId: null, name: '溪小舟', sex: null },
  ...{ birthDate: null, idType: 'none', idNumber: null, phone: null, address: null, reason: null, wantsCard: false },
  ...more,
})

export async function passWorld(options: { webDir?: string } = {}): Promise<PassWorld> {
  const db = await freshDatabase()
  const world = await smallWorld(db.adminUrl)
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  const servers: Composed[] = []
  const another = async (secret = SECRET): Promise<Composed> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-pass-'))
    const log = process.env['TEST_LOG'] ? ({ level: 'error' } as const) : (false as const)
    const made = await compose({ appUrl: db.appUrl, dataDir, secret, ...options, log })
    servers.push(made)
    return made
  }
  const server = await another()
  const [officer, leader, grid] = await Promise.all([
    signedIn(server, 'officer'),
    signedIn(server, 'leader'),
    signedIn(server, 'grid'),
  ])
  const operationId = freshId()
  await officer.call(operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '桃花行动', hazard: 'epidemic', purpose: '门岗管控协助' },
    basis: { issuer: '云溪区指挥部', title: '关于门岗管控的通告', number: '3号', date: '2026-03-01' },
    startsAt: hoursFromNow(-48),
  })
  const draft = (more: Partial<Draft> = {}): Draft => ({
    ...{ id: freshId(), operationId, path: HOME, decidedBy: '云溪区人民政府', document: '云府通〔2026〕3号' },
    ...{ documentOn: '2026-03-01', article: '《传染病防治法》第六十三条', evidence: '流调报告 2026-03-01 第 2 号' },
    ...{ startsAt: hoursFromNow(-1), endsAt: hoursFromNow(24 * 7), policy: defaultPassPolicy, extends: null },
    ...{ rules: '凭出入证进出小区，就医随时放行。', call: '社区值班电话 0571-88880000' },
    ...{ appealTo: '云溪区人民政府行政复议机构', appealDays: 5 },
    ...more,
  })
  const measure = draft()
  await leader.call(ops.draftMeasure, measure)
  await officer.call(ops.confirmMeasure, { id: measure.id })
  return {
    ...{ world, urls: db, server, admin, officer, leader, grid, operationId, measureId: measure.id, draft, another },
    stranger: browser(server),
    async close() {
      await admin.end()
      for (const one of servers) await one.close()
      await db.drop()
    },
  }
}
