/** The list of the missing over HTTP: door order and call order, pages, filters, tries, export; the phone's list; the live feed. */
import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Dice } from '../../../database/taohua/dice.ts'
import { atDepth } from '../../../platform/pure/area.ts'
import { access } from '../../../platform/pure/access-contract.ts'
import type { InputOf, OutputOf } from '../../../platform/pure/contract.ts'
import type { LiveMessage } from '../../../platform/server/live.ts'
import { openSheet } from '../../../platform/server/sheets/open-sheet.ts'
import { type Browser, Refused, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld, sent, siteDraft, swab } from '../../../tests/round-world.ts'
import { dwelling, freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { callRank } from '../call-order.ts'
import { testing } from '../contract.ts'

const ops = testing.operations
type Missing = OutputOf<typeof ops.missing>
let w: RoundWorld
let at: { roundId: string; siteId: string }

beforeAll(async () => {
  w = await roundWorld()
  const crowd = await w.crowd(240)
  const dice = new Dice(5)
  const works = ['day', 'shift', 'school', 'retired', 'home']
  for (const [i, id] of crowd.entries())
    await w.admin.query(
      'UPDATE register.resident SET work = $2, birth_date = $3, groups = $4, phone_masked = $5, phone_tail = $6 WHERE id = $1',
      [
        id,
        works[dice.below(5)],
        dice.chance(0.1) ? null : `${1930 + dice.below(94)}-0${1 + dice.below(9)}-1${dice.below(9)}`,
        dice.chance(0.2) ? ['courier'] : dice.chance(0.2) ? ['market'] : [],
        ...(i % 7 === 0 ? [null, null] : [`129****${1000 + i}`, String(1000 + i)]),
      ],
    )
  await w.admin.query(
    `UPDATE register.area SET floor = CASE WHEN path LIKE '%h02__.' THEN 2 ELSE 1 END WHERE kind = 'dwelling'`,
  )
  at = await w.open()
  const outcomes = ['will-come', 'no-answer', 'refused'] as const
  for (const [i, residentId] of crowd.slice(0, 90).entries())
    await w.leader.call(
      ops.recordTries,
      sent({
        id: freshId(),
        roundId: at.roundId,
        residentId,
        way: 'call' as const,
        outcome: outcomes[i % 3]!,
        at: minutesAgo(i),
      }),
    )
})
afterAll(() => w.close())

async function pages(
  who: Browser,
  input: Omit<InputOf<typeof ops.missing>, 'roundId'>,
): Promise<{ rows: Missing['rows']; first: Missing }> {
  const rows: Missing['rows'] = []
  let first: Missing | undefined
  let after: string | undefined
  do {
    const page: Missing = await who.call(ops.missing, { roundId: at.roundId, ...input, ...(after ? { after } : {}) })
    first ??= page
    rows.push(...page.rows)
    after = page.next ?? undefined
  } while (after)
  return { rows, first: first! }
}

describe('orders and pages', () => {
  test('doors: building by building, unit by unit, from the top floor down; pages leave no gap and repeat nobody', async () => {
    const { rows, first } = await pages(w.leader, { limit: 7 })
    expect(rows).toHaveLength(first.total)
    expect(new Set(rows.map((r) => r.residentId)).size).toBe(rows.length)
    const unitOf = (path: string): string => path.split('.').slice(0, 8).join('.')
    for (const [i, row] of rows.entries()) {
      const before = rows[i - 1]
      if (!before) continue
      expect(unitOf(before.path) <= unitOf(row.path)).toBe(true)
      if (unitOf(before.path) === unitOf(row.path)) expect(before.floor!).toBeGreaterThanOrEqual(row.floor!)
    }
    expect(rows[0]!.path).toBe(dwelling(HOME, 2))
  })
  test('calls: in the order of the rule, with the same reasons', async () => {
    const { rows, first } = await pages(w.officer, { order: 'call', limit: 20 })
    expect(rows).toHaveLength(first.total)
    expect(new Set(rows.map((r) => r.residentId)).size).toBe(rows.length)
    const now = Date.parse(first.at)
    const ranks = rows.map((r) =>
      callRank(
        {
          ...{ work: r.work, age: r.age, groups: r.groups, phone: r.phoneMasked !== null, lastOutcome: r.lastOutcome },
          lastTryAt: r.lastTryAt === null ? null : Date.parse(r.lastTryAt),
        },
        now,
      ),
    )
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(new Set(ranks).size).toBeGreaterThan(5)
  })
  test('somebody who left the register a moment ago does not cut the list short', async () => {
    const before = await pages(w.leader, { limit: 7 })
    const gone = before.rows[3]!.residentId
    await w.admin.query(`UPDATE register.resident SET left_at = now(), left_reason = 'moved' WHERE id = $1`, [gone])
    const after = await pages(w.leader, { limit: 7 })
    await w.admin.query('UPDATE register.resident SET left_at = NULL, left_reason = NULL WHERE id = $1', [gone])
    expect(after.rows.map((r) => r.residentId)).toEqual(
      before.rows.map((r) => r.residentId).filter((id) => id !== gone),
    )
  })
  test('a made-up place in the list is refused', async () => {
    for (const after of ['x', 'a|b', '|', `d01.|${freshId()}|x|y`, `d01.|${freshId()}|1|99999999999999999`])
      for (const order of ['door', 'call'] as const)
        await expect(w.leader.call(ops.missing, { roundId: at.roundId, after, order })).rejects.toThrow(Refused)
  })
})

test('a path of any depth is cut to its building, and its door begins with its unit', async () => {
  const segments = ['d01', 's1', 'c012', 'p1', 'g3', 'x01', 'b007', 'u2', 'h0101', 'z9', 'q']
  for (let depth = 1; depth <= segments.length; depth++) {
    const path = `${segments.slice(0, depth).join('.')}.`
    const { rows } = await w.admin.query(
      'SELECT testing.building($1) AS building, testing.door($1, 3) AS door, testing.door($1, -2) AS cellar',
      [path],
    )
    const unit = atDepth(path, Math.min(8, depth))
    expect(rows[0]).toEqual({
      building: atDepth(path, Math.min(7, depth)),
      door: `${unit}897.${path}`,
      cellar: `${unit}902.${path}`,
    })
  }
})

describe('filters', () => {
  test.each([
    ['a name', { text: '曾' }, ['曾云']],
    ['initials', { text: 'txx' }, ['桃小溪']],
    ['the tail of a number', { text: '1001' }, ['桃2']],
    ['an address', { text: '桃影苑 2号楼', groups: ['dialysis' as const] }, []],
    ['letters and a community', { text: 'ly', under: HOME }, []],
    ['the other community', { under: OTHER }, ['柳小月', '柳星']],
  ])('%s', async (_, input, names) => {
    const { rows, first } = await pages(w.officer, input)
    expect(rows.map((r) => r.name).sort()).toEqual([...names].sort())
    expect(first.total).toBe(names.length)
  })
  test('an address gives everybody behind its doors', async () => {
    const { rows, first } = await pages(w.officer, { text: '桃影苑 2号楼' })
    expect(rows.length).toBeGreaterThan(70)
    expect(rows.every((r) => r.path.startsWith(`${HOME}p1.g01.x01.b002.`))).toBe(true)
    expect(first.total).toBe(rows.length)
  })
  test('a dwelling', async () => {
    const { rows } = await pages(w.officer, { under: dwelling(HOME, 1) })
    expect(rows.every((r) => r.path === dwelling(HOME, 1))).toBe(true)
    expect(rows.length).toBeGreaterThan(70)
  })
  test('outcomes, and nobody tried', async () => {
    const refused = await pages(w.officer, { outcome: ['refused'] })
    expect(refused.rows).toHaveLength(30)
    expect(refused.rows.every((r) => r.lastOutcome === 'refused' && r.tries === 1)).toBe(true)
    const untried = await pages(w.officer, { outcome: ['not-tried'] })
    expect(untried.first.total).toBe(247 - 90)
    const both = await pages(w.officer, { outcome: ['not-tried', 'will-come'], order: 'call', limit: 50 })
    expect(both.rows).toHaveLength(247 - 60)
  })
  test('groups', async () => {
    const { rows } = await pages(w.officer, { groups: ['courier'] })
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.every((r) => r.groups.includes('courier'))).toBe(true)
  })
})

