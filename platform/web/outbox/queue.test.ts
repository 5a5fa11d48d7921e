/**
 * A phone's shift is played at random against a model server: answers lost, doubled and late, crashes between store and send,
 * two tabs, poisoned facts, sessions that end. Whatever happens, nothing is lost, nothing counts twice, order is kept.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  atRest,
  BATCH,
  type Entry,
  heldOf,
  type Outcome,
  planNext,
  resumed,
  type Sending,
  type SendRule,
  settle,
  takenBack,
} from './queue.ts'

const SAMPLES = 'testing.recordSamples'
const TUBES = 'testing.recordTubes'
const VOIDS = 'testing.voidSamples'
const TRIES = 'testing.recordTries'
const rules: SendRule[] = [
  { op: SAMPLES, mayPass: [TRIES] },
  { op: TUBES, mayPass: [SAMPLES, VOIDS, TRIES] },
  { op: VOIDS, mayPass: [TRIES] },
  { op: TRIES, mayPass: [SAMPLES, TUBES, VOIDS] },
]

type Poison = 'refused' | 'breaks' | null
interface Fact {
  readonly op: string
  readonly id: string
  readonly step: string
  readonly poison: Poison
  /** The id of the fact that must have arrived before. */
  readonly after: string | null
}
type Fate = 'fine' | 'request lost' | 'answer lost' | 'late' | 'busy' | 'signed out' | 'half named'
type Move =
  | { do: 'make'; what: 'sample' | 'close and open' | 'undo' | 'try'; poison: Poison }
  | { do: 'send'; tab: 0 | 1 }
  | { do: 'answer'; tab: 0 | 1; fate: Fate }
  | { do: 'crash'; tab: 0 | 1 }
  | { do: 'late arrives' }
  | { do: 'sign in' }
  | { do: 'time passes'; ms: number }

const tab = fc.constantFrom<0 | 1>(0, 1)
const poison = fc.oneof(
  { weight: 30, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom<Poison>('refused', 'breaks') },
)
const fates: Fate[] = [
  'fine',
  'fine',
  'fine',
  'request lost',
  'answer lost',
  'late',
  'busy',
  'signed out',
  'half named',
]
const moves = fc.array(
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        do: fc.constant('make' as const),
        what: fc.constantFrom(
          'sample' as const,
          'sample' as const,
          'sample' as const,
          'close and open' as const,
          'undo' as const,
          'try' as const,
        ),
        poison,
      }),
    },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('send' as const), tab }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), tab, fate: fc.constantFrom(...fates) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), tab }) },
    { weight: 1, arbitrary: fc.constant({ do: 'late arrives' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'sign in' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('time passes' as const), ms: fc.integer({ min: 1, max: 60_000 }) }),
    },
  ) as fc.Arbitrary<Move>,
  { minLength: 20, maxLength: 260 },
)

/** A server that knows a fact by its id and step, keeps the first, and judges a batch as a whole. */
class Server {
  readonly arrived: Fact[] = []
  readonly #known = new Set<string>()
  take(facts: readonly Fact[]): Outcome {
    if (facts.some((f) => f.poison === 'breaks')) return { kind: 'busy', broken: true }
    if (facts.some((f) => f.poison === 'refused')) return { kind: 'refused', code: 'x', words: ['不行', 'No'] }
    const items = facts.map((f) => {
      const key = `${f.id} ${f.step}`
      const known = this.#known.has(key)
      if (!known) this.arrived.push(f)
      this.#known.add(key)
      return { id: f.id, known, doubts: [] }
    })
    return { kind: 'accepted', items }
  }
  has = (f: Fact): boolean => this.#known.has(`${f.id} ${f.step}`)
}

class Phone {
  readonly server = new Server()
  disk: Entry[] = []
  made: Fact[] = []
  now = 1_000_000
  readonly late: Fact[][] = []
  readonly tabs: { sending: Sending; batch: readonly Entry[] | null }[] = [
    { sending: atRest, batch: null },
    { sending: atRest, batch: null },
  ]
  readonly locked: boolean
  #seq = 0
  #tube = 'tube-0'
  #lastSample: string | null = null

  constructor(locked: boolean) {
    this.locked = locked
    this.#store({ op: TUBES, id: this.#tube, step: 'open', poison: null, after: null })
  }

