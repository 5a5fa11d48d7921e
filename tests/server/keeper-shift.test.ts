/**
 * A day at the gates: eight hours, three phones at two gates, ten thousand crossings, a network that comes and goes and loses answers, one phone restarted,
 * one lost. The phones' own disk, count, outbox and rules against the real server; only the clock is the test's.
 */
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { gates } from '../../modules/gate/contract.ts'
import { crossedCursor, hearPage } from '../../modules/gate/field/crossed.ts'
import { carried } from '../../modules/gate/field/carried.ts'
import { busiestPace, gapsOf, mostAfter, sizeOf } from '../../modules/gate/shift-loss.ts'
import { otherwise } from '../../modules/gate/field/otherwise.ts'
import { appendPage, readHead } from '../../modules/gate/field/pass-log.ts'
import { takeBack } from '../../modules/gate/field/record.ts'
import { beat, readShift } from '../../modules/gate/field/shift.ts'
import type { PassAtGate } from '../../modules/pass/model.ts'
import { oldestWaiting, writeSettled } from '../../platform/web/outbox/outbox.ts'
import { outcomeOfAnswer } from '../../platform/web/outbox/outcome.ts'
import { atRest, type Outcome, planNext, type Sending, settle } from '../../platform/web/outbox/queue.ts'
import { ruleOf } from '../../platform/web/phone/task.ts'
import { opName } from '../../platform/web/pocket/change.ts'
import { ago, type GateWorld, gateWorld } from '../gate-world.ts'
import { type KeeperPhone, keeperPhone } from '../keeper-phone.ts'

const ops = gates.operations
const MINUTE = 60_000
const SHIFT = 480 * MINUTE
const CROSSINGS = 10_000
const rules = carried.map(ruleOf)

let w: GateWorld
let east: string
let west: string
beforeAll(async () => {
  w = await gateWorld()
  east = await w.gate({ name: '东门' })
  west = await w.gate({ name: '西门' })
})
afterAll(async () => w.close())
afterEach(async () => {
  expect(await w.check(), 'counters').toEqual([])
  await w.endMeasures()
})