describe('the board', () => {
  test('lines of every level add up to the figures; walk-ins of a square have a line of their own', async () => {
    const round = await w.open()
    const walkIn = { name: '路过', idType: 'none' as const, idNumber: null, phone: null }
    await w.crew.call(
      ops.recordSamples,
      sent(swab(round, null, { walkIn, how: 'register' }), swab(round, w.person('桃小溪'))),
    )
    for (const by of ['community', 'grid', 'building'] as const) {
      const { figures, lines } = await w.officer.call(ops.board, { roundId: round.roundId, by })
      for (const key of ['due', 'tested', 'missing', 'exempt', 'walkIn'] as const)
        expect(
          lines.reduce((n, l) => n + l[key], 0),
          `${by} ${key}`,
        ).toBe(figures[key])
      expect(lines.every((l) => l.name !== '')).toBe(true)
    }
    const { lines } = await w.officer.call(ops.board, { roundId: round.roundId, by: 'grid' })
    expect(lines.find((l) => l.walkIn === 1)).toMatchObject({ path: HOME, kind: 'community', due: 0 })
  })
  test('pace is that of the last full quarter of an hour', async () => {
    const round = await w.open()
    const inLastQuarter = new Date(Math.floor(Date.now() / 900_000) * 900_000 - 60_000).toISOString()
    const facts = ['桃小溪', '桃大松', '单燕'].map((n) => swab(round, w.person(n), { takenAt: inLastQuarter }))
    await w.crew.call(
      ops.recordSamples,
      sent(...facts, swab(round, w.person('曾云'), { lane: 2, takenAt: minutesAgo(240) })),
    )
    const { lanes, byHour } = await w.officer.call(ops.board, { roundId: round.roundId })
    expect(lanes.map((l) => [l.lane, l.samples, l.perHour])).toEqual([
      [1, 3, 12],
      [2, 1, 0],
    ])
    expect(lanes[0]!.lastAt).toBe(inLastQuarter)
    expect(byHour.map((h) => h.tested)).toEqual([1, 3])
    expect(byHour.every((h) => /T\d\d:00:00/.test(h.hour))).toBe(true)
  })
})

