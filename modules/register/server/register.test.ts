/** The register over HTTP on a real database: found, revealed on record, corrected without losing anybody's change. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { access } from '../../../platform/pure/access-contract.ts'
import { compose, type Composed } from '../../../apps/server/compose.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import { type Browser, Refused, signedIn } from '../../../tests/http.ts'
import {
  dwelling,
  freshId,
  HOME,
  idNumber,
  OTHER,
  SECRET,
  STREET,
  type SmallWorld,
  smallWorld,
} from '../../../tests/small-world.ts'
import { register } from '../contract.ts'

const ops = register.operations
let db: FreshDatabase
let world: SmallWorld
let server: Composed
let leader: Browser
let admin: pg.Client

beforeAll(async () => {
  db = await freshDatabase()
  world = await smallWorld(db.adminUrl)
  server = await compose({
    appUrl: db.appUrl,
    dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
    secret: SECRET,
    log: false,
  })
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  leader = await signedIn(server, 'leader')
})
afterAll(async () => {
  await admin.end()
  await server.close()
  await db.drop()
})

const find = async (who: Browser, text: string) => {
  const found = await who.call(ops.findResidents, { text })
  return { names: found.rows.map((r) => r.name).sort(), readAs: found.readAs }
}
const refusal = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(Refused)
  return error as Refused
}

describe('finding people', () => {
  test.each([
    ['桃', 'name', ['桃外出', '桃大松', '桃小溪']],
    ['txx', 'initials', ['桃小溪']],
    ['shanyan', 'pinyin', ['单燕']],
    ['zengyun', 'pinyin', ['曾云']],
    ['阿云桃桃', 'name', ['阿云·桃桃']],
    ['0001', 'phone-tail', ['桃小溪']],
    ['12900000002', 'phone', ['单燕']],
    [idNumber('1950-02-03', 1), 'id-number', ['桃小溪']],
    ['桃影苑 2号楼', 'address', ['曾云', '阿云·桃桃']],
    ['1-1-201', 'address', ['单燕', '桃外出']],
    ['桃影苑', 'address', ['单燕', '曾云', '桃外出', '桃大松', '桃小溪', '阿云·桃桃']],
    ['柳星', 'address', []],
  ])('%s by %s', async (text, readAs, names) => {
    expect(await find(leader, text)).toEqual({ names: [...names].sort(), readAs })
  })

  test('the officer sees both communities, the other leader only theirs, the lane crew nobody', async () => {
    expect((await find(await signedIn(server, 'officer'), '')).names).toHaveLength(8)
    expect((await find(await signedIn(server, 'leader2'), '')).names).toEqual(['柳小月', '柳星'].sort())
    expect((await refusal(find(await signedIn(server, 'crew'), ''))).status).toBe(403)
  })
  test('another community cannot be asked for', async () => {
    expect((await refusal(leader.call(ops.findResidents, { under: OTHER }))).status).toBe(404)
    expect((await refusal(leader.call(ops.household, { path: dwelling(OTHER, 1) }))).status).toBe(422)
  })
  test('pages follow each other without gap or repeat', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await leader.call(ops.findResidents, { limit: 2, ...(after ? { after } : {}) })
      seen.push(...page.rows.map((r) => r.id))
      expect(page.total).toBe(6)
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(6)
  })
  test('lists hold masked numbers only', async () => {
    const answer = JSON.stringify(await leader.call(ops.findResidents, {}))
    const whole = world.people.flatMap(({ draft }) => [draft.idNumber, draft.phone]).filter((n) => n !== null)
    expect(whole.filter((number) => answer.includes(number))).toEqual([])
    expect(whole.length).toBeGreaterThan(10)
  })
})

describe('areas', () => {
  test('the tree counts residents and dwellings and names who answers', async () => {
    const { trail, areas } = await leader.call(ops.areas, { under: `${HOME}p1.` })
    expect(trail.map((a) => a.name)).toEqual(['云溪区', '桃花街道', '桃影社区', '第一片区'])
    expect(areas).toMatchObject([
      { name: '第一网格', residents: 6, dwellings: 3, children: 1, duties: [{ name: '溪一', post: 'grid-worker' }] },
    ])
  })
  test('a duty is set, shown along the chain, and ended', async () => {
    const id = freshId()
    await leader.call(ops.setDuty, {
      id,
      path: `${HOME}p1.g01.x01.b001.`,
      post: 'building-head',
      name: '楼栋长甲',
      phone: null,
    })
    const { chain } = await leader.call(ops.household, { path: dwelling(HOME, 1) })
    expect(chain.map((d) => d.post)).toEqual(['building-head', 'grid-worker'])
    await leader.call(ops.endDuty, { id })
    expect((await leader.call(ops.household, { path: dwelling(HOME, 1) })).chain).toHaveLength(1)
    expect((await refusal((await signedIn(server, 'grid')).call(ops.endDuty, { id }))).status).toBe(403)
  })
})

describe('full numbers', () => {
  test('shown for a purpose, and on record in the same breath', async () => {
    const { id, draft } = world.people[0]!
    expect(await leader.call(ops.reveal, { residentId: id, field: 'phone', purpose: 'call' })).toEqual({
      value: draft.phone,
    })
    const officer = await signedIn(server, 'officer')
    const { lines } = await officer.call(access.operations.audit, { types: ['register.number-revealed'] })
    expect(lines[0]).toMatchObject({
      accountId: world.logins.get('leader')!.accountId,
      data: { residentId: id, field: 'phone', purpose: 'call' },
    })
    expect(JSON.stringify(lines)).not.toContain(draft.phone)
  })
  test('not outside the area, not by a superior', async () => {
    const stranger = world.people.at(-1)!.id
    expect(
      (await refusal(leader.call(ops.reveal, { residentId: stranger, field: 'phone', purpose: 'call' }))).status,
    ).toBe(404)
    const superior = await signedIn(server, 'superior')
    expect(
      (await refusal(superior.call(ops.reveal, { residentId: world.people[0]!.id, field: 'phone', purpose: 'call' })))
        .status,
    ).toBe(403)
  })
})

describe('registering and correcting', () => {
  test('a wrong check digit is named, nothing is written', async () => {
    const input = {
      id: freshId(),
      path: dwelling(HOME, 1),
      name: '桃新',
      idType: 'resident-id' as const,
      idNumber: '329999199001010010',
    }
    const refused = await refusal(leader.call(ops.registerResident, input))
    expect(refused.problem.code).toBe('register.badIdNumber')
    expect(refused.problem.fields).toMatchObject([{ path: 'idNumber' }])
    expect((await find(leader, '桃新')).names).toEqual([])
  })
  test('registered, found by number, corrected, moved out', async () => {
    const id = freshId()
    const number = idNumber('1991-03-04', 21)
    const made = await leader.call(ops.registerResident, {
      id,
      path: dwelling(HOME, 1),
      name: '桃新',
      idType: 'resident-id',
      idNumber: number.toLowerCase(),
      phone: '129 0000 7777',
    })
    expect(made).toMatchObject({
      birthDate: '1991-03-04',
      sex: 'male',
      phoneMasked: '129****7777',
      version: 1,
      address: '桃影苑 1号楼 1单元 101室',
    })
    expect((await find(leader, number)).names).toEqual(['桃新'])
    const moved = await leader.call(ops.correctResident, { id, version: 1, path: dwelling(HOME, 2), name: '桃新新' })
    expect(moved).toMatchObject({
      name: '桃新新',
      version: 2,
      idMasked: made.idMasked,
      phoneMasked: made.phoneMasked,
      address: '桃影苑 1号楼 1单元 201室',
    })
    expect((await find(leader, '7777')).names).toEqual(['桃新新'])
    expect(await leader.call(ops.reveal, { residentId: id, field: 'id-number', purpose: 'verify' })).toEqual({
      value: number,
    })
    expect((await refusal(leader.call(ops.correctResident, { id, version: 1, name: '别人改' }))).status).toBe(409)
    await leader.call(ops.removeResident, { id, version: 2, reason: 'moved' })
    expect((await find(leader, number)).names).toEqual([])
    const { rows } = await admin.query(
      `SELECT type, data->'fields' AS fields FROM platform.ledger WHERE data->>'residentId' = $1 AND type <> 'register.number-revealed' ORDER BY seq`,
      [id],
    )
    expect(rows.map((r) => r.type)).toEqual([
      'register.resident-registered',
      'register.resident-corrected',
      'register.resident-left',
    ])
  })
  test('one document, one living person', async () => {
    const taken = world.people[0]!.draft.idNumber!
    const refused = await refusal(
      leader.call(ops.registerResident, {
        id: freshId(),
        path: dwelling(HOME, 2),
        name: '桃冒',
        idType: 'resident-id',
        idNumber: taken,
      }),
    )
    expect(refused.problem.code).toBe('register.alreadyRegistered')
  })
  test('two people correcting at once: one is told to look again', async () => {
    const { id } = world.people[2]!
    const grid = await signedIn(server, 'grid')
    const results = await Promise.allSettled([
      leader.call(ops.correctResident, { id, version: 1, note: '甲' }),
      grid.call(ops.correctResident, { id, version: 1, note: '乙' }),
    ])
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  test('a person cannot be moved into another community', async () => {
    const { id } = world.people[1]!
    expect((await refusal(leader.call(ops.correctResident, { id, version: 1, path: dwelling(OTHER, 1) }))).status).toBe(
      422,
    )
  })
})

test('codes are printed door by door, and counted on the ledger', async () => {
  const { people } = await leader.call(ops.printCodes, { under: HOME })
  const inOrder = people.map(({ dwelling: door, id }) => `${door}|${id}`)
  expect(inOrder).toEqual(inOrder.toSorted())
  const { rows } = await admin.query(
    'SELECT id, name FROM register.resident WHERE left_at IS NULL AND starts_with(path, $1) ORDER BY id',
    [HOME],
  )
  expect(people.map(({ id, name }) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(rows)
  const ledger = await admin.query(`SELECT path, data FROM platform.ledger WHERE type = 'register.codes-printed'`)
  expect(ledger.rows).toEqual([{ path: HOME, data: { people: rows.length } }])
  expect((await refusal(leader.call(ops.printCodes, { under: OTHER }))).status).toBe(404)
})

test('an export is masked, watermarked, counted when made and when fetched', async () => {
  const { fileId } = await leader.call(ops.exportResidents, { purpose: '核对名单', under: HOME })
  await expect
    .poll(async () => (await leader.call(access.operations.files, { id: fileId })).files[0]?.state, { timeout: 10_000 })
    .toBe('ready')
  const fetched = await server.app.inject({ url: `/api/files/${fileId}`, headers: { cookie: leader.cookie() } })
  expect(fetched.statusCode).toBe(200)
  expect(fetched.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const other = await signedIn(server, 'leader2')
  expect(
    (await server.app.inject({ url: `/api/files/${fileId}`, headers: { cookie: other.cookie() } })).statusCode,
  ).toBe(404)
  const { rows } = await admin.query(`SELECT type FROM platform.ledger WHERE data->>'fileId' = $1 ORDER BY seq`, [
    fileId,
  ])
  expect(rows.map((r) => r.type)).toEqual(['access.file-made', 'access.file-fetched'])
  expect((await leader.call(access.operations.files, {})).files[0]).toMatchObject({
    fetched: 1,
    rowsDone: expect.any(Number),
  })
})

test('the street cannot be asked for by a community', async () => {
  expect((await refusal(leader.call(ops.areas, { under: STREET }))).status).toBe(404)
})
