/** Lists that come down, from the file to the verdicts: compared in the background, looked at, decided, taken back, remembered. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ImportWorld, importWorld, refusal } from '../../../tests/import-world.ts'
import type { Browser } from '../../../tests/http.ts'
import { dwelling, freshId, HOME, idNumber, OTHER, STREET } from '../../../tests/small-world.ts'
import { access } from '../../../platform/pure/access-contract.ts'
import { operations } from '../../operation/contract.ts'
import { register } from '../../register/contract.ts'
import { matching } from '../contract.ts'

const ops = matching.operations
const HEAD = ['序号', '旅客姓名', '证件号码', '手机号', '出生日期', '性别', '目的地详细地址', '车次']
type Row = readonly string[]
/** Of the small world: by number, by the name alone (two), by name and birth date; and nobody of it. */
const SURE: Row = ['1', '桃小溪', idNumber('1950-02-03', 1), '', '', '', '', 'G101']
const DOUBTFUL: Row = ['2', '单燕', '', '', '', '', '', 'G101']
const NAME_ONLY: Row = ['3', '曾云', '', '', '', '', '', 'G102']
const DATED: Row = ['5', '单燕', '', '', '1990-07-08', '', '', 'G101']
const STRANGER: Row = [
  '4',
  '溪陌生',
  idNumber('1977-07-07', 77),
  '15400000077',
  '',
  '男',
  '桃影苑2号楼',
  'G103 电话15400000099',
]

let it: ImportWorld
let operationId: string
beforeEach(async () => {
  it = await importWorld(ops, HEAD)
  operationId = freshId()
  await (await it.signIn('officer')).call(operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '返乡核查', hazard: 'epidemic', purpose: '返乡人员核查' },
    basis: { issuer: '云溪区指挥部', title: '关于核查返乡人员的通知', number: '2号', date: '2026-03-01' },
    startsAt: '2026-03-01T00:00:00.000Z',
  })
})
afterEach(() => it.close())

