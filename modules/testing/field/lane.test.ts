/** A shift pressed at random on a phone's disk: what the screen shows and what will be sent must tell the same story. */
import fc from 'fast-check'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import { PhoneDatabase } from '../../../platform/web/pocket/database.ts'
import { marksOf } from '../../../platform/web/pocket/kept-list.ts'
import type { Mark } from '../identify.ts'
import type { SampleFact, TubeFact } from '../model.ts'
import { countsIn, lastHead, type PoolSize } from '../tube.ts'
import { checkIn, closeTube, type Hand, openTube, openTubeOf, stepTubes, takeBackSwab, tubesOf } from './lane.ts'
import { pocketKey, type Shift, walkInMark } from './shift.ts'

const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const shift: Shift = { roundId: id(1), roundName: '一', siteId: id(2), siteName: '东门', lane: 3, poolSize: 5 }

function handOf(): Hand {
  const db = new PhoneDatabase('p', { indexedDB: new IDBFactory(), IDBKeyRange: IDBKeyRange as never })
  let tick = 1_772_672_400_000
  let n = 0
  return {
    db,
    now: () => (tick += 1000),
    freshId: () => uuid7(tick, new Uint8Array(10).fill(n++ % 256, 0, 5).fill(n % 251, 5)),
  }
}

type Act =
  | { act: 'open'; code: number; pool: PoolSize }
  | { act: 'swab'; person: number }
  | { act: 'walk-in'; key: number | null }
  | { act: 'undo' }
  | { act: 'undo an old one'; pick: number }
  | { act: 'close'; by: number }
  | { act: 'pack' }
  | { act: 'hand over' }
const acts = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('open' as const),
        code: fc.nat(9),
        pool: fc.constantFrom<PoolSize>(1, 5, 10),
      }),
    },
    { weight: 9, arbitrary: fc.record({ act: fc.constant('swab' as const), person: fc.nat(6) }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant('walk-in' as const), key: fc.option(fc.nat(3), { nil: null }) }),
    },
    { weight: 2, arbitrary: fc.constant({ act: 'undo' as const }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('undo an old one' as const), pick: fc.nat() }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('close' as const), by: fc.integer({ min: -1, max: 1 }) }) },
    { weight: 1, arbitrary: fc.constant({ act: 'pack' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'hand over' as const }) },
  ) as fc.Arbitrary<Act>,
  { minLength: 25, maxLength: 60 },
)

async function play(hand: Hand, script: readonly Act[]): Promise<void> {
  for (const step of script) {
    const tube = await openTubeOf(hand.db)
    if (step.act === 'open') await openTube(hand, shift, `T${step.code}`, step.pool)
    else if (step.act === 'swab') await checkIn(hand, { residentId: id(100 + step.person), name: '桃小满' }, 'typed')
    else if (step.act === 'walk-in')
      await checkIn(
        hand,
        {
          walkIn: { name: '路人', idType: 'none', idNumber: null, phone: null },
          idKey: step.key === null ? null : `k${step.key}`,
        },
        'register',
      )
    else if (step.act === 'undo') {
      const head = lastHead(tube)
      if (tube && head) expect(await takeBackSwab(hand, tube, head, 'wrong-person')).toBe(true)
    } else if (step.act === 'undo an old one') {
      const all = (await tubesOf(hand.db, shift.roundId)).flatMap((t) => t.heads.map((head) => ({ t, head })))
      const one = all[step.pick % Math.max(1, all.length)]
      if (one) expect(await takeBackSwab(hand, one.t, one.head, 'entered-twice')).toBe(one.head.voided === null)
    } else if (step.act === 'close') await closeTube(hand, Math.max(0, (tube ? countsIn(tube) : 0) + step.by))
    else
      await stepTubes(hand, await tubesOf(hand.db, shift.roundId), step.act === 'pack' ? 'packed' : 'handed-over', null)
  }
}

test('tubes on the screen and facts in the outbox tell the same story', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (script) => {
      const hand = handOf()
      await play(hand, script)
      const tubes = await tubesOf(hand.db, shift.roundId)
      const sent = await hand.db.outbox.orderBy('seq').toArray()
      const of = <T>(name: string): T[] => sent.filter((e) => e.op === `testing.${name}`).map((e) => e.item as T)
      const samples = of<SampleFact>('recordSamples')
      const voided = new Set(of<{ sampleId: string }>('voidSamples').map((v) => v.sampleId))
      const facts = of<TubeFact>('recordTubes')
      for (const tube of tubes) {
        const mine = samples.filter((s) => s.tubeId === tube.id)
        expect(tube.heads.map((h) => h.sampleId)).toEqual(mine.map((s) => s.id))
        expect(countsIn(tube)).toBe(mine.filter((s) => !voided.has(s.id)).length)
        const told = facts.filter((f) => f.id === tube.id)
        expect(told.map((f) => f.closedAt !== null)).toEqual(tube.closedAt === null ? [false] : [false, true])
        expect(told.at(-1)).toMatchObject({ counted: tube.counted, closedAt: tube.closedAt })
        const steps = of<{ tubeId: string; step: string }>('recordCustody').filter((c) => c.tubeId === tube.id)
        expect(steps.map((c) => c.step)).toEqual(tube.custody.map((c) => c.step))
      }
      expect(samples).toHaveLength(tubes.reduce((sum, t) => sum + t.heads.length, 0))
      expect(new Set(sent.map((e) => `${e.id} ${JSON.stringify(e.item)}`)).size).toBe(sent.length)
      for (const sample of samples) {
        if (sample.residentId === null) continue
        const [mark] = await marksOf<Mark>(hand.db, pocketKey(shift.siteId), [sample.residentId])
        const standing = samples.filter((s) => s.residentId === sample.residentId && !voided.has(s.id))
        // Tested on this phone exactly as long as any swab of the person stands, and the mark names one that does.
        expect(mark?.tested).toBe(standing.length > 0)
        if (mark?.tested) expect(standing.map((s) => s.id)).toContain(mark.sampleId)
      }
    }),
    { seed: 61, numRuns: 60 },
  )
})

test('two tabs that press at once cannot overfill a tube', async () => {
  const hand = handOf()
  await openTube(hand, shift, 'T1', 5)
  const rulings = await Promise.all(
    Array.from({ length: 9 }, (_, n) => checkIn(hand, { residentId: id(100 + n), name: 'x' }, 'scan')),
  )
  expect(rulings.filter((r) => r.verdict === 'add')).toHaveLength(5)
  expect(countsIn((await openTubeOf(hand.db))!)).toBe(5)
  expect(await hand.db.outbox.count()).toBe(6)
})

test('a tube for one closes with its swab, and a walk-in’s number is known again', async () => {
  const hand = handOf()
  await openTube(hand, shift, 'T1', 1)
  const walkIn = { name: '路人', idType: 'passport' as const, idNumber: 'E12345678', phone: null }
  const { tube } = await checkIn(hand, { walkIn, idKey: 'abc' }, 'register')
  expect(tube).toMatchObject({ counted: 1, closedAt: expect.any(String) })
  expect(await openTubeOf(hand.db)).toBeNull()
  expect(await marksOf(hand.db, pocketKey(shift.siteId), [walkInMark('abc')])).toMatchObject([
    { tested: true, tube: 'T1' },
  ])
})
