/** The board after samples heard live is the board that a fresh count of the same people would give. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Board, type HeardSample, heardSamples, withSamples } from './board-change.ts'

const roundId = '0190aaaa-0000-7000-8000-000000000001'
const siteId = '0190aaaa-0000-7000-8000-000000000002'
const AT = '2026-03-05T02:10:00.000Z'
const communities = ['d01.s01.c01.', 'd01.s01.c02.']
const person = (i: number): string => `0190aaaa-0000-7000-8000-${String(i).padStart(12, '0')}`

const figuresOf = (due: number, tested: number) => ({ due, tested, missing: due - tested, exempt: 0, walkIn: 0 })
const boardOf = (due: readonly number[], tested: readonly number[] = due.map(() => 0)): Board => ({
  at: AT,
  cursor: 'e.0',
  under: 'd01.s01.',
  figures: figuresOf(
    due.reduce((a, b) => a + b, 0),
    tested.reduce((a, b) => a + b, 0),
  ),
  lines: communities.map((path, i) => ({
    path,
    kind: 'community',
    name: path,
    ...figuresOf(due[i] as number, tested[i] as number),
  })),
  lanes: [{ siteId, lane: 1, samples: 0, walkIn: 0, perHour: 0, lastAt: null }],
  byHour: [],
})
const sample = (community: number, of: string | null, first = true): HeardSample => ({
  path: `${communities[community]}p1.g01.x01.b001.u1.h101.`,
  roundId,
  siteId,
  lane: 1,
  residentId: of,
  first,
})

describe('a sample heard live', () => {
  test('moves one person from missing to tested, in the total and in the line of the area', () => {
    const board = withSamples(boardOf([10, 20]), [sample(1, person(1))], AT)
    expect(board.figures).toMatchObject({ due: 30, tested: 1, missing: 29, walkIn: 0 })
    expect(board.lines.map((l) => l.missing)).toEqual([10, 19])
    expect(board.lanes[0]).toMatchObject({ samples: 1, lastAt: AT })
    expect(board.byHour).toEqual([{ hour: '2026-03-05T02:00:00.000Z', tested: 1, walkIn: 0 }])
  })

  test('a second swab of the same person moves only the lane', () => {
    const board = withSamples(boardOf([10, 20]), [sample(0, person(1), false)], AT)
    expect(board.figures).toEqual(boardOf([10, 20]).figures)
    expect(board.lanes[0]?.samples).toBe(1)
    expect(board.byHour).toEqual([])
  })

  test('a walk-in is counted apart', () => {
    const board = withSamples(boardOf([10, 20]), [sample(0, null)], AT)
    expect(board.figures).toMatchObject({ tested: 0, missing: 30, walkIn: 1 })
    expect(board.lanes[0]).toMatchObject({ samples: 1, walkIn: 1 })
  })

  test('somebody from elsewhere moves the lane of this area, not its figures', () => {
    const here = { ...boardOf([10, 20]), under: 'd01.s01.c01.' }
    const board = withSamples(here, [sample(1, person(1))], AT)
    expect(board.figures).toEqual(here.figures)
    expect(board.lanes[0]?.samples).toBe(1)
  })

  test('nobody is missing less than never', () => {
    expect(withSamples(boardOf([1, 0], [1, 0]), [sample(0, person(2))], AT).figures.missing).toBe(0)
  })

  test('whatever comes in, every line adds up and the lines add up to the total', () => {
    const arbitrary = fc.array(
      fc.record({
        community: fc.integer({ min: 0, max: 1 }),
        of: fc.option(fc.integer({ min: 0, max: 9 }).map(person)),
        first: fc.boolean(),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(arbitrary, (samples) => {
        const heard = samples.map((s) => sample(s.community, s.of, s.first))
        const board = withSamples(boardOf([100, 100]), heard, AT)
        const firsts = heard.filter((s) => s.first)
        expect(board.figures.tested).toBe(firsts.filter((s) => s.residentId !== null).length)
        expect(board.figures.walkIn).toBe(firsts.filter((s) => s.residentId === null).length)
        for (const line of [board.figures, ...board.lines]) expect(line.missing).toBe(line.due - line.tested)
        expect(board.lines.reduce((sum, l) => sum + l.tested, 0)).toBe(board.figures.tested)
        expect(board.lanes[0]?.samples).toBe(heard.length)
      }),
    )
  })

  test('lines of other rounds and other topics are not ours', () => {
    const line = { topic: 'testing.sample', path: 'd01.s01.c01.', data: { ...sample(0, person(1)) } }
    expect(heardSamples([line, { ...line, data: { ...line.data, roundId: person(9) } }], roundId)).toHaveLength(1)
    expect(heardSamples([{ ...line, topic: 'testing.person-tried' }], roundId)).toEqual([])
  })
})
