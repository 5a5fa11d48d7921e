/**
 * The sender on a real (in-memory) IndexedDB: tabs die between storing and sending, answers are lost, two tabs share one disk.
 * Time is made by the test; the database's own turns are waited for.
 */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ClientProblem } from '../client.ts'
import { change, type OfflineCommand } from '../pocket/change.ts'
import { PhoneDatabase } from '../pocket/database.ts'
import { heldNow, oldestWaiting, takeBack, trayOf, writeSettled } from './outbox.ts'
import { outcomeOfAnswer, outcomeOfError } from './outcome.ts'
import type { Outcome } from './queue.ts'
import { lockOf, type Sender, startSender } from './sender.ts'

const record: OfflineCommand = {
  room: 'testing',
  name: 'recordSamples',
  input: z.object({ items: z.array(z.object({ id: z.string().min(1), n: z.int() })) }),
}
type Item = { id: string; n: number }

const opened: PhoneDatabase[] = []
afterEach(() => {
  for (const db of opened.splice(0)) db.close()
})

/** One phone: a disk that outlives its tabs, a server that outlives its network. */
class Bench {
  readonly #factory = new IDBFactory()
  readonly #lock = lockOf('x')
  readonly arrived: Item[] = []
  readonly #known = new Set<string>()
  readonly tabs: { db: PhoneDatabase; sender: Sender; timers: Set<() => void>; alive: boolean }[] = []
  fate: 'fine' | 'request lost' | 'answer lost' | 'broken' | 'signed out' | 'captive portal' = 'fine'
  poison = new Set<string>()
  inFlight = 0
  posts = 0
  mostInFlight = 0
  /** Steps of senders under way or waiting for the lock. */
  steps = 0
  now = 1_000_000

  disk(): PhoneDatabase {
    const db = new PhoneDatabase('phone', { indexedDB: this.#factory, IDBKeyRange: IDBKeyRange as never })
    opened.push(db)
    return db
  }
  open(): void {
    const db = this.disk()
    const timers = new Set<() => void>()
    const tab = { db, timers, alive: true, sender: null as unknown as Sender }
    tab.sender = startSender({
      rules: [{ op: 'testing.recordSamples', mayPass: [] }],
      waiting: () => oldestWaiting(db),
      write: async (settled) => {
        if (tab.alive) await writeSettled(db, settled)
      },
      post: (_, items) => this.#post(items as Item[]),
      alone: async (work) => {
        this.steps++
        try {
          return await this.#lock(work)
        } finally {
          this.steps--
        }
      },
      now: () => this.now,
      dice: () => 0.5,
      later: (_, call) => {
        timers.add(call)
        return () => timers.delete(call)
      },
    })
    this.tabs.push(tab)
  }
  async #post(items: readonly Item[]): Promise<Outcome> {
    this.posts++
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight)
    await new Promise((done) => setTimeout(done, 0))
    this.inFlight--
    const { fate } = this
    if (fate === 'request lost')
      return outcomeOfError(new ClientProblem(0, { code: 'client.offline', words: ['', ''] }))
    if (fate === 'captive portal') return outcomeOfAnswer('<html>')
    if (fate === 'broken')
      return outcomeOfError(new ClientProblem(503, { code: 'platform.unavailable', words: ['', ''] }))
    if (fate === 'signed out')
      return outcomeOfError(new ClientProblem(401, { code: 'platform.signIn', words: ['', ''] }))
    if (items.some((item) => this.poison.has(item.id)))
      return outcomeOfError(new ClientProblem(400, { code: 'platform.badRequest', words: ['有误', 'Wrong'] }))
    const acknowledged = items.map((item) => {
      const known = this.#known.has(item.id)
      if (!known) this.arrived.push(item)
      this.#known.add(item.id)
      return { id: item.id, known, doubts: [] }
    })
    return fate === 'answer lost' ? outcomeOfError(new TypeError('network')) : outcomeOfAnswer({ items: acknowledged })
  }
  make = (n: number): Promise<void> =>
    change(this.tabs.find((t) => t.alive)?.db ?? this.disk(), this.now, (inside) =>
      inside.send(record, { id: `s${n}`, n }),
    )
  crash(which: number): void {
    const tab = this.tabs[which]
    if (!tab?.alive) return
    tab.alive = false
    tab.sender.stop()
  }
  /** Lets due timers run and the database finish its turns. */
  async settleDown(): Promise<void> {
    this.now += 60_000
    for (const tab of this.tabs) {
      const due = [...tab.timers]
      tab.timers.clear()
      if (tab.alive) for (const call of due) call()
    }
    for (let quiet = 0; quiet < 2; ) {
      await new Promise((done) => setTimeout(done, 0))
      quiet = this.steps === 0 ? quiet + 1 : 0
    }
  }
}

