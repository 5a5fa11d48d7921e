/**
 * A street of any size made in the database itself: dwellings of three, twenty to a building, a thousand buildings to a
 * community; a round opened through the API; then nine of ten tested in one stroke, as the day would leave it, vacuumed.
 */
import pg from 'pg'
import { operations } from '../../modules/operation/contract.ts'
import { testing } from '../../modules/testing/contract.ts'
import { type BenchDatabase, type Engine, run } from '../rig/engine.ts'
import { freshId, type Seat, seat } from '../rig/people.ts'
import { type Server, startServer } from '../rig/server.ts'
import { openWire } from '../rig/wire.ts'
import { say } from '../rig/report.ts'

export const STREET_ID = '320999001'
export const STREET = 'd01.s01.'

export interface Street {
  readonly database: BenchDatabase
  readonly server: Server
  readonly officer: Seat
  readonly crew: Seat
  readonly roundId: string
  readonly siteId: string
  readonly due: number
  /** As the owner of the tables, with an officer's settings. */
  readonly admin: pg.Client
  close(): Promise<void>
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** An answer may take minutes here, more than a fetch waits. */
export async function post<T>(port: number, { cookie }: Seat, url: string, input: unknown): Promise<T> {
  const body = Buffer.from(JSON.stringify(input))
  const head = `POST ${url} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\nx-shouwang: 1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  const wire = await openWire(port)
  try {
    const answer = await wire.send(Buffer.concat([Buffer.from(head), body]))
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${answer.body.toString()}`)
    return JSON.parse(answer.body.toString()) as T
  } finally {
    wire.close()
  }
}

// building b of the street; its community, patch and grid follow from its number
const BUILDING = `'${STREET}c' || lpad((b / 1000)::text, 3, '0') || '.p' || (b / 200) % 5 || '.g' || lpad(((b / 20) % 10)::text, 2, '0') || '.x1.b' || lpad((b % 20)::text, 2, '0') || '.'`
const DWELLING = `${BUILDING} || 'u1.h' || (d % 20) / 4 + 1 || lpad((d % 4 + 1)::text, 2, '0') || '.'`

async function makeRegister(admin: pg.Client, residents: number): Promise<void> {
  const dwellings = Math.ceil(residents / 3)
  await admin.query(
    `INSERT INTO register.area (street_id, path, kind, name) VALUES ($1, 'd01.', 'district', '云溪区'), ($1, '${STREET}', 'street', '桃花街道')`,
    [STREET_ID],
  )
  await admin.query(
    `INSERT INTO register.area (street_id, path, kind, name)
     SELECT $1, substring(p FROM '^(?:[^.]+\\.){' || n || '}'), (ARRAY['community', 'patch', 'grid', 'compound', 'building', 'unit'])[n - 2], n || '号'
     FROM (SELECT ${BUILDING} || 'u1.' AS p FROM generate_series(0, $2::int) b) x, generate_series(3, 8) n GROUP BY 2, n`,
    [STREET_ID, Math.floor((dwellings - 1) / 20)],
  )
  await admin.query(
    `INSERT INTO register.area (street_id, path, kind, name, address, floor)
     SELECT $1, ${DWELLING}, 'dwelling', d % 20 + 1 || '室', '桃影苑 ' || b % 20 + 1 || '号楼 ' || d % 20 + 1 || '室', (d % 20) / 4 + 1
     FROM (SELECT d, d / 20 AS b FROM generate_series(0, $2::int) d) x`,
    [STREET_ID, dwellings - 1],
  )
  await admin.query(
    `INSERT INTO register.resident (street_id, id, path, name, name_key, pinyin, initials, birth_date, id_type, phone_masked, phone_tail, residence, tenancy, relation, work)
     SELECT $1, gen_random_uuid(), ${DWELLING}, '桃' || i, '桃' || i, 'tao', 't', date '1950-01-01' + i % 25000, 'none', '154****' || lpad((i % 10000)::text, 4, '0'),
       lpad((i % 10000)::text, 4, '0'), 'local', 'owner', 'other', (ARRAY['day', 'shift', 'school', 'retired', 'home'])[1 + i % 5]
     FROM (SELECT i, i / 3 AS d, i / 60 AS b FROM generate_series(0, $2::int) i) x`,
    [STREET_ID, residents - 1],
  )
}