/** Park and Miller's dice: the same day every time. */
function diceOf(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

type Fate = 'fine' | 'request lost' | 'answer lost'

/** A phone with a line to the server; what it remarked on is what the keeper would read quietly. */
class Keeper {
  phone: KeeperPhone
  readonly gateId: string
  readonly remarks: string[] = []
  private readonly disk = new IDBFactory()
  private sending: Sending = atRest
  constructor(gateId: string) {
    this.gateId = gateId
    this.phone = keeperPhone({}, this.disk, gateId)
  }
  /** The phone is switched off and on: what was in memory is gone. */
  async restart(): Promise<void> {
    const { now, pocket } = this.phone
    this.phone.hand.db.close()
    this.phone = keeperPhone({}, this.disk, this.gateId)
    Object.assign(this.phone, { now, pocket })
    this.sending = atRest
    await this.phone.refresh()
  }
  /** The list, the measure and the crossings elsewhere, as `renew` fetches them. */
  async renew(): Promise<void> {
    const { gateId } = this
    const { db } = this.phone.hand
    const pocket = await w.keeper.call(ops.gatePocket, { gateId })
    for (let more = true; more; ) {
      const { cursor } = await readHead(db, gateId)
      const page = await w.keeper.call(ops.passList, { gateId, cursor, limit: 2000 })
      await appendPage(db, gateId, cursor, page)
      more = page.more
    }
    for (let more = true; more; ) {
      const cursor = await crossedCursor(db, gateId)
      const page = await w.keeper.call(ops.crossedSince, { gateId, cursor, limit: 5000 })
      await hearPage(db, gateId, cursor, page, this.phone.now)
      more = page.more
    }
    await this.phone.refresh()
    this.phone.pocket = { ...pocket, listAt: this.phone.now }
  }
  /** Sends until nothing waits or the line breaks; gives back whether everything went out. */
  async send(fate: () => Fate, most = Number.POSITIVE_INFINITY): Promise<boolean> {
    const { db } = this.phone.hand
    for (let sent = 0; sent < most; sent++) {
      const plan = planNext(await oldestWaiting(db), rules, { ...this.sending, notBefore: 0 }, this.phone.now)
      if (plan.do !== 'send') return plan.do === 'rest'
      const items = plan.batch.map(({ item }) => item)
      const how = fate()
      const answered = how === 'request lost' ? null : await this.post(plan.op, items)
      const outcome: Outcome = how === 'fine' && answered ? answered : { kind: 'unreachable' }
      const settled = settle(plan.batch, this.sending, outcome, this.phone.now, 0.5)
      await writeSettled(db, settled)
      this.remarks.push(...settled.doubted.flatMap(({ doubts }) => doubts))
      this.sending = settled.sending
      if (outcome.kind !== 'accepted') return false
    }
    return false
  }
  private async post(op: string, items: readonly unknown[]): Promise<Outcome> {
    const operation = op === opName(ops.recordShift) ? ops.recordShift : ops.recordCrossings
    const facts = new Map(items.map((item) => [(item as { id: string }).id, item]))
    const body = await w.keeper.call(operation, { sentAt: ago(0), items: items as never })
    return outcomeOfAnswer(body, (item) => (op === opName(ops.recordShift) ? [] : otherwise(facts.get(item.id), item)))
  }
}

const listed = async (k: Keeper): Promise<PassAtGate[]> => {
  const chunks = await k.phone.hand.db.chunks.toArray()
  return chunks.flatMap(({ rows }) => rows as PassAtGate[])
}

test('a shift: whatever the network did, the server has each crossing once, and the lost phone’s loss has a number and an end', async () => {
  await w.measure()
  for (let n = 0; n < 40; n++) await w.pass({ household: `house0${String(Math.floor(n / 2)).padStart(2, '0')}` })
  const dice = diceOf(20_260_305)
  const keepers = [new Keeper(east), new Keeper(east), new Keeper(west)]
  const [one, , lost] = keepers as [Keeper, Keeper, Keeper]
  const start = Date.now() - SHIFT
  const made = new Map<string, { readonly keeper: Keeper; readonly at: number }>()
  const undone = new Set<string>()
  for (const keeper of keepers) {
    keeper.phone.now = start
    await keeper.renew()
    await keeper.phone.begin()
  }
  const passes = await listed(one)
  expect(passes.length).toBeGreaterThanOrEqual(40)
  // Minutes of the shift at which each phone next has network, and what it does to it.
  const next = keepers.map(() => 5)
  let [isLost, lastWord] = [false, start]
  const fate = (): Fate => (dice() < 0.12 ? 'answer lost' : dice() < 0.1 ? 'request lost' : 'fine')
  for (let i = 0; i < CROSSINGS; i++) {
    const at = start + Math.floor((i * SHIFT) / CROSSINGS)
    const minute = (at - start) / MINUTE
    if (minute >= 360) isLost = true
    const able = isLost ? keepers.filter((k) => k !== lost) : keepers
    const keeper = able[i % able.length] as Keeper
    keeper.phone.now = at
    if (i === 4000) await one.restart()
    const shown =
      dice() < 0.4
        ? { by: 'list' as const, pass: passes[Math.floor(dice() * passes.length)]! }
        : { by: 'nothing' as const }
    const done = await keeper.phone.cross(shown, dice() < 0.5 ? 'in' : 'out', dice() < 0.95 ? 'passed' : 'turned-back')
    made.set(done!.fact.id, { keeper, at })
    if (dice() < 0.01 && (await takeBack(keeper.phone.hand, done!.fact.id))) undone.add(done!.fact.id)
    if (i % 60 < 3) await beat(keeper.phone.hand)
    const mine = keepers.indexOf(keeper)
    if (minute < next[mine]!) continue
    next[mine] = minute + 5 + dice() * 40
    const all = await keeper.send(fate, 8)
    if (all && keeper === lost) lastWord = at
    if (dice() < 0.15) await keeper.renew()
  }
  for (const keeper of keepers) {
    if (keeper === lost) continue
    for (let tries = 0; !(await keeper.send(fate)); tries++) expect(tries).toBeLessThan(200)
  }

  const { rows } = await w.admin.query<{
    id: string
    shift_id: string
    n: number
    undoes: string | null
    doubts: string[]
  }>('SELECT id, shift_id, n::int, undoes, doubts FROM gate.crossing ORDER BY shift_id, n')
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(rows.flatMap(({ doubts }) => doubts)).toEqual([])
  const arrived = new Set(rows.filter(({ undoes }) => undoes === null).map(({ id }) => id))
  for (const keeper of keepers) {
    const shift = (await readShift(keeper.phone.hand.db))!
    const got = rows.filter(({ shift_id }) => shift_id === shift.shiftId).map(({ n }) => n)
    // Every number once and none left out, up to the last that came.
    expect(got).toEqual(got.map((_, i) => i + 1))
    if (keeper !== lost) expect(got).toHaveLength(shift.made)
  }
  expect([...made].filter(([id, { keeper }]) => keeper !== lost && !arrived.has(id))).toEqual([])

  // The lost phone: what it took with it is counted from its last word on, and nothing before that is missing.
  const missing = [...made].filter(([id]) => !arrived.has(id))
  expect(missing.every(([, { keeper, at }]) => keeper === lost && at > lastWord)).toBe(true)
  expect(missing.length).toBeGreaterThan(0)
  const shift = (await readShift(lost.phone.hand.db))!
  const { rows: beats } = await w.admin.query<{ at: Date; made: number }>(
    'SELECT at, made::int FROM gate.shift_fact WHERE shift_id = $1 ORDER BY at',
    [shift.shiftId],
  )
  const got = rows.filter(({ shift_id }) => shift_id === shift.shiftId).map(({ n }) => n)
  const told = beats.map(({ at, made: count }) => ({ at: at.getTime(), made: count }))
  const last = told.at(-1)!
  const known = sizeOf(gapsOf(got, last.made))
  const most = known + mostAfter(busiestPace(told), last.at, lost.phone.now)
  expect(shift.made - got.length).toBeGreaterThanOrEqual(Math.max(known, missing.length))
  expect(shift.made - got.length).toBeLessThanOrEqual(most)
  expect(undone.size).toBeGreaterThan(20)
}, 180_000)

test('two gates let out two of a household that may send one, both without network: found when they meet, and nobody is punished', async () => {
  await w.measure({ household: { people: 1, days: 2 } })
  const household = 'house099'
  for (let n = 0; n < 3; n++) await w.pass({ household })
  const [here, there] = [new Keeper(east), new Keeper(west)]
  for (const keeper of [here, there]) {
    keeper.phone.now = Date.now()
    await keeper.renew()
    await keeper.phone.begin()
  }
  const [first, second, third] = (await listed(here)).filter((pass) => pass.household === household) as PassAtGate[]
  const go = async (keeper: Keeper, pass: PassAtGate, direction: 'in' | 'out' = 'out') => {
    keeper.phone.now = Date.now()
    return (await keeper.phone.stand({ by: 'list', pass }, direction)).verdict
  }
  expect((await go(here, first!)).light).toBe('go')
  await here.phone.cross({ by: 'list', pass: first! }, 'out')
  expect((await go(there, second!)).light).toBe('go')
  await there.phone.cross({ by: 'list', pass: second! }, 'out')
  expect(await here.send(() => 'fine')).toBe(true)
  expect(await there.send(() => 'fine')).toBe(true)
  expect(here.remarks).toEqual([])
  expect(there.remarks).toEqual(['gate.household-limit'])
  const { rows } = await w.admin.query<{ light: string; server_light: string; outcome: string }>(
    'SELECT light, server_light, outcome FROM gate.crossing WHERE pass_id = ANY ($1) ORDER BY at',
    [[first!.passId, second!.passId]],
  )
  expect(rows).toEqual([
    { light: 'go', server_light: 'go', outcome: 'passed' },
    { light: 'go', server_light: 'stop', outcome: 'passed' },
  ])
  for (const keeper of [here, there]) {
    await keeper.renew()
    expect((await go(keeper, third!)).because).toEqual(['household-limit'])
    // Whoever is out comes home.
    expect((await go(keeper, second!, 'in')).light).toBe('go')
  }
})
