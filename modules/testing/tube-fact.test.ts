import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeTube, type TubeOnRecord } from './tube-fact.ts'

const open: TubeOnRecord = { siteId: 's', lane: 1, code: 'T1', closedAt: null, counted: null }
const closed: TubeOnRecord = { ...open, closedAt: '2026-03-05T04:00:00Z', counted: 10 }

test('a later fact closes; an earlier one that comes late changes nothing', () => {
  expect(mergeTube(open, closed)).toEqual({
    close: { closedAt: closed.closedAt, counted: 10 },
    known: false,
    doubts: [],
  })
  expect(mergeTube(closed, open)).toEqual({ close: null, known: true, doubts: [] })
  expect(mergeTube(closed, closed)).toEqual({ close: null, known: true, doubts: [] })
})
test('another count for a closed tube, or another tube under its id, is doubted', () => {
  expect(mergeTube(closed, { ...closed, counted: 9 }).doubts).toEqual(['id-reused'])
  expect(mergeTube(open, { ...closed, code: 'T2' })).toEqual({ close: null, known: true, doubts: ['id-reused'] })
})
test('whatever order the facts of a tube come in, and however often, it ends closed as it was first closed', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([open, open, closed, closed], { minLength: 1 }), (facts) => {
      let now = facts[0]!
      for (const fact of facts.slice(1)) {
        const { close } = mergeTube(now, fact)
        if (close) now = { ...now, ...close }
      }
      expect(now).toEqual(facts.includes(closed) ? closed : open)
    }),
  )
})
