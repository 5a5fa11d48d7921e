/**
 * 5,000 called people answer within one minute while 200 desks watch: no acknowledged answer may be lost, and what a desk shows may lie
 * at most two seconds behind what was acknowledged (p99 over every answer and every desk). Arguments: people, desks, seconds.
 */
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { mobilize } from '../modules/mobilize/contract.ts'
import { access } from '../platform/pure/access-contract.ts'
import { digestWith } from '../platform/server/digest.ts'
import { minutesFromNow, putRoster } from '../tests/muster-world.ts'
import { freshId, PASSWORD, STREET, STREET_ID, smallWorld } from '../tests/small-world.ts'
import { openEngine, SECRET } from './rig/engine.ts'
import { atMost, median, percentile, printReport, rounded, say } from './rig/report.ts'
import { startServer } from './rig/server.ts'
import { openWire } from './rig/wire.ts'

const [people, desks, seconds] = [5000, 200, 60].map((usual, i) => Number(process.argv[i + 2] ?? usual)) as [
  number,
  number,
  number,
]
const DEPARTMENTS = 50
const WIRES = 50
const digest = digestWith(SECRET)

interface Asked {
  readonly id: string
  readonly department: string
  readonly token: string
}

/** A call-up of everybody on the roster, asked already; tokens made as the product makes them. */
async function askEverybody(admin: pg.Client): Promise<Asked[]> {
  const departments = await putRoster(
    admin,
    Array.from({ length: DEPARTMENTS }, () => Math.ceil(people / DEPARTMENTS)),
  )
  const [operation, callUp] = [freshId(), freshId()]
  await admin.query(
    `INSERT INTO operation.operation (street_id, id, path, name, hazard, purpose, starts_at, opened_by, basis)
     VALUES ($1, $2, $3, '行动', 'epidemic', '抽调人员', now(), $4, '{"issuer":"a","title":"b","date":"2026-03-01"}')`,
    [STREET_ID, operation, STREET, freshId()],
  )
  await admin.query(
    `INSERT INTO mobilize.call_up (street_id, operation_id, id, path, name, way, state, muster_at, seats, policy, place_name, site_code, opened_by, called_at)
     VALUES ($1, $2, $3, $4, '支援', 'drawn', 'called', $5, $6, '{}', '广场', 'ABCDEF', $7, now())`,
    [STREET_ID, operation, callUp, STREET, minutesFromNow(60), people, freshId()],
  )
  const asked = departments.flatMap(({ id: department, people: ids }) =>
    ids.map((person) => {
      const id = freshId()
      return { id, department, person, token: digest('slip', `mobilize.call:${id}:1`).toString('base64url') }
    }),
  )
  await admin.query(
    `INSERT INTO mobilize.call (street_id, operation_id, call_up_id, id, path, department_id, person_id, wave, asked_at, token_digest)
     SELECT $1, $2, $3, x.id, p.path, p.department_id, p.id, 1, now(), x.digest FROM unnest($4::uuid[], $5::uuid[], $6::bytea[]) AS x (id, person, digest)
     JOIN staff.person p ON p.id = x.person`,
    [
      STREET_ID,
      operation,
      callUp,
      asked.map(({ id }) => id),
      asked.map(({ person }) => person),
      asked.map(({ token }) => digest('slip', token)),
    ],
  )
  await admin.query('SELECT mobilize.recount($1, $2, $3::uuid[])', [STREET_ID, callUp, departments.map(({ id }) => id)])
  await admin.query('ANALYZE')
  return asked.slice(0, people)
}

/** One desk: when it first showed each count of each department, ms. */
type Shown = Map<string, number[]>
function watch(port: number, cookie: string): { shown: Shown; ready: Promise<void>; close: () => void } {
  const shown: Shown = new Map()
  let text = ''
  let open: () => void = () => undefined
  const ready = new Promise<void>((done) => (open = done))
  const request = get(
    { port, host: '127.0.0.1', path: '/api/live?topics=mobilize.tally', headers: { cookie } },
    (response) => {
      response.setEncoding('utf8')
      response.on('error', () => undefined)
      response.on('data', (part: string) => {
        open()
        text += part
        const events = text.split('\n\n')
        text = events.pop() as string
        const now = performance.now()
        for (const event of events) {
          if (!event.includes('event: lines')) continue
          const { lines } = JSON.parse(event.slice(event.indexOf('data: ') + 6)) as {
            lines: { data: { departmentId: string; answered: number } }[]
          }
          for (const { data } of lines) {
            const times = shown.get(data.departmentId) ?? []
            shown.set(data.departmentId, times)
            while (times.length < data.answered) times.push(now)
          }
        }
      })
    },
  )
  request.on('error', () => undefined)
  return { shown, ready, close: () => request.destroy() }
}

