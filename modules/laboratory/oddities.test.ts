import { expect, test } from 'vitest'
import { type FileFigures, odditiesOfFile } from './oddities.ts'

const file = (more: Partial<FileFigures> = {}): FileFigures => ({
  neverSampled: 0,
  tubes: 3000,
  negative: 2990,
  notReceived: 0,
  notClosed: 0,
  tooFast: 0,
  ofTheDay: 3000,
  capacity: 30_000,
  sameFile: false,
  ...more,
})

test.each([
  ['an honest file', file(), []],
  ['results for people never sampled', file({ neverSampled: 4 }), [['never-sampled', 4]]],
  ['more results than tubes', file({ notReceived: 12 }), [['more-than-received', 12]]],
  ['all negative, and everything was there', file({ negative: 3000 }), []],
  [
    'all negative before finishing',
    file({ negative: 3000, notReceived: 7 }),
    [
      ['more-than-received', 7],
      ['all-negative-early', 3000],
    ],
  ],
  ['all negative while tubes are being filled', file({ negative: 3000, notClosed: 1 }), [['all-negative-early', 3000]]],
  ['a handful of negatives says nothing', file({ tubes: 9, negative: 9, notClosed: 1 }), []],
  ['too fast', file({ tooFast: 2 }), [['too-fast', 2]]],
  ['more than it can test', file({ ofTheDay: 30_001 }), [['over-capacity', 30_001]]],
  ['an unknown lab has no capacity to exceed', file({ ofTheDay: 90_000, capacity: null }), []],
  ['the same file', file({ sameFile: true }), [['same-file', 1]]],
])('%s', (_what, figures, expected) => {
  expect(odditiesOfFile(figures).map(({ code, n }) => [code, n])).toEqual(expected)
})
