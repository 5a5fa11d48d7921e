import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusal } from '../../../tests/import-world.ts'
import { HEAD, type LabWorld, labWorld, hoursAgo } from '../../../tests/lab-world.ts'
import { idNumber } from '../../../tests/small-world.ts'
import { laboratory } from '../contract.ts'

const ops = laboratory.operations
let w: LabWorld
let crowd: string[]
beforeAll(async () => {
  w = await labWorld()
  crowd = await w.crowd(60)
})
afterAll(() => w.close())

const codes = (lines: Awaited<ReturnType<LabWorld['lines']>>): string[] =>
  lines.map((l) => `${l.verdict} ${l.problems.map((p) => p.code).join()}`.trim())

test('a file: every line judged before anything is written, then written at once; a second upload changes nothing', async () => {
  const at = await w.open()
  await w.fill(at, 'A001', crowd.slice(0, 10))
  await w.fill(at, 'A002', crowd.slice(10, 20))
  await w.fill(at, 'A003', [])
  const rows = [
    ['A001', '阴性', '2026-03-05'],
    ['a００2', '待复查', ''],
    ['A003', '阴性', ''],
    ['B999', '阴性', ''],
    ['A001', '-', ''],
    ['合计', '5', ''],
  ].map(([code, outcome]) => [code, outcome, hoursAgo(1)])
  const view = await w.judged(at.roundId, rows)
  expect(view.counts).toMatchObject({ new: 2, bad: 3, skipped: 1 })
  expect(codes(await w.lines(view.id))).toEqual([
    'new',
    'new',
    'bad nothing-in-tube',
    'bad never-sampled-tube',
    'bad lone-sign',
    'skipped total-row',
  ])
  expect(await w.stored(at.roundId)).toEqual([])
  expect((await refusal(w.apply(view.id))).problem.code).toBe('list.badRows')
  expect(await w.apply(view.id, { leaveBad: true })).toMatchObject({ state: 'applied' })
  expect(await w.stored(at.roundId)).toEqual(['A001 1 negative', 'A002 1 recheck'])

  const { refused } = await w.officer.call(ops.results, { roundId: at.roundId })
  expect(refused).toBe(2)
  const again = await w.judged(at.roundId, rows)
  expect(again.counts).toMatchObject({ new: 0, changed: 0, same: 2, bad: 3 })
  await w.apply(again.id, { leaveBad: true })
  expect(await w.stored(at.roundId)).toEqual(['A001 1 negative', 'A002 1 recheck'])
  expect((await w.officer.call(ops.refused, { roundId: at.roundId })).rows.map((r) => r.code)).toEqual(['A003', 'B999'])
})

test('one line a person: proved to be in the tube; a stranger is refused; all lines of a tube must agree', async () => {
  const at = await w.open()
  const [a, b, c] = [w.person('桃小溪'), w.person('桃大松'), w.person('阿云·桃桃')]
  await w.fill(at, 'P001', [a, b, c])
  await w.fill(at, 'P002', [w.person('柳星')])
  await w.fill(at, 'P003', [w.person('单燕'), w.person('曾云')])
  const head = ['姓名', '身份证号', '样本编号', '结果']
  const [x, y, z] = [idNumber('1950-02-03', 1), idNumber('1985-05-06', 3), idNumber('1970-11-12', 8)]
  const view = await w.judged(
    at.roundId,
    [
      ['桃小溪', x, 'P001', '阴性'],
      ['桃大松', y, 'P001', '阴性'],
      // registered without a document: by name, though the lab has some number
      ['阿云·桃桃', 'E12345678', 'P001', '阴性'],
      ['柳星', z, 'P001', '阴性'],
      ['柳星', z, '', '阴性'],
      ['桃桃', idNumber('1999-01-01', 77), 'P002', '阴性'],
      ['单燕', '', 'P003', '阴性'],
      ['曾云', '', 'P003', '阳性'],
      ['桃小溪', '1.10105194912310E+17', 'P001', '阴性'],
    ],
    head,
  )
  expect(codes(await w.lines(view.id))).toEqual([
    'new',
    'same part-of-row',
    'same part-of-row,by-name',
    'bad person-not-in-tube',
    'new',
    'bad never-sampled-person',
    'bad by-name,lines-disagree',
    'bad lines-disagree',
    'bad mangled-by-excel',
  ])
  await w.apply(view.id, { leaveBad: true })
  expect(await w.stored(at.roundId)).toEqual(['P001 1 negative', 'P002 1 negative'])
  const { rows } = await w.officer.call(ops.refused, { roundId: at.roundId })
  expect(rows.map((r) => [r.name, r.idMasked, r.outcome])).toEqual([
    ['柳星', `${z.slice(0, 3)}*************${z.slice(-2)}`, 'negative'],
    ['桃桃', expect.stringContaining('***'), 'negative'],
  ])
})

