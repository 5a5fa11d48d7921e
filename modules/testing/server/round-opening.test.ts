/** Opening a round over HTTP on a real database: who is due, what is refused, and what it would take. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld, siteDraft } from '../../../tests/round-world.ts'
import { freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { testing } from '../contract.ts'

const ops = testing.operations
let w: RoundWorld
beforeAll(async () => {
  w = await roundWorld()
})
afterAll(() => w.close())

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return (error as Refused).problem.code
}
const figures = async (roundId: string) => (await w.officer.call(ops.board, { roundId })).figures

describe('opening', () => {
  test('everybody registered is accounted for: seven due, one away', async () => {
    const { roundId } = await w.open()
    expect(await figures(roundId)).toEqual({ due: 7, tested: 0, missing: 7, exempt: 1, walkIn: 0 })
    const { rows } = await w.officer.call(ops.exempted, { roundId })
    expect(rows.map((r) => [r.name, r.state, r.reason])).toEqual([['桃外出', 'exempt', 'away']])
    expect(await w.check(roundId)).toEqual([])
  })
  test('groups and lists', async () => {
    const groups = await w.open({ scope: { kind: 'groups', groups: ['courier', 'medical'] } })
    expect(await figures(groups.roundId)).toMatchObject({ due: 2, exempt: 0 })
    const list = await w.open({
      scope: { kind: 'list', residentIds: [w.person('柳星'), w.person('桃外出'), freshId()] },
    })
    expect(await figures(list.roundId)).toMatchObject({ due: 1, exempt: 1 })
    const { rounds } = await w.officer.call(ops.rounds, {})
    expect(rounds.find((r) => r.id === list.roundId)?.scope).toEqual({ kind: 'list', people: 3 })
  })
  test('a second try with the same id finds the round', async () => {
    const first = await w.open()
    const again = await w.open({ id: first.roundId })
    expect(again.roundId).not.toBe(first.roundId)
    expect(await figures(first.roundId)).toMatchObject({ due: 7 })
  })
  test('what is wrong is told field by field', async () => {
    expect(await refusal(w.open({ opensAt: minutesAgo(0), closesAt: minutesAgo(10) }))).toBe('testing.hoursReversed')
    expect(await refusal(w.open({ path: HOME, sites: [siteDraft({ catchment: [OTHER] })] }))).toBe(
      'testing.catchmentOutside',
    )
    expect(await refusal(w.open({ path: HOME, sites: [siteDraft({ path: OTHER })] }))).toBe('testing.siteOutside')
    expect(await refusal(w.open({ sites: [siteDraft({ catchment: ['d01.s01.c09.'] })] }))).toBe(
      'testing.catchmentOutside',
    )
    expect(await refusal(w.open({ sites: [siteDraft({ opensAt: minutesAgo(900), closesAt: minutesAgo(800) })] }))).toBe(
      'testing.siteHoursOutside',
    )
    expect(await refusal(w.open({ scope: { kind: 'groups', groups: ['dialysis'] } }))).toBe('testing.nobodyDue')
    expect(await refusal(w.open({ operationId: freshId() }))).toBe('platform.notFound')
  })
  test('a leader opens in their own community, and nowhere else', async () => {
    const draft = (path: string) => ({
      ...{ id: freshId(), operationId: w.operationId, path, name: '社区轮', scope: { kind: 'whole' as const } },
      ...{
        poolSize: 10 as const,
        opensAt: minutesAgo(5),
        closesAt: minutesAgo(-60),
        sites: [siteDraft({ path, catchment: [path] })],
      },
    })
    expect((await w.leader.call(ops.openRound, draft(HOME))).figures.due).toBe(5)
    expect(await refusal(w.leader.call(ops.openRound, draft(OTHER)))).toBe('platform.notFound')
    expect(await refusal(w.leader.call(ops.openRound, draft(STREET)))).toBe('platform.notFound')
    expect(await refusal(w.crew.call(ops.openRound, draft(HOME)))).toBe('platform.notAllowed')
  })
  test('sizing up counts the same people', async () => {
    const size = await w.leader.call(ops.sizeUp, { path: HOME, scope: { kind: 'whole' }, hours: 1 })
    expect(size).toMatchObject({ due: 5, away: 1, sites: 1, lanes: 1, crew: 4 })
  })
})
