/** Taohua as it lies in a database: everything there once, found by the register's own means, nothing half done. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../database/taohua/demo-accounts.ts'
import { loadTaohua } from '../database/taohua/load.ts'
import { taohua } from '../database/taohua/world.ts'
import { nameKeys } from '../platform/pure/pinyin.ts'
import { roles } from '../platform/pure/roles.ts'
import { passwordFits } from '../platform/server/access/password.ts'
import { digestWith } from '../platform/server/digest.ts'
import { type FreshDatabase, freshDatabase } from './cluster.ts'

const RESIDENTS = 2500
const digest = digestWith('a-secret-for-tests-only-0123456789-abcdef')
const told: { zh: string; done: number; total: number }[] = []
const world = taohua({ residents: RESIDENTS })
let db: FreshDatabase
let admin: pg.Client

beforeAll(async () => {
  db = await freshDatabase()
  await loadTaohua(db.adminUrl, {
    residents: RESIDENTS,
    digest,
    onProgress: ({ words: [zh], done, total }) => {
      if (done !== undefined && total !== undefined) told.push({ zh, done, total })
    },
  })
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await db.drop()
})

const rowsOf = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await admin.query(text, values)).rows

test('every area, duty and resident of the world lies in the register, once', async () => {
  const [counts] = await rowsOf(`SELECT (SELECT count(*)::integer FROM register.area) AS areas,
    (SELECT count(*)::integer FROM register.duty) AS duties, (SELECT count(*)::integer FROM register.resident) AS residents,
    (SELECT count(*)::integer FROM register.resident r JOIN register.resident_secret s USING (street_id, id, path)) AS secrets,
    (SELECT count(*)::integer FROM register.resident r JOIN register.area a USING (street_id, path) WHERE a.kind = 'dwelling') AS housed`)
  expect(counts).toEqual({
    areas: world.counts.areas,
    duties: [...world.duties()].length,
    residents: RESIDENTS,
    secrets: RESIDENTS,
    housed: RESIDENTS,
  })
})

test('a resident is stored as the register itself would store them', async () => {
  const residents = [...world.residents()]
  for (const wanted of [residents[0], residents.find((r) => r.groups.length > 1), residents.find((r) => !r.phone)]) {
    if (wanted === undefined) throw new Error('the world has nobody of that kind')
    const { id, name, groups, birthDate, idNumber, phone } = wanted
    const [row] = await rowsOf(
      `SELECT r.*, birth_date::text AS born, s.id_number, s.phone, a.address FROM register.resident r
       JOIN register.resident_secret s USING (street_id, id) JOIN register.area a ON a.path = r.path WHERE r.id = $1`,
      [id],
    )
    expect(row).toMatchObject({
      name,
      groups,
      born: birthDate,
      name_key: nameKeys(name).key,
      pinyin: nameKeys(name).full,
      id_number: idNumber,
      phone,
      id_digest: idNumber === null ? null : digest('id', idNumber),
      phone_digest: phone === null ? null : digest('phone', phone),
      phone_tail: phone === null ? null : phone.slice(-4),
    })
    expect(row?.id_masked === null ? null : String(row?.id_masked).includes('*')).toBe(idNumber === null ? null : true)
    expect(row?.address).toMatch(/^\S+ \d+号楼 \d+单元 \d+室$/)
  }
})

test('a footprint is a closed ring, an address has its key', async () => {
  const [building] = await rowsOf(
    `SELECT footprint, address, address_key, floors, lon FROM register.area WHERE kind = 'building' ORDER BY path LIMIT 1`,
  )
  const ring = building?.footprint as [number, number][]
  expect(ring).toHaveLength(5)
  expect(ring[4]).toEqual(ring[0])
  expect(building).toMatchObject({ address: '桃影苑 1号楼', address_key: '桃影苑/1/', floors: 5 })
  expect(Math.round(Number(building?.lon))).toBe(150)
})

test('every firm of the world lies in its room, found as the room would find it, and somebody looks after it', async () => {
  const firms = [...world.firms()]
  const [counts] = await rowsOf(`SELECT (SELECT count(*)::integer FROM enterprise.enterprise) AS firms,
    (SELECT count(*)::integer FROM enterprise.enterprise e JOIN enterprise.enterprise_secret s USING (street_id, id, path)
       JOIN register.area a USING (street_id, path)) AS housed,
    (SELECT count(*)::integer FROM enterprise.looked_after l JOIN enterprise.property_manager m ON m.id = l.manager_id AND m.path = l.path) AS managers`)
  const managers = [...world.propertyManagers()].length
  expect(counts).toEqual({ firms: firms.length, housed: firms.length, managers })
  for (const wanted of [
    firms.find((f) => f.shortName && f.code),
    firms.find((f) => !f.code),
    firms.find((f) => f.rooms),
  ]) {
    if (wanted === undefined) throw new Error('the world has none of that kind')
    const [row] = await rowsOf(
      'SELECT e.*, s.legal_phone FROM enterprise.enterprise e JOIN enterprise.enterprise_secret s USING (street_id, id) WHERE e.id = $1',
      [wanted.id],
    )
    const { name, code, legalPhone } = wanted
    expect(row).toMatchObject({ name, code, legal_phone: legalPhone, name_key: name, version: 1 })
    expect(String(row?.initials).split(' ')[0]).toBe(nameKeys(name).initials)
    expect(row?.legal_digest).toEqual(legalPhone === null ? null : digest('phone', legalPhone))
  }
})

test('there is one demo login per role, with the password that is shown', async () => {
  const logins = await rowsOf('SELECT * FROM platform.demo_logins()')
  expect(logins.map((l) => String(l.role)).sort()).toEqual([...roles.values].sort())
  const accounts = await rowsOf('SELECT password_hash, demo FROM platform.account')
  for (const { password_hash, demo } of accounts) {
    expect(demo).toBe(true)
    expect(await passwordFits(String(password_hash), DEMO_PASSWORD)).toBe(true)
  }
  const [setting] = await rowsOf(
    `SELECT value ->> 'password' AS password, value -> 'areas' AS areas FROM platform.setting WHERE key = 'demo'`,
  )
  expect(setting?.password).toBe(DEMO_PASSWORD)
  const areas = new Map(Object.entries(setting?.areas ?? {}))
  for (const { path } of logins) expect(areas.get(String(path))).toMatch(/[区道区格]$|社区$/)
})

test('one operation is open, in it one round that everybody present is due in', async () => {
  const operations = await rowsOf(`SELECT path, state, hazard FROM operation.operation`)
  expect(operations).toEqual([{ path: 'd01.s01.', state: 'open', hazard: 'epidemic' }])
  const present = [...world.residents()].filter((r) => r.residence !== 'away').length
  const [round] = await rowsOf(`SELECT r.state, r.opens_at <= now() AND now() < r.closes_at AS open_now,
    (SELECT count(*)::integer FROM testing.missing) AS missing,
    (SELECT count(*)::integer FROM testing.due WHERE state = 'exempt' AND reason = 'away') AS away,
    (SELECT sum(due)::integer FROM testing.counter) AS counted, (SELECT min(lanes) FROM testing.site) AS lanes FROM testing.round r`)
  expect(round).toEqual({
    state: 'open',
    open_now: true,
    missing: present,
    away: RESIDENTS - present,
    counted: present,
    lanes: 1,
  })
  const lines = await rowsOf(
    `SELECT l.type, a.login FROM platform.ledger l JOIN platform.account a ON a.id = l.account_id ORDER BY seq`,
  )
  expect(lines.slice(0, 8)).toEqual([
    { type: 'operation.operation-opened', login: 'officer' },
    { type: 'laboratory.lab-saved', login: 'officer' },
    { type: 'visit.checkpoint-opened', login: 'officer' },
    ...Array.from({ length: 3 }, () => ({ type: 'visit.vehicle-registered', login: 'officer' })),
    { type: 'testing.round-opened', login: 'officer' },
    { type: 'gate.medical-exit', login: 'gate-keeper' },
  ])
  const types = lines.slice(8).map(({ type }) => type)
  expect(new Set(types)).toEqual(
    new Set([
      ...['volunteer.call-opened', 'volunteer.signed-up', 'volunteer.welcomed', 'volunteer.came-noted'],
      ...['staff.department-set', 'staff.person-registered', 'deployment.place-set', 'deployment.post-set'],
      ...['deployment.at-hand-noted', 'deployment.placed', 'deployment.came', 'deployment.briefing-written'],
    ]),
  )
})

test('some came forward and some stand on posts, one of them short, so that a first look finds it under way', async () => {
  const [figures] = await rowsOf(`SELECT (SELECT count(*)::integer FROM volunteer.coming) AS coming,
    (SELECT count(*)::integer FROM volunteer.coming WHERE via = 'page') AS signed, (SELECT count(*)::integer FROM volunteer.public_came) AS came,
    (SELECT count(*)::integer FROM deployment.post) AS posts, (SELECT count(*)::integer FROM deployment.standing) AS standing,
    (SELECT count(*)::integer FROM deployment.present) AS here,
    (SELECT bool_and(phone_masked LIKE '154%') FROM volunteer.coming) AS invented,
    (SELECT bool_and(starts_at <= now() AND now() < ends_at) FROM deployment.post p JOIN deployment.standing s ON s.post_id = p.id) AS now`)
  expect(figures).toEqual({
    ...{ coming: 8, signed: 6, came: 3, posts: 6, standing: 8, here: 5, invented: true, now: true },
  })
})

test('progress is told in counts that end at their total', () => {
  for (const zh of new Set(told.map((t) => t.zh))) {
    const steps = told.filter((t) => t.zh === zh)
    expect(steps[0]?.done).toBe(0)
    expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total)
    expect(steps.every((t, i) => i === 0 || t.done > (steps[i - 1]?.done ?? 0))).toBe(true)
  }
  expect(told.some((t) => t.zh.includes('居民') && t.total === RESIDENTS)).toBe(true)
})

test.each([1, 2, 9])('a world of %i loads as well', async (residents) => {
  const fresh = await freshDatabase()
  await loadTaohua(fresh.adminUrl, { residents, digest })
  const client = new pg.Client({ connectionString: fresh.adminUrl })
  await client.connect()
  const { rows } = await client.query('SELECT count(*)::integer AS n FROM register.resident')
  expect(rows).toEqual([{ n: residents }])
  await client.end()
  await fresh.drop()
})

test('a load that fails leaves nothing', async () => {
  const fresh = await freshDatabase()
  const broken = () => {
    throw new Error('no digest')
  }
  await expect(loadTaohua(fresh.adminUrl, { residents: 300, digest: broken })).rejects.toThrow()
  const client = new pg.Client({ connectionString: fresh.adminUrl })
  await client.connect()
  const { rows } = await client.query(`SELECT (SELECT count(*)::integer FROM register.area) AS areas,
    (SELECT count(*)::integer FROM platform.account) AS accounts`)
  expect(rows[0]).toEqual({ areas: 0, accounts: 0 })
  await client.end()
  await fresh.drop()
})

test('the roster stands on its departments, some of them excused, and two of it sign in', async () => {
  const [counts] = await rowsOf(`SELECT (SELECT count(*)::integer FROM staff.person) AS people,
    (SELECT count(*)::integer FROM staff.person p JOIN staff.person_secret s USING (street_id, id, path)) AS secrets,
    (SELECT count(*)::integer FROM staff.person p JOIN staff.department d ON d.id = p.department_id AND d.path = p.path) AS placed,
    (SELECT count(*)::integer FROM staff.person p WHERE NOT EXISTS (SELECT FROM register.area a WHERE a.path = p.home_path) AND p.home_path IS NOT NULL) AS lost,
    (SELECT count(*)::integer FROM staff.person WHERE account_id IS NOT NULL) AS linked`)
  // With the three volunteers who were welcomed.
  expect(counts).toEqual({ people: 1203, secrets: 1203, placed: 1203, lost: 0, linked: 2 })
  const drift = await rowsOf(`SELECT p.id FROM staff.person p LEFT JOIN staff.service_day d ON d.person_id = p.id
    GROUP BY p.id, p.street_id HAVING p.line_days <> count(DISTINCT d.day) OR p.line_hours <> coalesce(sum(d.hours), 0) OR p.line_last IS DISTINCT FROM max(d.day)
      OR max(d.day) >= (now() AT TIME ZONE 'Asia/Shanghai')::date OR min(d.day) <= p.opening_on`)
  expect(drift).toEqual([])
  const [reasons] =
    await rowsOf(`SELECT count(*) FILTER (WHERE e.kind = 'withheld') = count(r.id) AS apart FROM staff.exemption e
    LEFT JOIN staff.exemption_reason r USING (street_id, id)`)
  expect(reasons).toEqual({ apart: true })
})
