import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { say } from '../../platform/pure/words.ts'
import type { PassStanding } from '../pass/model.ts'
import { defaultPassPolicy } from '../pass/policy.ts'
import { maskName } from '../../platform/pure/mask.ts'
import { type KnownAtGate, vehicleKinds, type VisitAtGate } from './model.ts'
import { type ErrandStep, type ParcelKind, parcelKinds } from './parcel.ts'
import { estimateQueue } from './queue.ts'
import { carriedTooLong, errandStanding, shelfOrder, waitsTooLong, walkOrder, withoutNumbers } from './shelf.ts'
import { dueAt, isVisitDay, readVisitNumber, returneeStanding, visitNumber, visitStanding } from './stay.ts'
import { toldLines } from './told.ts'
import { decideVehicle } from './vehicle.ts'

const NOW = Date.parse('2026-03-05T10:00:00+08:00')
const TODAY = '2026-03-05'
const minutes = (n: number): string => new Date(NOW - n * 60_000).toISOString()

const known = (more: Partial<KnownAtGate> = {}): KnownAtGate => ({
  ...{ id: 'k', path: 'd01.', plate: '浙A12345', belongs: 'firm', whose: '桃花粮油', passNumber: null, until: TODAY },
  ...{ where: '桃花街道', withdrawn: false, pass: null },
  ...more,
})
const visit = (more: Partial<VisitAtGate> = {}): VisitAtGate => ({
  ...{ id: 'v', path: 'd01.', number: '0000001', name: '溪*', phoneMasked: null, host: '101', purpose: 'family' },
  ...{ people: 1, plate: '浙A54321', expectedOn: TODAY, hours: 2, arrivedAt: null, leftAt: null, cancelledAt: null },
  ...more,
})

const NIGHT = Date.parse('2026-03-06T00:00:00+08:00')
const GATE = { serves: ['d01.s01.c1.'] }
const PASS = { passNumber: '100000017' }
const pass = (standing: PassStanding = 'valid', ago = -60) => ({ standing, until: minutes(ago) })

