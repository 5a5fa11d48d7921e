/** Passes on a real database: an order first, one person one pass however many issue at once, every door opens one thing, nothing decides by itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, refusalCode, signedIn } from '../../../tests/http.ts'
import { freshToken, hoursFromNow, itemOf, type PassWorld, passWorld } from '../../../tests/pass-world.ts'
import { dwelling, freshId, HOME, idNumber, OTHER, STREET } from '../../../tests/small-world.ts'
import { operations } from '../../operation/contract.ts'
import { pass } from '../contract.ts'
import { readPassCode } from '../envelope.ts'
import { keysOf } from './public.ts'

const ops = pass.operations
const GRID = `${HOME}p1.g01.`
const COMPOUND = `${HOME}p1.g01.x01.`
let world: PassWorld
let leader2: Browser
let superior: Browser
beforeAll(async () => {
  world = await passWorld()
  ;[leader2, superior] = await Promise.all([signedIn(world.server, 'leader2'), signedIn(world.server, 'superior')])
})
afterAll(async () => world.close())

const here = () => ({ operationId: world.operationId, under: HOME })
const waiting = async () => (await world.grid.call(ops.waiting, here())).rows
describe('the measure', () => {
  test('lacking any part of its order it cannot be stored, whoever writes', async () => {
    for (const column of [
      'decided_by',
      'document',
      'document_on',
      'article',
      'evidence',
      'starts_at',
      'ends_at',
      'rules',
      'call',
    ])
      await expect(
        world.admin.query(`UPDATE pass.measure SET ${column} = NULL WHERE id = $1`, [world.measureId]),
      ).rejects.toMatchObject({ code: '23502' })
    for (const change of [
      `ends_at = starts_at + interval '14 days 1 second'`,
      `most_days = 15`,
      `policy = '{}'`,
      'confirmed_by = drafted_by',
      `document = ''`,
    ])
      await expect(
        world.admin.query(`UPDATE pass.measure SET ${change} WHERE id = $1`, [world.measureId]),
      ).rejects.toMatchObject({ code: '23514' })
  })

  test('whoever drafted it does not confirm it; two cannot hold in one area; its extension begins at its end', async () => {
    const draft = world.draft({ path: OTHER })
    expect(await refusalCode(world.officer.call(ops.draftMeasure, { ...draft, endsAt: hoursFromNow(24 * 15) }))).toBe(
      'pass.badTerm',
    )
    await world.officer.call(ops.draftMeasure, draft)
    await world.officer.call(ops.draftMeasure, draft)
    expect(await refusalCode(world.officer.call(ops.confirmMeasure, { id: draft.id }))).toBe('pass.samePerson')
    expect(await refusalCode(leader2.call(ops.confirmMeasure, { id: draft.id }))).toBe('platform.notAllowed')
    await world.officer.call(ops.dropMeasure, { id: draft.id })
    expect(await refusalCode(world.officer.call(ops.confirmMeasure, { id: draft.id }))).toBe('pass.notNow')
    const second = world.draft({ extends: world.measureId, document: '云府通〔2026〕9号' })
    await world.leader.call(ops.draftMeasure, second)
    expect(await refusalCode(world.officer.call(ops.confirmMeasure, { id: second.id }))).toBe('pass.overlaps')
    await world.leader.call(ops.dropMeasure, { id: second.id })
    const { measures } = await world.officer.call(ops.measures, { operationId: world.operationId })
    const held = measures.find(({ id }) => id === world.measureId)
    const later = world.draft({ extends: world.measureId, startsAt: held!.endsAt, endsAt: hoursFromNow(24 * 20) })
    await world.leader.call(ops.draftMeasure, later)
    await world.officer.call(ops.confirmMeasure, { id: later.id })
    await world.officer.call(ops.releaseMeasure, { id: later.id, document: '云府通〔2026〕12号' })
  })

  test('ends by itself; a release that nobody records is a figure', async () => {
    const draft = world.draft({ path: OTHER, document: '云府通〔2026〕10号' })
    await leader2.call(ops.draftMeasure, draft)
    await world.officer.call(ops.confirmMeasure, { id: draft.id })
    await world.admin.query(
      `UPDATE pass.measure SET starts_at = now() - interval '3 days', ends_at = now() - interval '5 hours' WHERE id = $1`,
      [draft.id],
    )
    const board = await world.officer.call(ops.board, { operationId: world.operationId, under: STREET })
    expect(board.lateHours).toBe(5)
    expect(await refusalCode(world.officer.call(operations.operations.endOperation, { id: world.operationId }))).toBe(
      'pass.measureOpen',
    )
    const away = world.resident(6)
    const item = itemOf({ kind: 'resident', residentId: away.id, name: null })
    expect(
      await refusalCode(
        leader2.call(ops.issueAtDesk, {
          ...{
            operationId: world.operationId,
            item,
            residentId: away.id,
            path: away.draft.path,
            how: 'register',
            scope: null,
          },
        }),
      ),
    ).toBe('pass.noMeasure')
    await leader2.call(ops.releaseMeasure, { id: draft.id, document: '云府通〔2026〕11号' })
    expect((await world.officer.call(ops.board, { operationId: world.operationId, under: STREET })).lateHours).toBe(0)
    expect((await superior.call(ops.board, { operationId: world.operationId, under: STREET })).lateHours).toBe(0)
  })
})

describe('asking and verifying', () => {
  test('a tenant asks by the poster, is checked against the register, and holds a code that a gate reads', async () => {
    const key = await world.linkTo(COMPOUND, 'poster')
    const seen = await world.stranger.call(ops.openLink, { key })
    expect(seen).toMatchObject({
      who: 'poster',
      members: [],
      applications: [],
      measure: { document: '云府通〔2026〕3号' },
    })
    const { draft } = world.resident(2)
    const item = itemOf({
      ...{ name: draft.name, idType: 'resident-id', idNumber: draft.idNumber, phone: '15400000001' },
      address: '1号楼1单元201室',
    })
    expect(await world.stranger.call(ops.ask, { key, item })).toEqual({ known: false })
    expect(await world.stranger.call(ops.ask, { key, item })).toEqual({ known: true })
    expect(await refusalCode(world.stranger.call(ops.ask, { key, item: { ...item, id: freshId() } }))).toBe(
      'pass.hasAsked',
    )
    const [row] = (await waiting()).filter(({ id }) => id === item.id)
    expect(row).toMatchObject({
      path: draft.path,
      findings: ['in-register'],
      ready: true,
      match: { tenancy: 'tenant' },
    })
    expect(JSON.stringify(row)).not.toContain(draft.idNumber)
    await world.grid.call(ops.verify, {
      ...{ applicationId: item.id, residentId: row!.match!.residentId, path: row!.path, how: 'register' },
    })
    const made = await world.grid.call(ops.issue, { applicationId: item.id, scope: null })
    expect(await world.grid.call(ops.issue, { applicationId: item.id, scope: null })).toEqual(made)
    const own = await world.stranger.call(ops.ownPass, { key: item.token as string })
    expect(own).toMatchObject({ state: 'issued', pass: { number: made.number, standing: 'valid', scope: ['桃影苑'] } })
    const keys = await world.server.house.database.within(world.world.actor('grid'), keysOf)
    const code = readPassCode(own.pass!.codes[0]!.code, keys)
    expect(code).toMatchObject({
      ok: true,
      claims: { passId: made.passId, form: 'phone', kind: 'tenant', scope: [COMPOUND] },
    })
    expect(code.ok && code.claims.holder.name).toBe('单*')
    // Kept codes reach two hours ahead.
    expect(own.pass!.codes.length).toBeGreaterThanOrEqual(24)
  })

  test('a household sees its members masked and asks for them, and for nobody else', async () => {
    const key = await world.linkTo(dwelling(HOME, 3), 'household')
    const { members } = await world.stranger.call(ops.openLink, { key })
    expect(members.map(({ name, stands }) => [name, stands])).toEqual([
      ['阿***桃', 'none'],
      ['曾*', 'none'],
    ])
    const child = world.resident(3)
    const item = itemOf({ kind: 'resident', residentId: child.id, name: null, wantsCard: true })
    await world.stranger.call(ops.ask, { key, item })
    const other = itemOf({ kind: 'resident', residentId: world.resident(0).id, name: null })
    expect(await refusalCode(world.stranger.call(ops.ask, { key, item: other }))).toBe('platform.notFound')
    const [row] = (await waiting()).filter(({ id }) => id === item.id)
    expect(row).toMatchObject({ findings: ['in-register', 'minor'], ready: true, wantsCard: true })
    expect((await world.stranger.call(ops.openLink, { key })).members.map(({ stands }) => stands).toSorted()).toEqual([
      'asked',
      'none',
    ])
    // The same child by another door.
    expect(
      await refusalCode(
        world.grid.call(ops.enter, {
          operationId: world.operationId,
          path: GRID,
          item: itemOf({ kind: 'resident', residentId: child.id, name: null }),
        }),
      ),
    ).toBe('pass.hasAsked')
    await world.stranger.call(ops.withdraw, { key: item.token as string })
    expect((await world.stranger.call(ops.ownPass, { key: item.token as string })).state).toBe('withdrawn')
  })

  test('a landlord asks for a tenant, a building head objects: the verifier sees both, and decides', async () => {
    const landlord = await world.linkTo(`${COMPOUND}b001.`, 'landlord', '桃房东')
    const head = await world.linkTo(`${COMPOUND}b001.`, 'building-head', '桃楼长')
    expect(await refusalCode(world.stranger.call(ops.ask, { key: head, item: itemOf() }))).toBe('pass.notByThisLink')
    expect(await refusalCode(world.stranger.call(ops.ask, { key: landlord, item: itemOf({ kind: 'official' }) }))).toBe(
      'pass.notByThisLink',
    )
    const item = itemOf({ name: '溪新租', phone: '15400000002', idType: 'passport', idNumber: 'E1234567' })
    await world.stranger.call(ops.ask, { key: landlord, item })
    const seen = (await world.stranger.call(ops.openLink, { key: head })).applications.find(({ id }) => id === item.id)
    expect(seen).toMatchObject({ name: '溪*租', objected: false })
    const objection = {
      key: head,
      id: freshId(),
      applicationId: item.id,
      ground: 'does-not-know',
      words: null,
    } as const
    await world.stranger.call(ops.object, objection)
    await world.stranger.call(ops.object, objection)
    const [row] = (await waiting()).filter(({ id }) => id === item.id)
    expect(row).toMatchObject({
      ...{ ready: false, findings: ['not-in-register', 'no-dwelling', 'objected', 'partnered', 'foreign-document'] },
      objections: [{ by: '桃楼长', who: 'building-head', ground: 'does-not-know' }],
    })
    await world.grid.call(ops.settleObjection, { id: objection.id })
    await world.grid.call(ops.verify, {
      ...{ applicationId: item.id, residentId: null, path: dwelling(HOME, 2), how: 'door' },
      looked: ['not-in-register', 'no-dwelling'],
    })
    await world.grid.call(ops.issue, { applicationId: item.id, scope: null })
    // A poster's door sees nobody, and cannot object.
    const poster = await world.linkTo(COMPOUND, 'poster')
    expect(await refusalCode(world.stranger.call(ops.object, { ...objection, key: poster, id: freshId() }))).toBe(
      'pass.noSuchLink',
    )
    const { links } = await world.grid.call(ops.links, here())
    await world.grid.call(ops.closeLink, { id: links.find(({ who }) => who === 'landlord')!.id })
    expect(await refusalCode(world.stranger.call(ops.openLink, { key: landlord }))).toBe('pass.noSuchLink')
    expect(await refusalCode(world.stranger.call(ops.openLink, { key: freshToken() }))).toBe('pass.noSuchLink')
    expect(await refusalCode(world.stranger.call(ops.openLink, { key: 'x' }))).toBe('pass.noSuchLink')
  })

  test('declined with its order, reason and notice; an appeal has its day', async () => {
    const key = await world.linkTo(COMPOUND, 'poster')
    const item = itemOf({ kind: 'visitor', name: '溪访客' })
    await world.stranger.call(ops.ask, { key, item })
    const decision = {
      applicationId: item.id,
      reason: 'not-under-order',
      text: '措施期间暂不接待来访，可在门岗交接。',
    } as const
    expect(await refusalCode(world.grid.call(ops.decline, decision))).toBe('platform.notAllowed')
    await world.leader.call(ops.decline, decision)
    const own = await world.stranger.call(ops.ownPass, { key: item.token as string })
    expect(own).toMatchObject({
      state: 'declined',
      declined: { reason: 'not-under-order' },
      measure: { appealDays: 5 },
    })
    const appeal = { key: item.token as string, id: freshId(), grounds: '我来照顾生病的母亲。' }
    await world.stranger.call(ops.appeal, appeal)
    await world.stranger.call(ops.appeal, appeal)
    const { appeals } = await world.leader.call(ops.appeals, { operationId: world.operationId })
    expect(appeals).toHaveLength(1)
    const days = (Date.parse(appeals[0]!.dueAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(4.9)
    expect(days).toBeLessThan(5.1)
    const answer = { id: appeal.id, outcome: 'changed', answer: '已按护理照料办理。' } as const
    await world.leader.call(ops.answerAppeal, answer)
    expect(await refusalCode(world.leader.call(ops.answerAppeal, answer))).toBe('platform.conflict')
    expect((await world.stranger.call(ops.ownPass, { key: item.token as string })).appeal).toMatchObject({
      answer: answer.answer,
    })
    await expect(
      world.admin.query(`UPDATE pass.application SET state = 'declined' WHERE state = 'issued'`),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('one person, one pass', () => {
  test('of two officers who issue at once for one person, one does', async () => {
    for (let n = 0; n < 4; n++) {
      const { id, draft } = world.resident(1)
      const ask = (by: Browser, residentId: string | null) =>
        by.call(ops.issueAtDesk, {
          operationId: world.operationId,
          item: itemOf({
            ...{ kind: 'resident', name: draft.name, idType: 'resident-id', idNumber: draft.idNumber ?? null },
          }),
          ...{ residentId, path: draft.path, how: 'document', scope: null },
        })
      const outcomes = await Promise.allSettled([
        ask(world.grid, id),
        ask(world.leader, null),
        ask(world.officer, id),
        ask(world.officer, null),
      ])
      const made = outcomes.filter(({ status }) => status === 'fulfilled')
      expect(made).toHaveLength(1)
      for (const one of outcomes)
        if (one.status === 'rejected') expect(['pass.hasPass', 'pass.hasAsked']).toContain(one.reason.problem.code)
      const held = (made[0] as PromiseFulfilledResult<{ passId: string }>).value
      await world.leader.call(ops.surrender, { passId: held.passId })
    }
  })

  test('renewed when it has expired, replaced when it is lost; numbers never come again', async () => {
    const first = await world.issuedFor(0)
    expect(await refusalCode(world.issuedFor(0))).toBe('pass.hasPass')
    await world.admin.query(
      `UPDATE pass.pass SET from_at = now() - interval '2 days', until_at = now() - interval '1 hour' WHERE id = $1`,
      [first.passId],
    )
    const second = await world.issuedFor(0)
    const third = await world.grid.call(ops.replace, { passId: second.passId })
    expect(new Set([first.number, second.number, third.number]).size).toBe(3)
    expect(await refusalCode(world.grid.call(ops.replace, { passId: second.passId }))).toBe('pass.ended')
    const { rows } = await world.grid.call(ops.passes, { ...here(), text: world.resident(0).draft.name })
    expect(rows.map(({ number, standing }) => [number, standing])).toEqual([
      [third.number, 'valid'],
      [second.number, 'replaced'],
      [first.number, 'replaced'],
    ])
    // The link of the lost one shows the new one.
    expect((await world.stranger.call(ops.ownPass, { key: second.token })).pass).toMatchObject({ number: third.number })
    for (const text of [third.number, 'taoxiaoxi', 'txx', '0001', '1号楼1单元101'])
      expect((await world.grid.call(ops.passes, { ...here(), text })).rows.map(({ id }) => id)).toContain(third.passId)
    expect((await leader2.call(ops.passes, { operationId: world.operationId, under: STREET })).rows).toEqual([])
  })

  test('a scope beyond one’s own area is refused, a kind that the measure does not issue as well', async () => {
    const item = itemOf({ kind: 'worker', name: '溪工人', idType: 'resident-id', idNumber: idNumber('1981-02-03', 77) })
    const ask = { operationId: world.operationId, item, residentId: null, path: COMPOUND, how: 'document' } as const
    expect(await refusalCode(world.grid.call(ops.issueAtDesk, { ...ask, scope: [`${OTHER}p1.g01.x01.`] }))).toBe(
      'pass.badScope',
    )
    await world.admin.query(`UPDATE pass.measure SET policy = policy #- '{validDays,worker}' WHERE id = $1`, [
      world.measureId,
    ])
    expect(await refusalCode(world.grid.call(ops.issueAtDesk, { ...ask, scope: null }))).toBe('pass.kindNotIssued')
    await world.admin.query(
      `UPDATE pass.measure SET policy = jsonb_set(policy, '{validDays,worker}', '30') WHERE id = $1`,
      [world.measureId],
    )
    await world.grid.call(ops.issueAtDesk, { ...ask, scope: null })
  })

  test('revoked under a measure with reason and notice: its holder is told why, its codes stop', async () => {
    const { passId, token } = await world.issuedFor(4)
    const decision = { passId, reason: 'lent', text: '证件借给他人使用，请本人到社区说明。' } as const
    expect(await refusalCode(world.grid.call(ops.revoke, decision))).toBe('platform.notAllowed')
    await world.leader.call(ops.revoke, decision)
    const own = await world.stranger.call(ops.ownPass, { key: token })
    expect(own.pass).toMatchObject({ standing: 'revoked', revoked: { reason: 'lent', text: decision.text }, codes: [] })
    await expect(
      world.admin.query('UPDATE pass.pass SET revoked_under = NULL WHERE id = $1', [passId]),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('on paper and under supervision', () => {
  test('cards of a compound in one sheet, each signed as long as its pass; the list for a gate; slips that open their household', async () => {
    const purpose = '门岗使用'
    const { cards, watermark } = await world.grid.call(ops.printCards, { ...here(), which: 'unprinted', purpose })
    expect(cards.length).toBeGreaterThan(2)
    expect(watermark).toContain(purpose)
    const keys = await world.server.house.database.within(world.world.actor('grid'), keysOf)
    for (const card of cards) {
      const read = readPassCode(card.code, keys)
      expect(read.ok && read.claims).toMatchObject({ passId: card.passId, form: 'card' })
      expect(read.ok && read.claims.expires * 1000).toBeCloseTo(Date.parse(card.until), -4)
      expect(card.holder.name).toContain('*')
    }
    expect((await world.grid.call(ops.printCards, { ...here(), which: 'unprinted', purpose })).cards).toEqual([])
    const list = await world.grid.call(ops.printList, { ...here(), purpose })
    expect(list.rows.map(({ passId }) => passId).toSorted()).toEqual(cards.map(({ passId }) => passId).toSorted())
    const { slips } = await world.grid.call(ops.householdSlips, {
      operationId: world.operationId,
      under: GRID,
      purpose,
    })
    expect(slips.map(({ path }) => path)).toEqual([1, 2, 3].map((n) => dwelling(HOME, n as 1)))
    const again = await world.grid.call(ops.householdSlips, { operationId: world.operationId, under: GRID, purpose })
    expect(again.slips).toEqual(slips)
    expect(await world.stranger.call(ops.openLink, { key: slips[0]!.token })).toMatchObject({ who: 'household' })
  })

  test('a sample is drawn once, re-checked by people, and changes no pass', async () => {
    const members = ['桃甲', '桃乙', '桃丙']
    const draw = { id: freshId(), ...here(), members, size: 2 }
    expect(await world.leader.call(ops.drawSamples, draw)).toEqual({ drawn: 2 })
    expect(await world.leader.call(ops.drawSamples, draw)).toEqual({ drawn: 2 })
    const { draws } = await world.leader.call(ops.samples, { operationId: world.operationId })
    expect(draws).toHaveLength(1)
    const sample = draws[0]!.samples[0]!
    const outcome = { id: sample.id, outcome: 'not-living-here', note: null } as const
    await world.leader.call(ops.noteSample, outcome)
    await world.leader.call(ops.noteSample, outcome)
    expect(await refusalCode(world.leader.call(ops.noteSample, { ...outcome, outcome: 'right' }))).toBe(
      'platform.conflict',
    )
    const { rows } = await world.leader.call(ops.passes, { ...here(), text: sample.pass.number })
    expect(rows[0]?.standing).toBe('valid')
    const { oddities, passes } = await world.leader.call(ops.oddities, here())
    expect(passes).toBeGreaterThan(0)
    expect(oddities.find(({ kind }) => kind === 'one-hand')).toMatchObject({ officer: expect.any(String) })
  })
})
