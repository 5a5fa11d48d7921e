/** Crossings on a real database: kept once, doubted and never refused, judged again with what the server knows, counted exactly. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  ago,
  beat,
  COMPOUND,
  crossing,
  type GateWorld,
  gateWorld,
  OTHER_COMPOUND,
  told,
} from '../../../tests/gate-world.ts'
import { refusalCode, signedIn } from '../../../tests/http.ts'
import { freshId, HOME, STREET_ID } from '../../../tests/small-world.ts'
import { gates } from '../contract.ts'

const ops = gates.operations
const MINUTE = 60_000

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

const record = async (...items: ReturnType<typeof crossing>[]) =>
  (await w.keeper.call(ops.recordCrossings, told(...items))).items
const stored = async (id: string) =>
  (await w.admin.query('SELECT * FROM gate.crossing WHERE id = $1', [id])).rows[0] as Record<string, unknown>
const counts = async (gateId: string) =>
  (
    await w.admin.query(
      'SELECT sum(ins)::int AS ins, sum(outs)::int AS outs, sum(turned_back)::int AS back, sum(medical)::int AS medical FROM gate.hour_count WHERE gate_id = $1',
      [gateId],
    )
  ).rows[0] as Record<string, number>

describe('a fact', () => {
  test('is kept once, however often it is sent, and answered alike', async () => {
    const gate = await w.gate({ name: '一号门' })
    const fact = crossing(gate, await w.pass())
    const [first] = await record(fact)
    const [again, twice] = await record(fact, fact)
    expect(first).toEqual({ id: fact.id, known: false, light: 'go', because: ['no-measure'] })
    expect(again).toEqual({ ...first, known: true })
    expect(twice).toEqual({ ...first, known: true })
    expect(await counts(gate)).toEqual({ ins: 0, outs: 1, back: 0, medical: 0 })
  })

  test('of an unknown gate, an unknown pass and a gate elsewhere is kept and doubted, and its neighbours with it', async () => {
    const elsewhere = await w.gate({ path: OTHER_COMPOUND, name: '柳门' })
    const facts = [
      crossing(freshId(), null),
      crossing(east, freshId()),
      crossing(elsewhere, null),
      crossing(east, null, {
        n: Number.MAX_SAFE_INTEGER,
        listAge: Number.MAX_SAFE_INTEGER,
        at: '0001-01-01T00:00:00Z',
      }),
    ]
    await record(...facts)
    const kept: Record<string, unknown>[] = []
    for (const { id } of facts) kept.push(await stored(id))
    expect(kept.map((row) => row['doubts'])).toEqual([['unknown-gate'], ['unknown-pass'], ['gate-elsewhere'], []])
    expect(kept.map((row) => row['path'])).toEqual([HOME, COMPOUND, HOME, COMPOUND])
  })

  test('under an id that another crossing has is kept under one of its own', async () => {
    const fact = crossing(west, null)
    const other = { ...fact, n: 2, direction: 'in' as const }
    await record(fact)
    await record(other)
    await record(other)
    const { rows } = await w.admin.query(
      'SELECT direction, doubts FROM gate.crossing WHERE gate_id = $1 AND shift_id = $2 ORDER BY n',
      [west, fact.shiftId],
    )
    expect(rows).toEqual([
      { direction: 'out', doubts: [] },
      { direction: 'in', doubts: ['id-reused'] },
    ])
  })

  test('of a phone whose clock is off is set right', async () => {
    const fact = crossing(east, null, { at: ago(100 * MINUTE) })
    await w.keeper.call(ops.recordCrossings, { sentAt: ago(90 * MINUTE), items: [fact] })
    const row = await stored(fact.id)
    expect(Math.abs((row['at'] as Date).getTime() - (Date.now() - 10 * MINUTE))).toBeLessThan(5000)
    expect(row['doubts']).toEqual(['clock-skewed'])
  })

  test('that is taken back counts no more, in whatever order the two arrive', async () => {
    const gate = await w.gate({ name: '二号门' })
    const shiftId = freshId()
    const undoing = (fact: ReturnType<typeof crossing>) =>
      crossing(gate, null, { shiftId, n: fact.n + 1, outcome: 'turned-back', undoes: fact.id })
    const [one, two] = [crossing(gate, null, { shiftId, n: 1 }), crossing(gate, null, { shiftId, n: 3 })]
    await record(one)
    await record(undoing(one))
    await record(undoing(two))
    await record(two)
    expect(await counts(gate)).toEqual({ ins: 0, outs: 0, back: 0, medical: 0 })
    const foreign = crossing(gate, null, { n: 9 })
    await record(foreign)
    await record(undoing(foreign))
    expect(await counts(gate), 'of another shift').toEqual({ ins: 0, outs: 1, back: 0, medical: 0 })
  })

  test('of a doctor’s way alarms the duty officer, and so does a doctor’s way refused; health is in the crossing alone', async () => {
    await w.measure()
    const gate = await w.gate({ name: '三号门' })
    const opened = crossing(gate, null, { way: 'medical', because: ['medical'], temperature: 385, second: 386 })
    const refused = crossing(gate, null, { way: 'medical', outcome: 'turned-back', light: 'stop', because: ['fever'] })
    expect((await record(opened, refused)).map((a) => a.light)).toEqual(['go', 'go'])
    const { rows } = await w.admin.query('SELECT kind FROM gate.alert WHERE gate_id = $1 ORDER BY kind', [gate])
    expect(rows.map((r) => r.kind)).toEqual(['fever', 'medical', 'medical-refused'])
    const ledger = await w.admin.query(
      `SELECT type, data, operation_id FROM platform.ledger WHERE data ->> 'gateId' = $1 ORDER BY type`,
      [gate],
    )
    expect(ledger.rows).toEqual(
      [
        ['gate.fever-found', opened],
        ['gate.medical-exit', opened],
        ['gate.medical-refused', refused],
      ].map(([type, fact]) => ({
        type,
        data: { crossingId: (fact as typeof opened).id, gateId: gate },
        operation_id: w.operationId,
      })),
    )
  })
})

describe('the server, knowing more', () => {
  test('says what became of a pass while the phone had no network', async () => {
    await w.measure()
    const pass = await w.pass()
    await w.stand(pass, 'revoked')
    const [answer] = await record(crossing(east, pass, { at: ago(5 * MINUTE) }))
    expect(answer).toMatchObject({ light: 'stop', because: ['revoked'] })
  })

  test('knows a code used at two gates, an old one, and another compound’s pass', async () => {
    await w.measure()
    const pass = await w.pass()
    const now = Math.floor(Date.now() / 1000)
    const code = { means: 'phone' as const, codeFrom: now - 20 }
    await record(crossing(east, pass, { ...code, at: ago((2 * MINUTE) / 60) }))
    expect((await record(crossing(west, pass, code)))[0]).toMatchObject({ light: 'ask', because: ['just-used'] })
    const old = { means: 'phone' as const, codeFrom: now - 3600 }
    expect((await record(crossing(east, await w.pass(), old)))[0]!.because).toEqual(['code-old'])
    const foreign = await w.pass({ scope: [OTHER_COMPOUND] })
    expect((await record(crossing(east, foreign)))[0]!.because).toEqual(['other-area'])
    const ended = await w.pass({ until: ago(20 * MINUTE) })
    expect((await record(crossing(east, ended, { at: ago(30 * MINUTE) })))[0]!.because).toEqual(['valid'])
    expect((await record(crossing(east, ended, { at: ago(10 * MINUTE) })))[0]!.because[0]).toBe('expired')
  })

  test('sees the second member of a household go out at another gate, and counts neither a doctor’s way nor whoever was turned back', async () => {
    await w.measure({ household: { people: 1, days: 2 } })
    const household = 'aaaa0001'
    const [mother, son, worker] = [
      await w.pass({ household }),
      await w.pass({ household }),
      await w.pass({ household, kind: 'worker' }),
    ]
    const doctor = crossing(east, mother, { way: 'medical', because: ['medical'], at: ago(50 * MINUTE) })
    const back = crossing(east, mother, { outcome: 'turned-back', at: ago(40 * MINUTE) })
    const [, , , first, second, third] = await record(
      doctor,
      crossing(east, mother, { direction: 'in', at: ago(45 * MINUTE) }),
      back,
      crossing(east, mother, { at: ago(20 * MINUTE) }),
      crossing(west, son, { at: ago(10 * MINUTE) }),
      crossing(west, worker, { at: ago(9 * MINUTE) }),
    )
    expect([first, second, third].map((a) => a!.light)).toEqual(['go', 'stop', 'go'])
    expect(second!.because).toEqual(['household-limit'])
  })

  test('believes what only the phone could see of a code', async () => {
    await w.measure()
    const forged = crossing(east, null, { light: 'stop', because: ['forged'], outcome: 'turned-back' })
    expect((await record(forged))[0]).toMatchObject({ light: 'stop', because: ['forged'] })
  })
})

describe('a keeper’s phone', () => {
  test('gets its gates, the measure, whom to call, the list and what happened elsewhere', async () => {
    await w.measure({ household: { people: 1, days: 2 } })
    const household = 'aaaa0002'
    const pass = await w.pass({ household })
    const fact = crossing(west, pass)
    await record(fact)
    expect((await w.keeper.call(ops.myGates, {})).gates.map((g) => g.id)).toContain(east)
    const pocket = await w.keeper.call(ops.gatePocket, { gateId: east })
    expect(pocket).toMatchObject({ gate: { id: east }, measure: { policy: { household: { people: 1 } } } })
    expect(pocket.duty).toEqual([{ name: '溪一', phone: '12900009999' }])
    const list = await w.keeper.call(ops.passList, { gateId: east, cursor: null })
    expect(list.passes.some((p) => p.passId === pass)).toBe(true)
    const elsewhere = await w.keeper.call(ops.crossedSince, { gateId: east, cursor: null })
    expect(elsewhere.crossings.find((c) => c.id === fact.id)).toEqual({
      ...{ id: fact.id, passId: pass, household, direction: 'out', counts: true },
      at: expect.any(String),
    })
  })

  test('pages through crossings without missing one, and then hears only of new ones', async () => {
    const first = await w.keeper.call(ops.crossedSince, { gateId: east, cursor: null })
    const ids = new Set<string>()
    let cursor: string | null = null
    for (;;) {
      const page: typeof first = await w.keeper.call(ops.crossedSince, { gateId: east, cursor, limit: 2 })
      for (const { id } of page.crossings) ids.add(id)
      cursor = page.cursor
      if (!page.more) break
    }
    expect([...ids].sort()).toEqual(first.crossings.map((c) => c.id).sort())
    const fact = crossing(east, await w.pass())
    await record(fact)
    const news = await w.keeper.call(ops.crossedSince, { gateId: east, cursor })
    expect(news.crossings.map((c) => c.id)).toContain(fact.id)
  })

  test('reads what its own keeper recorded and nobody else’s; a keeper elsewhere sees no such gate', async () => {
    const keeper = w.world.actor('keeper')
    const seen = await w.server.house.database.within(keeper, (c) =>
      c.query('SELECT DISTINCT account_id FROM gate.crossing'),
    )
    expect(seen.rows).toEqual([{ account_id: keeper.accountId }])
    const strange = { ...keeper, accountId: freshId() }
    const none = await w.server.house.database.within(strange, (c) => c.query('SELECT FROM gate.crossing'))
    expect(none.rowCount).toBe(0)
    const leader2 = await signedIn(w.server, 'leader2')
    expect(await refusalCode(leader2.call(ops.passList, { gateId: east, cursor: null }))).toBe('platform.notFound')
  })

  test('tells its shift once', async () => {
    const shiftId = freshId()
    const begun = beat(east, shiftId, { step: 'begin' })
    const first = await w.keeper.call(ops.recordShift, told(begun, beat(east, shiftId, { made: 3 })))
    expect(first.items.map((i) => i.known)).toEqual([false, false])
    expect((await w.keeper.call(ops.recordShift, told(begun))).items[0]!.known).toBe(true)
    const { rows } = await w.admin.query(
      'SELECT count(*)::int AS n, max(made)::int AS made FROM gate.shift_fact WHERE street_id = $1 AND shift_id = $2',
      [STREET_ID, shiftId],
    )
    expect(rows).toEqual([{ n: 2, made: 3 }])
  })
})