test('a correction needs a reason; the old line stays and is shown', async () => {
  const at = await w.open()
  const { id } = await w.fill(at, 'C001', crowd.slice(0, 5))
  await w.fill(at, 'C002', crowd.slice(5, 9))
  await w.results(at.roundId, ['C001', '阴性'])
  const view = await w.judged(at.roundId, [
    ['C001', '阳性', ''],
    ['C002', '阴性', ''],
  ])
  expect(view.counts).toMatchObject({ changed: 1, new: 1 })
  expect((await w.lines(view.id))[0]).toMatchObject({
    verdict: 'changed',
    changes: [{ field: 'outcome', from: 'negative', to: 'positive' }],
  })
  expect((await refusal(w.apply(view.id))).problem.code).toBe('laboratory.fileConflicts')
  await w.apply(view.id, { reason: '实验室来函更正：孔位看错' })
  expect(await w.stored(at.roundId)).toEqual(['C001 1 negative', 'C001 2 positive', 'C002 1 negative'])
  const { rows } = await w.officer.call(ops.tubeHistory, { tubeId: id })
  expect(rows).toMatchObject([
    {
      turn: 2,
      outcome: 'positive',
      reason: '实验室来函更正：孔位看错',
      enteredBy: '演示officer',
      labName: '云溪检测车',
    },
    { turn: 1, outcome: 'negative', reason: null },
  ])

  const back = await w.judged(at.roundId, [['C001', '阴性', '']])
  expect((await refusal(w.apply(back.id, { leaveChanged: true }))).problem.code).toBe('laboratory.fileNothing')
})

test('by hand: with a reason, by turn; the same, a stale turn and an empty tube are refused', async () => {
  const at = await w.open()
  const { id } = await w.fill(at, 'H001', crowd.slice(0, 5))
  const empty = await w.fill(at, 'H002', [])
  const enter = (tubeId: string, turn: number, outcome: 'negative' | 'positive') =>
    w.officer.call(ops.enterResult, { tubeId, turn, outcome, reason: '实验室来电' })
  await enter(id, 1, 'negative')
  expect((await refusal(enter(id, 2, 'negative'))).problem.code).toBe('laboratory.sameOutcome')
  expect((await refusal(enter(id, 1, 'positive'))).problem.code).toBe('laboratory.movedOn')
  expect((await refusal(enter(empty.id, 1, 'positive'))).problem.code).toBe('laboratory.neverSampled')
  expect(await w.stored(at.roundId)).toEqual(['H001 1 negative'])
})

