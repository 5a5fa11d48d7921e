/** A household's limit, counted from the facts: by people and days, in Shanghai's days, whatever order they arrive in. */
import { expect, test } from 'vitest'
import { beyondLimit } from './household.ts'

const out = (household: string, at: string) => ({ household, at: `${at}:00+08:00` })
const limit = { people: 1, days: 2 }

test('the second within the days is told, with the first; the third day begins anew', () => {
  const [a, b, c] = [out('h1', '2026-03-01T09:00'), out('h1', '2026-03-02T08:00'), out('h1', '2026-03-04T08:00')]
  expect(beyondLimit([c, b, a], limit)).toEqual([{ household: 'h1', outings: [a, b] }])
  expect(beyondLimit([a, c], limit)).toEqual([])
})

test('days are Shanghai’s: ten in the evening UTC is tomorrow', () => {
  const late = { household: 'h1', at: '2026-03-01T22:00:00Z' }
  expect(beyondLimit([late, out('h1', '2026-03-01T09:00')], { people: 1, days: 1 })).toEqual([])
  expect(beyondLimit([late, out('h1', '2026-03-02T09:00')], { people: 1, days: 1 })).toHaveLength(1)
})

test('households are told apart, and as many as the order lets go out unremarked', () => {
  const two = { people: 2, days: 1 }
  const day = ['08', '09', '10'].map((hour) => out('h1', `2026-03-01T${hour}:00`))
  expect(beyondLimit([...day.slice(0, 2), out('h2', '2026-03-01T08:00')], two)).toEqual([])
  expect(beyondLimit(day, two)[0]!.outings).toHaveLength(3)
})
