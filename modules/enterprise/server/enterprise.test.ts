/** Enterprises over HTTP: registered, found in every way, changed, shut and closed, their phones shown on record, who may what. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, type Composed } from '../../../apps/server/compose.ts'
import { creditCode } from '../../../database/taohua/firm-numbers.ts'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import { type Browser, Refused, signedIn } from '../../../tests/http.ts'
import { dwelling, freshId, HOME, OTHER, SECRET, smallWorld, STREET } from '../../../tests/small-world.ts'
import { enterprises } from '../contract.ts'

const ops = enterprises.operations
const codeOf = (n: number): string => creditCode('91', n)
const COMPOUND = `${HOME}p1.g01.x01.`
const BUILDING = `${COMPOUND}b001.`

let db: FreshDatabase
let server: Composed
let admin: pg.Client
let leader: Browser
let officer: Browser
beforeAll(async () => {
  db = await freshDatabase()
  await smallWorld(db.adminUrl)
  server = await compose({
    appUrl: db.appUrl,
    dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
    secret: SECRET,
    log: false,
  })
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  leader = await signedIn(server, 'leader')
  officer = await signedIn(server, 'officer')
})
afterAll(async () => {
  await admin.end()
  await server.close()
  await db.drop()
})

type Draft = InputOf<typeof ops.registerEnterprise>
const register = (draft: Partial<Draft>, who = leader) =>
  who.call(ops.registerEnterprise, {
    id: freshId(),
    path: COMPOUND,
    name: '云桃食品有限公司',
    kind: 'company',
    ...draft,
  })
const refused = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return error as Refused
}
const names = async (filter: InputOf<typeof ops.find>, who = leader) =>
  (await who.call(ops.find, filter)).rows.map((row) => row.name).sort()
const ledgerOf = async (id: string) =>
  (
    await admin.query<{ type: string; data: Record<string, unknown> }>(
      `SELECT type, data FROM platform.ledger WHERE data ->> 'enterpriseId' = $1 ORDER BY seq`,
      [id],
    )
  ).rows

describe('registering', () => {
  test('what was typed is tidied, sized and shown masked; the ledger has the id alone', async () => {
    const made = await register({
      path: BUILDING,
      name: '星桃（溪里）五金加工厂',
      shortName: '星桃五金',
      kind: 'factory',
      code: ` ${codeOf(1).toLowerCase().slice(0, 9)} ${codeOf(1).slice(9)}`,
      industry: 'C',
      staff: 25,
      floorArea: 1200,
      address: '桃影苑1号楼底层',
      legalName: '溪大山',
      legalPhone: '154 0000 0001',
      contactName: '溪小河',
      contactPhone: '0571-88880001',
    })
    expect(made).toMatchObject({
      name: '星桃(溪里)五金加工厂',
      code: codeOf(1),
      codeType: 'credit-code',
      size: 'small',
      premises: '桃影社区 桃影苑 1号楼',
      legalMasked: '154****0001',
      contactMasked: '0571-******01',
      state: 'open',
      stateReason: null,
      manager: null,
      version: 1,
    })
    expect(await ledgerOf(made.id)).toEqual([
      { type: 'enterprise.enterprise-registered', data: { enterpriseId: made.id } },
    ])
    const { rows } = await admin.query(
      'SELECT legal_phone, contact_phone FROM enterprise.enterprise_secret WHERE id = $1',
      [made.id],
    )
    expect(rows).toEqual([{ legal_phone: '15400000001', contact_phone: '0571-88880001' }])
  })
  test('a stall without any papers is as welcome, an old number too', async () => {
    expect(await register({ name: '阿桃煎饼摊', kind: 'stall' })).toMatchObject({
      codeType: 'none',
      code: null,
      size: null,
    })
    expect(await register({ name: '老溪商行', kind: 'shop', code: '110108000000016' })).toMatchObject({
      codeType: 'business-licence',
    })
  })
  test('a number that does not hold is refused at its field, and not repeated in the answer', async () => {
    const wrong = codeOf(2).replace('M00', 'M0O')
    const { status, problem } = await refused(register({ code: wrong }))
    expect({ status, code: problem.code, fields: problem.fields?.map((f) => f.path) }).toEqual({
      status: 422,
      code: 'enterprise.badCode',
      fields: ['code'],
    })
    expect(problem.fields?.[0]?.words[0]).toContain('第 11 位')
    expect(JSON.stringify(problem)).not.toContain(codeOf(2))
  })
  test('one number stands once, unless what carried it has closed', async () => {
    const first = await register({ name: '月桃商店', kind: 'shop', code: codeOf(3) })
    expect((await refused(register({ name: '另一家', code: codeOf(3) }))).problem.code).toBe('enterprise.codeTaken')
    await leader.call(ops.setState, { id: first.id, version: 1, state: 'closed', reason: 'ended' })
    expect(await register({ name: '另一家', code: codeOf(3) })).toMatchObject({ code: codeOf(3) })
  })
  test.each([
    ['the street', STREET],
    ['another community', OTHER],
    ['nowhere', `${HOME}p9.`],
  ])('%s is no place for it', async (_, path) => {
    expect((await refused(register({ path }))).problem.code).toBe('enterprise.noPremises')
  })
})

describe('changing', () => {
  test('only what is given changes; phones that are not given stay whole', async () => {
    const made = await register({ name: '溪泉水站', kind: 'shop', contactPhone: '15400000009', staff: 3 })
    const changed = await leader.call(ops.changeEnterprise, {
      id: made.id,
      version: 1,
      staff: 60,
      path: dwelling(HOME, 1),
    })
    expect(changed).toMatchObject({ staff: 60, size: 'small', contactMasked: '154****0009', version: 2 })
    expect(changed.premises).toBe('桃影社区 桃影苑 1号楼 1单元 101室')
    expect(await leader.call(ops.reveal, { id: made.id, field: 'contact-phone', purpose: 'call' })).toEqual({
      value: '15400000009',
    })
    expect((await refused(leader.call(ops.changeEnterprise, { id: made.id, version: 1, staff: 1 }))).status).toBe(409)
    const lines = await ledgerOf(made.id)
    expect(lines.map((l) => l.type)).toEqual([
      'enterprise.enterprise-registered',
      'enterprise.enterprise-changed',
      'enterprise.number-revealed',
    ])
    expect(lines[1]?.data).toEqual({ enterpriseId: made.id, fields: ['path', 'staff'], from: COMPOUND })
    expect(lines[2]?.data).toEqual({ enterpriseId: made.id, field: 'contact-phone', purpose: 'call' })
    const { lines: history } = await leader.call(ops.history, { id: made.id })
    expect(history.map((l) => [l.type, l.fields])).toEqual([
      ['enterprise.number-revealed', []],
      ['enterprise.enterprise-changed', ['path', 'staff']],
      ['enterprise.enterprise-registered', []],
    ])
    expect(history[0]?.accountName).toBe('演示leader')
  })
  test('a phone taken away is gone', async () => {
    const made = await register({ name: '一时电话', contactPhone: '15400000010' })
    const changed = await leader.call(ops.changeEnterprise, { id: made.id, version: 1, contactPhone: null })
    expect(changed.contactMasked).toBeNull()
    expect(await leader.call(ops.reveal, { id: made.id, field: 'contact-phone', purpose: 'call' })).toEqual({
      value: null,
    })
  })
  test('shut for a while, open again, closed for good', async () => {
    const made = await register({ name: '桃溪影院', kind: 'other' })
    const set = (
      version: number,
      state: 'open' | 'suspended' | 'closed',
      reason: InputOf<typeof ops.setState>['reason'],
    ) => leader.call(ops.setState, { id: made.id, version, state, reason })
    expect((await refused(set(1, 'suspended', 'ended'))).problem.code).toBe('enterprise.reasonDoesNotFit')
    expect((await refused(set(1, 'open', 'season'))).problem.code).toBe('enterprise.reasonDoesNotFit')
    expect(await set(1, 'suspended', 'renovation')).toMatchObject({
      state: 'suspended',
      stateReason: 'renovation',
      version: 2,
    })
    expect(await set(2, 'open', null)).toMatchObject({ state: 'open', stateReason: null })
    expect(await set(3, 'closed', 'moved')).toMatchObject({ state: 'closed', stateReason: 'moved' })
    expect((await refused(set(4, 'open', null))).problem.code).toBe('enterprise.closed')
    expect((await refused(leader.call(ops.changeEnterprise, { id: made.id, version: 4, staff: 1 }))).problem.code).toBe(
      'enterprise.closed',
    )
    expect(await names({ text: '桃溪影院' })).toEqual([])
    expect(await names({ text: '桃溪影院', states: ['closed'] })).toEqual(['桃溪影院'])
  })
})

describe('finding', () => {
  beforeAll(async () => {
    await register({
      ...{
        id: freshId(),
        name: '鹿鸣山居民宿',
        shortName: '鹿鸣',
        kind: 'hotel',
        industry: 'H',
        code: codeOf(40),
        staff: 12,
      },
      ...{ path: BUILDING, address: '桃花路 12 号院内', legalName: '鹿一', legalPhone: '15400004321', rooms: 30 },
    })
    await register({ name: '柳亭便利店', kind: 'shop', path: OTHER, contactPhone: '15400008765' }, officer)
  })
  test.each<[string, string]>([
    ['鹿鸣山', 'name'],
    ['山居', 'name'],
    ['鹿 鸣（山居）', 'name'],
    ['luming', 'letters'],
    ['lmsj', 'letters'],
    ['4321', 'phone-tail'],
    ['15400004321', 'phone'],
    [codeOf(40), 'code'],
    [codeOf(40).slice(8, 16), 'code'],
    ['桃花路12号', 'address'],
    ['桃影苑1号楼', 'address'],
  ])('%s, understood as %s', async (text, readAs) => {
    const found = await leader.call(ops.find, { text })
    expect(found.readAs).toBe(readAs)
    expect(found.rows.map((row) => row.name)).toContain('鹿鸣山居民宿')
    expect(found.rows.map((row) => row.name)).not.toContain('柳亭便利店')
  })
  test('signs of LIKE are letters like any other', async () => {
    expect(await names({ text: '%店' })).toEqual([])
    expect((await refused(leader.call(ops.find, { text: 'x' }))).problem.code).toBe('enterprise.searchTooShort')
  })
  test('filters hold together', async () => {
    expect(await names({ kinds: ['hotel', 'school'], industries: ['H'], sizes: ['small'] })).toEqual(['鹿鸣山居民宿'])
    expect(await names({ kinds: ['hotel'], sizes: ['large'] })).toEqual([])
    expect(await names({ under: BUILDING, kinds: ['hotel'] })).toEqual(['鹿鸣山居民宿'])
    expect((await refused(leader.call(ops.find, { under: OTHER }))).status).toBe(404)
  })
  test('pages follow one another without a gap', async () => {
    const all = await names({ limit: 200 })
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await leader.call(ops.find, { limit: 2, ...(after ? { after } : {}) })
      expect(page.total).toBe(all.length)
      seen.push(...page.rows.map((row) => row.name))
      if (page.next === null) break
      after = page.next
    }
    expect(seen.sort()).toEqual(all)
  })
  test('figures are of the area asked for', async () => {
    const counts = await leader.call(ops.counts, { under: BUILDING })
    expect(counts).toMatchObject({ areaName: '1号楼', rooms: 30, suspended: 0, closed: 0 })
    expect(counts.byKind.find(({ kind }) => kind === 'hotel')).toEqual({ kind: 'hotel', enterprises: 1, staff: 12 })
    const [mine, all] = [await leader.call(ops.counts, {}), await officer.call(ops.counts, {})]
    expect(all.open - mine.open).toBe(1)
    expect(mine.open).toBe(mine.byKind.reduce((sum, k) => sum + k.enterprises, 0) - mine.suspended)
  })
})

describe('property managers', () => {
  test('the nearest counts; two cannot look after one place; what they do is on the ledger', async () => {
    const shop = await register({ name: '一楼商店', kind: 'shop', path: BUILDING })
    const id = freshId()
    const draft = {
      id,
      name: '桃影物业',
      contactName: '桃管家',
      phone: '0571-88880002',
      note: null,
      looksAfter: [COMPOUND],
    }
    const made = await leader.call(ops.putManager, { ...draft, version: null })
    expect(made).toMatchObject({
      name: '桃影物业',
      path: COMPOUND,
      areas: [{ path: COMPOUND, name: '桃影苑' }],
      version: 1,
    })
    const managerOf = async () => (await leader.call(ops.one, { id: shop.id })).enterprise.manager?.name
    expect(await managerOf()).toBe('桃影物业')
    const own = { ...draft, id: freshId(), name: '一号楼业委会', looksAfter: [BUILDING], version: null }
    const nearest = await leader.call(ops.putManager, own)
    expect(await managerOf()).toBe('一号楼业委会')
    expect(await names({ manager: nearest.id })).toContain('一楼商店')
    expect(await names({ manager: id })).not.toContain('一楼商店')
    const { managers, withoutManager } = await leader.call(ops.managers, {})
    const total = (await leader.call(ops.find, {})).total
    expect(managers.reduce((sum, m) => sum + m.enterprises, 0) + withoutManager).toBe(total)
    expect((await names({ manager: 'none', limit: 200 })).length).toBe(withoutManager)

    const twice = leader.call(ops.putManager, { ...draft, id: freshId(), version: null })
    expect((await refused(twice)).problem.code).toBe('enterprise.alreadyLookedAfter')
    const stale = leader.call(ops.putManager, { ...draft, version: 7 })
    expect((await refused(stale)).status).toBe(409)
    const abroad = leader.call(ops.putManager, { ...draft, version: 1, looksAfter: [COMPOUND, OTHER] })
    expect((await refused(abroad)).problem.code).toBe('enterprise.noPremises')
    await leader.call(ops.removeManager, { id: nearest.id, version: 1 })
    expect(await managerOf()).toBe('桃影物业')
    const { rows } = await admin.query(
      `SELECT type FROM platform.ledger WHERE data ->> 'managerId' = $1 ORDER BY seq`,
      [nearest.id],
    )
    expect(rows).toEqual([{ type: 'enterprise.manager-set' }, { type: 'enterprise.manager-removed' }])
  })
  test('one that reaches beyond my community is not mine to change', async () => {
    const looksAfter = [`${COMPOUND}b002.`, `${OTHER}p1.g01.x01.`]
    const wide = await officer.call(ops.putManager, {
      ...{ id: freshId(), name: '两地物业', contactName: null, phone: null, note: null, looksAfter, version: null },
    })
    expect(wide.path).toBe(STREET)
    expect((await leader.call(ops.managers, {})).managers.map((m) => m.name)).toContain('两地物业')
    expect((await refused(leader.call(ops.removeManager, { id: wide.id, version: 1 }))).status).toBe(404)
  })
})

describe('who may', () => {
  test('a superior reads and changes nothing; a crew sees nothing; a grid worker keeps their own grid', async () => {
    const made = await register({ name: '看得见的店', kind: 'shop', contactPhone: '15400000011', path: BUILDING })
    const superior = await signedIn(server, 'superior')
    expect((await superior.call(ops.one, { id: made.id })).enterprise.name).toBe('看得见的店')
    const crew = await signedIn(server, 'crew')
    for (const act of [
      () => superior.call(ops.reveal, { id: made.id, field: 'contact-phone', purpose: 'call' }),
      () => superior.call(ops.setState, { id: made.id, version: 1, state: 'closed', reason: 'ended' }),
      () => superior.call(ops.history, { id: made.id }),
      () => crew.call(ops.find, {}),
    ])
      expect((await refused(act())).status).toBe(403)
    const grid = await signedIn(server, 'grid')
    expect(await grid.call(ops.reveal, { id: made.id, field: 'contact-phone', purpose: 'door' })).toEqual({
      value: '15400000011',
    })
    const elsewhere = await register({ name: '远处的店', kind: 'shop', path: HOME })
    expect((await refused(grid.call(ops.one, { id: elsewhere.id }))).status).toBe(404)
    const other = await signedIn(server, 'leader2')
    expect(
      (await refused(other.call(ops.reveal, { id: made.id, field: 'contact-phone', purpose: 'call' }))).status,
    ).toBe(404)
    expect(
      (await refused(other.call(ops.setState, { id: made.id, version: 1, state: 'closed', reason: 'ended' }))).status,
    ).toBe(404)
  })
})
