/** The household's own door: one household's key shows and records nothing of another, and never tells whether a key exists. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { uuid7 } from '../../../platform/pure/uuid7.ts'
import { type Browser, browser, Refused, signedIn } from '../../../tests/http.ts'
import { type LabWorld, labWorld } from '../../../tests/lab-world.ts'
import { minutesAgo } from '../../../tests/round-world.ts'
import { dwelling, freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { operations } from '../../operation/contract.ts'
import { testing } from '../../testing/contract.ts'
import { selftest } from '../contract.ts'
import { readCode } from '../household-code.ts'
import type { TestResult } from '../model.ts'

const ops = selftest.operations
const today = shanghaiDay(Date.now())
let w: LabWorld
let grid: Browser
let anyone: Browser
let collectionId: string
type Slip = Awaited<ReturnType<typeof issue>>[number]
let slips: Slip[]

const issue = async (by: Browser, under: string, again = false) =>
  (await by.call(ops.issueSlips, { operationId: w.operationId, under, again })).slips
const at = (path: string): Slip => slips.find((slip) => slip.path === path)!
const failure = async (work: Promise<unknown>): Promise<{ status: number; body: unknown }> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return { status: (error as Refused).status, body: (error as Refused).problem }
}
const codeOf = async (work: Promise<unknown>): Promise<string> => ((await failure(work)).body as { code: string }).code
const report = (key: string, residentId: string, result: TestResult = 'negative', more: object = {}) =>
  anyone.call(ops.reportFromHousehold, {
    ...{ key, sentAt: new Date().toISOString() },
    items: [{ id: freshId(), residentId, result, testedAt: minutesAgo(1), ...more }],
  })

beforeAll(async () => {
  w = await labWorld()
  grid = await signedIn(w.server, 'grid')
  anyone = browser(w.server)
  collectionId = freshId()
  await w.officer.call(ops.openCollection, {
    ...{
      id: collectionId,
      operationId: w.operationId,
      path: STREET,
      name: '每日自测',
      often: 'daily',
      startsOn: today,
      endsOn: today,
    },
  })
  slips = await issue(w.officer, STREET)
})
afterAll(() => w.close())
beforeEach(() => w.admin.query(`DELETE FROM platform.login_try`))

describe('slips', () => {
  test('one for every dwelling with people; keys are told once and kept as digests', async () => {
    expect(slips.map((s) => s.path).sort()).toEqual(
      [dwelling(HOME, 1), dwelling(HOME, 2), dwelling(HOME, 3), dwelling(OTHER, 1), dwelling(OTHER, 2)].sort(),
    )
    expect(new Set(slips.flatMap((s) => [s.token, s.code])).size).toBe(slips.length * 2)
    for (const { code } of slips) expect(readCode(code)).toBe(code)
    expect(at(dwelling(HOME, 1))).toMatchObject({ address: '桃影苑 1号楼 1单元 101室', people: ['桃*溪', '桃*松'] })
    const { rows } = await w.admin.query<{ all: string }>(`SELECT string_agg(s::text, ' ') AS all FROM selftest.slip s`)
    for (const { token, code } of slips) {
      expect(rows[0]!.all).not.toContain(token)
      expect(rows[0]!.all).not.toContain(code)
    }
    expect(await codeOf(issue(w.officer, STREET))).toBe('selftest.noDwellings')
  })
  test('a grid worker issues in their own grid, nobody beyond', async () => {
    expect(await codeOf(issue(grid, OTHER, true))).toBe('platform.notFound')
    expect(await codeOf(issue(w.crew, HOME))).toBe('platform.notAllowed')
    const page = await grid.call(ops.slips, { operationId: w.operationId, under: STREET })
    expect(page).toMatchObject({ dwellings: 3, issued: 3, total: 3, next: null })
    expect(page.rows.map((r) => [r.path, r.people, r.slip !== null])).toContainEqual([dwelling(HOME, 2), 2, true])
    expect((await grid.call(ops.slips, { operationId: w.operationId, under: STREET, without: true })).total).toBe(0)
  })
  test('a new one makes the old one void, and one can be taken back', async () => {
    const old = at(dwelling(HOME, 3))
    expect((await anyone.call(ops.openHousehold, { key: old.token })).members).toHaveLength(2)
    const [fresh] = await issue(grid, dwelling(HOME, 3), true)
    for (const key of [old.token, old.code])
      expect(await codeOf(anyone.call(ops.openHousehold, { key }))).toBe('selftest.noSuchKey')
    expect((await anyone.call(ops.openHousehold, { key: fresh!.code })).members).toHaveLength(2)
    await grid.call(ops.revokeSlip, { id: fresh!.id })
    await grid.call(ops.revokeSlip, { id: fresh!.id })
    expect(await codeOf(anyone.call(ops.openHousehold, { key: fresh!.token }))).toBe('selftest.noSuchKey')
    expect(await codeOf(grid.call(ops.revokeSlip, { id: at(dwelling(OTHER, 1)).id }))).toBe('platform.notFound')
    slips = [...slips.filter((s) => s.path !== dwelling(HOME, 3)), ...(await issue(grid, dwelling(HOME, 3)))]
  })
})

describe('a household', () => {
  test('opens by link and by code, and shows masked members and nothing else', async () => {
    const { token, code } = at(dwelling(HOME, 1))
    const byLink = await anyone.call(ops.openHousehold, { key: token })
    expect(byLink).toEqual(
      await anyone.call(ops.openHousehold, { key: ` ${code.slice(0, 4)} ${code.slice(4).toLowerCase()}` }),
    )
    expect(byLink).toEqual({
      today,
      collections: [{ name: '每日自测', often: 'daily', endsOn: today }],
      members: [
        { id: w.person('桃小溪'), name: '桃*溪', asked: true, reportedAt: null },
        { id: w.person('桃大松'), name: '桃*松', asked: true, reportedAt: null },
      ],
    })
    expect(JSON.stringify(byLink)).not.toMatch(/桃小溪|桃大松|号楼|101|1950/u)
  })
  test('reports for each of its members, once or again; the page tells that, and no result', async () => {
    const { token, code } = at(dwelling(HOME, 1))
    const id = freshId()
    const sentAt = new Date().toISOString()
    const items = [{ id, residentId: w.person('桃小溪'), result: 'negative', testedAt: minutesAgo(3) } as const]
    expect(await anyone.call(ops.reportFromHousehold, { key: token, sentAt, items })).toEqual({
      items: [{ id, known: false }],
    })
    expect(await anyone.call(ops.reportFromHousehold, { key: token, sentAt, items })).toEqual({
      items: [{ id, known: true }],
    })
    await report(code, w.person('桃小溪'), 'invalid')
    const page = await anyone.call(ops.openHousehold, { key: token })
    expect(page.members[0]?.reportedAt).not.toBeNull()
    expect(JSON.stringify(page)).not.toMatch(/negative|invalid/)
    const { rows } = await grid.call(ops.reported, { collectionId, under: dwelling(HOME, 1) })
    expect(rows).toMatchObject([{ name: '桃小溪', result: 'invalid', source: 'page', doubts: ['differs'] }])
  })
  test('records nothing of another household, whichever key and whichever ids', async () => {
    const others = w.world.people.filter((p) => p.draft.path !== dwelling(HOME, 1))
    const before = (await w.admin.query('SELECT FROM selftest.report')).rowCount
    for (const key of [at(dwelling(HOME, 1)).token, at(dwelling(HOME, 1)).code])
      for (const { id } of others) {
        expect(await codeOf(report(key, id, 'positive'))).toBe('selftest.unknownFact')
        expect(await codeOf(report(key, id, 'positive', { collectionId }))).toBe('selftest.unknownFact')
      }
    expect(await codeOf(report(at(dwelling(HOME, 1)).token, freshId()))).toBe('selftest.unknownFact')
    // one wrong among right ones is refused wholly: the page never sends such a thing
    const mixed = [w.person('桃大松'), w.person('单燕')].map((residentId) => ({
      ...{ id: freshId(), residentId, result: 'negative' as const, testedAt: minutesAgo(1) },
    }))
    await failure(
      anyone.call(ops.reportFromHousehold, {
        key: at(dwelling(HOME, 1)).token,
        sentAt: new Date().toISOString(),
        items: mixed,
      }),
    )
    const touched = await w.admin.query<{ resident_id: string }>('SELECT resident_id FROM selftest.report OFFSET $1', [
      before,
    ])
    expect(touched.rows.map((r) => r.resident_id).filter((id) => id !== w.person('桃大松'))).toEqual([])
    expect((await w.admin.query('SELECT FROM selftest.follow_up')).rowCount).toBe(0)
  })
  test('shows only its own members, each of them to no other key', async () => {
    for (const slip of slips) {
      const page = await anyone.call(ops.openHousehold, { key: slip.token })
      const own = w.world.people.filter((p) => p.draft.path === slip.path).map((p) => p.id)
      expect(page.members.map((m) => m.id).sort()).toEqual(own.sort())
    }
  })
  test('whoever has moved away is not there any more', async () => {
    await w.admin.query(`UPDATE register.resident SET left_at = now(), left_reason = 'moved' WHERE id = $1`, [
      w.person('柳小月'),
    ])
    const { token } = at(dwelling(OTHER, 2))
    expect((await anyone.call(ops.openHousehold, { key: token })).members).toEqual([])
    expect(await codeOf(report(token, w.person('柳小月')))).toBe('selftest.unknownFact')
    await w.admin.query(`UPDATE register.resident SET left_at = NULL, left_reason = NULL WHERE id = $1`, [
      w.person('柳小月'),
    ])
  })
  test('a positive report opens a follow-up for the grid, with nobody’s account on it', async () => {
    await report(at(dwelling(HOME, 2)).code, w.person('单燕'), 'positive')
    const { rows } = await grid.call(ops.followUps, {})
    expect(rows).toMatchObject([{ name: '单燕', source: 'page', steps: [] }])
    const { rows: ledger } = await w.admin.query(
      `SELECT account_id, role FROM platform.ledger WHERE type = 'selftest.follow-up-opened'`,
    )
    expect(ledger).toEqual([{ account_id: null, role: null }])
  })
  test('has nothing to report when nothing is collected', async () => {
    const { token } = at(dwelling(HOME, 2))
    expect(await codeOf(report(token, w.person('单燕'), 'negative', { testedAt: minutesAgo(60 * 24 * 9) }))).toBe(
      'selftest.collectionClosed',
    )
  })
  test('a household may not flood: sixty an hour', async () => {
    const { token } = at(dwelling(OTHER, 1))
    const items = Array.from({ length: 30 }, () => ({
      ...{ id: freshId(), residentId: w.person('柳星'), result: 'negative' as const, testedAt: minutesAgo(1) },
    }))
    const sentAt = new Date().toISOString()
    await anyone.call(ops.reportFromHousehold, { key: token, sentAt, items })
    await anyone.call(ops.reportFromHousehold, {
      key: token,
      sentAt,
      items: items.map((i) => ({ ...i, id: freshId() })),
    })
    expect(await codeOf(report(token, w.person('柳星')))).toBe('selftest.tooManyReports')
  })
})

describe('keys that open nothing', () => {
  test('all get one and the same answer: made up, revoked, of another kind, of an ended operation', async () => {
    const random = (n: number) =>
      Buffer.from(uuid7(Date.now() + n, new Uint8Array(10).fill(n)).replaceAll('-', ''), 'hex')
    const never = random(7).toString('base64url')
    const ended = at(dwelling(OTHER, 1))
    const [revoked] = await issue(w.officer, dwelling(OTHER, 2), true)
    await w.officer.call(ops.revokeSlip, { id: revoked!.id })
    const answers = []
    for (const key of [never, revoked!.token, revoked!.code, '22222222', 'no', '”; DROP TABLE', '小桃']) {
      answers.push(await failure(anyone.call(ops.openHousehold, { key })))
      answers.push(await failure(report(key, w.person('桃小溪'))))
    }
    await w.admin.query(`UPDATE operation.operation SET state = 'ended', ended_at = now()`)
    answers.push(await failure(anyone.call(ops.openHousehold, { key: ended.token })))
    answers.push(await failure(report(ended.code, w.person('柳星'))))
    await w.admin.query(`UPDATE operation.operation SET state = 'open', ended_at = NULL`)
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'selftest.noSuchKey' } })
  })
  test('guessing ends after twenty wrong ones; slips of the pen do not count, and others go on by link', async () => {
    const right = at(dwelling(HOME, 1))
    for (let i = 0; i < 40; i++)
      expect(await codeOf(anyone.call(ops.openHousehold, { key: 'ABCDEFGH' }))).toBe('selftest.noSuchKey')
    // '2222222' has the check character that fits: a well-formed guess
    for (let i = 0; i < 20; i++)
      expect(await codeOf(anyone.call(ops.openHousehold, { key: '22222222' }))).toBe('selftest.noSuchKey')
    for (const key of ['22222222', right.code])
      expect(await codeOf(anyone.call(ops.openHousehold, { key }))).toBe('selftest.tooManyKeys')
    expect((await anyone.call(ops.openHousehold, { key: right.token })).members).toHaveLength(2)
    // from anywhere: codes wait, links go on
    await w.admin.query(`DELETE FROM platform.login_try`)
    await w.admin.query(`INSERT INTO platform.login_try (key) SELECT 'household:all' FROM generate_series(1, 300)`)
    expect(await codeOf(anyone.call(ops.openHousehold, { key: right.code }))).toBe('selftest.tooManyKeys')
    expect((await anyone.call(ops.openHousehold, { key: right.token })).members).toHaveLength(2)
  })
  test('a code that opens two households opens none', async () => {
    const [a, b] = [at(dwelling(HOME, 1)), at(dwelling(HOME, 2))]
    await w.admin.query(
      'UPDATE selftest.slip SET code_digest = (SELECT code_digest FROM selftest.slip WHERE id = $1) WHERE id = $2',
      [a.id, b.id],
    )
    expect(await codeOf(anyone.call(ops.openHousehold, { key: a.code }))).toBe('selftest.noSuchKey')
    expect((await anyone.call(ops.openHousehold, { key: a.token })).members).toHaveLength(2)
  })
})

describe('one’s own results', () => {
  const numberOf = (name: string) => w.world.people.find((p) => p.draft.name === name)!.draft.idNumber!
  const own = (slip: Slip, name: string, number: string) =>
    anyone.call(ops.ownResults, { key: slip.token, residentId: w.person(name), number })

  test('are told by one’s own number, not by the household’s key alone', async () => {
    const round = await w.open()
    await w.fill(round, 'S001', [w.person('桃大松')], { pool: 1 })
    const home = at(dwelling(HOME, 1))
    const [result] = (await own(home, '桃大松', numberOf('桃大松').toLowerCase())).results
    expect(result).toMatchObject({ told: 'waiting', toldAt: null })
    await w.results(round.roundId, ['S001', '阴性'])
    const told = (await own(home, '桃大松', ` ${numberOf('桃大松').slice(0, 6)} ${numberOf('桃大松').slice(6)}`))
      .results
    expect(told).toEqual([{ ...result, told: 'negative', toldAt: expect.any(String) }])
    expect((await own(home, '桃小溪', numberOf('桃小溪'))).results).toEqual([])

    expect(await codeOf(own(home, '桃大松', '123456'))).toBe('selftest.badOwnNumber')
    // a flatmate's number, somebody of another household, and a household without a number on record
    expect(await codeOf(own(home, '桃大松', numberOf('桃小溪')))).toBe('selftest.notOwnNumber')
    expect(await codeOf(own(home, '单燕', numberOf('单燕')))).toBe('selftest.notOwnNumber')
    expect(await codeOf(own(at(dwelling(HOME, 3)), '阿云·桃桃', numberOf('单燕')))).toBe('selftest.noOwnNumber')
    expect(
      await codeOf(
        anyone.call(ops.ownResults, {
          key: 'no such',
          residentId: w.person('桃大松'),
          number: numberOf('桃大松'),
        }),
      ),
    ).toBe('selftest.noSuchKey')
  })
  test('guessing closes the door of that person alone, from many sides at once too', async () => {
    const home = at(dwelling(HOME, 1))
    const guesses = await Promise.all(Array.from({ length: 12 }, () => codeOf(own(home, '桃小溪', numberOf('柳星')))))
    expect(guesses.filter((code) => code === 'selftest.notOwnNumber')).toHaveLength(8)
    expect(await codeOf(own(home, '桃小溪', numberOf('桃小溪')))).toBe('selftest.tooManyNumbers')
    const { results } = await own(home, '桃大松', numberOf('桃大松'))
    expect(results).toHaveLength(1)
  })
})

test('an operation that has ended issues no more', async () => {
  await w.officer.call(ops.closeCollection, { id: collectionId })
  const { rounds } = await w.officer.call(testing.operations.rounds, { state: 'open' })
  for (const { id } of rounds) await w.officer.call(testing.operations.closeRound, { id })
  await w.officer.call(operations.operations.endOperation, { id: w.operationId })
  expect(await codeOf(issue(w.officer, STREET, true))).toBe('selftest.operationEnded')
})
