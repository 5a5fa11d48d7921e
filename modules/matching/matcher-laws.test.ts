/** What must hold of every list, tried on the bench's hostile ones. */
import { describe, expect, test } from 'vitest'
import { type Line, listOf } from '../../bench/match/lists.ts'
import { cellsOf, makeRegister } from '../../bench/match/world.ts'
import { openMatcher } from './matcher.ts'
import type { KeyOf, ListLine, MatchResult, RegisterPerson } from './model.ts'
import { personOfCells } from './resident-record.ts'

const keyOf: KeyOf = (_kind, number) => number
const world = makeRegister(3000, 41)
const cells = world.people.map(cellsOf)
const register = cells.map((each) => personOfCells(each, keyOf))
const matched = (people: readonly RegisterPerson[], lines: readonly ListLine[]): MatchResult[] => [
  ...openMatcher({ register: people, keyOf }).matchAll(lines),
]

describe('of every list', () => {
  const lines: Line[] = [...listOf(world, 42, 3000)]

  test('whoever stands there as in the register, with a number that holds, is linked', () => {
    for (const { listId, verdict, best } of matched(register, cells))
      expect([listId, verdict, best?.registerId]).toEqual([listId, 'match', listId])
  })

  test('nobody is linked on a name alone, nor on name and sex, name and building, name and compound', () => {
    const building = (address: string): string => address.replace(/(\d+号楼).*$/, '$1')
    const bare = (only: (line: ListLine) => Partial<ListLine>) =>
      cells.map((each) => ({ id: each.id, name: each.name ?? '', ...only(each) }))
    for (const list of [
      bare(() => ({})),
      bare(({ sex }) => ({ sex: sex ?? '' })),
      bare(({ address }) => ({ address: building(address ?? '') })),
      bare(({ address, sex }) => ({ sex: sex ?? '', address: (address ?? '').replace(/\d.*$/, '') })),
    ])
      expect(matched(register, list).filter(({ verdict }) => verdict === 'match')).toEqual([])
  })

  test('the order of the register changes nothing', () => {
    const told = ({ listId, verdict, best }: MatchResult) => `${listId} ${verdict} ${best?.registerId}`
    const turned = register.toReversed()
    const shuffled = turned.map((_, i) => turned[(i * 1009) % turned.length] as RegisterPerson)
    expect(new Set(shuffled).size).toBe(register.length)
    const straight = matched(register, lines).map(told)
    expect(matched(turned, lines).map(told)).toEqual(straight)
    expect(matched(shuffled, lines).map(told)).toEqual(straight)
  })

  test('hardly anybody is missed and nobody is taken for another', () => {
    const results = matched(register, lines)
    const links = results.map(
      ({ verdict, best }, i) => [lines[i] as Line, verdict === 'match' ? best?.registerId : null] as const,
    )
    const wrong = links.filter(([line, to]) => to !== null && to !== line.truth)
    const meant = links.filter(([line]) => line.identifiable)
    expect(wrong).toEqual([])
    expect(meant.filter(([line, to]) => to === line.truth).length / meant.length).toBeGreaterThan(0.985)
    expect(results.filter(({ verdict }) => verdict === 'review').length / lines.length).toBeLessThan(0.02)
  })

  test('probabilities are what they say: of those between 50 and 95 %, about as many are right', () => {
    const doubtful = matched(register, lines)
      .map((result, i) => ({ ...result, right: result.best?.registerId === (lines[i] as Line).truth }))
      .filter(({ probability }) => probability > 0.5 && probability < 0.95)
    const expected = doubtful.reduce((sum, { probability }) => sum + probability, 0)
    expect(doubtful.length).toBeGreaterThan(15)
    expect(Math.abs(doubtful.filter(({ right }) => right).length - expected)).toBeLessThan(doubtful.length * 0.35)
  })
})