describe('exports', () => {
  const download = async (who: Browser, fileId: string): Promise<string[][]> => {
    await expect
      .poll(async () => (await who.call(access.operations.files, { id: fileId })).files[0]?.state, { timeout: 15_000 })
      .toBe('ready')
    const response = await w.server.app.inject({ url: `/api/files/${fileId}`, headers: { cookie: who.cookie() } })
    expect(response.statusCode).toBe(200)
    const file = join(mkdtempSync(join(tmpdir(), 'shouwang-')), 'a.xlsx')
    writeFileSync(file, response.rawPayload)
    const sheet = await openSheet(file, 'a.xlsx')
    const rows: string[][] = []
    for (const [i] of sheet.sheetNames.entries())
      for await (const row of sheet.rows({ sheet: i })) rows.push(row.cells.map((c) => c.text))
    await sheet.close()
    return rows
  }
  test.each(['door', 'call'] as const)('who is missing, by %s: everybody, masked, watermarked', async (order) => {
    const { fileId } = await w.leader.call(ops.exportMissing, { roundId: at.roundId, order, purpose: '敲门' })
    const rows = await download(w.leader, fileId)
    const { rows: shown } = await pages(w.leader, { order })
    expect(rows).toHaveLength(shown.length + 2)
    expect(rows[0]!.join('')).toContain('敲门')
    expect(rows.slice(2).map((r) => r[3])).toEqual(shown.map((r) => r.name))
    expect(rows.flat().join(' ')).not.toMatch(/\d{15}|129\d{8}/)
  })
  test('what is printed is booked like a file, with its purpose, its rows and a number for the paper', async () => {
    const { printId, watermark } = await w.leader.call(ops.printMissing, { roundId: at.roundId, purpose: '上门动员' })
    expect(watermark).toMatch(new RegExp(`编号 ${printId.slice(-6)} .*用途：上门动员$`))
    const total = (await pages(w.leader, {})).rows.length
    const { files } = await w.leader.call(access.operations.files, { id: printId })
    expect(files).toMatchObject([{ way: 'paper', state: 'fetched', kind: 'testing.door-list', rowsDone: total }])
    const { rows } = await w.admin.query(
      `SELECT type, operation_id, path, data->>'rows' AS rows FROM platform.ledger WHERE data->>'fileId' = $1`,
      [printId],
    )
    expect(rows).toEqual([
      { type: 'access.paper-printed', operation_id: w.operationId, path: HOME, rows: String(total) },
    ])
    const superior = await signedIn(w.server, 'superior')
    await expect(superior.call(ops.printMissing, { roundId: at.roundId, purpose: '上门动员' })).rejects.toThrow('403')
  })
  test('the report, on five sheets', async () => {
    const { fileId } = await w.officer.call(ops.exportReport, { id: at.roundId, purpose: '上报', lang: 'en' })
    const rows = await download(w.officer, fileId)
    const cells = rows.map((r) => r.join('|'))
    expect(cells).toContain('Due|247')
    expect(cells).toContain('Away|1')
    expect(cells.some((c) => c.startsWith('Community|桃影社区|245|0|245|0|1|0'))).toBe(true)
  })
})

