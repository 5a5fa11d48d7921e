/** A lane is played at random against a plain count, so that no order of presses can overfill, lose or double a head. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { poolSizes, tubeFact } from './model.ts'
import {
  closed,
  countsIn,
  decideAdding,
  decideClosing,
  decideOpening,
  decideStep,
  isFull,
  isMismatched,
  isOpen,
  lastHead,
  placesLeft,
  type PoolSize,
  stageOf,
  type Tube,
  tubeFactOf,
  tubeReasons,
  withHead,
  withStep,
  withVoid,
} from './tube.ts'

const AT = '2026-03-05T01:00:00.000Z'
const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const tubeOf = (n: number, code: string, poolSize: PoolSize): Tube => ({
  id: id(n),
  roundId: id(900),
  siteId: id(901),
  lane: 2,
  code,
  poolSize,
  openedAt: AT,
  closedAt: null,
  counted: null,
  heads: [],
  custody: [],
})

type Press =
  | { press: 'open'; code: string; poolSize: PoolSize }
  | { press: 'add'; person: number | null }
  | { press: 'undo' }
  | { press: 'close'; counted: number }
const presses = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        press: fc.constant('open' as const),
        code: fc.constantFrom('', ' t1', 'T1', 't-2', 'T3', 'T4', 'T5'),
        poolSize: fc.constantFrom(...poolSizes),
      }),
    },
    {
      weight: 12,
      arbitrary: fc.record({
        press: fc.constant('add' as const),
        person: fc.option(fc.nat(7), { nil: null, freq: 4 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ press: fc.constant('undo' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ press: fc.constant('close' as const), counted: fc.integer({ min: -1, max: 61 }) }),
    },
  ) as fc.Arbitrary<Press>,
  { minLength: 40, maxLength: 120 },
)

/** Plays presses as the phone does: every ruling is obeyed. `plain` counts the same with a set and a number. */
function play(script: readonly Press[]) {
  let tubes: Tube[] = []
  const told: string[] = []
  let n = 0
  const plain = { inTube: new Set<string>(), order: [] as string[], taken: 0, undone: 0 }
  const current = () => tubes.find(isOpen) ?? null
  const swap = (tube: Tube) => (tubes = tubes.map((t) => (t.id === tube.id ? tube : t)))
  for (const step of script) {
    const tube = current()
    if (step.press === 'open') {
      const ruling = decideOpening(step.code, tubes)
      const free = tube === null && ruling.code !== '' && !tubes.some((t) => t.code === ruling.code)
      expect(ruling.verdict).toBe(free ? 'open' : 'refuse')
      if (free) {
        tubes = [...tubes, tubeOf(n++, ruling.code, step.poolSize)]
        plain.inTube = new Set()
        plain.order = []
      }
    } else if (step.press === 'add') {
      const who = step.person === null ? null : id(step.person)
      const ruling = decideAdding(tube, who)
      const key = who ?? `walk-in-${n}`
      const fits = tube !== null && plain.inTube.size < tube.poolSize && !plain.inTube.has(key)
      expect(ruling.verdict).toBe(fits ? 'add' : 'refuse')
      if (tube && fits) {
        const sampleId = id(1000 + n++)
        swap(withHead(tube, { sampleId, residentId: who, name: 'x', at: AT, markId: null }))
        told.push(sampleId)
        plain.inTube.add(key)
        plain.order.push(key)
        plain.taken++
      }
    } else if (step.press === 'undo') {
      const head = lastHead(tube)
      expect(head === null).toBe(tube === null || plain.inTube.size === 0)
      if (tube && head) {
        swap(withVoid(tube, head.sampleId, 'wrong-person'))
        const last = plain.order.pop()
        if (last !== undefined) plain.inTube.delete(last)
        plain.undone++
      }
    } else {
      const ruling = decideClosing(tube, step.counted)
      const can = tube !== null && step.counted >= 0 && step.counted <= 60
      expect(ruling.verdict === 'refuse').toBe(!can)
      if (tube && can) {
        expect(ruling.verdict).toBe(step.counted === plain.inTube.size ? 'close' : 'close-differs')
        swap(closed(tube, step.counted, AT))
      }
    }
    const after = current()
    if (after) {
      expect(countsIn(after)).toBe(plain.inTube.size)
      expect(placesLeft(after) + countsIn(after)).toBe(after.poolSize)
      expect(stageOf(after)).toBe(isFull(after) ? 'count' : 'fill')
    } else expect(stageOf(after)).toBe('open-a-tube')
  }
  return { tubes, told, plain }
}