describe('a vehicle', () => {
  test.each<[string, Partial<Parameters<typeof decideVehicle>[0]>, string, string]>([
    ['registered', { plate: '浙A12345', known: [known()] }, 'go', 'known'],
    ['registered until yesterday', { plate: '浙A12345', known: [known({ until: '2026-03-04' })] }, 'ask', 'ended'],
    ['on its last day before midnight', { plate: '浙A12345', known: [known()], now: NIGHT - 1 }, 'go', 'known'],
    ['a moment later', { plate: '浙A12345', known: [known()], now: NIGHT }, 'ask', 'ended'],
    ['withdrawn', { plate: '浙A12345', known: [known({ withdrawn: true })] }, 'ask', 'withdrawn'],
    [
      'for a door of this compound',
      { plate: '浙A12345', known: [known({ path: 'd01.s01.c1.g1.b1.' })] },
      'go',
      'known',
    ],
    ['for the whole community', { plate: '浙A12345', known: [known({ path: 'd01.s01.c1.' })] }, 'go', 'known'],
    ['for another community', { plate: '浙A12345', known: [known({ path: 'd01.s01.c2.' })] }, 'ask', 'elsewhere'],
    [
      'for one whose name begins alike',
      { plate: '浙A12345', known: [known({ path: 'd01.s01.c11.' })] },
      'ask',
      'elsewhere',
    ],
    [
      'for another community, on the road that leads to both',
      { plate: '浙A12345', known: [known({ path: 'd01.s01.c2.' })], place: { serves: ['d01.s01.'] } },
      'go',
      'known',
    ],
    [
      'at a gate that serves two compounds',
      { plate: '浙A12345', known: [known({ path: 'd01.s01.c2.' })], place: { serves: ['d01.s01.c1.', 'd01.s01.c2.'] } },
      'go',
      'known',
    ],
    ['with a valid pass', { plate: '浙A12345', known: [known({ ...PASS, pass: pass() })] }, 'go', 'known'],
    [
      'with a revoked pass',
      { plate: '浙A12345', known: [known({ ...PASS, pass: pass('revoked') })] },
      'ask',
      'pass-over',
    ],
    [
      'with a pass that ran out since the phone heard of it',
      { plate: '浙A12345', known: [known({ ...PASS, pass: pass('valid', 1) })] },
      'ask',
      'pass-over',
    ],
    ['with a pass that is no more', { plate: '浙A12345', known: [known(PASS)] }, 'ask', 'pass-over'],
    [
      'twice, of which one holds',
      { plate: '浙A12345', known: [known({ withdrawn: true }), known({ until: '2020-01-01' }), known()] },
      'go',
      'known',
    ],
    [
      'twice, of which none holds: the one nearest to holding is told of',
      { plate: '浙A12345', known: [known({ withdrawn: true }), known({ path: 'd01.s01.c2.' })] },
      'ask',
      'elsewhere',
    ],
    [
      'no longer, but a visitor’s for today',
      { plate: '浙A54321', known: [known({ plate: '浙A54321', until: '2026-03-04' })], visits: [visit()] },
      'go',
      'announced',
    ],
    [
      'of a visitor announced elsewhere',
      { plate: '浙A54321', visits: [visit({ path: 'd01.s01.c2.' })] },
      'ask',
      'announced-elsewhere',
    ],
    ['of a visitor announced for today', { plate: '浙A54321', visits: [visit()] }, 'go', 'announced'],
    [
      'of one announced for tomorrow',
      { plate: '浙A54321', visits: [visit({ expectedOn: '2026-03-06' })] },
      'ask',
      'unknown',
    ],
    ['of one called off', { plate: '浙A54321', visits: [visit({ cancelledAt: minutes(5) })] }, 'ask', 'unknown'],
    ['nobody knows', { plate: '沪B00001', known: [known()] }, 'ask', 'unknown'],
    ['without a plate', { plate: null }, 'ask', 'no-plate'],
    ['an ambulance without a plate', { plate: null, kind: 'ambulance' }, 'go', 'emergency'],
    [
      'a fire engine whose registration is over',
      { kind: 'fire', plate: '浙A12345', known: [known({ until: '2020-01-01' })] },
      'go',
      'emergency',
    ],
  ])('%s', (_, facts, light, because) => {
    expect(
      decideVehicle({ kind: 'car', plate: null, known: [], visits: [], place: GATE, now: NOW, ...facts }),
    ).toMatchObject({
      light,
      because,
    })
  })
  test('in a hurry to a doctor or a fire is never held, whatever else is so', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ambulance' as const, 'fire' as const),
        fc.option(fc.string()),
        fc.integer(),
        (kind, plate, now) => {
          expect(
            decideVehicle({ kind, plate, known: [known()], visits: [visit()], place: GATE, now: Math.abs(now) }).light,
          ).toBe('go')
        },
      ),
    )
    expect(vehicleKinds.values).toContain('ambulance')
  })
})

