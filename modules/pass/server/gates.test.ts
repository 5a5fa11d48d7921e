/** What gates rely on, on a real database with several server processes: the measure, the list that misses nothing, keys that change under way. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Composed } from '../../../apps/server/compose.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { type Browser, browser, refusalCode, signedIn } from '../../../tests/http.ts'
import { itemOf, type PassWorld, passWorld } from '../../../tests/pass-world.ts'
import { dwelling, freshId, HOME, OTHER, STREET_ID } from '../../../tests/small-world.ts'
import { pass } from '../contract.ts'
import { type CodeFault, readPassCode } from '../envelope.ts'
import { keysOf, measureAt, passById, passByNumber, passesByNumber, passListFor } from './public.ts'

const ops = pass.operations
const COMPOUND = `${HOME}p1.g01.x01.`
let world: PassWorld
let second: Composed
let officer2: Browser
beforeAll(async () => {
  world = await passWorld()
  await world.admin.query(`UPDATE platform.grant_of_role SET role = 'gate-keeper' WHERE role = 'lane-crew'`)
  second = await world.another()
  officer2 = await signedIn(second, 'officer')
})
afterAll(async () => world.close())

const keeper = () => ({ ...world.world.actor('crew'), role: 'gate-keeper' as const, path: COMPOUND })
const atGate = <T>(work: Parameters<typeof world.server.house.database.within<T>>[1]) =>
  world.server.house.database.within<T>(keeper(), work)
const everything = async (after: string | null, limit = 2) => {
  const passes = []
  let cursor = after
  for (;;) {
    const page = await atGate((context) => passListFor(context, { paths: [COMPOUND], after: cursor, limit }))
    passes.push(...page.passes)
    cursor = page.cursor
    if (!page.more) return { passes, cursor }
  }
}
let n = 0
async function made(by: Browser = world.grid, path = dwelling(HOME, 1)) {
  const item = itemOf({ kind: 'worker', name: `溪工${String.fromCharCode(0x4e00 + n++)}`, reason: null })
  const { passId, number } = await by.call(ops.issueAtDesk, {
    ...{ operationId: world.operationId, item, residentId: null, path, how: 'vouched', scope: null },
  })
  return { passId, number, token: item.token as string }
}

test('the measure of a gate is the nearest that holds at the moment', async () => {
  const at = (path: string, when: Date) => atGate((context) => measureAt(context, path, when))
  expect(await at(COMPOUND, new Date())).toMatchObject({
    measureId: world.measureId,
    path: HOME,
    policy: { codeMinutes: 5 },
  })
  expect(await at(COMPOUND, new Date(Date.now() - 2 * 3600_000))).toBeNull()
  expect(await at(COMPOUND, new Date(Date.now() + 8 * 86_400_000))).toBeNull()
  const nearer = world.draft({ path: COMPOUND, document: '云府通〔2026〕4号' })
  await world.leader.call(ops.draftMeasure, nearer)
  expect((await at(COMPOUND, new Date()))?.measureId).toBe(world.measureId)
  await world.officer.call(ops.confirmMeasure, { id: nearer.id })
  expect((await at(COMPOUND, new Date()))?.measureId).toBe(nearer.id)
  await world.officer.call(ops.releaseMeasure, { id: nearer.id, document: '云府通〔2026〕5号' })
  expect((await at(COMPOUND, new Date()))?.measureId).toBe(world.measureId)
})

test('a keeper reads lines and nothing more: one by id or number anywhere, lists of their own gates', async () => {
  const { passId, number } = await made()
  const line = await atGate((context) => passByNumber(context, number))
  expect(line).toMatchObject({ passId, number, standing: 'valid', scope: [COMPOUND], household: expect.any(String) })
  expect(line?.holder.name).toMatch(/^溪\*.$/)
  const byNumber = await atGate((context) => passesByNumber(context, [number, number, '999999999']))
  expect([...byNumber]).toEqual([[number, line]])
  expect(await atGate((context) => passById(context, passId))).toEqual(line)
  expect(await atGate((context) => passById(context, freshId()))).toBeNull()
  for (const table of ['pass', 'application', 'link', 'appeal', 'objection'])
    expect((await atGate((context) => context.query(`SELECT FROM pass.${table}`))).rowCount).toBe(0)
  const elsewhere = await atGate((context) => passListFor(context, { paths: [OTHER], after: null, limit: 10 }))
  expect(elsewhere.passes).toEqual([])
})

test('a list misses nothing: not what was committed late, not what changed between two pages, not a revocation', async () => {
  const first = await everything(null)
  // A pass whose transaction began first and is committed last.
  const late = new pg.Client({ connectionString: world.urls.adminUrl })
  await late.connect()
  const { passId: lateId } = await made()
  const before = await everything(first.cursor)
  // A cursor stands before the oldest transaction of the whole cluster: lines may come twice, none is left out.
  expect(before.passes.map(({ passId }) => passId)).toContain(lateId)
  await late.query('BEGIN')
  await late.query(`UPDATE pass.pass SET standing = 'surrendered', ended_at = now() WHERE id = $1`, [lateId])
  const [a, b, c] = [await made(), await made(), await made()]
  const page = await atGate((context) => passListFor(context, { paths: [COMPOUND], after: before.cursor, limit: 1 }))
  expect(page.more).toBe(true)
  await world.leader.call(ops.revoke, { passId: a.passId, reason: 'lent', text: '转借他人使用' })
  await late.query('COMMIT')
  await late.end()
  const rest = await everything(page.cursor)
  const next = await everything(rest.cursor)
  const last = new Map([...page.passes, ...rest.passes, ...next.passes].map((line) => [line.passId, line.standing]))
  expect(Object.fromEntries(last)).toMatchObject({
    ...{ [lateId]: 'surrendered', [a.passId]: 'revoked', [b.passId]: 'valid', [c.passId]: 'valid' },
  })
  // A cursor of nobody's begins anew.
  expect((await everything('not-a-cursor')).passes.length).toBeGreaterThanOrEqual(5)
})

test('passes of the whole community and of a building open the compound’s gate, another community’s do not', async () => {
  const item = (name: string) => itemOf({ kind: 'service', name })
  const issue = (by: Browser, name: string, path: string, scope: string[]) =>
    by.call(ops.issueAtDesk, {
      ...{ operationId: world.operationId, item: item(name), residentId: null, path, how: 'vouched', scope },
    })
  const { cursor } = await everything(null)
  const wide = await issue(world.leader, '溪保供', HOME, [HOME])
  const other = await issue(world.officer, '柳保供', HOME, [OTHER])
  const narrow = await issue(world.leader, '溪保洁', `${COMPOUND}b002.`, [`${COMPOUND}b002.`])
  const found = (await everything(cursor)).passes.map(({ passId }) => passId)
  expect(found).toEqual(expect.arrayContaining([wide.passId, narrow.passId]))
  expect(found).not.toContain(other.passId)
})

const codes = async (by: Browser, token: string) => (await by.call(ops.ownPass, { key: token })).pass!.codes
const read = async (code: string) => readPassCode(code, await atGate(keysOf))
const faultOf = async (code: string): Promise<CodeFault | null> => {
  const found = await read(code)
  return found.ok ? null : found.fault
}

test('two processes sign with one key, and a key made at once by both is one', async () => {
  const { token } = await made()
  await world.admin.query('DELETE FROM pass.key')
  const [one, two] = [browser(world.server), browser(second)]
  const [here, there] = await Promise.all([codes(one, token), codes(two, token)])
  expect(await atGate(keysOf)).toHaveLength(1)
  expect(there).toEqual(here)
  expect(await faultOf(here[0]!.code)).toBeNull()
})

test('a new key is known before its first use: codes fetched ahead are the next key’s from that moment, and no gate stops', async () => {
  const { token } = await made()
  const before = await codes(world.stranger, token)
  const [old] = await atGate(keysOf)
  const { keyId } = await officer2.call(ops.renewKey, { hours: 1 })
  const keys = await atGate(keysOf)
  expect(keys.map((key) => key.keyId)).toEqual([old!.keyId, keyId])
  const after = await codes(browser(second), token)
  const signedBy = after.map(({ code, notBefore }) => {
    const found = readPassCode(code, keys)
    if (!found.ok) throw new Error(found.fault)
    return [found.keyId, notBefore * 1000 >= Date.parse(keys[1]!.from)]
  })
  expect(new Set(signedBy.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify([old!.keyId, false]), JSON.stringify([keyId, true])]),
  )
  // What a phone had fetched before the renewal holds until the old key retires, and no longer.
  for (const { code, notBefore } of before)
    expect(await faultOf(code)).toBe(notBefore * 1000 > Date.parse(keys[0]!.retiredAt!) ? 'retired-key' : null)
})

test('a leaked key is nothing at once: phones fetch new codes, its cards are listed to be printed again', async () => {
  const { token, passId } = await made()
  // Issued long ago: the code of this minute began before the next key does.
  await world.admin.query(`UPDATE pass.pass SET from_at = from_at - interval '1 day' WHERE id = $1`, [passId])
  const purpose = '门岗使用'
  const all = { operationId: world.operationId, under: HOME }
  const { cards } = await world.grid.call(ops.printCards, { ...all, passIds: [passId], which: 'all', purpose })
  const [card] = cards
  const stale = (await codes(world.stranger, token))[0]!.code
  const current = (await world.leader.call(ops.keys, {})).keys.find((key) => key.current)!
  expect(current).toMatchObject({ usable: true, cards: 1 })
  expect(await refusalCode(world.leader.call(ops.leakKey, { keyId: current.keyId }))).toBe('platform.notAllowed')
  expect(await world.officer.call(ops.leakKey, { keyId: current.keyId })).toEqual({ cards: 1 })
  expect(await world.officer.call(ops.leakKey, { keyId: current.keyId })).toEqual({ cards: 1 })
  expect(await faultOf(stale)).toBe('retired-key')
  expect(await faultOf(card!.code)).toBe('retired-key')
  for (const server of [world.server, second])
    expect(await faultOf((await codes(browser(server), token))[0]!.code)).toBeNull()
  const reprint = await world.grid.call(ops.printCards, { ...all, which: 'reprint', purpose })
  expect(reprint.cards.map((one) => one.passId)).toEqual([passId])
  expect(await faultOf(reprint.cards[0]!.code)).toBeNull()
  expect((await world.grid.call(ops.passes, { ...all, cards: 'reprint' })).total).toBe(0)
})

test('under another installation’s secret nothing is signed, and the keys’ page says so; a new key mends it', async () => {
  const stranger = await world.another(`${'another-secret-of-another-place'}${shanghaiDay(Date.now())}-0123456789`)
  const officer3 = await signedIn(stranger, 'officer')
  expect((await officer3.call(ops.keys, {})).keys.every(({ usable }) => !usable)).toBe(true)
  const { passId } = await made()
  const all = {
    operationId: world.operationId,
    under: HOME,
    passIds: [passId],
    which: 'all' as const,
    purpose: '门岗使用',
  }
  expect(await refusalCode(officer3.call(ops.printCards, all))).toBe('pass.keyLost')
  const current = (await officer3.call(ops.keys, {})).keys.find((key) => key.current)!
  await officer3.call(ops.leakKey, { keyId: current.keyId })
  expect(await faultOf((await officer3.call(ops.printCards, all)).cards[0]!.code)).toBeNull()
})

test('neither the database nor anything in it tells a private key', async () => {
  const { rows } = await world.admin.query<{ row: string }>(
    'SELECT to_json(k)::text AS row FROM pass.key k WHERE street_id = $1',
    [STREET_ID],
  )
  expect(rows.length).toBeGreaterThan(2)
  for (const { row } of rows)
    expect(Object.keys(JSON.parse(row)).toSorted()).toEqual([
      'from_at',
      'key_id',
      'leaked_at',
      'leaked_by',
      'made_at',
      'made_by',
      'path',
      'public_key',
      'retired_at',
      'salt',
      'street_id',
    ])
})