const requestOf = (token: string, id: string): Buffer => {
  const at = new Date().toISOString()
  const body = JSON.stringify({ key: token, sentAt: at, item: { id, said: 'coming', arrivesAt: at, at } })
  return Buffer.from(
    `POST ${mobilize.operations.answerCall.url} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-shouwang: 1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

const engine = await openEngine('embedded')
try {
  const urls = await engine.fresh('muster')
  await smallWorld(urls.adminUrl)
  const admin = new pg.Client({ connectionString: urls.adminUrl })
  await admin.connect()
  const asked = await askEverybody(admin)
  const server = await startServer(engine, urls)
  const login = await fetch(`http://127.0.0.1:${server.port}${access.operations.login.url}`, {
    method: 'POST',
    headers: { 'x-shouwang': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'officer', password: PASSWORD }),
  })
  const cookie = login.headers.getSetCookie()[0]!.split(';')[0]!
  say(`${people} people answer within ${seconds} s, ${desks} desks watch`)
  const watching = Array.from({ length: desks }, () => watch(server.port, cookie))
  await Promise.all(watching.map(({ ready }) => ready))
  await sleep(500)

  const wires = await Promise.all(Array.from({ length: WIRES }, () => openWire(server.port)))
  const acknowledged = new Map<string, number[]>()
  const ids: string[] = []
  const waits: number[] = []
  const begun = performance.now()
  // By turns over departments, as messages go out.
  const order = asked.toSorted((a, b) => (a.id.slice(-6) < b.id.slice(-6) ? -1 : 1))
  await Promise.all(
    wires.map(async (wire, n) => {
      for (let i = n; i < order.length; i += WIRES) {
        const due = begun + (i / order.length) * seconds * 1000
        await sleep(Math.max(0, due - performance.now()))
        const { token, department } = order[i] as Asked
        const id = freshId()
        const start = performance.now()
        const { status } = await wire.send(requestOf(token, id))
        const now = performance.now()
        if (status !== 200) continue
        waits.push(now - Math.max(start, due))
        ids.push(id)
        const times = acknowledged.get(department) ?? []
        acknowledged.set(department, times)
        times.push(now)
      }
    }),
  )
  const took = (performance.now() - begun) / 1000
  await sleep(2500)
  for (const wire of wires) wire.close()

  const lags: number[] = []
  let unseen = 0
  for (const [department, times] of acknowledged) {
    times.sort((a, b) => a - b)
    for (const { shown } of watching) {
      const seen = shown.get(department) ?? []
      for (const [k, at] of times.entries()) {
        const when = seen[k]
        if (when === undefined) unseen++
        else lags.push(Math.max(0, when - at))
      }
    }
  }
  const { rows } = await admin.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM mobilize.answer WHERE id = ANY ($1::uuid[])',
    [ids],
  )
  const { rows: tallied } = await admin.query<{ n: number }>('SELECT sum(answered)::integer AS n FROM mobilize.tally')
  for (const { close } of watching) close()
  await server.stop()
  await admin.end()

  const p99 = rounded(percentile(lags, 0.99))
  printReport({
    bench: 'muster',
    figures: {
      ...{
        people,
        desks,
        seconds: rounded(took),
        acknowledged: ids.length,
        onRecord: rows[0]!.n,
        tallied: tallied[0]!.n,
        unseen,
      },
      answerMs: { p50: rounded(median(waits)), p99: rounded(percentile(waits, 0.99)) },
      behindMs: { p50: rounded(median(lags)), p99, most: rounded(percentile(lags, 1)) },
    },
    // The hub looks five times a second: nothing can be seen sooner on average than half of that.
    floor: { halfALookMs: 100 },
    ratio: rounded(median(lags) / 100),
    goals: [
      atMost('acknowledged answers that are lost', ids.length - rows[0]!.n, 0),
      atMost('answers not acknowledged', people - ids.length, 0),
      atMost('answers that some desk has not seen', unseen, 0),
      atMost('p99 of what desks see, ms behind', p99, 2000),
    ],
  })
} finally {
  await engine.stop()
}
