/** A collection from opening to closing: who is asked, what counts, who is missing, and what a positive report raises. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type Browser, Refused, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld } from '../../../tests/round-world.ts'
import { dwelling, freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { operations } from '../../operation/contract.ts'
import { register } from '../../register/contract.ts'
import { selftest } from '../contract.ts'
import type { TestResult } from '../model.ts'

const ops = selftest.operations
let w: RoundWorld
let grid: Browser
beforeAll(async () => {
  w = await roundWorld()
  grid = await signedIn(w.server, 'grid')
})
afterAll(() => w.close())

const today = shanghaiDay(Date.now())
const daysAgo = (n: number): string => shanghaiDay(Date.now() - n * 86_400_000)
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return (error as Refused).problem.code
}
const open = async (more: Partial<InputOf<typeof ops.openCollection>> = {}) => {
  const id = freshId()
  await w.officer.call(ops.openCollection, {
    ...{
      id,
      operationId: w.operationId,
      path: STREET,
      name: '每日自测',
      often: 'daily',
      startsOn: daysAgo(2),
      endsOn: today,
    },
    ...more,
  })
  return id
}
const fact = (collectionId: string, name: string, result: TestResult, testedAt = minutesAgo(1)) => ({
  ...{ id: freshId(), collectionId, residentId: w.person(name), result, testedAt, notedAt: testedAt },
})
const send = (by: Browser, ...items: ReturnType<typeof fact>[]) =>
  by.call(ops.recordReports, { sentAt: new Date().toISOString(), items })
const figures = async (collectionId: string, on = today) =>
  (await w.officer.call(ops.board, { collectionId, on })).figures
/** What stands, recounted from the facts: no row means that both agree. */
const differing = async (): Promise<unknown[]> =>
  (
    await w.admin.query(
      `SELECT coalesce(s.resident_id, r.resident_id) FROM selftest.standing s FULL JOIN (
         SELECT DISTINCT ON (collection_id, due_on, resident_id) * FROM selftest.report ORDER BY collection_id, due_on, resident_id, stated_at DESC, id DESC) r
         USING (collection_id, due_on, resident_id)
       WHERE (s.result, s.report_id, s.source, s.stated_at) IS DISTINCT FROM (r.result, r.id, r.source, r.stated_at)`,
    )
  ).rows

