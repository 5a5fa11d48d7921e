import { describe, expect, test } from 'vitest'
import { problems } from './model.ts'
import { checkOpening, checkSite } from './opening.ts'

const STREET = 'd01.s01.'
const HOME = 'd01.s01.c01.'
const known = new Set([STREET, HOME, 'd01.s01.c02.', `${HOME}p1.`])
const at = (hour: number): string => `2026-03-05T${String(hour).padStart(2, '0')}:00:00+08:00`
const site = { path: HOME, catchment: [`${HOME}p1.`], opensAt: at(8), closesAt: at(20) }
const round = { path: HOME, opensAt: at(8), closesAt: at(20), sites: [site] }
const operation = { path: STREET, state: 'open' as const }

describe('opening a round', () => {
  test('a good draft', () => expect(checkOpening(round, operation, known)).toEqual([]))
  test('an ended operation says so and nothing else', () =>
    expect(checkOpening({ ...round, path: 'd09.' }, { ...operation, state: 'ended' }, known)).toEqual([
      { kind: problems.operationEnded, at: '' },
    ]))
  test.each([
    ['an area beside the operation', { path: 'd01.s02.' }, 'testing.outsideOperation', 'path'],
    ['an area that is not in the register', { path: 'd01.s01.c09.' }, 'testing.outsideOperation', 'path'],
    ['hours the wrong way round', { opensAt: at(20), closesAt: at(8) }, 'testing.hoursReversed', 'closesAt'],
    ['no hours at all', { opensAt: at(8), closesAt: at(8) }, 'testing.hoursReversed', 'closesAt'],
    [
      'the same moment in two zones',
      { opensAt: at(8), closesAt: '2026-03-05T00:00:00Z' },
      'testing.hoursReversed',
      'closesAt',
    ],
  ])('%s', (_, change, code, field) => {
    const found = checkOpening({ ...round, ...change }, operation, known)
    expect(found.map((f) => [f.kind.code, f.at])).toContainEqual([code, field])
  })
})

describe('a site', () => {
  test.each([
    ['standing outside', { path: 'd01.s01.c02.' }, 'testing.siteOutside', 'sites.3.path'],
    ['catching outside', { catchment: [HOME, 'd01.s01.c02.'] }, 'testing.catchmentOutside', 'sites.3.catchment.1'],
    ['catching an unknown area', { catchment: [`${HOME}p9.`] }, 'testing.catchmentOutside', 'sites.3.catchment.0'],
    ['closing before it opens', { opensAt: at(9), closesAt: at(8) }, 'testing.hoursReversed', 'sites.3.closesAt'],
    [
      'open only the day after',
      { opensAt: '2026-03-06T08:00:00+08:00', closesAt: '2026-03-06T09:00:00+08:00' },
      'testing.siteHoursOutside',
      'sites.3.opensAt',
    ],
  ])('%s', (_, change, code, field) => {
    expect(checkSite({ ...site, ...change }, round, known, 'sites.3.').map((f) => [f.kind.code, f.at])).toEqual([
      [code, field],
    ])
  })
})