describe('the phone’s list', () => {
  test('people of the catchment, by keys that only the round’s salt opens; what changes later follows by cursor', async () => {
    const round = await w.open({ sites: [siteDraft({ catchment: [HOME] })] })
    await w.crew.call(ops.recordSamples, sent(swab(round, w.person('桃小溪'))))
    const pocket = await w.crew.call(ops.pocket, { siteId: round.siteId })
    expect(pocket.people).toHaveLength(245)
    const draft = w.world.people[0]!.draft
    const one = pocket.people.find((p) => p.id === w.person('桃小溪'))!
    expect(one).toMatchObject({ name: '桃小溪', tested: true, birthYear: 1950, phoneTail: '0001' })
    expect(one.idKey).toBe(
      createHmac('sha256', Buffer.from(pocket.salt, 'base64')).update(draft.idNumber!).digest('hex').slice(0, 16),
    )
    expect(JSON.stringify(pocket)).not.toContain(draft.idNumber)

    const first = await w.crew.call(ops.testedSince, { siteId: round.siteId, cursor: null })
    expect(first).toMatchObject({ residentIds: [w.person('桃小溪')], closed: false })
    await w.crew.call(ops.recordSamples, sent(swab(round, w.person('单燕')), swab(round, w.person('柳星'))))
    const next = await w.crew.call(ops.testedSince, { siteId: round.siteId, cursor: first.cursor })
    // A cursor stands before the oldest transaction that runs anywhere in the cluster, so somebody may come twice; nobody is left out.
    expect(next.residentIds).toContain(w.person('单燕'))
    expect(next.residentIds).not.toContain(w.person('柳星'))
    let last = next
    await expect
      .poll(async () => {
        last = await w.crew.call(ops.testedSince, { siteId: round.siteId, cursor: last.cursor })
        return last.residentIds
      })
      .toEqual([])
    expect((await w.crew.call(ops.testedSince, { siteId: round.siteId, cursor: 'rubbish' })).residentIds).toHaveLength(
      2,
    )

    await w.officer.call(ops.closeRound, { id: round.roundId })
    expect((await w.crew.call(ops.pocket, { siteId: round.siteId })).people).toEqual([])
    expect((await w.crew.call(ops.testedSince, { siteId: round.siteId, cursor: last.cursor })).closed).toBe(true)
  })
  test('a site of another community is not found', async () => {
    const far = await w.open({ sites: [siteDraft({ path: OTHER, catchment: [OTHER] })] })
    for (const call of [ops.pocket, ops.testedSince])
      await expect(w.crew.call(call as typeof ops.testedSince, { siteId: far.siteId, cursor: null })).rejects.toThrow(
        '404',
      )
  })
})

test('the live feed tells who was swabbed where, to those who answer for the door', async () => {
  const round = await w.open()
  const { live } = w.server.house
  const heard = (area: string) => {
    const lines: LiveMessage[] = []
    const leave = live.listen({ topics: ['testing.sample'], area, cursor: null, send: (m) => lines.push(m) })
    return {
      leave,
      ids: () => lines.flatMap((m) => (m.kind === 'lines' ? m.lines.map((l) => l.data['residentId']) : [])),
    }
  }
  const [street, other] = [heard(STREET), heard(OTHER)]
  await new Promise((done) => setTimeout(done, 500))
  const fact = swab(round, w.person('桃大松'))
  await w.crew.call(ops.recordSamples, sent(fact))
  const sentAt = Date.now()
  await expect.poll(street.ids, { interval: 20 }).toEqual([w.person('桃大松')])
  expect(Date.now() - sentAt).toBeLessThan(1000)
  expect(other.ids()).toEqual([])
  street.leave()
  other.leave()
})

test('a try for somebody tested, withdrawn or out of sight', async () => {
  const round = await w.open()
  await w.crew.call(ops.recordSamples, sent(swab(round, w.person('单燕'))))
  const item = (name: string) => ({
    ...{
      id: freshId(),
      roundId: round.roundId,
      residentId: w.person(name),
      way: 'door' as const,
      outcome: 'away' as const,
      at: minutesAgo(1),
    },
  })
  const answer = await w.leader.call(ops.recordTries, sent(item('单燕'), item('桃外出'), item('曾云')))
  expect(answer.items.map((i) => i.doubts)).toEqual([['already-tested'], ['not-due'], []])
  await expect(w.leader.call(ops.recordTries, sent(item('柳星')))).rejects.toThrow('testing.unknownFact')
  const superior = await signedIn(w.server, 'superior')
  await expect(superior.call(ops.recordTries, sent(item('曾云')))).rejects.toThrow('403')
})