/** Whom of ten: a stable tenth stays missing. */
const CAME = `abs(hashtext(d.resident_id::text)) % 10 <> 0`

async function testNineOfTen(admin: pg.Client, roundId: string, siteId: string): Promise<void> {
  await admin.query(
    `INSERT INTO testing.sample (street_id, operation_id, round_id, id, site_id, lane, tube_id, resident_id, path, how, taken_at, device_taken_at, account_id, first)
     SELECT d.street_id, d.operation_id, d.round_id, gen_random_uuid(), $2, 1, md5((row_number() OVER () / 10)::text)::uuid, d.resident_id, d.path, 'scan',
       date_bin('15 minutes', now(), '2020-01-01Z'), now(), $2, true
     FROM testing.due d WHERE d.round_id = $1 AND ${CAME}`,
    [roundId, siteId],
  )
  await admin.query(`DELETE FROM testing.missing d WHERE d.round_id = $1 AND ${CAME}`, [roundId])
  await admin.query(
    `UPDATE testing.counter c SET tested = c.due - coalesce(m.n, 0)
     FROM testing.counter x LEFT JOIN (SELECT testing.building(path) AS path, count(*) AS n FROM testing.missing WHERE round_id = $1 GROUP BY 1) m ON m.path = x.path
     WHERE c.round_id = $1 AND x.round_id = $1 AND x.path = c.path`,
    [roundId],
  )
  await admin.query(
    `INSERT INTO testing.lane_counter (street_id, round_id, site_id, lane, quarter, path, samples, tested)
     SELECT street_id, round_id, site_id, lane, testing.quarter(taken_at), $2, count(*), count(*) FROM testing.sample WHERE round_id = $1 GROUP BY 1, 2, 3, 4, 5`,
    [roundId, STREET],
  )
}

export async function openStreet(engine: Engine, residents: number): Promise<Street> {
  const database = await engine.fresh(`missing_${residents}`)
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  await admin.query(`SET shouwang.role = 'officer'; SET shouwang.area = '${STREET}'; SET shouwang.account = ''`)
  let start = performance.now()
  await makeRegister(admin, residents)
  await admin.query('VACUUM ANALYZE')
  say(`${residents}: register made in ${seconds(start)}`)
  const server = await startServer(engine, database)
  const officer = await seat(database.adminUrl, STREET_ID, 'officer', STREET)
  const crew = await seat(database.adminUrl, STREET_ID, 'lane-crew', STREET)

  const [operationId, roundId, siteId] = [freshId(), freshId(), freshId()]
  const [opensAt, closesAt] = [
    new Date(Date.now() - 3600_000).toISOString(),
    new Date(Date.now() + 36_000_000).toISOString(),
  ]
  await server.call(officer.cookie, operations.operations.openOperation, {
    ...{ id: operationId, path: STREET, name: '检测行动', hazard: 'epidemic', purpose: '全员检测', startsAt: opensAt },
    basis: { issuer: '指挥部', title: '关于检测的通知', number: '', date: '2026-03-01' },
  })
  start = performance.now()
  const { figures } = await post<{ figures: { due: number } }>(server.port, officer, testing.operations.openRound.url, {
    ...{
      id: roundId,
      operationId,
      path: STREET,
      name: '第一轮',
      scope: { kind: 'whole' },
      poolSize: 10,
      opensAt,
      closesAt,
    },
    sites: [
      {
        id: siteId,
        path: STREET,
        name: '广场',
        kind: 'fixed',
        lanes: 10,
        poolSize: 10,
        catchment: [STREET],
        opensAt,
        closesAt,
      },
    ],
  })
  say(`${residents}: round opened through the API, ${figures.due} due, ${seconds(start)}`)
  start = performance.now()
  await testNineOfTen(admin, roundId, siteId)
  await admin.query('VACUUM ANALYZE')
  say(`${residents}: nine of ten tested, ${seconds(start)}`)
  return {
    ...{ database, server, officer, crew, roundId, siteId, admin, due: figures.due },
    async close() {
      await server.stop()
      await admin.end()
      await run(database.adminUrl.replace(/\/missing_\d+/, '/postgres'), `DROP DATABASE missing_${residents}`)
    },
  }
}
