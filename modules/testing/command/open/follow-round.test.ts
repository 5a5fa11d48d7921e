import { expect, test } from 'vitest'
import type { SiteDraft } from './draft.ts'
import { followRound } from './follow-round.ts'

const round = { poolSize: 10, opensAt: '2026-03-05T00:00:00.000Z', closesAt: '2026-03-05T10:00:00.000Z' } as const
const site: SiteDraft = { id: '1', name: 'A', kind: 'fixed', lanes: 1, catchment: [], ...round }
const later = { poolSize: 5, opensAt: '2026-03-06T00:00:00.000Z', closesAt: '2026-03-06T08:00:00.000Z' } as const

test('what a site shared with the round follows it, what was its own stays', () => {
  expect(followRound(site, round, later)).toEqual({ ...site, ...later })
  const night = { ...site, closesAt: '2026-03-05T14:00:00.000Z', poolSize: 1 as const }
  expect(followRound(night, round, later)).toEqual({ ...night, opensAt: later.opensAt })
  expect(followRound(site, round, round)).toEqual(site)
})