describe('a lane at work', () => {
  test('no tube takes more than its pool, and every swab is in exactly one tube', () => {
    fc.assert(
      fc.property(presses, (script) => {
        const { tubes, told, plain } = play(script)
        for (const tube of tubes) expect(countsIn(tube)).toBeLessThanOrEqual(tube.poolSize)
        expect(tubes.filter(isOpen).length).toBeLessThanOrEqual(1)
        expect(new Set(tubes.map((t) => t.code)).size).toBe(tubes.length)
        const heads = tubes.flatMap((t) => t.heads.map((h) => h.sampleId))
        expect(heads.toSorted()).toEqual(told.toSorted())
        expect(tubes.reduce((sum, t) => sum + countsIn(t), 0)).toBe(plain.taken - plain.undone)
      }),
      { seed: 11, numRuns: 400 },
    )
  })

  test('what the server is told of a tube is what its contract asks for', () => {
    fc.assert(
      fc.property(presses, (script) => {
        for (const tube of play(script).tubes) expect(tubeFact.parse(tubeFactOf(tube))).toEqual(tubeFactOf(tube))
      }),
      { seed: 12, numRuns: 60 },
    )
  })
})

test('the first void of a swab stays, and a stranger’s sample changes nothing', () => {
  const tube = withHead(tubeOf(1, 'T1', 5), { sampleId: id(5), residentId: null, name: 'x', at: AT, markId: null })
  const once = withVoid(tube, id(5), 'tube-broken')
  expect(withVoid(once, id(5), 'wrong-person')).toEqual(once)
  expect(withVoid(tube, id(6), 'wrong-person')).toEqual(tube)
  expect(lastHead(once)).toBeNull()
})

test.each([
  ['', [tubeReasons.noCode]],
  ['x'.repeat(41), [tubeReasons.codeTooLong]],
  ['SW1:R:01900000-0000-7000-8000-000000000001', [tubeReasons.codeTooLong, tubeReasons.codeIsPerson]],
  [
    '33990119900307001' +
      '0123456789X'.split('').find((c) => decideOpening(`33990119900307001${c}`, []).because.length > 0),
    [tubeReasons.codeIsPerson],
  ],
] as const)('%s is no code for a tube', (typed, because) => {
  expect(decideOpening(typed, [])).toMatchObject({ verdict: 'refuse', because })
})

test('a code is the same in full width, small letters and with spaces', () => {
  expect(decideOpening(' ｔｈ ０１', []).code).toBe('TH01')
  expect(decideOpening('th01', [closed(tubeOf(1, 'TH01', 5), 0, AT)]).because).toEqual([tubeReasons.codeUsed])
})

test('a count that differs is told, not refused, and shows as a mismatch', () => {
  const tube = withHead(tubeOf(1, 'T1', 10), { sampleId: id(5), residentId: id(1), name: 'x', at: AT, markId: null })
  expect(decideClosing(tube, 2)).toEqual({ verdict: 'close-differs', because: [tubeReasons.miscounted] })
  expect(isMismatched(tube)).toBe(false)
  expect(isMismatched(closed(tube, 2, AT))).toBe(true)
  expect(isMismatched(closed(tube, 1, AT))).toBe(false)
})

test('a tube is packed once it is closed, handed over once it is packed, each once', () => {
  const open = tubeOf(1, 'T1', 10)
  expect(decideStep(open, 'packed').because).toEqual([tubeReasons.notClosed])
  const shut = closed(open, 0, AT)
  expect(decideStep(shut, 'handed-over').because).toEqual([tubeReasons.notPacked])
  const packed = withStep(shut, 'packed', AT)
  expect(decideStep(packed, 'packed').because).toEqual([tubeReasons.stepDone])
  expect(decideStep(packed, 'handed-over').verdict).toBe('record')
})
