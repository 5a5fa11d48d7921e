/**
 * Loads Taohua into an empty, migrated database: register, firms, demo logins, one operation with one open round. All of it in
 * one transaction, so that a start that is interrupted leaves nothing half done. Connects as the owner of the tables.
 */
import type { OnProgress } from '../../platform/server/database/progress.ts'
import { type Context, openDatabase } from '../../platform/server/database/database.ts'
import { type DemoAccount, demoAccounts, insertDemoAccounts } from './demo-accounts.ts'
import { demoDrafts } from './demo-round.ts'
import { loadFirms } from './load-firms.ts'
import { loadCrossings, loadGates } from './load-gates.ts'
import { type Counted, loadRegister } from './load-register.ts'
import { loadPasses, type PassDigest } from './load-passes.ts'
import { loadStaff } from './load-staff.ts'
import { openDemo } from './open-demo.ts'
import { taohuaStaff } from './staff.ts'
import { taohua, type WorldCounts, type WorldOptions } from './world.ts'

export interface LoadOptions extends WorldOptions {
  /** keyed with the secret of the server that will search by it */
  readonly digest: PassDigest
  readonly onProgress?: OnProgress
  /** false for benches that need the register only */
  readonly demo?: boolean
}

/** Rows sent between two tellings; each is a redrawn line on the screen. */
const TOLD_EVERY = 2_000
/** On the demo's roster. */
const STAFF = 1_200

/** @returns what was loaded. Throws what the database throws, nothing written then. */
export async function loadTaohua(adminUrl: string, options: LoadOptions): Promise<WorldCounts> {
  const { digest, onProgress = () => undefined, demo = true, ...size } = options
  const world = taohua(size)
  const counted: Counted = (words, total) => {
    let done = 0
    let told = 0
    onProgress({ words, done, total })
    return (rows) => {
      done += rows
      if (done - told < TOLD_EVERY && done < total) return
      told = done
      onProgress({ words, done, total })
    }
  }
  const accounts = demoAccounts(world)
  const officer = accounts.find(({ actor }) => actor.role === 'officer') as DemoAccount
  const database = openDatabase(adminUrl, { max: 1 })
  try {
    const load = async (context: Context): Promise<void> => {
      await loadRegister(context.client, world, digest, counted)
      if (!demo) return
      onProgress({ words: ['载入桃花街道：企业与商铺', 'Loading Taohua: enterprises and shops'] })
      await loadFirms(context.client, world, digest)
      onProgress({ words: ['载入桃花街道：演示账号与检测轮次', 'Loading Taohua: demo logins and a testing round'] })
      await insertDemoAccounts(context.client, accounts)
      onProgress({ words: ['载入桃花街道：人员名册', 'Loading Taohua: the staff roster'] })
      // Those who work in a community stand on the roster too, and sign in with the login they have.
      const linked = accounts.map(({ actor: { accountId, name, path, role } }) => ({ accountId, name, path, role }))
      const crew = linked.filter(({ role }) => role === 'leader' || role === 'lane-crew')
      await loadStaff(context.client, taohuaStaff(world, STAFF, Date.now()), digest, crew)
      const drafts = demoDrafts(world, officer.actor, Date.now())
      await openDemo(context, drafts)
      const leader = accounts.find(({ actor }) => actor.role === 'leader') as DemoAccount
      await loadPasses(context.client, digest, {
        ...{ operationId: drafts.operation.id, path: leader.actor.path, streetId: leader.actor.streetId },
        ...{ draftedBy: leader.actor.accountId, confirmedBy: officer.actor.accountId, now: Date.now() },
      })
      onProgress({ words: ['载入桃花街道：卡口', 'Loading Taohua: gates'] })
      await loadGates(context.client, world)
      const keeper = accounts.find(({ actor }) => actor.role === 'gate-keeper') as DemoAccount
      const operationId = drafts.operation.id
      await loadCrossings(context.client, world, { keeper: keeper.actor, operationId, now: Date.now() })
    }
    await database.within(officer.actor, load, { timeout: 0 })
  } finally {
    await database.close()
  }
  return world.counts
}
