/**
 * Loads Taohua into an empty, migrated database: register, firms, demo logins, one operation with one open round. All of it in
 * one transaction, so that a start that is interrupted leaves nothing half done. Connects as the owner of the tables.
 */
import type { House } from '../../platform/server/room.ts'
import type { OnProgress } from '../../platform/server/database/progress.ts'
import { type Context, openDatabase } from '../../platform/server/database/database.ts'
import { type DemoAccount, demoAccounts, insertDemoAccounts } from './demo-accounts.ts'
import { demoDuty } from './demo-duty.ts'
import { demoDrafts } from './demo-round.ts'
import { loadFirms } from './load-firms.ts'
import { loadCrossings, loadGates } from './load-gates.ts'
import { type Counted, loadRegister } from './load-register.ts'
import { loadPasses } from './load-passes.ts'
import { loadStaff } from './load-staff.ts'
import { openDemo, openDuty } from './open-demo.ts'
import { taohuaStaff } from './staff.ts'
import { taohua, type WorldCounts, type WorldOptions } from './world.ts'

export interface LoadOptions extends WorldOptions {
  /** keyed with the secret of the server that will search by it */
  readonly digest: House['digest']
  readonly onProgress?: OnProgress
  /** false for benches that need the register only */
  readonly demo?: boolean
  /** false for journeys, which bring volunteers and posts of their own */
  readonly duty?: boolean
}

/** Rows sent between two tellings; each is a redrawn line on the screen. */
const TOLD_EVERY = 2_000
/** On the demo's roster. */
const STAFF = 1_200
/** Noted as here, so that the next shifts can be filled. */
const AT_HAND = 24

/** @returns what was loaded. Throws what the database throws, nothing written then. */
export async function loadTaohua(adminUrl: string, options: LoadOptions): Promise<WorldCounts> {
  const { digest, onProgress = () => undefined, demo = true, duty = true, ...size } = options
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
      const now = Date.now()
      const staff = taohuaStaff(world, STAFF, now)
      await loadStaff(context.client, staff, digest, crew)
      const drafts = demoDrafts(world, officer.actor, now)
      const inside = { ...context, digest: options.digest }
      await openDemo(inside, drafts)
      const leader = accounts.find(({ actor }) => actor.role === 'leader') as DemoAccount
      await loadPasses(context.client, digest, {
        ...{ operationId: drafts.operation.id, path: leader.actor.path, streetId: leader.actor.streetId },
        ...{ draftedBy: leader.actor.accountId, confirmedBy: officer.actor.accountId, now },
      })
      onProgress({ words: ['载入桃花街道：卡口', 'Loading Taohua: gates'] })
      await loadGates(context.client, world)
      const keeper = accounts.find(({ actor }) => actor.role === 'gate-keeper') as DemoAccount
      await loadCrossings(context.client, world, { keeper: keeper.actor, operationId: drafts.operation.id, now })
      if (!duty) return
      onProgress({ words: ['载入桃花街道：志愿者和岗位', 'Loading Taohua: volunteers and posts'] })
      const free = [...staff.people()].filter(({ exemption }) => exemption === null).slice(0, AT_HAND)
      const street = { path: officer.actor.path, name: officer.areaName }
      await openDuty(
        inside,
        demoDuty(world, street, drafts.operation.id, now),
        free.map(({ id }) => id),
        now,
      )
    }
    await database.within(officer.actor, load, { timeout: 0 })
  } finally {
    await database.close()
  }
  return world.counts
}