describe('a queue', () => {
  test.each<[string, Parameters<typeof estimateQueue>[0], ReturnType<typeof estimateQueue>]>([
    [
      'nobody counted',
      { waiting: null, notedAt: null, passed: 30, firstAt: NOW - 3600_000 },
      { perHour: 30, minutes: null, stale: true },
    ],
    [
      'nobody waits',
      { waiting: 0, notedAt: NOW, passed: 0, firstAt: null },
      { perHour: null, minutes: 0, stale: false },
    ],
    [
      '30 an hour, 10 wait',
      { waiting: 10, notedAt: NOW, passed: 30, firstAt: NOW - 3600_000 },
      { perHour: 30, minutes: 20, stale: false },
    ],
    [
      'a shift of a quarter of an hour',
      { waiting: 20, notedAt: NOW, passed: 10, firstAt: NOW - 900_000 },
      { perHour: 40, minutes: 30, stale: false },
    ],
    [
      'two cars say nothing',
      { waiting: 9, notedAt: NOW, passed: 2, firstAt: NOW - 60_000 },
      { perHour: null, minutes: null, stale: false },
    ],
    [
      'counted half an hour ago',
      { waiting: 10, notedAt: NOW - 1800_000, passed: 60, firstAt: NOW - 3600_000 },
      { perHour: 60, minutes: 10, stale: true },
    ],
  ])('%s', (_, flow, expected) => {
    expect(estimateQueue(flow, NOW)).toEqual(expected)
  })
  test('more cars never wait shorter, a faster checkpoint never longer', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(300),
        fc.integer({ min: 4, max: 500 }),
        fc.nat(500),
        (a, more, passed, faster) => {
          const of = (waiting: number, went: number) =>
            estimateQueue({ waiting, notedAt: NOW, passed: went, firstAt: NOW - 3600_000 }, NOW).minutes ?? Number.NaN
          expect(of(a + more, passed)).toBeGreaterThanOrEqual(of(a, passed))
          expect(of(a, passed + faster)).toBeLessThanOrEqual(of(a, passed))
        },
      ),
    )
  })
})

describe('a visit', () => {
  test.each<[string, Partial<VisitAtGate>, string]>([
    ['announced for today', {}, 'expected'],
    ['that nobody came to', { expectedOn: '2026-03-04' }, 'missed'],
    ['called off', { cancelledAt: minutes(5) }, 'cancelled'],
    ['called off, yet they came', { cancelledAt: minutes(9), arrivedAt: minutes(5) }, 'inside'],
    ['inside', { arrivedAt: minutes(60) }, 'inside'],
    ['to the minute', { arrivedAt: minutes(120) }, 'inside'],
    ['overdue', { arrivedAt: minutes(121) }, 'overdue'],
    ['over', { arrivedAt: minutes(300), leftAt: minutes(1) }, 'left'],
  ])('%s', (_, more, standing) => {
    expect(visitStanding(visit(more), NOW, TODAY)).toBe(standing)
  })
  test('its due time follows from its arrival alone', () => {
    expect(dueAt({ arrivedAt: null, hours: 2 })).toBeNull()
    expect(dueAt({ arrivedAt: minutes(0), hours: 2 })).toBe(NOW + 7200_000)
  })
  test('its number is read as it was written, and no slip of one digit gives another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.nat(6), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
        const number = visitNumber(serial)
        expect(readVisitNumber(` ${number.slice(0, 3)}-${number.slice(3)}`)).toBe(number)
        const slipped = [...number].map((d, i) => (i === at ? (Number(d) + by) % 10 : d)).join('')
        expect(readVisitNumber(slipped)).toBeNull()
      }),
    )
  })
  test.each<[string, boolean]>([
    [TODAY, true],
    ['2026-03-19', true],
    ['2026-03-20', false],
    ['2026-03-04', false],
  ])('announced for %s: %s', (on, may) => {
    expect(isVisitDay(on, TODAY)).toBe(may)
  })
})

test.each<[string, Partial<Parameters<typeof returneeStanding>[0]>, string]>([
  ['to be contacted', {}, 'waiting'],
  ['late', { contactBy: minutes(1) }, 'late'],
  ['contacted late', { contactBy: minutes(100), reachedAt: minutes(1) }, 'reached'],
  ['joined', { reachedAt: minutes(1), joinedAt: minutes(1) }, 'joined'],
  ['elsewhere', { reachedAt: minutes(2), elsewhereAt: minutes(1) }, 'elsewhere'],
])('somebody who returned: %s', (_, more, standing) => {
  const all = { contactBy: minutes(-60), reachedAt: null, joinedAt: null, elsewhereAt: null }
  expect(returneeStanding({ ...all, ...more }, NOW)).toBe(standing)
})