async function compared(listId: string, who: Browser = it.leader) {
  for (const end = Date.now() + 40_000; Date.now() < end; ) {
    const list = await who.call(ops.list, { listId })
    if (list.state === 'compared' || list.state === 'failed') return list
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error('waited in vain')
}

/** Uploaded and judged, nothing compared yet. */
async function staged(rows: readonly Row[], { who = it.leader, under = HOME } = {}): Promise<string> {
  const id = freshId()
  await who.call(ops.openList, { id, operationId, under })
  await it.send(who, await it.xlsx(rows), { id, under })
  await it.settled(id, who)
  return id
}

async function brought(rows: readonly Row[], options: { who?: Browser; under?: string } = {}): Promise<string> {
  const { who = it.leader } = options
  const id = await staged(rows, options)
  await who.call(ops.applyImport, { id })
  await it.settled(id, who)
  expect(await compared(id, who)).toMatchObject({ state: 'compared', problem: null })
  return id
}

const linesOf = async (listId: string, who: Browser = it.leader) => (await who.call(ops.lines, { listId })).rows
const pairOf = (listId: string, at: number) =>
  linesOf(listId).then((rows) => it.leader.call(ops.pair, { listId, rowNo: rows[at]?.rowNo as number }))
const personId = (name: string): string => it.world.people.find((p) => p.draft.name === name)?.id as string

describe('comparing', () => {
  test('every line ends as matched, to be looked at, or not in the register; a name alone links nobody', async () => {
    const id = await brought([SURE, DOUBTFUL, NAME_ONLY, STRANGER])
    const rows = await linesOf(id)
    expect(rows.map((line) => [line.name, line.standing])).toEqual([
      ['桃小溪', 'matched'],
      ['单燕', 'look'],
      ['曾云', 'look'],
      ['溪陌生', 'missing'],
    ])
    expect(rows.map((line) => line.resident?.name ?? null)).toEqual(['桃小溪', null, null, null])
    expect(rows[0]).toMatchObject({
      idMasked: '329*************' + idNumber('1950-02-03', 1).slice(-2),
      resident: { id: personId('桃小溪'), path: dwelling(HOME, 1) },
    })
    const list = await it.leader.call(ops.list, { listId: id })
    const { counts } = list
    expect(counts.lines).toBe(4)
    expect(counts.matched + counts.look + counts.missing).toBe(4)
    expect(list.people).toBe(6)
    const { best } = await pairOf(id, 1)
    expect(best?.person).toMatchObject({ id: personId('单燕'), phoneMasked: expect.stringContaining('*') })
    expect(best?.fields).toMatchObject([{ field: 'name', level: 'same', words: ['姓名相同', 'Same name'] }])
    expect(rows[1]?.because?.[0]).toContain('只有姓名')
  })

  test('whole numbers are shown nowhere, also not in a free column; every reading of them is on the ledger', async () => {
    const id = await brought([SURE, STRANGER])
    const answers = JSON.stringify([await linesOf(id), await pairOf(id, 0), await pairOf(id, 1)])
    for (const number of [SURE[2], STRANGER[2], STRANGER[3], '15400000099']) expect(answers).not.toContain(number)
    expect((await linesOf(id))[1]?.note).toBe('车次：G103 电话154****0099')
    const { rows } = await it.admin.query(`SELECT data FROM platform.ledger WHERE type = 'matching.numbers-read'`)
    expect(rows[0]?.data).toMatchObject({ listId: id, after: 0 })
    const ledger = JSON.stringify((await it.admin.query('SELECT data FROM platform.ledger')).rows)
    for (const text of ['桃小溪', '溪陌生', SURE[2] as string]) expect(ledger).not.toContain(text)
    // Staged rows held them whole: gone with the applying.
    expect((await it.admin.query('SELECT FROM matching.import_row')).rowCount).toBe(0)
  })

  test('only people of the area that the list is of: a leader’s list never meets another community', async () => {
    const otherOnes: Row = ['1', '柳星', idNumber('1970-11-12', 8), '', '', '', '', '']
    const mine = await brought([otherOnes])
    expect((await linesOf(mine))[0]).toMatchObject({ standing: 'missing', resident: null })
    const officer = await it.signIn('officer')
    const whole = await brought([otherOnes], { who: officer, under: STREET })
    expect((await linesOf(whole, officer))[0]).toMatchObject({ standing: 'matched', resident: { name: '柳星' } })
    // What the officer brought lies above the leader, and what one leader brought is not the other's.
    expect((await refusal(it.leader.call(ops.lines, { listId: whole }))).status).toBe(404)
    const leader2 = await it.signIn('leader2')
    expect((await refusal(leader2.call(ops.list, { listId: mine }))).status).toBe(404)
    expect((await refusal(leader2.call(ops.pair, { listId: mine, rowNo: 1 }))).status).toBe(404)
    expect((await refusal(leader2.call(ops.openList, { id: freshId(), operationId, under: HOME }))).status).toBe(404)
    expect((await refusal((await it.signIn('grid')).call(ops.lists, { operationId }))).status).toBe(403)
  })

  test.each(['waiting', 'comparing', 'compared half'])(
    'a process killed while it was %s: the next start finishes it',
    async (when) => {
      const id = await brought([SURE, DOUBTFUL, STRANGER])
      const before = await linesOf(id)
      await it.admin.query(`UPDATE matching.list SET state = $1, compared_at = NULL`, [
        when === 'waiting' ? 'waiting' : 'comparing',
      ])
      if (when !== 'compared half')
        await it.admin.query(
          `UPDATE matching.line SET verdict = 'waiting', best = NULL, runner_up = NULL, because = NULL, probability = NULL, resident_id = NULL`,
        )
      else await it.admin.query(`UPDATE matching.line SET verdict = 'waiting', resident_id = NULL WHERE row_no > 3`)
      await it.restart()
      expect(await compared(id)).toMatchObject({ state: 'compared' })
      expect(await linesOf(id)).toEqual(before)
      expect((await it.leader.call(ops.lists, { operationId })).lists).toHaveLength(1)
    },
  )

  test('compared again after somebody was registered: found now, and what was decided stays', async () => {
    const id = await brought([DOUBTFUL, STRANGER])
    const [doubtful] = await linesOf(id)
    await it.leader.call(ops.decide, { listId: id, rowNo: doubtful?.rowNo as number, seen: 0, kind: 'nobody' })
    await it.leader.call(register.operations.registerResident, {
      ...{
        id: freshId(),
        path: dwelling(HOME, 3),
        name: '溪陌生',
        idType: 'resident-id',
        idNumber: STRANGER[2] as string,
      },
    })
    await it.leader.call(ops.compareAgain, { listId: id })
    await compared(id)
    expect((await linesOf(id)).map((line) => [line.standing, line.outcome])).toEqual([
      ['missing', 'nobody'],
      ['matched', null],
    ])
  })
})

describe('bringing in', () => {
  test('rows that name nobody are wrong, doubtful numbers are told, repeated rows passed over', async () => {
    const id = await staged([
      ['1', '', '', '15400000001', '', '', '', ''],
      ['2', '桃大松', '3.29999E+17', '', '', '', '', ''],
      SURE,
      SURE,
    ])
    const view = await it.settled(id)
    expect(view.counts).toMatchObject({ bad: 1, new: 2, skipped: 1 })
    const rows = await it.rowsOf(id)
    expect(rows.map((row) => row.problems[0]?.code)).toEqual(['nobody-named', 'number-lost', undefined, 'repeated-row'])
    expect((await refusal(it.leader.call(ops.applyImport, { id }))).problem.code).toBe('list.badRows')
    expect((await it.admin.query('SELECT FROM matching.line')).rowCount).toBe(0)
  })

  test('a list belongs to an open operation, said before its file is sent', async () => {
    const path = await it.xlsx([SURE])
    expect((await refusal(it.send(it.leader, path))).problem.code).toBe('matching.notOpened')
    await (await it.signIn('officer')).call(operations.operations.endOperation, { id: operationId })
    const late = it.leader.call(ops.openList, { id: freshId(), operationId, under: HOME })
    expect((await refusal(late)).problem.code).toBe('matching.noOperation')
    const { rows } = await it.admin.query('SELECT FROM matching.import')
    expect(rows).toHaveLength(0)
  })

  test('without anything to tell people by, the list asks for the column', async () => {
    const id = freshId()
    await it.leader.call(ops.openList, { id, operationId, under: HOME })
    await it.send(
      it.leader,
      await it.xlsx(
        [
          ['桃小溪', '男'],
          ['单燕', '女'],
        ],
        ['姓名', '性别'],
      ),
      { id },
    )
    expect((await it.settled(id)).problem?.[0]).toContain('证件号码')
  })
})

describe('deciding', () => {
  const look = async (listId: string) => {
    const line = (await linesOf(listId)).find((one) => one.standing === 'look')
    return { listId, rowNo: line?.rowNo as number }
  }

  test('same, taken back, nobody: each is one more line with who and when', async () => {
    const key = await look(await brought([DOUBTFUL]))
    const same = await it.leader.call(ops.decide, { ...key, seen: 0, kind: 'same', residentId: personId('单燕') })
    expect(same).toMatchObject({ standing: 'matched', outcome: 'same', decisions: 1, resident: { name: '单燕' } })
    expect(await it.leader.call(ops.decide, { ...key, seen: 1, kind: 'undone' })).toMatchObject({
      ...{ standing: 'look', outcome: null, resident: null, decisions: 2 },
    })
    await it.leader.call(ops.decide, { ...key, seen: 2, kind: 'nobody' })
    const { decisions, line, left } = await it.leader.call(ops.pair, key)
    expect(decisions.map((d) => [d.seq, d.kind, d.accountName, d.remembered])).toEqual([
      [3, 'nobody', '演示leader', false],
      [2, 'undone', '演示leader', false],
      [1, 'same', '演示leader', false],
    ])
    expect([line.standing, left]).toEqual(['missing', 0])
    await expect(it.admin.query(`UPDATE matching.decision SET kind = 'nobody'`)).rejects.toThrow('append-only')
  })

  test('two at once: one decides, the later is told and changes nothing', async () => {
    const key = await look(await brought([DOUBTFUL]))
    const officer = await it.signIn('officer')
    const answers = await Promise.allSettled([
      it.leader.call(ops.decide, { ...key, seen: 0, kind: 'same', residentId: personId('单燕') }),
      officer.call(ops.decide, { ...key, seen: 0, kind: 'nobody' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    const late = answers.find((answer) => answer.status === 'rejected') as PromiseRejectedResult
    expect(late.reason.problem.code).toBe('matching.decidedMeanwhile')
    expect((await it.admin.query('SELECT FROM matching.decision')).rowCount).toBe(1)
  })

  test('a matched line can be contradicted; nobody is linked who is no candidate or out of the area', async () => {
    const id = await brought([SURE])
    const [line] = await linesOf(id)
    const key = { listId: id, rowNo: line?.rowNo as number }
    expect((await refusal(it.leader.call(ops.decide, { ...key, seen: 0, kind: 'undone' }))).problem.code).toBe(
      'matching.nothingToUndo',
    )
    for (const [kind, residentId] of [
      ['same', personId('曾云')],
      ['found', personId('柳星')],
      ['same', undefined],
    ] as const)
      expect(
        (await refusal(it.leader.call(ops.decide, { ...key, seen: 0, kind, ...(residentId ? { residentId } : {}) })))
          .problem.code,
      ).toBe('matching.notACandidate')
    expect(await it.leader.call(ops.decide, { ...key, seen: 0, kind: 'nobody' })).toMatchObject({
      standing: 'missing',
      resident: null,
    })
  })

  test('remembered when the same line comes again, until taken back there; never by a name alone', async () => {
    const first = await brought([DATED, DOUBTFUL])
    for (const { rowNo } of await linesOf(first))
      await it.leader.call(ops.decide, { listId: first, rowNo, seen: 0, kind: 'nobody' })
    const again = await brought([DOUBTFUL, DATED.with(0, '17').with(7, 'K555')])
    const [named, dated] = await linesOf(again)
    expect(named).toMatchObject({ standing: 'look', outcome: null, decisions: 0 })
    expect(dated).toMatchObject({ standing: 'missing', outcome: 'nobody', decisions: 1, resident: null })
    const { decisions } = await pairOf(again, 1)
    expect(decisions).toMatchObject([{ kind: 'nobody', accountName: '演示leader', remembered: true }])
    await it.leader.call(ops.decide, { listId: again, rowNo: dated?.rowNo as number, seen: 1, kind: 'undone' })
    const third = await brought([DATED])
    expect((await linesOf(third))[0]).toMatchObject({ standing: 'matched', decisions: 0 })
  })
})

describe('at the door', () => {
  test('lines that are in nobody’s household are ordered by their likely building, unknown ones last', async () => {
    const nowhere = STRANGER.with(1, '溪无处').with(2, idNumber('1978-01-01', 78)).with(3, '').with(6, '外省某地')
    const id = await brought([nowhere, STRANGER])
    const { rows } = await it.leader.call(ops.lines, { listId: id, standing: 'missing', order: 'door' })
    expect(rows.map((line) => [line.name, line.place?.name ?? null])).toEqual([
      ['溪陌生', '桃影苑 2号楼'],
      ['溪无处', null],
    ])
    const page = await it.leader.call(ops.lines, { listId: id, order: 'door', limit: 1 })
    const rest = await it.leader.call(ops.lines, { listId: id, order: 'door', limit: 1, after: page.next as string })
    expect(rest.rows.map((line) => line.name)).toEqual(['溪无处'])
    expect(rest.next).toBeNull()
    const { fileId } = await it.leader.call(ops.exportLines, {
      listId: id,
      standing: 'missing',
      order: 'door',
      purpose: '上门核查',
    })
    const cells = (await it.fetched(fileId)).flat().join('|')
    expect(cells).toContain('上门核查')
    expect(cells).toContain('桃影苑 2号楼')
    expect(cells).not.toContain(STRANGER[2])

    const printed = await it.leader.call(ops.printDoors, { listId: id, purpose: '交网格员上门' })
    expect(printed.rows.map((line) => line.name)).toEqual(['溪陌生', '溪无处'])
    expect(printed.watermark).toContain('交网格员上门')
    const { files } = await it.leader.call(access.operations.files, {})
    expect(files.find((file) => file.way === 'paper')).toMatchObject({ purpose: '交网格员上门', rowsDone: 2 })
    await expect((await it.signIn('grid')).call(ops.printDoors, { listId: id, purpose: '自己看' })).rejects.toThrow(
      '403',
    )
  })

  test('found, not here, or registered with the number that the list has', async () => {
    const id = await brought([STRANGER])
    const [line] = await linesOf(id)
    const key = { listId: id, rowNo: line?.rowNo as number }
    expect(await it.leader.call(ops.decide, { ...key, seen: 0, kind: 'not-here' })).toMatchObject({
      standing: 'not-here',
    })
    expect(
      await it.leader.call(ops.decide, { ...key, seen: 1, kind: 'found', residentId: personId('桃大松') }),
    ).toMatchObject({
      ...{ standing: 'matched', outcome: 'found', resident: { name: '桃大松' } },
    })
    await it.leader.call(ops.decide, { ...key, seen: 2, kind: 'undone' })
    const residentId = freshId()
    const input = {
      ...key,
      id: residentId,
      path: dwelling(HOME, 3),
      name: '溪陌生',
      residence: 'incoming',
      tenancy: 'tenant',
      relation: 'other',
    } as const
    expect((await refusal(it.leader.call(ops.registerPerson, { ...input, seen: 2 }))).problem.code).toBe(
      'matching.decidedMeanwhile',
    )
    const made = await it.leader.call(ops.registerPerson, { ...input, seen: 3 })
    expect(made).toMatchObject({
      standing: 'matched',
      outcome: 'registered',
      resident: { id: residentId, path: dwelling(HOME, 3) },
    })
    const { rows } = await it.admin.query(
      'SELECT r.sex, r.birth_date, s.id_number, s.phone FROM register.resident r JOIN register.resident_secret s USING (street_id, id) WHERE id = $1',
      [residentId],
    )
    expect(rows).toEqual([{ sex: 'male', birth_date: '1977-07-07', id_number: STRANGER[2], phone: STRANGER[3] }])
    const outside = it.leader.call(ops.registerPerson, { ...input, id: freshId(), path: dwelling(OTHER, 1), seen: 4 })
    expect((await refusal(outside)).problem.code).toBe('matching.notACandidate')
  })
})
