/**
 * The server part of the gate's bench: crossings over HTTP, one a request, 64 phones at the open gates of Taohua, every pass of the 60,000 real to the
 * server and a measure with a household's limit in force. 300 a second by the clock for 60 s, then in steps up until it is behind. Server, load and
 * PostgreSQL (fsync on) each a process of its own.
 */
import pg from 'pg'
import { demoAccounts } from '../../database/taohua/demo-accounts.ts'
import { loadGates } from '../../database/taohua/load-gates.ts'
import { loadTaohua } from '../../database/taohua/load.ts'
import { taohua } from '../../database/taohua/world.ts'
import { gates } from '../../modules/gate/contract.ts'
import type { CrossingFact } from '../../modules/gate/model.ts'
import { passNumberOf } from '../../modules/pass/pass-number.ts'
import { defaultPassPolicy } from '../../modules/pass/policy.ts'
import { digestWith } from '../../platform/server/digest.ts'
import { type BenchDatabase, type Engine, type EngineName, engines, openEngine, SECRET } from '../rig/engine.ts'
import type { Lane } from '../rig/load-job.ts'
import { startLoad } from '../rig/load.ts'
import { freshId, type Seat, seat } from '../rig/people.ts'
import { atMost, type Goal, percentile, rounded, say } from '../rig/report.ts'
import { startServer } from '../rig/server.ts'

const PHONES = 64
const RATE = 300
const SECONDS = 60
const STEPS = [600, 900, 1200, 1800]
const STEP_SECONDS = 8
const HOUR = 3600_000

interface Place {
  readonly gateId: string
  readonly passes: readonly string[]
}

/** Every pass of the place, with its order, written by SQL: how passes are issued is no part of what is measured. */
async function issue(client: pg.Client, streetId: string, street: string): Promise<void> {
  const [officer, other, operation] = [freshId(), freshId(), freshId()]
  await client.query(
    `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, basis, starts_at, opened_by)
     VALUES ($1, $2, $3, '桃花行动', 'epidemic', '小区出入管理', '{"issuer":"云溪区指挥部","title":"通知","date":"2026-03-01"}', now(), $4)`,
    [streetId, operation, street, officer],
  )
  const policy = { ...defaultPassPolicy, household: { people: 1, days: 2 }, outHours: 2 }
  await client.query(
    `INSERT INTO pass.measure (street_id, operation_id, id, path, decided_by, document, document_on, article, evidence, starts_at, ends_at, policy, rules, call,
       appeal_to, appeal_days, drafted_by, confirmed_by, confirmed_at)
     VALUES ($1, $2, $3, $4, '云溪区指挥部', '2号', '2026-03-01', '传染病防治法第六十三条', '测量用的依据说明', $5, $6, $7, '凭证出入', '12900000000', '云溪区政府', 15, $8, $9, now())`,
    [
      ...[streetId, operation, freshId(), street, new Date(Date.now() - HOUR), new Date(Date.now() + 24 * HOUR)],
      ...[JSON.stringify(policy), officer, other],
    ],
  )
  const { rows } = await client.query<{ id: string; path: string }>(
    `SELECT id, path FROM register.resident WHERE street_id = $1 AND left_at IS NULL AND residence <> 'away' ORDER BY path LIMIT 60000`,
    [streetId],
  )
  const lines = rows.map(({ id, path }, i) => ({
    ...{ id: freshId(), application_id: freshId(), resident_id: id, path, number: passNumberOf(i) },
    scope: [`${path.split('.').slice(0, 6).join('.')}.`],
    household: (i >> 1).toString(36).padStart(8, '0'),
  }))
  for (let at = 0; at < lines.length; at += 5000) {
    const some = JSON.stringify(lines.slice(at, at + 5000))
    await client.query(
      `INSERT INTO pass.application (street_id, operation_id, id, path, kind, name, name_key, pinyin, initials, id_type, wants_card, via, entered_by)
       SELECT $1, $2, l.application_id, l.path, 'resident', '桃', '桃', 'tao', 't', 'none', false, 'desk', $4
       FROM jsonb_to_recordset($3::jsonb) AS l (application_id uuid, path text)`,
      [streetId, operation, some, officer],
    )
    await client.query(
      `INSERT INTO pass.pass (street_id, operation_id, id, path, application_id, number, kind, scope, name, name_key, pinyin, initials, holder, resident_id, household,
         from_at, until_at, verified_by, issued_by)
       SELECT $1, $2, l.id, l.path, l.application_id, l.number, 'resident', l.scope, '桃', '桃', 'tao', 't', '桃*', l.resident_id, l.household,
         now() - interval '1 day', now() + interval '30 days', $4, $4
       FROM jsonb_to_recordset($3::jsonb) AS l (id uuid, application_id uuid, path text, number text, scope text[], household text, resident_id uuid)`,
      [streetId, operation, some, officer],
    )
  }
  await client.query('ANALYZE')
}

