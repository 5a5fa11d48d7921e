/** A round from opening to report, over HTTP: who is due, who comes, what counts, and what stays after closing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../operation/contract.ts'
import { register } from '../../register/contract.ts'
import { Refused, signedIn } from '../../../tests/http.ts'
import { minutesAgo, type RoundWorld, roundWorld, sent, siteDraft, swab, tube } from '../../../tests/round-world.ts'
import { dwelling, freshId, HOME, idNumber, OTHER, STREET } from '../../../tests/small-world.ts'
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

describe('samples', () => {
  test('a scan takes a person off the list; a second one is doubted and counts nobody', async () => {
    const at = await w.open()
    const fact = swab(at, w.person('桃小溪'))
    expect(await w.crew.call(ops.recordSamples, sent(fact))).toEqual({
      items: [{ id: fact.id, known: false, doubts: [] }],
    })
    expect(await w.crew.call(ops.recordSamples, sent(fact))).toEqual({
      items: [{ id: fact.id, known: true, doubts: [] }],
    })
    const second = await w.crew.call(ops.recordSamples, sent(swab(at, w.person('桃小溪'))))
    expect(second.items[0]).toMatchObject({ known: false, doubts: ['already-tested'] })
    expect(await figures(at.roundId)).toEqual({ due: 7, tested: 1, missing: 6, exempt: 1, walkIn: 0 })
    const { rows, total } = await w.leader.call(ops.missing, { roundId: at.roundId })
    expect(rows.map((r) => r.name).sort()).toEqual(['单燕', '曾云', '桃大松', '阿云·桃桃'].sort())
    expect(total).toBe(4)
    expect(await w.check(at.roundId)).toEqual([])
  })
  test('whoever is not due is counted apart, once, with doubts that say why', async () => {
    const at = await w.open()
    const other = swab(at, w.person('柳星'))
    const away = swab(at, w.person('桃外出'))
    const nobody = swab(at, freshId())
    const papers = {
      name: '路过',
      idType: 'resident-id' as const,
      idNumber: idNumber('1991-01-01', 77),
      phone: '129 0000 7777',
    }
    const walkIn = swab(at, null, { walkIn: papers, how: 'register' })
    const again = swab(at, null, { walkIn: { ...papers, phone: null }, how: 'register', lane: 2 })
    const noPapers = swab(at, null, {
      walkIn: { name: '无名', idType: 'none', idNumber: null, phone: null },
      how: 'register',
    })
    const answer = await w.crew.call(ops.recordSamples, sent(other, away, nobody, walkIn, again, noPapers))
    expect(answer.items.map((i) => i.doubts)).toEqual([
      ['other-catchment'],
      ['not-due'],
      ['unknown-person'],
      [],
      ['already-tested'],
      [],
    ])
    expect(await figures(at.roundId)).toEqual({ due: 7, tested: 1, missing: 6, exempt: 1, walkIn: 4 })
    expect(await w.check(at.roundId)).toEqual([])
    const { rows } = await w.admin.query('SELECT id_number, phone FROM testing.walk_in_secret WHERE sample_id = $1', [
      walkIn.id,
    ])
    expect(rows).toEqual([{ id_number: papers.idNumber, phone: '12900007777' }])
  })
  test('a walk-in whose number is in the register is that person, wherever they live', async () => {
    const at = await w.open()
    const walkIn = {
      name: '柳 星',
      idType: 'resident-id' as const,
      idNumber: idNumber('1970-11-12', 8).toLowerCase(),
      phone: null,
    }
    const answer = await w.crew.call(ops.recordSamples, sent(swab(at, null, { walkIn, how: 'register' })))
    expect(answer.items[0]?.doubts).toEqual(['other-catchment'])
    expect(await figures(at.roundId)).toMatchObject({ tested: 1, walkIn: 0 })
    expect(await w.check(at.roundId)).toEqual([])
  })
  test('a phone a day behind is corrected and doubted; nothing happens in the future', async () => {
    const at = await w.open()
    const fact = swab(at, w.person('桃大松'), { takenAt: minutesAgo(24 * 60 + 10) })
    const answer = await w.crew.call(ops.recordSamples, { sentAt: minutesAgo(24 * 60), deviceId: null, items: [fact] })
    expect(answer.items[0]?.doubts).toEqual(['clock-skewed'])
    const { rows } = await w.admin.query(
      'SELECT taken_at, device_taken_at, received_at FROM testing.sample WHERE id = $1',
      [fact.id],
    )
    const { taken_at, device_taken_at, received_at } = rows[0]
    expect(device_taken_at.toISOString()).toBe(fact.takenAt)
    expect(Math.abs(received_at - taken_at - 600_000)).toBeLessThan(5000)
    await w.crew.call(ops.recordSamples, { ...sent(swab(at, w.person('单燕'), { takenAt: minutesAgo(-300) })) })
    const { rows: late } = await w.admin.query(
      'SELECT count(*)::int AS n FROM testing.sample WHERE taken_at > received_at',
    )
    expect(late[0].n).toBe(0)
  })
  test('more heads than the tube takes are kept and doubted', async () => {
    const at = await w.open({ sites: [siteDraft({ poolSize: 1 })] })
    const tubeId = freshId()
    const facts = ['桃小溪', '桃大松', '单燕'].map((n, i) =>
      swab(at, w.person(n), { tubeId, takenAt: minutesAgo(10 - i) }),
    )
    const answer = await w.crew.call(ops.recordSamples, sent(...facts))
    expect(answer.items.map((i) => i.doubts)).toEqual([[], ['tube-overfull'], ['tube-overfull']])
    const more = await w.crew.call(ops.recordSamples, sent(swab(at, w.person('曾云'), { tubeId })))
    expect(more.items[0]?.doubts).toEqual(['tube-overfull'])
  })
  test('the same id with other contents names another swab and is kept', async () => {
    const at = await w.open()
    const fact = swab(at, w.person('桃小溪'))
    const reused = { ...fact, residentId: w.person('单燕') }
    await w.crew.call(ops.recordSamples, sent(fact))
    const first = await w.crew.call(ops.recordSamples, sent(reused))
    expect(first.items).toEqual([{ id: fact.id, known: false, doubts: ['id-reused'] }])
    const second = await w.crew.call(ops.recordSamples, sent(reused))
    expect(second.items).toEqual([{ id: fact.id, known: true, doubts: ['id-reused'] }])
    expect(await figures(at.roundId)).toMatchObject({ tested: 2 })
    expect(await w.check(at.roundId)).toEqual([])
  })
  test('a site of another round is doubted; an unknown round or a site out of reach is set apart, the rest is kept', async () => {
    const one = await w.open()
    const two = await w.open()
    const crossed = await w.crew.call(
      ops.recordSamples,
      sent(swab({ roundId: one.roundId, siteId: two.siteId }, w.person('桃小溪'))),
    )
    expect(crossed.items[0]?.doubts).toEqual(['unknown-site'])
    const good = swab(one, w.person('单燕'))
    const bad = swab({ ...one, roundId: freshId() }, w.person('曾云'))
    expect(await refusal(w.crew.call(ops.recordSamples, sent(good, bad)))).toBe('testing.unknownFact')
    expect((await w.crew.call(ops.recordSamples, sent(good))).items[0]?.known).toBe(true)
    const far = await w.open({ sites: [siteDraft({ path: OTHER, catchment: [OTHER] })] })
    expect(await refusal(w.crew.call(ops.recordSamples, sent(swab(far, w.person('柳星')))))).toBe('testing.unknownFact')
    expect(await w.check(one.roundId)).toEqual([])
  })
})

test('a row that the database cannot hold fails only itself, whoever it came together with', async () => {
  const at = await w.open()
  const bad = swab(at, null, {
    walkIn: { name: '坏\u0000名', idType: 'none', idNumber: null, phone: null },
    how: 'register',
  })
  const good = ['桃小溪', '桃大松', '单燕'].map((n) => swab(at, w.person(n)))
  const settled = await Promise.allSettled([
    w.crew.call(ops.recordSamples, sent(good[0]!)),
    w.crew.call(ops.recordSamples, sent(good[1]!, bad)),
    w.crew.call(ops.recordSamples, sent(good[2]!)),
  ])
  expect(settled.map((s) => s.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(((settled[1] as PromiseRejectedResult).reason as Refused).status).toBe(400)
  expect(await figures(at.roundId)).toMatchObject({ tested: 3, walkIn: 0 })
  expect(await w.check(at.roundId)).toEqual([])
})

describe('voids', () => {
  test('a voided person is missing again, unless another sample holds', async () => {
    const at = await w.open()
    const [a, b] = [swab(at, w.person('桃小溪')), swab(at, w.person('桃小溪'), { lane: 2 })]
    await w.crew.call(ops.recordSamples, sent(a))
    await w.crew.call(ops.recordSamples, sent(b))
    const takeBack = (sampleId: string) => ({
      ...{ id: freshId(), roundId: at.roundId, sampleId, reason: 'wrong-person' as const, at: minutesAgo(0) },
    })
    await w.crew.call(ops.voidSamples, sent(takeBack(a.id)))
    expect(await figures(at.roundId)).toMatchObject({ tested: 1 })
    expect(await w.check(at.roundId)).toEqual([])
    await w.crew.call(ops.voidSamples, sent(takeBack(b.id)))
    expect(await figures(at.roundId)).toMatchObject({ tested: 0, missing: 7 })
    expect(await w.check(at.roundId)).toEqual([])
    expect((await w.crew.call(ops.voidSamples, sent(takeBack(b.id)))).items[0]?.known).toBe(true)
  })
  test('is on the ledger where the person lives, though the lane stands elsewhere', async () => {
    const at = await w.open()
    const fact = swab(at, w.person('柳星'))
    await w.crew.call(ops.recordSamples, sent(fact))
    await w.crew.call(
      ops.voidSamples,
      sent({ id: freshId(), roundId: at.roundId, sampleId: fact.id, reason: 'wrong-person', at: minutesAgo(0) }),
    )
    const { rows } = await w.admin.query(
      `SELECT path, account_id, role, data FROM platform.ledger WHERE type = 'testing.sample-voided' AND data->>'sampleId' = $1`,
      [fact.id],
    )
    expect(rows).toEqual([
      {
        path: dwelling(OTHER, 1),
        account_id: w.world.actor('crew').accountId,
        role: 'lane-crew',
        data: { roundId: at.roundId, sampleId: fact.id, reason: 'wrong-person' },
      },
    ])
    expect(await w.check(at.roundId)).toEqual([])
  })
  test('a void that arrives before its sample holds', async () => {
    const at = await w.open()
    const fact = swab(at, w.person('桃小溪'))
    const early = {
      id: freshId(),
      roundId: at.roundId,
      sampleId: fact.id,
      reason: 'entered-twice' as const,
      at: minutesAgo(0),
    }
    await w.crew.call(ops.voidSamples, sent(early))
    await w.crew.call(ops.recordSamples, sent(fact))
    expect(await figures(at.roundId)).toMatchObject({ tested: 0 })
    expect(await w.check(at.roundId)).toEqual([])
    expect(
      await refusal(w.crew.call(ops.voidSamples, sent({ ...early, roundId: freshId(), sampleId: freshId() }))),
    ).toBe('testing.unknownFact')
  })
})

describe('tubes and custody', () => {
  test('a later fact closes, none reopens, the first count stands; a count that differs is found', async () => {
    const at = await w.open()
    const opened = tube(at)
    await w.crew.call(
      ops.recordSamples,
      sent(swab(at, w.person('桃小溪'), { tubeId: opened.id }), swab(at, w.person('柳星'), { tubeId: opened.id })),
    )
    expect((await w.crew.call(ops.recordTubes, sent(opened))).items[0]).toMatchObject({ known: false, doubts: [] })
    const closed = { ...opened, closedAt: minutesAgo(1), counted: 3 }
    expect((await w.crew.call(ops.recordTubes, sent(closed))).items[0]).toMatchObject({ known: false, doubts: [] })
    expect((await w.crew.call(ops.recordTubes, sent(opened))).items[0]).toMatchObject({ known: true, doubts: [] })
    expect((await w.crew.call(ops.recordTubes, sent({ ...closed, counted: 2 }))).items[0]).toMatchObject({
      known: true,
      doubts: ['id-reused'],
    })
    const custody = {
      id: freshId(),
      roundId: at.roundId,
      tubeId: opened.id,
      step: 'packed' as const,
      place: '一号箱',
      at: minutesAgo(0),
    }
    await w.crew.call(ops.recordCustody, sent(custody))
    expect((await w.crew.call(ops.recordCustody, sent(custody))).items[0]?.known).toBe(true)
    const { rows } = await w.leader.call(ops.tubes, { roundId: at.roundId, onlyMismatched: true })
    // the head from the other community counts, though this leader may not see whose it is
    expect(rows).toMatchObject([{ id: opened.id, samples: 2, counted: 3, lastStep: 'packed' }])
    const report = await w.officer.call(ops.report, { id: at.roundId })
    expect(report.tubes).toEqual({ opened: 1, closed: 1, mismatched: 1, packed: 1, receivedByLab: 0 })
  })
})

describe('the register moves on', () => {
  test('who moves in is due, who leaves is withdrawn, who moves takes the line along', async () => {
    const at = await w.open()
    const { operations: reg } = register
    const newcomer = freshId()
    await w.settle()
    await w.leader.call(reg.registerResident, { id: newcomer, path: dwelling(HOME, 3), name: '溪新来', idType: 'none' })
    await w.settle()
    expect(await figures(at.roundId)).toMatchObject({ due: 8, missing: 8 })
    // told where it happened, so that the community's own desk hears of it
    const { rows: told } = await w.admin.query(
      `SELECT path, data FROM platform.ledger WHERE type = 'testing.due-changed' AND data->>'roundId' = $1`,
      [at.roundId],
    )
    expect(told).toEqual([{ path: dwelling(HOME, 3), data: { roundId: at.roundId, added: 1, withdrawn: 0, moved: 0 } }])
    await w.leader.call(reg.correctResident, { id: newcomer, version: 1, path: dwelling(HOME, 1) })
    await w.settle()
    const list = await w.leader.call(ops.missing, { roundId: at.roundId, under: dwelling(HOME, 1) })
    expect(list.rows.map((r) => r.name)).toContain('溪新来')
    expect(await w.check(at.roundId)).toEqual([])
    await w.leader.call(reg.correctResident, { id: newcomer, version: 2, residence: 'away' })
    await w.settle()
    expect(await figures(at.roundId)).toMatchObject({ due: 7, exempt: 2 })
    await w.leader.call(reg.removeResident, { id: newcomer, version: 3, reason: 'moved' })
    await w.settle()
    expect(await figures(at.roundId)).toMatchObject({ due: 7, exempt: 1 })
    const { rows } = await w.leader.call(ops.exempted, { roundId: at.roundId })
    expect(rows.find((r) => r.residentId === newcomer)).toMatchObject({ state: 'withdrawn', reason: 'moved-out' })
    expect(await w.check(at.roundId)).toEqual([])
  })
  test('exempting by hand holds against the register, and can be lifted; whoever is tested needs none', async () => {
    const at = await w.open()
    const residentId = w.person('曾云')
    await w.leader.call(ops.exempt, { roundId: at.roundId, residentId, reason: 'hospital', note: '住院' })
    expect(await figures(at.roundId)).toMatchObject({ due: 6, exempt: 2 })
    await w.officer.call(ops.refreshDue, { roundId: at.roundId })
    expect(await figures(at.roundId)).toMatchObject({ due: 6, exempt: 2 })
    await w.leader.call(ops.liftExemption, { roundId: at.roundId, residentId })
    expect(await figures(at.roundId)).toMatchObject({ due: 7, exempt: 1 })
    await w.crew.call(ops.recordSamples, sent(swab(at, residentId)))
    expect(await refusal(w.leader.call(ops.exempt, { roundId: at.roundId, residentId, reason: 'other' }))).toBe(
      'testing.alreadyTested',
    )
    expect(
      await refusal(w.leader.call(ops.exempt, { roundId: at.roundId, residentId: w.person('柳星'), reason: 'other' })),
    ).toBe('testing.notOnList')
    expect(await w.check(at.roundId)).toEqual([])
  })
})

describe('closing', () => {
  test('the report is frozen; what comes later is recorded, counted on the board and told as late', async () => {
    const at = await w.open()
    await w.crew.call(ops.recordSamples, sent(swab(at, w.person('桃小溪'))))
    const attempt = {
      id: freshId(),
      roundId: at.roundId,
      residentId: w.person('单燕'),
      way: 'call' as const,
      outcome: 'will-come' as const,
      at: minutesAgo(1),
    }
    await w.leader.call(ops.recordTries, sent(attempt))
    const report = await w.officer.call(ops.closeRound, { id: at.roundId })
    expect(report).toMatchObject({ final: true, figures: { due: 7, tested: 1, missing: 6 }, samples: 1, late: 0 })
    expect(report.missingByOutcome).toEqual([
      { outcome: 'not-tried', people: 5 },
      { outcome: 'will-come', people: 1 },
    ])
    expect(report.byHour).toMatchObject([{ tested: 1, walkIn: 0 }])
    const late = await w.crew.call(ops.recordSamples, sent(swab(at, w.person('单燕'))))
    expect(late.items[0]).toMatchObject({ known: false, doubts: ['round-closed'] })
    const read = await w.officer.call(ops.report, { id: at.roundId })
    expect(read).toEqual({ ...report, late: 1 })
    expect(await figures(at.roundId)).toMatchObject({ tested: 2 })
    expect(await w.check(at.roundId)).toEqual([])
    expect(
      await refusal(w.leader.call(ops.exempt, { roundId: at.roundId, residentId: w.person('曾云'), reason: 'other' })),
    ).toBe('testing.roundClosed')
    expect(await refusal(w.officer.call(ops.addSite, { roundId: at.roundId, ...siteDraft() }))).toBe(
      'testing.roundClosed',
    )
    expect((await w.officer.call(ops.closeRound, { id: at.roundId })).figures.tested).toBe(1)
    // a leader of a part reads figures of that part only
    const own = await w.leader.call(ops.report, { id: at.roundId })
    expect(own.figures).toMatchObject({ due: 5, tested: 2 })
    expect(own.byArea.every((l) => l.path.startsWith(HOME))).toBe(true)
  })
  test('an operation does not end while a round is open', async () => {
    expect(await refusal(w.officer.call(operations.operations.endOperation, { id: w.operationId }))).toBe(
      'operation.openRounds',
    )
  })
  test('an area beside one’s own is not found; of one above, one’s own part is shown', async () => {
    const { roundId } = await w.open()
    for (const call of [ops.board, ops.missing, ops.exempted])
      expect(await refusal(w.leader.call(call as typeof ops.board, { roundId, under: OTHER }))).toBe(
        'platform.notFound',
      )
    expect((await w.leader.call(ops.board, { roundId, under: STREET })).figures.due).toBe(5)
  })
  test('the superior sees the board and may do nothing', async () => {
    const { roundId } = await w.open()
    const superior = await signedIn(w.server, 'superior')
    expect((await superior.call(ops.board, { roundId })).figures.due).toBe(7)
    expect(await refusal(superior.call(ops.closeRound, { id: roundId }))).toBe('platform.notAllowed')
  })
})
