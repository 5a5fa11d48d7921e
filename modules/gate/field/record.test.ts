/** A shift pressed at random on a phone's disk: its count has no gap and no double, whatever is taken back and whenever the tab dies. */
import fc from 'fast-check'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { inventedPass, keeperPhone, NINE } from '../../../tests/keeper-phone.ts'
import { hearPage, knownOf } from './crossed.ts'
import { otherwise } from './otherwise.ts'
import { about } from './recent.ts'
import { takeBack } from './record.ts'
import { beat, endShift, readShift } from './shift.ts'

const passes = Array.from({ length: 6 }, (_, n) => inventedPass(n))
type Act =
  | { readonly act: 'cross'; readonly who: number; readonly out: boolean; readonly passed: boolean }
  | { readonly act: 'undo'; readonly which: number }
  | { readonly act: 'beat' }
  | { readonly act: 'killed' }
const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        act: fc.constant('cross' as const),
        who: fc.nat(5),
        out: fc.boolean(),
        passed: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.constant({ act: 'beat' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'killed' as const }) },
  ) as fc.Arbitrary<Act>,
  { minLength: 10, maxLength: 40 },
)

test('counted 1, 2, 3 …; what was taken back is no longer so, and everything ever said is still there', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (script) => {
      const disk = new IDBFactory()
      let phone = keeperPhone({ household: { people: 2, days: 1 } }, disk)
      await phone.list(passes)
      await phone.begin()
      for (const step of script) {
        phone.now += 61_000
        if (step.act === 'cross')
          await phone.cross(
            { by: 'list', pass: passes[step.who]! },
            step.out ? 'out' : 'in',
            step.passed ? 'passed' : 'turned-back',
          )
        else if (step.act === 'undo') {
          const done = (await phone.recent())[step.which]
          if (done) expect(await takeBack(phone.hand, done.fact.id)).toBe(!done.undone)
        } else if (step.act === 'beat') await beat(phone.hand)
        else {
          // The tab dies while a crossing is being stored; the next one opens the same disk.
          await phone.hand.db.open()
          const dying = phone.cross({ by: 'list', pass: passes[0]! }, 'in').catch(() => null)
          phone.hand.db.close()
          await dying
          const now = phone.now
          phone = keeperPhone({ household: { people: 2, days: 1 } }, disk)
          phone.now = now
        }
      }
      const facts = await phone.facts()
      expect(facts.map(({ n }) => n)).toEqual(facts.map((_, i) => i + 1))
      expect((await readShift(phone.hand.db))?.made).toBe(facts.length)
      const undone = new Set(facts.flatMap(({ undoes }) => (undoes === undefined ? [] : [undoes])))
      for (const pass of passes) {
        const stands = facts.filter(
          (f) => f.passId === pass.passId && f.outcome === 'passed' && f.undoes === undefined && !undone.has(f.id),
        )
        const { last, outings } = await knownOf(phone.hand.db, phone.gateId, pass.passId, pass.household)
        expect(last?.id).toBe(stands.at(-1)?.id)
        const ofHousehold = facts.filter(
          (f) =>
            passes.some((p) => p.passId === f.passId && p.household === pass.household) &&
            f.direction === 'out' &&
            f.outcome === 'passed' &&
            f.undoes === undefined &&
            !undone.has(f.id),
        )
        expect(outings).toHaveLength(ofHousehold.length)
      }
    }),
    { seed: 71, numRuns: 30 },
  )
}, 90_000)

test('two tabs that record at once count on from each other', async () => {
  const disk = new IDBFactory()
  const [one, other] = [keeperPhone({}, disk), keeperPhone({}, disk)]
  await one.list(passes)
  await one.begin()
  await Promise.all(passes.flatMap((pass) => [one, other].map((tab) => tab.cross({ by: 'list', pass }, 'in'))))
  expect((await one.facts()).map(({ n }) => n)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
})

test('what other gates told counts here, but not what was taken back here', async () => {
  const phone = keeperPhone({ household: { people: 1, days: 1 } })
  const [one, mate] = [passes[0]!, passes[1]!]
  await phone.list(passes)
  await phone.begin()
  const mine = (await phone.cross({ by: 'list', pass: one }, 'out'))!
  await takeBack(phone.hand, mine.fact.id)
  const echo = {
    id: mine.fact.id,
    passId: one.passId,
    household: one.household,
    direction: 'out' as const,
    at: mine.fact.at,
    counts: true,
  }
  expect(await hearPage(phone.hand.db, phone.gateId, null, { crossings: [echo], cursor: 'a' }, phone.now)).toBe(true)
  expect((await phone.stand({ by: 'list', pass: mate })).verdict.light).toBe('go')
  const elsewhere = { ...echo, id: passes[5]!.passId, at: new Date(NINE - 1000).toISOString() }
  await hearPage(phone.hand.db, phone.gateId, 'a', { crossings: [elsewhere], cursor: 'b' }, phone.now)
  expect((await phone.stand({ by: 'list', pass: mate })).verdict.because).toEqual(['household-limit'])
  // The same answer from a tab that is behind changes nothing.
  expect(await hearPage(phone.hand.db, phone.gateId, 'a', { crossings: [echo], cursor: 'b' }, phone.now)).toBe(false)
})

test('nobody on duty: nothing is recorded, and that is said', async () => {
  const phone = keeperPhone()
  await phone.list(passes)
  expect(await phone.cross({ by: 'list', pass: passes[0]! }, 'in')).toBeNull()
  await phone.begin()
  await phone.cross({ by: 'list', pass: passes[0]! }, 'in')
  await endShift(phone.hand)
  expect(await phone.cross({ by: 'list', pass: passes[0]! }, 'in')).toBeNull()
  expect((await phone.facts()).length).toBe(1)
  const steps = (await phone.hand.db.outbox.toArray())
    .filter(({ op }) => op === 'gate.recordShift')
    .map(({ item }) => item)
  expect(steps).toMatchObject([
    { step: 'begin', made: 0 },
    { step: 'end', made: 1 },
  ])
})

test('the count is told every minute, once', async () => {
  const phone = keeperPhone()
  await phone.begin()
  phone.now += 54_000
  expect(await beat(phone.hand)).toBe(false)
  phone.now += 2000
  expect(await Promise.all([beat(phone.hand), beat(phone.hand)])).toContain(false)
  expect((await phone.hand.db.outbox.toArray()).map(({ item }) => (item as { step: string }).step)).toEqual([
    'begin',
    'beat',
  ])
})

test('what the server says otherwise is remarked with what the phone did not know', async () => {
  const phone = keeperPhone()
  await phone.list(passes)
  await phone.begin()
  const { fact } = (await phone.cross({ by: 'list', pass: passes[0]! }, 'out'))!
  expect(otherwise(fact, { id: fact.id, known: false, light: 'go', because: ['valid'] })).toEqual([])
  expect(otherwise(fact, { id: fact.id, light: 'stop', because: ['revoked', 'valid'] })).toEqual(['gate.revoked'])
  expect(otherwise(undefined, { light: 'stop' })).toEqual([])
  expect(await about(phone.hand.db, fact.id)).toBe('桃*月')
})