describe('a collection', () => {
  test('is opened by a leader within the operation, its dates and its area', async () => {
    const draft = {
      operationId: w.operationId,
      path: HOME,
      name: '自测',
      often: 'once',
      startsOn: today,
      endsOn: today,
    } as const
    expect(await refusal(grid.call(ops.openCollection, { ...draft, id: freshId() }))).toBe('platform.notAllowed')
    expect(await refusal(w.leader.call(ops.openCollection, { ...draft, id: freshId(), path: OTHER }))).toBe(
      'platform.notFound',
    )
    expect(await refusal(w.leader.call(ops.openCollection, { ...draft, id: freshId(), endsOn: daysAgo(1) }))).toBe(
      'selftest.datesReversed',
    )
    expect(await refusal(w.leader.call(ops.openCollection, { ...draft, id: freshId(), startsOn: daysAgo(40) }))).toBe(
      'selftest.tooLong',
    )
    expect(await refusal(w.leader.call(ops.openCollection, { ...draft, id: freshId(), groups: ['dialysis'] }))).toBe(
      'selftest.nobodyDue',
    )
    const id = freshId()
    const made = await w.leader.call(ops.openCollection, { ...draft, id })
    expect(made).toMatchObject({ id, areaName: '桃影社区', state: 'open', on: today })
    expect(made.figures).toEqual({ due: 5, reported: 0, negative: 0, positive: 0, invalid: 0, missing: 5, unasked: 0 })
    // sent twice, opened once
    expect((await w.leader.call(ops.openCollection, { ...draft, id, name: '别名' })).name).toBe('自测')
  })
  test('asks groups only, and never whoever lives elsewhere', async () => {
    const id = await open({ groups: ['courier', 'medical'] })
    expect((await figures(id)).due).toBe(2)
    const answer = await send(w.officer, fact(id, '桃大松', 'negative'), fact(id, '桃外出', 'negative'))
    expect(answer.items.map((i) => i.doubts)).toEqual([['not-due'], ['not-due']])
    expect(await figures(id)).toMatchObject({ due: 2, reported: 0, missing: 2, negative: 2, unasked: 2 })
  })
  test('is asked about by its parts: each sees its own', async () => {
    const id = await open()
    await send(w.officer, fact(id, '桃小溪', 'negative'), fact(id, '柳星', 'invalid'))
    const board = await w.officer.call(ops.board, { collectionId: id })
    expect(board.lines.map((l) => [l.name, l.kind, l.due, l.reported, l.negative, l.invalid])).toEqual([
      ['桃影社区', 'community', 5, 1, 1, 0],
      ['柳亭社区', 'community', 2, 1, 0, 1],
    ])
    const grids = await w.officer.call(ops.board, { collectionId: id, by: 'grid' })
    expect(grids.lines.map((l) => l.name)).toEqual(['桃影社区 第一网格', '柳亭社区 第一网格'])
    expect((await w.leader.call(ops.board, { collectionId: id })).figures).toMatchObject({ due: 5, reported: 1 })
    const buildings = await grid.call(ops.board, { collectionId: id, by: 'building' })
    expect(buildings.lines.map((l) => [l.name, l.missing])).toEqual([
      ['桃影苑 1号楼', 2],
      ['桃影苑 2号楼', 2],
    ])
    const leader2 = await signedIn(w.server, 'leader2')
    expect(await refusal(leader2.call(ops.board, { collectionId: id, under: HOME }))).toBe('platform.notFound')
  })
  test('is closed with its figures, and then takes facts with a doubt', async () => {
    const id = await open({ path: HOME })
    await send(grid, fact(id, '桃小溪', 'negative'))
    expect(await refusal(grid.call(ops.closeCollection, { id }))).toBe('platform.notAllowed')
    const closed = await w.leader.call(ops.closeCollection, { id })
    expect(closed).toMatchObject({ state: 'closed', figures: { due: 5, reported: 1 } })
    const late = await send(grid, fact(id, '桃大松', 'negative', new Date().toISOString()))
    expect(late.items[0]?.doubts).toEqual(['collection-closed'])
    // the figures of its end stay, the board goes on
    expect((await w.officer.call(ops.collection, { id })).figures.reported).toBe(1)
    expect((await figures(id)).reported).toBe(2)
  })
  test('that is open keeps its operation open', async () => {
    expect(await refusal(w.officer.call(operations.operations.endOperation, { id: w.operationId }))).toMatch(
      /selftest.openCollections|operation.openRounds/,
    )
  })
})

describe('reports', () => {
  test('a retry is harmless, a later word counts, and the earlier line stays', async () => {
    const id = await open()
    const first = fact(id, '单燕', 'negative', minutesAgo(30))
    expect((await send(grid, first)).items[0]).toEqual({ id: first.id, known: false, doubts: [] })
    expect((await send(grid, first)).items[0]).toMatchObject({ known: true })
    const second = fact(id, '单燕', 'invalid', minutesAgo(10))
    expect((await send(grid, second)).items[0]?.doubts).toEqual(['differs'])
    expect(await figures(id)).toMatchObject({ reported: 1, negative: 0, invalid: 1 })
    // one that was noted before the last arrives after it: on record, but it does not count
    await send(grid, fact(id, '单燕', 'negative', minutesAgo(20)))
    expect(await figures(id)).toMatchObject({ reported: 1, invalid: 1 })
    const { rows } = await w.admin.query('SELECT FROM selftest.report WHERE collection_id = $1', [id])
    expect(rows).toHaveLength(3)
    expect(await differing()).toEqual([])
  })
  test('a correction entered later counts, however early the test', async () => {
    const id = await open()
    await send(grid, fact(id, '桃大松', 'positive', minutesAgo(5)))
    const corrected = { ...fact(id, '桃大松', 'negative', minutesAgo(200)), notedAt: new Date().toISOString() }
    expect((await send(grid, corrected)).items[0]?.doubts).toEqual(['differs'])
    expect(await figures(id)).toMatchObject({ reported: 1, negative: 1, positive: 0 })
  })
  test('one test counts for every collection of the operation that asks', async () => {
    const [daily, once, others] = [await open(), await open({ often: 'once' }), await open({ groups: ['medical'] })]
    await send(grid, fact(daily, '曾云', 'negative'))
    expect((await figures(daily)).reported).toBe(1)
    expect((await figures(once)).reported).toBe(1)
    expect((await figures(others)).reported).toBe(0)
    await w.officer.call(ops.closeCollection, { id: once })
  })
  test('each day is its own where it is asked daily', async () => {
    const id = await open()
    await send(grid, fact(id, '桃小溪', 'negative', new Date(Date.now() - 86_400_000).toISOString()))
    expect(await figures(id, daysAgo(1))).toMatchObject({ reported: 1 })
    expect(await figures(id)).toMatchObject({ reported: 0 })
    const odd = await send(grid, fact(id, '桃小溪', 'negative', new Date(Date.now() - 9 * 86_400_000).toISOString()))
    expect(odd.items[0]?.doubts).toEqual(['outside-dates'])
  })
  test('nobody is entered by whoever does not answer for them', async () => {
    const id = await open()
    expect(await refusal(send(grid, fact(id, '柳星', 'negative')))).toBe('selftest.unknownFact')
    expect(await refusal(send(grid, { ...fact(id, '桃小溪', 'negative'), collectionId: freshId() }))).toBe(
      'selftest.unknownFact',
    )
    expect(await refusal(send(w.crew, fact(id, '桃小溪', 'negative')))).toBe('platform.notAllowed')
    expect((await figures(id)).reported).toBe(0)
  })
  test('a phone whose clock is off is corrected, with a doubt', async () => {
    const id = await open()
    const off = new Date(Date.now() + 40 * 60_000)
    const answer = await w.officer.call(ops.recordReports, {
      sentAt: off.toISOString(),
      items: [fact(id, '桃小溪', 'negative', off.toISOString())],
    })
    expect(answer.items[0]?.doubts).toEqual(['clock-skewed'])
    const { rows } = await w.officer.call(ops.reported, { collectionId: id })
    expect(Date.parse(rows[0]?.testedAt ?? '')).toBeLessThanOrEqual(Date.now())
  })
})