  #store(fact: Fact): void {
    this.made.push(fact)
    this.disk.push({
      seq: ++this.#seq,
      id: fact.id,
      op: fact.op,
      item: fact,
      madeAt: this.now,
      alone: false,
      tries: 0,
      notBefore: 0,
      setAside: null,
    })
  }
  make(what: 'sample' | 'close and open' | 'undo' | 'try', poisoned: Poison): void {
    const n = this.#seq + 1
    if (what === 'sample')
      this.#store({ op: SAMPLES, id: (this.#lastSample = `s${n}`), step: '', poison: poisoned, after: null })
    else if (what === 'try') this.#store({ op: TRIES, id: `y${n}`, step: '', poison: poisoned, after: null })
    else if (what === 'undo') {
      if (this.#lastSample !== null)
        this.#store({ op: VOIDS, id: `v${n}`, step: '', poison: poisoned, after: this.#lastSample })
      this.#lastSample = null
    } else {
      this.#store({ op: TUBES, id: this.#tube, step: 'close', poison: null, after: null })
      this.#tube = `tube-${n}`
      this.#store({
        op: TUBES,
        id: this.#tube,
        step: 'open',
        poison: poisoned === 'refused' ? null : poisoned,
        after: null,
      })
    }
  }
  send(which: 0 | 1): void {
    const it = this.tabs[which]!
    const other = this.tabs[1 - which]!
    if (it.batch || (this.locked && other.batch)) return
    const plan = planNext(this.disk, rules, it.sending, this.now)
    if (plan.do !== 'send') return
    expect(plan.batch.length).toBeGreaterThan(0)
    expect(plan.batch.length).toBeLessThanOrEqual(BATCH)
    expect(new Set(plan.batch.map((e) => e.id)).size).toBe(plan.batch.length)
    expect(new Set(plan.batch.map((e) => e.op))).toEqual(new Set([plan.op]))
    it.batch = plan.batch
  }
  answer(which: 0 | 1, fate: Fate): void {
    const it = this.tabs[which]!
    if (!it.batch) return
    const facts = it.batch.map((e) => e.item as Fact)
    let outcome: Outcome = { kind: 'unreachable' }
    if (fate === 'fine') outcome = this.server.take(facts)
    else if (fate === 'answer lost') this.server.take(facts)
    else if (fate === 'late') this.late.push(facts)
    else if (fate === 'busy') outcome = { kind: 'busy', broken: false }
    else if (fate === 'signed out') outcome = { kind: 'signed-out' }
    else if (fate === 'half named') {
      const full = this.server.take(facts)
      outcome =
        full.kind === 'accepted' ? { ...full, items: full.items.slice(0, Math.floor(full.items.length / 2)) } : full
    }
    const settled = settle(it.batch, it.sending, outcome, this.now, 0.5)
    it.sending = settled.sending
    it.batch = null
    for (const seq of settled.remove) {
      const gone = this.disk.find((e) => e.seq === seq)
      if (gone) expect(this.server.has(gone.item as Fact)).toBe(true)
    }
    const changed = new Map(settled.change.map((e) => [e.seq, e]))
    this.disk = this.disk.filter((e) => !settled.remove.includes(e.seq)).map((e) => changed.get(e.seq) ?? e)
  }
  play(move: Move): void {
    if (move.do === 'make') this.make(move.what, move.poison)
    else if (move.do === 'send') this.send(move.tab)
    else if (move.do === 'answer') this.answer(move.tab, move.fate)
    else if (move.do === 'crash') this.tabs[move.tab] = { sending: atRest, batch: null }
    else if (move.do === 'late arrives') {
      const facts = this.late.shift()
      if (facts) this.server.take(facts)
    } else if (move.do === 'sign in') for (const it of this.tabs) it.sending = resumed(it.sending)
    else this.now += move.ms
    // Whatever happens: what the server does not have is still here.
    for (const fact of this.made) if (!this.server.has(fact)) expect(this.disk.some((e) => e.item === fact)).toBe(true)
  }
  /** The network is good and somebody signs in; more rounds than a good outbox needs. */
  heal(): void {
    this.answer(0, 'fine')
    this.answer(1, 'fine')
    for (const it of this.tabs) it.sending = resumed(it.sending)
    for (let i = 0; i < this.made.length * 8 + 50; i++) {
      this.send(0)
      this.answer(0, 'fine')
      this.now += 31_000
    }
  }
}

const run = (script: readonly Move[], locked: boolean): Phone => {
  const phone = new Phone(locked)
  for (const move of script) phone.play(move)
  phone.heal()
  return phone
}

