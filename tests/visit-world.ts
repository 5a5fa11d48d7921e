/** The small world with an operation, a checkpoint on the highway, and keepers at it and at a community's gate. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Composed, compose } from '../apps/server/compose.ts'
import { operations } from '../modules/operation/contract.ts'
import { visiting } from '../modules/visit/contract.ts'
import type { ReturneeFact, VehicleFact, Who } from '../modules/visit/model.ts'
import type { ParcelKind } from '../modules/visit/parcel.ts'
import { shanghaiDay } from '../platform/pure/time.ts'
import { freshDatabase } from './cluster.ts'
import { type Browser, signedIn } from './http.ts'
import { addLogin, dwelling, freshId, HOME, OTHER, SECRET, STREET, type SmallWorld, smallWorld } from './small-world.ts'

export interface VisitWorld {
  readonly world: SmallWorld
  readonly server: Composed
  readonly admin: pg.Client
  readonly officer: Browser
  readonly leader: Browser
  readonly grid: Browser
  /** Keeps the gate of the first community. */
  readonly keeper: Browser
  /** Stands at the checkpoint of the whole sub-district. */
  readonly roadKeeper: Browser
  readonly operationId: string
  readonly checkpointId: string
  close(): Promise<void>
}

export async function visitWorld(webDir?: string): Promise<VisitWorld> {
  const db = await freshDatabase()
  const world = await smallWorld(db.adminUrl)
  const admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  await addLogin(admin, 'road', 'gate-keeper', STREET)
  await addLogin(admin, 'keeper', 'gate-keeper', HOME)
  const server = await compose({
    ...{ appUrl: db.appUrl, secret: SECRET, dataDir: mkdtempSync(join(tmpdir(), 'shouwang-visit-')) },
    ...(webDir ? { webDir } : {}),
    log: process.env['TEST_LOG'] ? { level: 'error' } : false,
  })
  const officer = await signedIn(server, 'officer')
  const operationId = freshId()
  await officer.call(operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '桃花行动', hazard: 'epidemic', purpose: '卡口值守' },
    basis: { issuer: '云溪区指挥部', title: '关于设置卡口的通知', number: '1号', date: '2026-03-01' },
    startsAt: new Date(Date.now() - 7200_000).toISOString(),
  })
  const checkpointId = freshId()
  await officer.call(visiting.operations.openCheckpoint, {
    ...{ id: checkpointId, operationId, path: STREET, name: '桃花收费站', road: '云溪高速' },
  })
  const [leader, grid, keeper, roadKeeper] = await Promise.all(
    ['leader', 'grid', 'keeper', 'road'].map((login) => signedIn(server, login)),
  )
  return {
    ...{ world, server, admin, officer, operationId, checkpointId },
    ...{ leader: leader!, grid: grid!, keeper: keeper!, roadKeeper: roadKeeper! },
    async close() {
      await admin.end()
      await server.close()
      await db.drop()
    },
  }
}

let people = 0
/** Somebody of an invented name and phone, another one each time. */
export const who = (more: Partial<Who> = {}): Who => {
  const n = ++people
  return {
    ...{ id: freshId(), name: `溪小${String.fromCharCode(0x4e00 + n)}`, phone: `154${String(n).padStart(8, '0')}` },
    ...{ idType: 'none', idNumber: null },
    ...more,
  }
}
/** Facts as a phone sends them now. */
export const sent = <T>(...items: T[]) => ({ sentAt: new Date().toISOString(), items })
/** What every fact says, of so many minutes ago. */
export const factOf = ({ operationId }: Pick<VisitWorld, 'operationId'>, minutes = 1) => ({
  ...{ id: freshId(), operationId, at: new Date(Date.now() - minutes * 60_000).toISOString() },
})
/** A lorry from Shanghai at the checkpoint. */
export const vehicleOf = (world: VisitWorld, more: Partial<VehicleFact> = {}): VehicleFact => ({
  ...factOf(world),
  ...{ placeId: world.checkpointId, direction: 'in', kind: 'truck', plate: '沪b·12o45', country: null, aboard: 2 },
  ...{ driver: who(), passengers: [], originCode: '310000', origin: '青浦', goods: 'food', temperature: 364 },
  ...{ knownId: null, light: 'ask', outcome: 'passed' },
  ...more,
})
/** Bound for a dwelling of the second community. */
export const returneeOf = (world: VisitWorld, more: Partial<ReturneeFact> = {}): ReturneeFact => ({
  ...factOf(world),
  ...{ placeId: world.checkpointId, who: who(), path: dwelling(OTHER, 1), home: null, originCode: '420000' },
  ...{ origin: null, leftOn: shanghaiDay(Date.now()), people: 1, told: true },
  ...more,
})
/** On a shelf for a dwelling of the first community. */
export const parcelOf = (world: VisitWorld, kind: ParcelKind, minutes: number) => ({
  ...{ ...factOf(world, minutes), placeId: freshId(), path: dwelling(HOME, 1), recipient: null, kind },
  ...{ broughtBy: '桃花快递', pieces: 1, shelf: 'A3' },
})