describe('people', () => {
  test('who is missing, in the order of calls and of doors, page by page', async () => {
    const id = await open({ path: HOME })
    await send(grid, fact(id, '桃小溪', 'negative'))
    const all = await w.leader.call(ops.missing, { collectionId: id, order: 'door' })
    expect(all.rows.map((r) => r.name).sort()).toEqual(['单燕', '曾云', '桃大松', '阿云·桃桃'].sort())
    expect(all.total).toBe(4)
    for (const order of ['door', 'call'] as const) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await w.leader.call(ops.missing, {
          collectionId: id,
          order,
          limit: 1,
          ...(after ? { after } : {}),
        })
        seen.push(...page.rows.map((r) => r.name))
        after = page.next ?? undefined
      } while (after)
      expect([...seen].sort()).toEqual(all.rows.map((r) => r.name).sort())
    }
    expect((await w.leader.call(ops.missing, { collectionId: id, text: '单' })).rows.map((r) => r.name)).toEqual([
      '单燕',
    ])
    expect(await refusal(w.leader.call(ops.missing, { collectionId: id, after: 'x' }))).toBe('platform.badRequest')
  })
  test('a call that was in vain is on record once and moves the person back', async () => {
    const id = await open({ path: HOME })
    const first = (await w.leader.call(ops.missing, { collectionId: id })).rows[0]!
    const tried = { id: freshId(), collectionId: id, residentId: first.residentId, outcome: 'no-answer' } as const
    await grid.call(ops.recordTry, tried)
    await grid.call(ops.recordTry, tried)
    const { rows } = await w.leader.call(ops.missing, { collectionId: id })
    expect(rows.find((r) => r.residentId === first.residentId)).toMatchObject({ tries: 1, lastOutcome: 'no-answer' })
    expect(rows[0]!.residentId).not.toBe(first.residentId)
  })
  test('who has reported: positive ones first, with what is doubted', async () => {
    const id = await open({ path: HOME })
    await send(grid, fact(id, '桃小溪', 'negative'), fact(id, '曾云', 'positive'), fact(id, '桃外出', 'negative'))
    const { rows, total } = await grid.call(ops.reported, { collectionId: id })
    expect(rows.map((r) => [r.name, r.result, r.source, r.doubts])).toEqual([
      ['曾云', 'positive', 'proxy', []],
      ['桃小溪', 'negative', 'proxy', []],
      ['桃外出', 'negative', 'proxy', ['not-due']],
    ])
    expect(total).toBe(3)
    const page = await grid.call(ops.reported, { collectionId: id, limit: 2 })
    expect((await grid.call(ops.reported, { collectionId: id, after: page.next! })).rows.map((r) => r.name)).toEqual([
      '桃外出',
    ])
    expect((await grid.call(ops.reported, { collectionId: id, result: ['positive'] })).total).toBe(1)
    const superior = await signedIn(w.server, 'superior')
    expect(await refusal(superior.call(ops.reported, { collectionId: id }))).toBe('platform.notAllowed')
  })
  test('a household with what stands of it, and what a phone carries', async () => {
    const id = await open({ path: HOME })
    await send(grid, fact(id, '桃小溪', 'negative'))
    const home = await grid.call(ops.household, { collectionId: id, path: dwelling(HOME, 1) })
    expect(home.members.map((m) => [m.name, m.asked, m.standing?.result])).toEqual([
      ['桃小溪', true, 'negative'],
      ['桃大松', true, undefined],
    ])
    const carried = await grid.call(ops.pocket, { collectionId: id })
    expect(carried.people.map((p) => [p.name, p.result])).toContainEqual(['桃小溪', 'negative'])
    expect(carried.people).toHaveLength(6)
  })
  test('somebody who moves in is asked, somebody who leaves is not', async () => {
    const id = await open({ path: HOME })
    const newcomer = freshId()
    const before = (await figures(id)).due
    const made = await w.leader.call(register.operations.registerResident, {
      ...{ id: newcomer, path: dwelling(HOME, 3), name: '新来', idType: 'none' },
    })
    expect((await figures(id)).due).toBe(before + 1)
    await w.leader.call(register.operations.removeResident, { id: newcomer, version: made.version, reason: 'moved' })
    expect((await figures(id)).due).toBe(before)
  })
})

