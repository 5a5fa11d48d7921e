import { describe, expect, test } from 'vitest'
import { hoursBetween, listed, type RoundDraft, scopeOf, type SiteDraft, whyNot } from './draft.ts'
import { openWords } from './words.ts'

const draft: RoundDraft = {
  name: 'Round 1',
  path: 'd01.s01.',
  kind: 'whole',
  groups: [],
  batches: [],
  poolSize: 10,
  opensAt: '2026-03-05T00:00:00.000Z',
  closesAt: '2026-03-05T10:00:00.000Z',
}
const site: SiteDraft = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  name: 'A',
  kind: 'fixed',
  lanes: 2,
  poolSize: 10,
  catchment: ['d01.s01.c01.'],
  opensAt: draft.opensAt,
  closesAt: draft.closesAt,
}
const person = (id: string) => ({ id, path: 'd01.s01.c01.' })

describe('a planned round', () => {
  test('a complete one can be opened', () => {
    expect(whyNot(draft, [site])).toEqual([])
  })
  test.each<[string, Partial<RoundDraft>, readonly SiteDraft[], readonly unknown[]]>([
    ['no name', { name: ' x ' }, [site], [openWords.nameShort]],
    ['groups without a group', { kind: 'groups' }, [site], [openWords.noGroup]],
    ['a list without people', { kind: 'list' }, [site], [openWords.noList]],
    ['reversed hours', { closesAt: draft.opensAt }, [site], [openWords.reversed]],
    ['four days', { closesAt: '2026-03-09T00:00:00.000Z' }, [site], [openWords.tooLong]],
    ['no site', {}, [], [openWords.noSite]],
    ['a site without a name', {}, [{ ...site, name: '' }], [openWords.siteNameless]],
  ])('%s cannot', (_, change, sites, why) => {
    expect(whyNot({ ...draft, ...change }, sites)).toEqual(why)
  })
  test('a site without a catchment is named', () => {
    expect(whyNot(draft, [{ ...site, catchment: [] }])[0]?.[1]).toContain('“A”')
  })
})

test('the scope that is sent', () => {
  const batches = [
    { key: 'a', label: 'a', people: [person('1'), person('2')] },
    { key: 'b', label: 'b', people: [person('2'), person('3')] },
  ]
  expect(scopeOf(draft)).toEqual({ kind: 'whole' })
  expect(scopeOf({ ...draft, kind: 'groups', groups: ['medical'] })).toEqual({ kind: 'groups', groups: ['medical'] })
  expect(scopeOf({ ...draft, kind: 'groups' })).toBeNull()
  expect(scopeOf({ ...draft, kind: 'list', batches })).toEqual({ kind: 'list', residentIds: ['1', '2', '3'] })
  expect(scopeOf({ ...draft, kind: 'list' })).toBeNull()
  expect(listed(batches)).toHaveLength(3)
})

test('hours', () => {
  expect(hoursBetween(draft.opensAt, draft.closesAt)).toBe(10)
  expect(hoursBetween(draft.closesAt, draft.opensAt)).toBe(0)
})