/** Open gates with the passes that they open to, those with most first. */
async function placesOf(client: pg.Client, streetId: string): Promise<Place[]> {
  const { rows } = await client.query<{ gateId: string; passes: string[] }>(
    `SELECT g.id AS "gateId", array_agg(s.pass_id) AS passes FROM gate.gate g JOIN pass.scope s ON s.street_id = g.street_id AND s.path = ANY (g.serves)
     WHERE g.street_id = $1 AND g.state = 'open' GROUP BY g.id ORDER BY count(*) DESC LIMIT ${PHONES}`,
    [streetId],
  )
  return rows
}

/** A shift of each phone: people go out and come in, every fifteenth is somebody without a pass. */
function shifts(places: readonly Place[], seats: readonly Seat[], each: number, from: number): Lane[] {
  return seats.map(({ cookie }, phone) => {
    const place = places[phone % places.length] as Place
    const shiftId = freshId()
    const requests = Array.from({ length: each }, (_, i) => {
      const k = from + i
      const passId = k % 15 === 14 ? null : (place.passes[(k * 7 + phone) % place.passes.length] as string)
      const fact: CrossingFact = {
        ...{ id: freshId(), gateId: place.gateId, shiftId, n: i + 1, at: new Date().toISOString() },
        ...{
          direction: k % 2 ? 'in' : 'out',
          means: passId ? 'card' : 'none',
          passId,
          way: passId ? 'pass' : 'courier',
        },
        ...{
          codeFrom: null,
          light: 'go',
          because: ['valid'],
          outcome: 'passed',
          errand: null,
          temperature: 365,
          second: null,
        },
        listAge: 1,
      }
      return [fact]
    })
    return { cookie, requests }
  })
}

async function open(
  engine: Engine,
): Promise<{ database: BenchDatabase; client: pg.Client; streetId: string; path: string }> {
  const database = await engine.fresh('gate')
  const world = taohua()
  await loadTaohua(database.adminUrl, { digest: digestWith(SECRET), demo: false })
  const { streetId, path } = demoAccounts(world)[0]!.actor
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await loadGates(client, world)
  await issue(client, streetId, path)
  return { database, client, streetId, path }
}

async function measure(name: EngineName) {
  const engine = await openEngine(name)
  const { database, client, streetId, path } = await open(engine)
  say(`${name}: Taohua with its gates and passes is there`)
  const places = await placesOf(client, streetId)
  const server = await startServer(engine, database)
  const load = startLoad(engine)
  try {
    const seats = await Promise.all(
      Array.from({ length: PHONES }, () => seat(database.adminUrl, streetId, 'gate-keeper', path)),
    )
    const { url } = gates.operations.recordCrossings
    let sent = 0
    const run = async (perSecond: number, seconds: number) => {
      const each = Math.ceil((perSecond * seconds) / PHONES)
      const result = await load.run(shifts(places, seats, each, sent), { port: server.port, url, perSecond })
      sent += each
      const figures = {
        perSecond: rounded(result.requests / result.seconds),
        p50Ms: rounded(percentile(result.latencies, 0.5)),
        p99Ms: rounded(percentile(result.latencies, 0.99)),
        refused: Object.values(result.refused).reduce((a, b) => a + b, 0),
        acknowledged: result.acknowledged.length,
      }
      say(`${name}: ${perSecond} a second for ${seconds} s: ${JSON.stringify(figures)}`)
      return figures
    }
    const warm = await run(RATE, 5)
    const steady = await run(RATE, SECONDS)
    const steps = []
    let breaks: number | null = null
    for (const rate of STEPS) {
      const step = await run(rate, STEP_SECONDS)
      steps.push({ rate, ...step })
      // Behind the clock, or slower than anybody should wait.
      if (step.p99Ms > 1000 || step.perSecond < rate * 0.9) {
        breaks = rate
        break
      }
    }
    const all = [warm, steady, ...steps]
    const { rows } = await client.query<{ n: number; wrong: number }>(
      `SELECT (SELECT count(*)::int FROM gate.crossing) AS n,
         (SELECT count(*)::int FROM (SELECT set_config('shouwang.role', 'officer', false)) r, gate.check_counts($1)) AS wrong`,
      [streetId],
    )
    const acknowledged = all.reduce((n, figures) => n + figures.acknowledged, 0)
    const lost = acknowledged - rows[0]!.n
    return {
      steady,
      steps,
      breaksAt: breaks,
      refused: all.reduce((n, f) => n + f.refused, 0),
      lost,
      wrong: rows[0]!.wrong,
    }
  } finally {
    load.stop()
    await server.stop()
    await client.end()
    await engine.stop()
  }
}

/** On the machine's own PostgreSQL where there is one, else on the one that comes with the product. */
export async function measureServer(): Promise<{ figures: Record<string, unknown>; goals: Goal[] }> {
  const name = engines().at(-1) as EngineName
  const figures = await measure(name)
  return {
    figures: { engine: name, ...figures },
    goals: [
      atMost(`${name}: p99 at ${RATE} crossings/s for ${SECONDS} s, ms`, figures.steady.p99Ms, 300),
      atMost(`${name}: acknowledged and lost, or there unasked`, Math.abs(figures.lost), 0),
      atMost(`${name}: requests refused`, figures.refused, 0),
      atMost(`${name}: counters that differ from the facts`, figures.wrong, 0),
    ],
  }
}