describe('a shift on a phone', () => {
  test('loses nothing: what the server can take is there once, what it refuses is kept in sight', () => {
    fc.assert(
      fc.property(moves, fc.boolean(), (script, locked) => {
        const { server, made, disk } = run(script, locked)
        // The closing of a tube stands back with an opening that breaks the server: they never change places.
        const stuck = made.filter((f) => f.poison === 'breaks').map((f) => f.id)
        const good = made.filter((f) => f.poison === null && !stuck.includes(f.id))
        expect(good.filter((f) => !server.has(f))).toEqual([])
        expect(server.arrived).toHaveLength(good.length)
        const left = disk.map((e) => e.item as Fact)
        expect(left.map((f) => f.id).toSorted()).toEqual(
          made
            .filter((f) => f.poison !== null || !server.has(f))
            .map((f) => f.id)
            .toSorted(),
        )
        for (const entry of disk) expect(entry.setAside !== null).toBe((entry.item as Fact).poison === 'refused')
      }),
      { seed: 31, numRuns: 250 },
    )
  })

  test('keeps order: swabs as they were taken, a void after its swab, a closing after its opening', () => {
    fc.assert(
      fc.property(moves, (script) => {
        const { server, made } = run(script, true)
        const at = new Map(server.arrived.map((f, i) => [`${f.id} ${f.step}`, i]))
        for (const op of [SAMPLES, VOIDS, TRIES]) {
          const wanted = made.filter((f) => f.op === op && f.poison === null).map((f) => f.id)
          expect(server.arrived.filter((f) => f.op === op).map((f) => f.id)).toEqual(wanted)
        }
        for (const fact of server.arrived) {
          if (fact.after !== null && at.has(`${fact.after} `))
            expect(at.get(`${fact.after} `)!).toBeLessThan(at.get(`${fact.id} `)!)
          if (fact.step === 'close' && at.has(`${fact.id} open`))
            expect(at.get(`${fact.id} open`)!).toBeLessThan(at.get(`${fact.id} close`)!)
        }
      }),
      { seed: 32, numRuns: 250 },
    )
  })
})

test('a shift of single tubes goes out in batches, not in thousands of requests', () => {
  const phone = new Phone(true)
  for (let i = 0; i < 800; i++) {
    phone.make('sample', null)
    phone.make('close and open', null)
  }
  let requests = 0
  while (phone.disk.length > 0) {
    phone.send(0)
    phone.answer(0, 'fine')
    requests++
  }
  expect(requests).toBeLessThan(100)
  expect(phone.server.arrived).toHaveLength(2401)
})

const entry = (seq: number, over: Partial<Entry> = {}): Entry => ({
  seq,
  id: `s${seq}`,
  op: SAMPLES,
  item: {},
  madeAt: seq,
  alone: false,
  tries: 0,
  notBefore: 0,
  setAside: null,
  ...over,
})

test('failures wait longer and longer, half a minute at most, and one success forgets them', () => {
  let sending: Sending = atRest
  const waits: number[] = []
  for (let i = 0; i < 9; i++) {
    sending = settle([entry(1)], sending, { kind: 'unreachable' }, 0, 0.5).sending
    waits.push(sending.notBefore)
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000])
  expect(planNext([entry(1)], rules, sending, 0)).toEqual({ do: 'wait', until: 30_000 })
  expect(
    settle([entry(1)], sending, { kind: 'accepted', items: [{ id: 's1', known: true, doubts: [] }] }, 0, 0.5),
  ).toMatchObject({ sending: atRest, remove: [1] })
})

test('an answer that names nobody of the batch removes nothing and is a failure', () => {
  const settled = settle(
    [entry(1)],
    atRest,
    { kind: 'accepted', items: [{ id: 'other', known: true, doubts: ['not-due'] }] },
    0,
    0.5,
  )
  expect(settled).toMatchObject({ remove: [], doubted: [] })
  expect(settled.sending.failures).toBe(1)
})

test('nothing goes out while nobody is signed in, nor ever after a wipe', () => {
  const out = settle([entry(1)], atRest, { kind: 'signed-out' }, 0, 0.5)
  expect(out).toMatchObject({ remove: [], change: [] })
  expect(planNext([entry(1)], rules, out.sending, 9e9)).toEqual({ do: 'halt' })
  expect(planNext([entry(1)], rules, resumed(out.sending), 0).do).toBe('send')
  const wiped = settle([entry(1)], atRest, { kind: 'wipe', words: ['', ''] }, 0, 0.5).sending
  expect(planNext([entry(1)], rules, resumed(wiped), 9e9)).toEqual({ do: 'halt' })
})

test('what was refused stays in the tray until it is taken out by hand', () => {
  const { change } = settle([entry(1)], atRest, { kind: 'refused', code: 'c', words: ['a', 'b'] }, 7, 0.5)
  expect(change[0]?.setAside).toEqual({ code: 'c', words: ['a', 'b'], at: 7 })
  expect(heldOf([...change, entry(2)])).toEqual({ waiting: 1, setAside: 1, oldest: 2 })
  expect(planNext([takenBack(change[0]!), entry(2)], rules, atRest, 0)).toMatchObject({ batch: [{ seq: 1 }] })
})