const moves = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant('make' as const) },
    { weight: 3, arbitrary: fc.constant('time' as const) },
    { weight: 1, arbitrary: fc.constant('crash' as const) },
    { weight: 1, arbitrary: fc.constant('open' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('fine', 'request lost', 'answer lost', 'broken', 'signed out', 'captive portal'),
    },
  ),
  { minLength: 5, maxLength: 40 },
)

describe('the sender on a disk', () => {
  test('through crashes and a flapping network everything arrives once, in order, one batch at a time', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (script) => {
        const bench = new Bench()
        bench.open()
        let made = 0
        for (const move of script) {
          if (move === 'make') await bench.make(made++)
          else if (move === 'time') await bench.settleDown()
          else if (move === 'crash') bench.crash(bench.tabs.length - 1)
          else if (move === 'open') bench.open()
          else bench.fate = move as Bench['fate']
          for (const tab of bench.tabs) if (tab.alive) tab.sender.wake()
        }
        bench.fate = 'fine'
        bench.open()
        for (const tab of bench.tabs) if (tab.alive) tab.sender.resume()
        await bench.settleDown()
        await bench.settleDown()
        expect(bench.arrived.map((item) => item.n)).toEqual(Array.from({ length: made }, (_, i) => i))
        expect(await heldNow(bench.disk())).toEqual({ waiting: 0, setAside: 0, oldest: null })
        expect(bench.mostInFlight).toBeLessThanOrEqual(1)
      }),
      { seed: 41, numRuns: 40 },
    )
  })

  test('with a good network each fact goes out once: an answer is written down before the next batch is planned', async () => {
    const bench = new Bench()
    for (let n = 0; n < 120; n++) await bench.make(n)
    bench.open()
    bench.open()
    await bench.settleDown()
    expect(bench.posts).toBe(3)
    expect(bench.arrived.map((item) => item.n)).toEqual(Array.from({ length: 120 }, (_, i) => i))
  })

  test('a 401 to a request that left before the new sign-in does not stop the outbox', async () => {
    const bench = new Bench()
    await bench.make(0)
    bench.fate = 'signed out'
    bench.open()
    while (bench.inFlight === 0) await new Promise((done) => setTimeout(done, 0))
    // Signed in anew while the old session's request is still on its way.
    bench.tabs[0]!.sender.resume()
    while (bench.inFlight > 0) await new Promise((done) => setTimeout(done, 0))
    bench.fate = 'fine'
    await bench.settleDown()
    await bench.settleDown()
    expect(bench.arrived).toHaveLength(1)
  })

  test('one refused fact among sixty goes to the tray, the others arrive, and it can be tried again', async () => {
    const bench = new Bench()
    bench.poison.add('s17')
    for (let n = 0; n < 60; n++) await bench.make(n)
    bench.open()
    await bench.settleDown()
    expect(bench.arrived).toHaveLength(59)
    const [odd, ...others] = await trayOf(bench.disk())
    expect(others).toEqual([])
    expect(odd).toMatchObject({
      id: 's17',
      item: { id: 's17', n: 17 },
      setAside: { code: 'platform.badRequest', words: ['有误', 'Wrong'] },
    })
    expect(await heldNow(bench.disk())).toEqual({ waiting: 0, setAside: 1, oldest: null })
    bench.poison.clear()
    await takeBack(bench.disk(), odd!.seq)
    await bench.settleDown()
    expect(bench.arrived.at(-1)).toEqual({ id: 's17', n: 17 })
    expect(await trayOf(bench.disk())).toEqual([])
  })

  test('a fact that its contract refuses is not stored, and neither is anything stored with it', async () => {
    const db = new Bench().disk()
    const attempt = change(db, 1, async (inside) => {
      await inside.setNote('tube', { heads: 1 })
      await inside.send(record, { id: '', n: 1 })
    })
    await expect(attempt).rejects.toMatchObject({ kind: 'malformed' })
    expect(await db.notes.toArray()).toEqual([])
    expect(await db.outbox.toArray()).toEqual([])
  })
})

test.each([
  [new ClientProblem(400, { code: 'platform.badRequest', words: ['', ''] }), 'refused'],
  [new ClientProblem(404, { code: 'client.unclear', words: ['', ''] }), 'unreachable'],
  [new ClientProblem(403, { code: 'client.unclear', words: ['', ''] }), 'unreachable'],
  [new ClientProblem(401, { code: 'platform.sessionEnded', words: ['', ''] }), 'signed-out'],
  [new ClientProblem(401, { code: 'platform.deviceLost', words: ['', ''], wipe: true }), 'wipe'],
  [new ClientProblem(429, { code: 'platform.tooManyRequests', words: ['', ''] }), 'busy'],
  [new ClientProblem(507, { code: 'platform.diskFull', words: ['', ''] }), 'busy'],
  [new TypeError('x'), 'unreachable'],
])('%s is %s', (error, kind) => expect(outcomeOfError(error).kind).toBe(kind))
