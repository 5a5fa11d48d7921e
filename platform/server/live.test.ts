/** The live hub and the reactions on a real database: nothing committed is missed, nothing uncommitted is passed, areas are kept apart. */

import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { register } from '../../modules/register/contract.ts'
import { type FreshDatabase, freshDatabase } from '../../tests/cluster.ts'
import { freshId, HOME, OTHER, type SmallWorld, STREET, STREET_ID, smallWorld } from '../../tests/small-world.ts'
import { type Database, openDatabase } from './database/database.ts'
import { type LiveHub, type LiveLine, type LiveMessage, ledgerFeed, openLive } from './live.ts'
import { openReactions } from './reactions.ts'

let db: FreshDatabase
let database: Database
let world: SmallWorld
let live: LiveHub
const { residentRegistered } = register.events
const TOPIC = residentRegistered.type

beforeAll(async () => {
  db = await freshDatabase()
  world = await smallWorld(db.adminUrl)
  database = openDatabase(db.appUrl)
})
beforeEach(() => {
  live = openLive(database)
  live.addFeed(ledgerFeed(database))
  return () => live.stop()
})
afterAll(async () => {
  await database.close()
  await db.drop()
})

const write = (login: string, path: string): Promise<string> =>
  database.within(world.actor(login), async (c) => {
    const residentId = freshId()
    await c.record(residentRegistered, { path, data: { residentId } })
    return residentId
  })
const listen = async (area: string, cursor: string | null = null) => {
  const lines: LiveLine[] = []
  const messages: LiveMessage[] = []
  const leave = live.listen({
    topics: [TOPIC],
    area,
    cursor,
    send: (m) => {
      messages.push(m)
      if (m.kind === 'lines') lines.push(...m.lines)
    },
  })
  // The first look only learns where the feed stands.
  await new Promise((done) => setTimeout(done, 500))
  return { ids: () => lines.map((l) => l.data['residentId']), messages, leave }
}

test('a listener hears its own area only', async () => {
  const home = await listen(HOME)
  const street = await listen(STREET)
  const [a, b] = [await write('leader', HOME), await write('leader2', OTHER)]
  await expect.poll(street.ids).toEqual([a, b])
  expect(home.ids()).toEqual([a])
})

test('a long transaction holds up nobody else, and its own lines come when it commits', async () => {
  const street = await listen(STREET)
  const slow = new pg.Client({ connectionString: db.adminUrl })
  await slow.connect()
  await slow.query('BEGIN')
  const late = freshId()
  await slow.query(
    `INSERT INTO platform.ledger (street_id, path, type, data) VALUES ($1, $2, $3, jsonb_build_object('residentId', $4::text))`,
    [STREET_ID, HOME, TOPIC, late],
  )
  const quick = await write('leader', HOME)
  await expect.poll(street.ids).toEqual([quick])
  const second = await write('leader', HOME)
  await expect.poll(street.ids).toEqual([quick, second])
  await slow.query('COMMIT')
  await slow.end()
  await expect.poll(street.ids).toEqual([quick, second, late])
})

test('who comes back with a cursor gets what it missed; with a strange cursor it is told to start anew', async () => {
  const stays = await listen(STREET)
  const leaves = await listen(STREET)
  const first = await write('leader', HOME)
  await expect.poll(leaves.ids).toEqual([first])
  const cursor = (leaves.messages.at(-1) as { cursor: string }).cursor
  leaves.leave()
  const missed = await write('leader', HOME)
  await expect.poll(stays.ids).toContain(missed)
  expect((await listen(STREET, cursor)).ids()).toEqual([missed])
  expect((await listen(STREET, 'another-epoch.5')).messages[0]!.kind).toBe('restart')
})

test('a reaction counts each line once, in spite of faults and of two servers', async () => {
  const counted: string[] = []
  let fails = 1
  const faults: unknown[] = []
  const reaction = {
    name: 'test-counts',
    on: [TOPIC],
    run: async (context: { actor: { path: string } }, lines: readonly { data: Record<string, unknown> }[]) => {
      if (fails-- > 0) throw new Error('a fault in the middle')
      expect(context.actor.path).toBe(STREET)
      counted.push(...lines.map((l) => String(l.data['residentId'])))
    },
  }
  const one = openReactions(database, [reaction], (e) => faults.push(e))
  const two = openReactions(database, [reaction], (e) => faults.push(e))
  await Promise.all([one.catchUp(), two.catchUp()])
  const ids = [await write('leader', HOME), await write('leader2', OTHER), await write('leader', HOME)]
  await expect.poll(() => counted.length, { timeout: 5000 }).toBe(3)
  await Promise.all([one.catchUp(), two.catchUp()])
  expect([...counted].sort()).toEqual([...ids].sort())
  expect(faults).toHaveLength(1)
  await Promise.all([one.stop(), two.stop()])
})