describe('a positive report', () => {
  test('opens one follow-up, tells the grid and no more, and restricts nobody', async () => {
    const id = await open()
    await send(grid, fact(id, '阿云·桃桃', 'positive'))
    await send(grid, fact(id, '阿云·桃桃', 'positive'))
    const mine = (await grid.call(ops.followUps, {})).rows.filter((f) => f.name === '阿云·桃桃')
    expect(mine).toHaveLength(1)
    const { rows: ledger } = await w.admin.query<{ path: string; data: object }>(
      `SELECT path, data FROM platform.ledger WHERE type = 'selftest.follow-up-opened' AND data ->> 'followUpId' = $1`,
      [mine[0]!.id],
    )
    expect(ledger).toEqual([{ path: `${HOME}p1.g01.`, data: { followUpId: mine[0]!.id, collectionId: id } }])
    // a later negative report is seen, and does not close it
    await send(grid, fact(id, '阿云·桃桃', 'negative', new Date().toISOString()))
    const after = (await grid.call(ops.followUps, {})).rows.find((f) => f.id === mine[0]!.id)
    expect(after).toMatchObject({ since: 'negative', closedAt: null, steps: [] })
  })
  test('is closed by a named person with what came of it; a new one opens anew', async () => {
    const id = await open()
    await send(grid, fact(id, '单燕', 'positive'))
    const of = async (state: 'open' | 'closed') =>
      (await grid.call(ops.followUps, { state })).rows.filter((f) => f.name === '单燕')
    const followUpId = (await of('open'))[0]!.id
    const step = { id: freshId(), followUpId, step: 'informed' } as const
    expect(await grid.call(ops.recordStep, step)).toEqual({ closed: false })
    expect(await grid.call(ops.recordStep, step)).toEqual({ closed: false })
    expect(await grid.call(ops.recordStep, { id: freshId(), followUpId, step: 'retest-negative' })).toEqual({
      closed: true,
    })
    expect((await of('closed'))[0]?.steps.map((s) => s.step)).toEqual(['informed', 'retest-negative'])
    expect(await of('open')).toEqual([])
    await send(grid, fact(id, '单燕', 'positive', new Date().toISOString()))
    expect(await of('open')).toHaveLength(1)
    const leader2 = await signedIn(w.server, 'leader2')
    expect(await refusal(leader2.call(ops.recordStep, { ...step, id: freshId() }))).toBe('platform.notFound')
    expect((await leader2.call(ops.followUps, {})).rows.filter((f) => f.name === '单燕')).toEqual([])
  })
})

test('ids and codes only on the ledger: no name, no result', async () => {
  const { rows } = await w.admin.query<{ data: string }>(
    `SELECT data::text AS data FROM platform.ledger WHERE type LIKE 'selftest.%'`,
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const { data } of rows) expect(data).not.toMatch(/negative|positive|invalid|\p{Script=Han}/u)
})
