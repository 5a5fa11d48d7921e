/** From plan to muster on a real database: planned, committed, published, drawn, notified, answered, here; and a second wave. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutesFromNow, type MusterWorld, musterWorld } from '../../../tests/muster-world.ts'
import { signedIn } from '../../../tests/http.ts'
import { freshId, STREET, STREET_ID } from '../../../tests/small-world.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { addServiceDays } from '../../staff/server/public.ts'
import { mobilize } from '../contract.ts'
import { commitmentOf } from '../transcript.ts'
import { verify } from '../verify.ts'

const ops = mobilize.operations
let w: MusterWorld
beforeAll(async () => {
  w = await musterWorld()
})
afterAll(async () => w.close())

const ask = (more: object = {}) => ({ seats: 30, ...more })
const now = () => new Date().toISOString()
const say = (token: string, item: object) =>
  w.officer.call(ops.answerCall, {
    key: token,
    sentAt: now(),
    item: { id: freshId(), at: now(), said: 'coming', ...item } as never,
  })

describe('planning', () => {
  test('quotas follow headcount, are explained, and need nothing to be saved', async () => {
    const plan = await w.officer.call(ops.plan, {
      ask: ask({ skills: { nurse: 3 }, women: 12 }),
      musterAt: minutesFromNow(60),
    })
    expect(plan.shortfalls).toEqual([])
    expect(plan.quotas.reduce((sum, { quota }) => sum + quota, 0)).toBe(30)
    expect(plan.quotas.find(({ department }) => department === '桃花办')?.quota).toBe(4)
    expect(plan.quotas[0]?.because[0]).toContain('按比例')
    expect(plan.roster).toMatchObject({ people: 300, eligible: 300 })
  })
  test('key departments stay below their share', async () => {
    const plan = await w.officer.call(ops.plan, { ask: ask({ keyShare: 10 }), musterAt: minutesFromNow(60) })
    expect(plan.quotas.find(({ department }) => department === '第1局')?.quota).toBe(3)
  })
  test('what cannot be met is said with the form that can', async () => {
    const plan = await w.officer.call(ops.plan, { ask: ask({ skills: { nurse: 100 } }), musterAt: minutesFromNow(60) })
    const [lack] = plan.shortfalls
    expect(lack?.what[0]).toContain('护士')
    const mended = lack?.changes.find((one) => one.ask !== null)?.ask
    expect(mended?.skills).toEqual({ nurse: 30 })
  })
  test('a bureau is asked as one, its sections with it, and the database says so too', async () => {
    const bureau = w.departments[5]!
    const section = freshId()
    await w.admin.query(
      `INSERT INTO staff.department (street_id, id, path, parent_id, name, name_key, kind) VALUES ($1, $2, $3, $4, '溪科', '溪科', 'section')`,
      [STREET_ID, section, STREET, bureau.id],
    )
    await w.admin.query('UPDATE staff.person SET department_id = $1 WHERE id = ANY ($2)', [
      section,
      bureau.people.slice(0, 30),
    ])
    const { rows } = await w.admin.query('SELECT staff.unit_of($1, $2) AS unit, staff.unit_of($1, $3) AS itself', [
      STREET_ID,
      section,
      bureau.id,
    ])
    expect(rows).toEqual([{ unit: bureau.id, itself: bureau.id }])
    const plan = await w.officer.call(ops.plan, { ask: ask({}), musterAt: minutesFromNow(60) })
    expect(plan.quotas.find(({ departmentId }) => departmentId === bureau.id)).toMatchObject({
      headcount: 100,
      quota: 10,
    })
    expect(plan.quotas.map(({ departmentId }) => departmentId)).not.toContain(section)
  })
  test('who is at the cap of work is counted, and left out unless the ask says otherwise', async () => {
    const [tired, near] = w.departments[4]!.people as [string, string]
    const line = (personId: string, back: number, hours: number) => ({
      ...{ id: freshId(), personId, day: shanghaiDay(Date.now() - back * 86_400_000), hours, night: false },
      ...{ operationId: w.operationId, source: 'deployment.post', cancels: null },
    })
    await w.server.house.database.within(w.world.actor('officer'), (context) =>
      addServiceDays(context, STREET_ID, [
        ...[1, 2, 3, 4, 5].map((n) => line(tired, n, 12)),
        ...[1, 2, 3, 4].map((n) => line(near, n, 11)),
      ]),
    )
    const musterAt = minutesFromNow(10)
    const plan = await w.officer.call(ops.plan, { ask: ask({}), musterAt })
    expect(plan.roster).toMatchObject({ people: 300, eligible: 299, exempt: 1, tired: 1, nearCap: 1 })
    const all = await w.officer.call(ops.plan, { ask: ask({ withTired: true }), musterAt })
    expect(all.roster).toMatchObject({ eligible: 300, exempt: 0, tired: 1 })
  })
  test('a leader plans with their own people only', async () => {
    const plan = await w.leader.call(ops.plan, { ask: ask({ seats: 5 }), musterAt: minutesFromNow(60) })
    expect(plan.quotas.map(({ department }) => department)).toEqual(['桃影社区'])
  })
})

test('the whole way: draw, answers, arrivals, second wave', async () => {
  const id = await w.draft({ ask: { skills: { nurse: 2, driver: 3 }, women: 12 } })
  await w.callOut(id)
  const { callUp, waves } = await w.officer.call(ops.callUp, { id })
  expect(callUp).toMatchObject({ state: 'called', figures: { asked: 30, answered: 0 } })
  const { file, finished } = await w.officer.call(ops.transcript, { callUpId: id, wave: 1 })
  expect(finished).toBe(true)
  expect(verify(JSON.parse(file), waves[0]!.digest)).toMatchObject({ ok: true, facts: { drawn: 30, seats: 30 } })

  const links = await w.links(id)
  expect(links).toHaveLength(30)
  const own = await w.officer.call(ops.openCall, { key: links[0]!.token })
  expect(own).toMatchObject({ name: links[0]!.name, place: '桃影广场', said: null, hereAt: null })

  for (const { token } of links.slice(0, 18)) await say(token, { arrivesAt: minutesFromNow(30) })
  for (const { token } of links.slice(18, 28)) await say(token, { said: 'cannot', reason: 'on-duty' })
  const board = await w.officer.call(ops.board, { callUpId: id })
  const sum = (of: 'asked' | 'answered' | 'coming' | 'cannot' | 'here' | 'extra', lines = board.lines) =>
    lines.reduce((all, line) => all + line[of], 0)
  expect([sum('asked'), sum('answered'), sum('coming'), sum('cannot')]).toEqual([30, 28, 18, 10])
  expect(board.forecast?.verdict).toBe('wait')
  await w.admin.query(`UPDATE mobilize.call SET asked_at = asked_at - interval '15 minutes' WHERE call_up_id = $1`, [
    id,
  ])
  const later = (await w.officer.call(ops.board, { callUpId: id })).forecast
  expect(later?.verdict).toBe('ask-more')

  const { wave } = await w.officer.call(ops.secondWave, { callUpId: id, ask: later!.ask })
  await w.callOut(id, wave)
  const all = await w.links(id)
  expect(all).toHaveLength(30 + later!.ask)
  const second = (await w.officer.call(ops.transcript, { callUpId: id, wave })).file
  expect(verify(JSON.parse(second)).ok).toBe(true)

  // 18 who said so come; two of the second wave are simply there, one is tapped in, one came unasked, one is on no list
  for (const { token } of links.slice(0, 18))
    await w.officer.call(ops.musterCall, {
      key: token,
      sentAt: now(),
      item: { id: freshId(), code: callUp.siteCode, how: 'scan', at: now() },
    })
  const fresh = all.filter(({ callId }) => !links.some((one) => one.callId === callId))
  for (const { token } of fresh.slice(0, 2))
    await w.officer.call(ops.musterCall, {
      key: token,
      sentAt: now(),
      item: { id: freshId(), code: callUp.siteCode.toLowerCase(), how: 'code', at: now() },
    })
  const { rows } = await w.officer.call(ops.people, { callUpId: id })
  const uncalled = w.departments
    .flatMap(({ people }) => people)
    .find((one) => !rows.some(({ personId }) => personId === one))!
  await w.officer.call(ops.recordMusters, {
    sentAt: now(),
    items: [
      { id: freshId(), callUpId: id, callId: fresh[2]!.callId, how: 'tap', at: now() },
      { id: freshId(), callUpId: id, personId: uncalled, how: 'extra', at: now() },
      { id: freshId(), callUpId: id, name: '柳来帮忙', how: 'extra', at: now() },
    ],
  })
  const done = (await w.officer.call(ops.board, { callUpId: id })).lines
  expect([sum('here', done), sum('extra', done)]).toEqual([21, 2])
  const first = await w.officer.call(ops.people, { callUpId: id, standings: ['here'], order: 'arrival' })
  expect(first.total).toBe(21)
  expect(first.rows[0]?.callId).toBe(links[0]!.callId)
  await w.officer.call(ops.close, { id })
  expect((await w.officer.call(ops.openCall, { key: links[0]!.token })).open).toBe(false)
})

describe('answers', () => {
  let id: string
  let links: Awaited<ReturnType<MusterWorld['links']>>
  beforeAll(async () => {
    id = await w.draft({ ask: { seats: 12 } })
    await w.callOut(id)
    links = await w.links(id)
  })
  const lineOf = async (callId: string) =>
    (await w.officer.call(ops.people, { callUpId: id })).rows.find((one) => one.callId === callId)

  test('a retry is harmless, the last stands, what came first keeps its place', async () => {
    const [{ token, callId }] = links as [(typeof links)[0]]
    const item = { id: freshId(), said: 'coming' as const, arrivesAt: minutesFromNow(20), at: now() }
    expect(await w.officer.call(ops.answerCall, { key: token, sentAt: now(), item })).toEqual({
      id: item.id,
      known: false,
    })
    expect(await w.officer.call(ops.answerCall, { key: token, sentAt: now(), item })).toEqual({
      id: item.id,
      known: true,
    })
    await say(token, { said: 'cannot', reason: 'carer', at: minutesFromNow(0) })
    // told before, arriving late: it changes nothing of what stands
    await say(token, { said: 'coming', at: minutesFromNow(-30) })
    expect(await lineOf(callId)).toMatchObject({ standing: 'cannot', reason: 'carer' })
    const { rows } = await w.officer.call(ops.people, { callUpId: id, order: 'answer' })
    expect(rows[0]?.callId).toBe(callId)
  })
  test('an officer notes what was told by phone; a leader only of their own people', async () => {
    const foreign = links.find(({ department }) => department !== '桃影社区')!
    const items = [{ id: freshId(), callId: foreign.callId, said: 'coming' as const, at: now() }]
    await expect(w.leader.call(ops.recordAnswers, { items })).rejects.toThrow('mobilize.unknownFact')
    await w.officer.call(ops.recordAnswers, { items })
    expect(await lineOf(foreign.callId)).toMatchObject({ standing: 'coming' })
  })
  test('a slip of the finger is taken back, a later arrival stands', async () => {
    const { callId } = links[3]!
    const tap = (how: 'tap' | 'undo') =>
      w.officer.call(ops.recordMusters, {
        sentAt: now(),
        items: [{ id: freshId(), callUpId: id, callId, how, at: now() }],
      })
    await tap('tap')
    expect(await lineOf(callId)).toMatchObject({ standing: 'here' })
    await tap('undo')
    expect(await lineOf(callId)).toMatchObject({ standing: 'silent', hereAt: null })
    await tap('tap')
    expect(await lineOf(callId)).toMatchObject({ standing: 'here' })
  })
  test('a wrong link opens nothing, a wrong code checks nobody in, a renewed link closes the old one', async () => {
    const { token, callId } = links[4]!
    await expect(w.officer.call(ops.openCall, { key: 'A'.repeat(22) })).rejects.toThrow('mobilize.noSuchLink')
    await expect(w.officer.call(ops.openCall, { key: 'short' })).rejects.toThrow('mobilize.noSuchLink')
    const item = { id: freshId(), code: 'ZZZZZZ', how: 'code' as const, at: now() }
    await expect(w.officer.call(ops.musterCall, { key: token, sentAt: now(), item })).rejects.toThrow(
      'mobilize.wrongCode',
    )
    const fresh = (await w.officer.call(ops.renewLink, { callId })).token
    await expect(w.officer.call(ops.openCall, { key: token })).rejects.toThrow('mobilize.noSuchLink')
    expect((await w.officer.call(ops.openCall, { key: fresh })).said).toBeNull()
  })
  test('a hundred taps at once on the same people count each once', async () => {
    const before = (await w.officer.call(ops.board, { callUpId: id })).lines.reduce((n, line) => n + line.here, 0)
    const people = links.slice(5, 10)
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        w.officer.call(ops.recordMusters, {
          sentAt: now(),
          items: people
            .toSorted(() => (n % 2 === 0 ? 1 : -1))
            .map(({ callId }) => ({ id: freshId(), callUpId: id, callId, how: 'tap' as const, at: now() })),
        }),
      ),
    )
    const after = (await w.officer.call(ops.board, { callUpId: id })).lines.reduce((n, line) => n + line.here, 0)
    expect(after).toBe(before + 5)
  })
})

describe('the ceremony', () => {
  test('needs two officials, keeps them to their word, and is withdrawn only before the draw', async () => {
    const id = await w.draft({ ask: { seats: 6 } })
    const of = { callUpId: id, wave: 1 }
    await expect(w.officer.call(ops.publish, of)).rejects.toThrow('mobilize.fewOfficials')
    const { by } = await w.officer.call(ops.officialName, of)
    const secret = { value: '一', nonce: '二' }
    await w.officer.call(ops.commit, { ...of, by, hash: commitmentOf({ by, ...secret }) })
    await expect(w.officer.call(ops.commit, { ...of, by, hash: commitmentOf({ by, ...secret }) })).rejects.toThrow(
      'mobilize.alreadyCommitted',
    )
    const own = (await w.leader.call(ops.officialName, of)).by
    await w.leader.call(ops.commit, { ...of, by: own, hash: commitmentOf({ by: own, ...secret }) })
    await w.officer.call(ops.publish, of)
    await expect(w.officer.call(ops.draw, of)).rejects.toThrow('mobilize.notRevealed')
    await expect(w.officer.call(ops.reveal, { ...of, value: '别的', nonce: '二' })).rejects.toThrow(
      'mobilize.wrongValue',
    )
    await w.officer.call(ops.withdraw, of)
    expect((await w.officer.call(ops.callUp, { id })).waves[0]).toMatchObject({
      state: 'planned',
      turn: 2,
      commitments: [],
      digest: null,
    })
    await w.callOut(id)
    await expect(w.officer.call(ops.withdraw, of)).rejects.toThrow('mobilize.drawnAlready')
  })
  test('departments name theirs: quotas, checks, and nobody of another department', async () => {
    const id = await w.draft({ way: 'named', ask: { seats: 15 } })
    const of = { callUpId: id, wave: 1 }
    expect(await w.officer.call(ops.publish, of)).toEqual({ digest: null })
    const [office, community] = w.departments
    await expect(
      w.officer.call(ops.nameTheirs, { ...of, departmentId: office!.id, personIds: community!.people.slice(0, 1) }),
    ).rejects.toThrow('mobilize.badName')
    expect(
      await w.officer.call(ops.nameTheirs, { ...of, departmentId: office!.id, personIds: office!.people.slice(0, 2) }),
    ).toEqual({ named: 2, quota: 2 })
    const mine = { ...of, departmentId: community!.id, personIds: community!.people.slice(0, 1) }
    expect(await w.leader.call(ops.nameTheirs, mine)).toEqual({ named: 1, quota: 1 })
    const { people } = await w.leader.call(ops.candidates, { ...of, departmentId: community!.id })
    expect(people.filter((one) => one.named)).toHaveLength(1)
    const first = await w.officer.call(ops.settleNames, of)
    expect(first).toMatchObject({ settled: false })
    expect(first.faults.length).toBeGreaterThan(0)
    expect((await w.officer.call(ops.settleNames, { ...of, anyway: true })).settled).toBe(true)
    await w.officer.call(ops.callOut, { ...of, channelIds: [], origin: 'http://127.0.0.1' })
    expect((await w.officer.call(ops.callUp, { id })).callUp.figures.asked).toBe(3)
  })
  test('after the deadline no further wave is asked', async () => {
    const id = await w.draft({ ask: { seats: 6 } })
    await w.callOut(id)
    await w.admin.query(`UPDATE mobilize.call_up SET muster_at = now() - interval '1 minute' WHERE id = $1`, [id])
    await expect(w.officer.call(ops.secondWave, { callUpId: id, ask: 3 })).rejects.toThrow('mobilize.afterDeadline')
  })
  test('a superior sees figures and no names', async () => {
    const superior = await signedIn(w.server, 'superior')
    const { callUps } = await superior.call(ops.callUps, {})
    expect(callUps.length).toBeGreaterThan(3)
    const { lines, forecast } = await superior.call(ops.board, { callUpId: callUps[0]!.id })
    expect(lines.length).toBeGreaterThan(0)
    expect(forecast).toBeNull()
    await expect(superior.call(ops.people, { callUpId: callUps[0]!.id })).rejects.toThrow()
  })
})
