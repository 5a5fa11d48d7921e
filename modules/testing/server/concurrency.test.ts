/**
 * What happens at the same moment: phones that scan one person together, deliveries doubled and out of order, batches that
 * overlap from both ends, a round closed while samples arrive. Two servers on one database, on both engines.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Composed, compose } from '../../../apps/server/compose.ts'
import { Dice } from '../../../database/taohua/dice.ts'
import { engines } from '../../../tests/cluster.ts'
import { type Browser, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld, sent, swab } from '../../../tests/round-world.ts'
import { freshId, SECRET, STREET } from '../../../tests/small-world.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import { register } from '../../register/contract.ts'
import { testing } from '../contract.ts'
import type { SampleFact } from '../model.ts'
import { again } from '../../../platform/server/again.ts'
import { type SentSample, takeIn } from './sample-store.ts'

const ops = testing.operations

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let w: RoundWorld
  let second: Composed
  let crew2: Browser
  let crowd: string[]
  beforeAll(async () => {
    w = await roundWorld(engine)
    crowd = await w.crowd(300)
    second = await compose({
      appUrl: w.urls.appUrl,
      dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
      secret: SECRET,
      log: false,
    })
    crew2 = await signedIn(second, 'crew')
  })
  afterAll(async () => {
    await second.close()
    await w.close()
  })

  const counted = async (roundId: string) => (await w.officer.call(ops.board, { roundId })).figures
  const stored = async (roundId: string) =>
    (
      await w.admin.query<{ n: number; first: number; ids: number }>(
        'SELECT count(*)::int AS n, count(*) FILTER (WHERE first)::int AS first, count(DISTINCT id)::int AS ids FROM testing.sample WHERE round_id = $1',
        [roundId],
      )
    ).rows[0]!

  test('two phones scan the same people at once: each person counts once, both swabs are kept', async () => {
    const at = await w.open()
    const people = crowd.slice(0, 60)
    const answers = await Promise.all(
      people.flatMap((p) => [
        w.crew.call(ops.recordSamples, sent(swab(at, p))),
        crew2.call(ops.recordSamples, sent(swab(at, p, { lane: 2 }))),
      ]),
    )
    const doubts = answers.flatMap((a) => a.items).map((i) => i.doubts.join())
    expect(doubts.filter((d) => d === '')).toHaveLength(60)
    expect(doubts.filter((d) => d === 'already-tested')).toHaveLength(60)
    expect(await stored(at.roundId)).toEqual({ n: 120, first: 60, ids: 120 })
    expect(await counted(at.roundId)).toMatchObject({ tested: 60 })
    expect(await w.check(at.roundId)).toEqual([])
  })

  test('deliveries doubled, reordered and cut anew, to both servers at once: everything arrives once', async () => {
    const at = await w.open()
    const dice = new Dice(11)
    const facts = crowd.slice(0, 200).map((p, i) => swab(at, p, { lane: 1 + (i % 2) }))
    const deliveries = Array.from({ length: 60 }, () => {
      const size = 1 + dice.below(40)
      return Array.from({ length: size }, () => facts[dice.below(facts.length)]!)
    })
    const whole = [facts.slice(0, 100), facts.slice(100), [...facts].reverse()]
    const answers = await Promise.all(
      [...deliveries, ...whole].map((items, i) => (i % 2 ? w.crew : crew2).call(ops.recordSamples, sent(...items))),
    )
    // every item of every delivery is answered, in its place
    for (const [i, items] of [...deliveries, ...whole].entries())
      expect(answers[i]!.items.map((a) => a.id)).toEqual(items.map((f) => f.id))
    const firsts = answers.flatMap((a) => a.items).filter((a) => !a.known)
    expect(new Set(firsts.map((a) => a.id)).size).toBe(200)
    expect(firsts).toHaveLength(200)
    expect(await stored(at.roundId)).toEqual({ n: 200, first: 200, ids: 200 })
    expect(await w.check(at.roundId)).toEqual([])
  })

  test('batches that overlap from both ends never fail, even past the sorting that keeps them from locking crosswise', async () => {
    const at = await w.open()
    const account = w.world.actor('crew').accountId!
    const item = (fact: SampleFact): SentSample => ({
      ...{ fact, takenAt: fact.takenAt, told: null, deviceId: null, accountId: account, area: STREET, papers: null },
    })
    const facts = crowd.slice(0, 150).map((p) => swab(at, p))
    const street = systemActor(w.world.actor('officer').streetId, STREET)
    const write = (server: Composed, items: SentSample[]) =>
      again(() =>
        server.house.database.within(street, async (c) => {
          // half and half, so that two transactions hold what the other wants
          await takeIn(c, items.slice(0, 75))
          return takeIn(c, items.slice(75))
        }),
      )
    const forth = facts.map(item)
    const back = [...forth].reverse()
    await Promise.all([write(w.server, forth), write(second, back), write(w.server, back), write(second, forth)])
    expect(await stored(at.roundId)).toEqual({ n: 150, first: 150, ids: 150 })
    expect(await w.check(at.roundId)).toEqual([])
  })

  test('the same walk-in at two sites is one person', async () => {
    const at = await w.open()
    const walkIn = { name: '路过', idType: 'passport' as const, idNumber: 'E12345678', phone: null }
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? w.crew : crew2).call(ops.recordSamples, sent(swab(at, null, { walkIn, how: 'register' }))),
      ),
    )
    expect(await stored(at.roundId)).toEqual({ n: 20, first: 1, ids: 20 })
    expect(await counted(at.roundId)).toMatchObject({ walkIn: 1, tested: 0 })
    expect(await w.check(at.roundId)).toEqual([])
  })

  test('a round is closed while samples arrive: each is either in the report or told as late', async () => {
    const at = await w.open()
    const facts = crowd.map((p) => swab(at, p))
    const sending = facts.map((fact, i) => (i % 2 ? w.crew : crew2).call(ops.recordSamples, sent(fact)))
    await Promise.race(sending)
    const report = await w.officer.call(ops.closeRound, { id: at.roundId })
    const late = (await Promise.all(sending)).flatMap((a) => a.items).filter((i) => i.doubts.includes('round-closed'))
    expect(report.samples + late.length).toBe(facts.length)
    expect(report.figures.tested).toBe(report.samples)
    expect(await w.officer.call(ops.report, { id: at.roundId })).toEqual({ ...report, late: late.length })
    expect(await counted(at.roundId)).toMatchObject({ tested: facts.length })
    expect(await w.check(at.roundId)).toEqual([])
  })

  test('people are exempted, voided and judged anew while they are scanned', async () => {
    const at = await w.open()
    const people = crowd.slice(0, 80)
    const facts = people.map((p) => swab(at, p))
    const settled = await Promise.allSettled(
      people.flatMap((residentId, i) => [
        w.crew.call(ops.recordSamples, sent(facts[i]!)),
        w.leader.call(ops.exempt, { roundId: at.roundId, residentId, reason: 'other' }),
        crew2.call(
          ops.voidSamples,
          sent({
            id: freshId(),
            roundId: at.roundId,
            sampleId: facts[i]!.id,
            reason: 'tube-broken' as const,
            at: minutesAgo(0),
          }),
        ),
        ...(i % 20 === 0 ? [w.officer.call(ops.refreshDue, { roundId: at.roundId })] : []),
      ]),
    )
    const refused = settled.filter((s) => s.status === 'rejected').map((s) => (s.reason as Error).message.split(' ')[1])
    // exempting somebody who has just been tested is the only thing that may be refused
    expect(new Set(refused).size === 0 || [...new Set(refused)].join() === 'testing.alreadyTested').toBe(true)
    expect(await stored(at.roundId)).toMatchObject({ n: 80, ids: 80 })
    expect(await counted(at.roundId)).toMatchObject({ tested: 0, walkIn: 0 })
    expect(await w.check(at.roundId)).toEqual([])
  })

  test('a list of thousands is taken over chunk by chunk: everybody is due, and scans come in between', async () => {
    const { rounds } = await w.officer.call(ops.rounds, { state: 'open' })
    for (const { id } of rounds) await w.officer.call(ops.closeRound, { id })
    const at = await w.open()
    await w.settle()
    const added = await w.crowd(4500)
    const officer = w.world.actor('officer')
    await w.server.house.database.within(officer, (c) =>
      c.record(register.events.listApplied, { path: STREET, data: { importId: freshId(), added: 4500, changed: 0 } }),
    )
    const settling = w.settle()
    const answers = await Promise.all(crowd.slice(0, 40).map((p) => crew2.call(ops.recordSamples, sent(swab(at, p)))))
    await settling
    expect(answers.flatMap((a) => a.items).every((i) => i.doubts.length === 0)).toBe(true)
    expect(await counted(at.roundId)).toMatchObject({ due: 7 + crowd.length + added.length, tested: 40 })
    const { rows } = await w.admin.query(
      `SELECT (data->>'added')::int AS added FROM platform.ledger WHERE type = 'testing.due-changed' AND data->>'roundId' = $1 ORDER BY seq`,
      [at.roundId],
    )
    expect(rows.map((r) => r.added)).toEqual([2000, 2000, 500])
    expect(await w.check(at.roundId)).toEqual([])
  })
})
