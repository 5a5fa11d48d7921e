/** Coming forward on a real database: by the poster, by a grid worker, unasked; welcomed once however many welcome; risky posts guarded. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type MusterWorld, musterWorld } from '../../../tests/muster-world.ts'
import { type Browser, browser, refusalCode, signedIn } from '../../../tests/http.ts'
import { digest, freshId, HOME, OTHER, STREET } from '../../../tests/small-world.ts'
import { operations } from '../../operation/contract.ts'
import { staff } from '../../staff/contract.ts'
import { volunteer } from '../contract.ts'
import { insuredFor } from './public.ts'

const ops = volunteer.operations
const TODAY = shanghaiDay(Date.now())
const dayFrom = (n: number): string => shanghaiDay(Date.now() + n * 86_400_000)
const token = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')
let phones = 0
const freshPhone = (): string => `154${String(++phones).padStart(8, '0')}`

let world: MusterWorld
let stranger: Browser
let leader2: Browser
let grid: Browser
beforeAll(async () => {
  world = await musterWorld({ sizes: [6, 4, 4] })
  stranger = browser(world.server)
  ;[leader2, grid] = await Promise.all([signedIn(world.server, 'leader2'), signedIn(world.server, 'grid')])
})
afterAll(async () => world.close())

type Draft = InputOf<typeof ops.openCall>
async function opened(
  more: Partial<Draft> = {},
  by: Browser = world.officer,
): Promise<{ callId: string; key: string }> {
  const id = freshId()
  await by.call(ops.openCall, {
    ...{
      id,
      operationId: world.operationId,
      path: HOME,
      name: '桃影社区志愿者招募',
      needs: '东门测温、送菜上门',
      skills: ['会开车'],
    },
    ...{
      startsOn: TODAY,
      endsOn: dayFrom(5),
      hours: '8:00–20:00',
      risky: true,
      place: '桃影社区服务站',
      contact: null,
    },
    ...more,
  })
  return { callId: id, key: (await by.call(ops.poster, { callId: id })).token }
}
type Item = InputOf<typeof ops.signUp>['item']
const item = (more: Partial<Item> = {}): Item => ({
  ...{
    id: freshId(),
    token: token(),
    name: '溪小舟',
    phone: freshPhone(),
    partyMember: false,
    partyBranch: null,
    skills: ['驾照'],
  },
  ...{ days: [TODAY], shifts: ['morning'], offer: '可以开车送菜', home: '桃影苑', minor: false, guardian: null },
  ...more,
})
const signUp = async (key: string, more: Partial<Item> = {}): Promise<Item> => {
  const one = item(more)
  await stranger.call(ops.signUp, { key, item: one })
  return one
}
const listOf = async (callId: string, by: Browser = world.officer) => (await by.call(ops.coming, { callId })).rows
const figuresOf = async (callId: string) =>
  (await world.officer.call(ops.calls, { operationId: world.operationId })).calls.find(({ id }) => id === callId)
    ?.figures

describe('by the poster', () => {
  let callId: string
  let key: string
  beforeEach(async () => {
    ;({ callId, key } = await opened())
  })

  test('shows the call and nobody; takes a sign-up once; one’s own link shows it, and withdraws it', async () => {
    const poster = await stranger.call(ops.openPoster, { key })
    expect(poster).toMatchObject({
      needs: '东门测温、送菜上门',
      skills: ['driver'],
      risky: true,
      open: true,
      startsOn: TODAY,
    })
    const one = item()
    expect(await stranger.call(ops.signUp, { key, item: one })).toEqual({ id: one.id, known: false })
    expect(await stranger.call(ops.signUp, { key, item: one })).toEqual({ id: one.id, known: true })
    const [row, ...more] = await listOf(callId)
    expect(more).toEqual([])
    expect(row).toMatchObject({
      name: '溪小舟',
      skills: ['driver'],
      standing: 'waiting',
      via: 'page',
      phoneMasked: expect.stringContaining('****'),
    })
    expect(await figuresOf(callId)).toMatchObject({ signedUp: 1, waiting: 1, placed: 0, came: 0, unasked: 0 })

    const mine = one.token as string
    expect(await stranger.call(ops.ownComing, { key: mine })).toMatchObject({
      name: '溪小舟',
      welcomedAt: null,
      withdrawnAt: null,
    })
    // The poster's secret does not open a person, nor a person's the poster.
    expect(await refusalCode(stranger.call(ops.ownComing, { key }))).toBe('volunteer.noSuchLink')
    expect(await refusalCode(stranger.call(ops.openPoster, { key: mine }))).toBe('volunteer.noSuchLink')
    await stranger.call(ops.withdraw, { key: mine })
    await stranger.call(ops.withdraw, { key: mine })
    expect((await stranger.call(ops.ownComing, { key: mine })).withdrawnAt).not.toBeNull()
    expect(await figuresOf(callId)).toMatchObject({ signedUp: 0, withdrawn: 1 })
    const { rows } = await world.admin.query(
      `SELECT data::text FROM platform.ledger WHERE type LIKE 'volunteer.%' AND data ->> 'comingId' = $1`,
      [one.id],
    )
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain('溪')
    expect(await refusalCode(world.officer.call(ops.welcome, { comingId: one.id, placement: null }))).toBe(
      'volunteer.withdrew',
    )
  })

  test.each<[string, Partial<Item>, string]>([
    ['no phone', { phone: null }, 'volunteer.phoneNeeded'],
    ['no phone that is one', { phone: '12' }, 'volunteer.badPhone'],
    ['under 18 without a guardian', { minor: true }, 'volunteer.guardianNeeded'],
    ['a day that is not asked for', { days: [dayFrom(9)] }, 'volunteer.dayOutside'],
  ])('refuses %s', async (_, more, code) => {
    expect(await refusalCode(stranger.call(ops.signUp, { key, item: item(more) }))).toBe(code)
    expect(await listOf(callId)).toEqual([])
  })

  test('the same person signs up once for a call, another of the family by the same phone too', async () => {
    const { phone } = await signUp(key)
    expect(await refusalCode(signUp(key, { phone }))).toBe('volunteer.alreadySignedUp')
    await signUp(key, { phone, name: '溪大舟' })
    expect(await listOf(callId)).toHaveLength(2)
  })

  test('a closed call takes nobody, but acknowledges who had arrived', async () => {
    const one = await signUp(key)
    await world.officer.call(ops.closeCall, { callId })
    expect(await refusalCode(signUp(key))).toBe('volunteer.closed')
    expect(await stranger.call(ops.signUp, { key, item: one })).toEqual({ id: one.id, known: true })
  })

  test('a flood from one address ends', async () => {
    const code = refusalCode(
      (async () => {
        for (let n = 0; n < 90; n++) await signUp(key, { name: `溪${n}` })
      })(),
    )
    expect(await code).toBe('volunteer.tooMany')
    expect((await world.officer.call(ops.coming, { callId })).total).toBeLessThanOrEqual(80)
    await world.admin.query('DELETE FROM platform.login_try')
  })
})

describe('welcomed', () => {
  test('onto the roster, phone and all, in a department of volunteers; party members in theirs', async () => {
    const { callId, key } = await opened()
    const one = await signUp(key, { name: '鹭小汀' })
    const party = await signUp(key, { name: '鹭大汀', partyMember: true, partyBranch: '第一支部' })
    const { personId, linked } = await world.leader.call(ops.welcome, {
      comingId: one.id,
      placement: '东门，找演示组长',
    })
    expect(linked).toBe(false)
    const { person, departments } = await world.leader.call(staff.operations.one, { id: personId })
    expect(person).toMatchObject({ name: '鹭小汀', skills: ['driver'], path: HOME, state: 'in-service' })
    expect(departments.map(({ name }) => name)).toEqual(['桃影社区志愿者'])
    expect(await world.leader.call(staff.operations.reveal, { id: personId, purpose: 'call' })).toEqual({
      value: one.phone,
    })
    const other = await world.officer.call(ops.welcome, { comingId: party.id, placement: null })
    const found = await world.officer.call(staff.operations.one, { id: other.personId })
    expect(found.departments.map(({ name }) => name)).toEqual(['桃影社区报到党员'])
    expect(found.person).toMatchObject({ partyMember: true, partyBranch: '第一支部' })
    expect(await stranger.call(ops.ownComing, { key: one.token as string })).toMatchObject({
      placement: '东门，找演示组长',
    })
    expect(await figuresOf(callId)).toMatchObject({ placed: 2, waiting: 0 })
    await world.officer.call(ops.noteCame, { comingId: one.id, here: true })
    expect(await figuresOf(callId)).toMatchObject({ came: 1 })
    expect((await listOf(callId)).find(({ id }) => id === one.id)?.standing).toBe('came')
    await world.officer.call(ops.noteCame, { comingId: one.id, here: false })
    expect(await figuresOf(callId)).toMatchObject({ came: 0 })
    expect(await refusalCode(leader2.call(ops.welcome, { comingId: one.id, placement: null }))).toBe(
      'platform.notFound',
    )
  })

  test('whoever is on the roster already is linked, also where the asker does not see them; another name is asked about', async () => {
    const { key } = await opened()
    const phone = '15499990001'
    const bureau = world.departments[2]!
    const [known] = bureau.people as [string]
    const { rows } = await world.admin.query<{ name: string }>(
      'UPDATE staff.person SET phone_digest = $2 WHERE id = $1 RETURNING name',
      [known, digest('phone', phone)],
    )
    const { name } = rows[0]!
    const before = await heads()
    const one = await signUp(key, { name, phone })
    // Of the other community: the leader of this one reads nothing of them.
    expect(await world.leader.call(ops.welcome, { comingId: one.id, placement: null })).toEqual({
      personId: known,
      linked: true,
      known: false,
    })
    const two = await signUp(key, { name: '鸥小洲', phone })
    expect(await refusalCode(world.leader.call(ops.welcome, { comingId: two.id, placement: null }))).toBe(
      'volunteer.samePhone',
    )
    const apart = await world.leader.call(ops.welcome, { comingId: two.id, placement: null, same: false })
    expect(apart.linked).toBe(false)
    expect(await heads()).toBe(before + 1)
  })

  test('two officers welcome one volunteer at once, and one person in two calls: one on the roster each', async () => {
    const [{ key }, other] = [await opened({ path: OTHER }), await opened({ path: STREET })]
    const before = await heads()
    const officers = await Promise.all([1, 2, 3, 4].map(() => signedIn(world.server, 'officer')))
    const one = await signUp(key, { name: '苇小岸' })
    const again = await signUp(other.key, { name: '苇小岸', phone: one.phone })
    const answers = await Promise.all(
      officers.map((officer, n) => officer.call(ops.welcome, { comingId: n % 2 ? one.id : again.id, placement: null })),
    )
    expect(new Set(answers.map(({ personId }) => personId)).size).toBe(1)
    expect(await heads()).toBe(before + 1)
    const { rows } = await world.admin.query(
      `SELECT FROM platform.ledger WHERE type = 'volunteer.welcomed' AND data ->> 'comingId' = ANY ($1)`,
      [[one.id, again.id]],
    )
    expect(rows).toHaveLength(2)
  })
})

const heads = async (): Promise<number> => {
  const { rows } = await world.admin.query<{ n: number }>('SELECT count(*)::integer AS n FROM staff.person')
  return rows[0]!.n
}

describe('risky posts', () => {
  const insure = (comingId: string, kind: 'policy' | 'street' | 'none', until: string | null) =>
    world.officer.call(ops.noteInsurance, {
      id: freshId(),
      comingId,
      kind,
      policy: kind === 'policy' ? 'TH-0001' : null,
      until,
    })
  const fit = (comingId: string) => world.officer.call(ops.markFit, { comingId, fit: true })
  const asked = (personId: string) =>
    world.server.house.database.within(world.world.actor('leader2'), async (c) =>
      (await insuredFor(c, [personId, freshId()])).get(personId),
    )

  test('are for those whose insurance is on record, as long as it lasts', async () => {
    const { callId, key } = await opened()
    const one = await signUp(key, { name: '荻小渚' })
    expect(await refusalCode(fit(one.id))).toBe('volunteer.notWelcomed')
    const { personId } = await world.officer.call(ops.welcome, { comingId: one.id, placement: null })
    expect(await refusalCode(fit(one.id))).toBe('volunteer.notFit')
    expect(await asked(personId)).toEqual({ insured: false, fit: false, because: ['not-insured'] })
    expect(await refusalCode(insure(one.id, 'street', null))).toBe('volunteer.badInsurance')
    await insure(one.id, 'street', dayFrom(-1))
    expect(await refusalCode(fit(one.id))).toBe('volunteer.notFit')
    await insure(one.id, 'policy', TODAY)
    await fit(one.id)
    expect(await asked(personId)).toEqual({ insured: true, fit: true, because: [] })
    const [row] = await listOf(callId)
    expect(row).toMatchObject({
      fit: true,
      insurance: { kind: 'policy', policy: 'TH-0001', until: TODAY, by: '演示officer' },
    })
    // Noted wrongly: a further line says so, and the mark holds no longer.
    await insure(one.id, 'none', null)
    expect(await asked(personId)).toEqual({ insured: false, fit: false, because: ['not-insured'] })
    expect((await listOf(callId))[0]).toMatchObject({ fit: false, marked: true })
    await expect(world.admin.query('DELETE FROM volunteer.insurance')).rejects.toThrow('append-only')
  })

  test('are never for anybody under 18, not even past the server', async () => {
    const { key } = await opened()
    const one = await signUp(key, { name: '芦小童', minor: true, guardian: '芦母' })
    const { personId } = await world.officer.call(ops.welcome, { comingId: one.id, placement: null })
    await insure(one.id, 'street', dayFrom(30))
    expect(await refusalCode(fit(one.id))).toBe('volunteer.notFit')
    expect(await asked(personId)).toEqual({ insured: true, fit: false, because: ['minor'] })
    await expect(
      world.admin.query('UPDATE volunteer.coming SET fit_at = now() WHERE id = $1', [one.id]),
    ).rejects.toThrow('check')
  })
})

describe('people at work', () => {
  test('a grid worker enters somebody without a phone, and somebody who simply came; both are thanked on paper', async () => {
    const { callId, key } = await opened()
    const without = item({ name: '桃阿婆', phone: null, token: null })
    expect(await grid.call(ops.enter, { callId, item: without, came: false })).toEqual({ known: false })
    expect(await grid.call(ops.enter, { callId, item: without, came: false })).toEqual({ known: true })
    await grid.call(ops.enter, { callId, item: item({ name: '杏小风', token: null }), came: true })
    await signUp(key, { name: '桃小路' })
    expect(await figuresOf(callId)).toMatchObject({ signedUp: 2, came: 1, unasked: 1, waiting: 3 })
    expect(await refusalCode(grid.call(ops.coming, { callId }))).toBe('platform.notAllowed')
    const other = await opened({ path: OTHER })
    expect(await refusalCode(grid.call(ops.enter, { callId: other.callId, item: item(), came: true }))).toBe(
      'platform.notFound',
    )
    const thanks = await world.officer.call(ops.printThanks, { callId, purpose: '张贴致谢', lang: 'zh' })
    expect(thanks.names.map(({ name }) => name)).toEqual(['桃阿婆', '杏小风', '桃小路'])
    expect(thanks.watermark).toContain('张贴致谢')
    // Somebody without a phone is welcomed like everybody else, and can be handed a link on paper.
    await world.officer.call(ops.welcome, { comingId: without.id, placement: null })
    const { token: link } = await world.officer.call(ops.personalLink, { comingId: without.id })
    expect(await stranger.call(ops.ownComing, { key: link })).toMatchObject({ name: '桃阿婆' })
    await world.officer.call(ops.noteWithdrawn, { comingId: without.id })
    expect((await stranger.call(ops.ownComing, { key: link })).withdrawnAt).not.toBeNull()
  })

  test('found by skill, party, hours and where they stand; exported; a phone shown on record', async () => {
    const { callId, key } = await opened()
    const nurse = await signUp(key, { name: '梅护', skills: ['护理'], shifts: ['night'], partyMember: true })
    const any = await signUp(key, { name: '梅开', skills: ['开车'], shifts: [] })
    const names = async (more: object) =>
      (await world.officer.call(ops.coming, { callId, ...more })).rows.map(({ name }) => name)
    expect(await names({ skill: 'nurse' })).toEqual(['梅护'])
    expect(await names({ partyMember: false })).toEqual(['梅开'])
    expect(await names({ shift: 'night' })).toEqual(['梅护', '梅开'])
    expect(await names({ shift: 'morning' })).toEqual(['梅开'])
    expect(await names({ standings: ['placed'] })).toEqual([])
    expect(await names({ text: nurse.phone?.slice(-4) })).toEqual(['梅护'])
    const first = await world.officer.call(ops.coming, { callId, limit: 1 })
    expect(
      (await world.officer.call(ops.coming, { callId, limit: 1, after: first.next ?? freshId() })).rows[0]?.id,
    ).toBe(any.id)
    expect(await world.officer.call(ops.reveal, { id: any.id, purpose: 'call' })).toEqual({ value: any.phone })
    expect(await leader2.call(ops.reveal, { id: any.id, purpose: 'call' })).toEqual({ value: null })
    const { fileId } = await world.officer.call(ops.exportComing, { callId, purpose: '核对名单' })
    expect(fileId).toHaveLength(36)
  })

  test('a call is for the sub-district or a community of one’s own, its days in order; an operation does not end over it', async () => {
    expect(await refusalCode(opened({ path: `${HOME}p1.` }))).toBe('volunteer.badArea')
    expect(await refusalCode(opened({ endsOn: dayFrom(-1) }))).toBe('volunteer.badDays')
    expect(await refusalCode(opened({ path: OTHER }, world.leader))).toBe('platform.notFound')
    const { callId } = await opened()
    expect(await refusalCode(leader2.call(ops.closeCall, { callId }))).toBe('platform.notFound')
    expect(await refusalCode(world.officer.call(operations.operations.endOperation, { id: world.operationId }))).toBe(
      'volunteer.openCalls',
    )
  })
})