describe('on the shelf', () => {
  const parcel = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...parcelKinds.values),
    at: fc.nat(2000).map(minutes),
  })
  test('medicine stands first, and whatever has waited too long before what has not; everything stays on it', () => {
    fc.assert(
      fc.property(fc.array(parcel), (parcels) => {
        const order = shelfOrder(parcels)
        expect(order).toHaveLength(parcels.length)
        for (const [i, one] of order.entries()) {
          const next = order[i + 1]
          if (!next) continue
          expect(one.kind === 'medicine' || next.kind !== 'medicine').toBe(true)
          if ((one.kind === 'medicine') !== (next.kind === 'medicine')) continue
          expect(waitsTooLong(one, NOW) || !waitsTooLong(next, NOW)).toBe(true)
          if (one.kind === next.kind) expect(one.at <= next.at).toBe(true)
        }
      }),
    )
  })
  test.each<[ParcelKind, number, boolean]>([
    ['medicine', 30, false],
    ['medicine', 31, true],
    ['takeaway', 31, true],
    ['groceries', 31, false],
    ['parcel', 720, false],
    ['parcel', 721, true],
  ])('%s after %i minutes waits too long: %s', (kind, after, late) => {
    expect(waitsTooLong({ id: 'a', kind, at: minutes(after) }, NOW)).toBe(late)
  })
})

describe('an errand', () => {
  test.each<[ErrandStep | null, string]>([
    [null, 'waiting'],
    ['taken', 'carrying'],
    ['put-back', 'waiting'],
    ['delivered', 'delivered'],
    ['not-delivered', 'carrying'],
  ])('of which %s was said is %s', (step, standing) => {
    expect(errandStanding(step && { step })).toBe(standing)
  })
  test('goes door by door, the third floor before the tenth', () => {
    const doors = ['1号楼1002室', '2号楼101室', '1号楼302室'].map((door, i) => ({ id: String(i), door }))
    expect(walkOrder(doors).map(({ door }) => door)).toEqual(['1号楼302室', '1号楼1002室', '2号楼101室'])
  })
  test('is carried too long after an hour', () => {
    expect([60, 61].map((n) => carriedTooLong(minutes(n), NOW))).toEqual([false, true])
  })
  test.each([
    ['3号楼2单元501 溪奶奶', '3号楼2单元501 溪奶奶'],
    ['溪奶奶 15400000077', '溪奶奶 *0077'],
    ['154 0000 0077', '*0077'],
    ['154-0000-0077 尾号0077', '*0077 尾号0077'],
    ['１５４００００００７７', '*0077'],
    ['0571-82345678', '0571-*5678'],
    ['12-3-1201-2', '12-3-1201-2'],
  ])('says of %s no phone number: %s', (text, shown) => {
    expect(withoutNumbers(text)).toBe(shown)
  })
})

describe('what somebody who returns is told', () => {
  const told = (facts: Parameters<typeof toldLines>[0], lang: 'zh' | 'en'): string =>
    toldLines(facts)
      .map(({ word, with: params }) => say(word, lang, params))
      .join('\n')
  test('always that the way to a doctor is open and whom to ask; nothing is left unfilled', () => {
    const policy = { ...defaultPassPolicy, household: { people: 1, days: 2 }, outHours: 2 }
    for (const lang of ['zh', 'en'] as const)
      for (const facts of [
        { contactHours: 12, policy: null, told: null },
        { contactHours: 12, policy, told: { text: '请做一次核酸', basis: '云溪区指挥部 3 号通告' } },
      ]) {
        const text = told(facts, lang)
        expect(text).toMatch(/看病|doctor/)
        expect(text).not.toMatch(/[{}]/)
        expect(text).toContain('12')
      }
    expect(told({ contactHours: 1, policy, told: { text: '请做一次核酸', basis: '3 号通告' } }, 'zh')).toContain(
      '依据：3 号通告',
    )
    expect(told({ contactHours: 1, policy, told: null }, 'zh')).toContain('每户每 2 天可有 1 人外出')
  })
})

test.each([
  ['溪', '*'],
  ['溪云', '溪*'],
  ['桃小溪', '桃*溪'],
  ['阿云·桃桃', '阿***桃'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})