describe('bad files', () => {
  test('two header rows, a merged title, full-width digits, serial dates, totals at the bottom, GBK', async () => {
    const at = await w.open()
    for (const [i, code] of ['20260001', '20260002', '20260003', '20260004'].entries())
      await w.fill(at, code, crowd.slice(i * 5, i * 5 + 5))
    const view = await w.judged(
      at.roundId,
      [
        ['样本', '样本', '检测', '检测'],
        ['条码号', '混采人数', '检测结论', '报告时间'],
        ['２０２６０００１', 5, '阴性', 46_500.5],
        ['20260002', 5, '核酸检测结果：阴性', '2027年4月23日 9时5分'],
        ['条码号', '混采人数', '检测结论', '报告时间'],
        ['20260003', 5, '标本不合格', '不详'],
        ['合计', 15, '', ''],
        ['审核人：某某', '', '', ''],
      ],
      ['云溪医学检验实验室', '', '', ''],
    )
    expect(view.counts).toMatchObject({ new: 3, bad: 0, skipped: 3 })
    const { rows } = await w.admin.query<{ code: string; at: Date | null }>(
      'SELECT t.code, r.tested_at AS at FROM laboratory.import_result r JOIN testing.tube t ON t.id = r.tube_id WHERE r.import_id = $1 ORDER BY 1',
      [view.id],
    )
    expect(rows.map((r) => [r.code, r.at?.toISOString() ?? null])).toEqual([
      ['20260001', '2027-04-23T04:00:00.000Z'],
      ['20260002', '2027-04-23T01:05:00.000Z'],
      ['20260003', null],
    ])
    // 管号,结果 in GBK
    const gbk = Buffer.concat([
      Buffer.from([0xb9, 0xdc, 0xba, 0xc5, 0x2c, 0xbd, 0xe1, 0xb9, 0xfb, 0x0d, 0x0a]),
      Buffer.from('20260004,'),
      Buffer.from([0xd2, 0xf5, 0xd0, 0xd4, 0x0d, 0x0a]),
    ])
    const second = await w.settled(await w.bring(await w.csv(gbk), at.roundId))
    expect(second.counts).toMatchObject({ new: 1, bad: 0 })
  })

  test('columns that are not found are asked for; matched by hand, the lines are judged anew', async () => {
    const at = await w.open()
    await w.fill(at, 'M001', crowd.slice(0, 5))
    const view = await w.judged(at.roundId, [['M001', '阴性']], ['甲', '乙'])
    expect(view.problem?.[0]).toContain('缺少必要的列')
    await w.officer.call(ops.mapColumns, {
      id: view.id,
      headerRow: 2,
      columns: [
        { index: 0, field: 'code' },
        { index: 1, field: 'outcome' },
      ],
    })
    expect((await w.settled(view.id)).counts).toMatchObject({ new: 1 })
  })

  test('what is no list is refused; a round or lab of nobody too', async () => {
    const at = await w.open()
    const text = await w.csv('')
    expect((await refusal(w.bring(text, at.roundId))).problem.code).toBe('sheets.empty')
    const file = await w.xlsx([['X', '阴性', '']], HEAD)
    expect((await refusal(w.bring(file, w.operationId))).status).toBe(404)
    expect((await refusal(w.bring(file, at.roundId, { labId: w.operationId }))).status).toBe(404)
    const { rows } = await w.admin.query(
      'SELECT FROM laboratory.import_of o WHERE NOT EXISTS (SELECT FROM laboratory.import i WHERE i.id = o.import_id)',
    )
    expect(rows).toHaveLength(0)
  })
})

test('oddities are named: never sampled, not received, too fast, all negative before finishing, the same file again', async () => {
  const at = await w.open()
  for (let i = 0; i < 52; i++)
    await w.fill(at, `O${100 + i}`, [crowd[i]!], {
      upTo: i < 50 ? 'received' : 'packed',
      hours: i === 0 ? 0.2 : 4,
      pool: 1,
    })
  const rows = [...Array.from({ length: 52 }, (_, i) => [`O${100 + i}`, '阴性', '']), ['O999', '阴性', '']]
  const path = await w.xlsx(rows)
  const view = await w.settled(await w.bring(path, at.roundId))
  const odd = async (id: string) => (await w.officer.call(ops.fileOf, { id })).oddities.map(({ code, n }) => [code, n])
  const found = [
    ['never-sampled', 1],
    ['more-than-received', 2],
    ['too-fast', 1],
    ['all-negative-early', 52],
  ]
  expect(await odd(view.id)).toEqual(found)
  await w.apply(view.id, { leaveBad: true })
  expect(await odd(view.id)).toEqual(found)
  const second = await w.settled(await w.bring(path, at.roundId))
  expect(await odd(second.id)).toEqual([
    ['never-sampled', 1],
    ['same-file', 1],
  ])
})

test('a leader brings files for tubes of their own sites; others are unknown to them', async () => {
  const at = await w.open()
  await w.fill(at, 'L001', crowd.slice(0, 3))
  const path = await w.xlsx([['L001', '阴性', '']])
  const own = await w.settled(await w.bring(path, at.roundId, { who: w.leader }), w.leader)
  expect(own.counts).toMatchObject({ new: 1 })
  const other = await w.settled(await w.bring(path, at.roundId, { who: w.leader2 }), w.leader2)
  expect(other.counts).toMatchObject({ new: 0, bad: 1 })
  expect((await refusal(w.leader2.call(ops.importRows, { id: own.id }))).status).toBe(404)
  expect((await refusal(w.bring(path, at.roundId, { who: w.grid }))).status).toBe(403)
})
