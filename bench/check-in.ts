/**
 * Durable check-ins over HTTP: server, load generator and PostgreSQL (fsync on) each a process of its own on this machine.
 * 64 phones send in outbox batches of 50 and singly; then 300 singles a second by the clock for 30 s. Floor: the same rows
 * by the best raw SQL (check-in/floor.ts), interleaved with the API round by round; the ratio is the median of the rounds'.
 * Arguments: rounds to measure (default 5), after one that warms up.
 */
import { testing } from '../modules/testing/contract.ts'
import { meet, type Phone, signInCrews, toLanes } from './check-in/crews.ts'
import { type Floor, openFloor } from './check-in/floor.ts'
import { type OpenRound, openStreet, type Street } from './check-in/street.ts'
import { verify } from './check-in/verify.ts'
import { type Engine, type EngineName, engines, openEngine } from './rig/engine.ts'
import type { LoadResult } from './rig/load-job.ts'
import { type Load, startLoad } from './rig/load.ts'
import { atLeast, atMost, median, percentile, printReport, rounded, say } from './rig/report.ts'

const rounds = Number(process.argv[2] ?? 5)
const PHONES = 64
const OUTBOX = 50
const BATCHES = 12
const SINGLES = 150
const STEADY = 300
const STEADY_SECONDS = 30

interface RoundFigures {
  readonly floor: number
  readonly batches: LoadResult
  readonly singles: LoadResult
}
const perSecond = ({ acknowledged, seconds }: LoadResult): number => acknowledged.length / seconds
const ms = (result: LoadResult, share: number): number => rounded(percentile(result.latencies, share))

async function measureRound(
  street: Street,
  load: Load,
  floor: Floor,
  round: OpenRound,
  phones: readonly Phone[],
  floorFirst: boolean,
): Promise<RoundFigures> {
  const { port } = street.server
  const { url } = testing.operations.recordSamples
  const batched = BATCHES * OUTBOX
  const same = phones.flatMap(({ swabs }) => swabs.slice(0, batched))
  const byFloor = (): Promise<number> => floor.insert(round, same)
  const before = floorFirst ? await byFloor() : undefined
  const batches = await load.run(toLanes(phones, 0, batched, OUTBOX), { port, url })
  const after = before ?? (await byFloor())
  const singles = await load.run(toLanes(phones, batched, batched + SINGLES, 1), { port, url })
  return { floor: after, batches, singles }
}

async function measure(name: EngineName) {
  const engine = await openEngine(name)
  let load: Load | undefined
  try {
    say(`${name}: ${JSON.stringify(engine.settings)}`)
    const street = await openStreet(engine)
    load = startLoad(engine)
    const floor = await openFloor(street.database, street)
    const measured: RoundFigures[] = []
    const opened: OpenRound[] = []
    const results: LoadResult[] = []
    const first = await street.openRound()
    const crews = await signInCrews(street, first, PHONES)
    for (let n = 0; n <= rounds; n++) {
      const round = n === 0 ? first : await street.openRound()
      const figures = await measureRound(street, load, floor, round, meet(round, crews), n % 2 === 0)
      opened.push(round)
      results.push(figures.batches, figures.singles)
      if (n > 0) measured.push(figures)
      say(
        `${name}: ${n === 0 ? 'warming up' : `round ${n} of ${rounds}`}: floor ${Math.round(figures.floor)} rows/s, batches ${Math.round(perSecond(figures.batches))}/s, singles ${Math.round(perSecond(figures.singles))}/s`,
      )
    }
    const last = await street.openRound()
    opened.push(last)
    const steady = await load.run(toLanes(meet(last, crews), 0, Math.ceil((STEADY * STEADY_SECONDS) / PHONES), 1), {
      port: street.server.port,
      url: testing.operations.recordSamples.url,
      perSecond: STEADY,
    })
    results.push(steady)
    say(
      `${name}: ${STEADY} singles/s for ${rounded(steady.seconds)} s: p50 ${ms(steady, 0.5)} ms, p99 ${ms(steady, 0.99)} ms`,
    )
    const verdict = await verify(
      street,
      opened.map((round) => round.id),
      results.flatMap((result) => result.acknowledged),
    )
    say(`${name}: ${JSON.stringify(verdict)}`)
    await floor.close()
    await street.server.stop()
    return { ...summary(engine, measured, steady, results), verdict }
  } finally {
    load?.stop()
    await engine.stop()
  }
}

function summary(
  engine: Engine,
  measured: readonly RoundFigures[],
  steady: LoadResult,
  results: readonly LoadResult[],
) {
  const of = (value: (figures: RoundFigures) => number): number => rounded(median(measured.map(value)))
  const sums = (key: 'doubts' | 'refused'): Record<string, number> => {
    const sum: Record<string, number> = {}
    for (const result of results) for (const [what, n] of Object.entries(result[key])) sum[what] = (sum[what] ?? 0) + n
    return sum
  }
  return {
    settings: engine.settings,
    floorRowsPerSecond: of(({ floor }) => floor),
    batchedPerSecond: of(({ batches }) => perSecond(batches)),
    ratio: of(({ batches, floor }) => perSecond(batches) / floor),
    ratios: measured.map(({ batches, floor }) => rounded(perSecond(batches) / floor)),
    batchP99Ms: of(({ batches }) => percentile(batches.latencies, 0.99)),
    singlesPerSecond: of(({ singles }) => perSecond(singles)),
    singleP99Ms: of(({ singles }) => percentile(singles.latencies, 0.99)),
    steady: {
      perSecond: rounded(steady.requests / steady.seconds),
      p50Ms: ms(steady, 0.5),
      p99Ms: ms(steady, 0.99),
      mostMs: ms(steady, 1),
    },
    doubts: sums('doubts'),
    refused: sums('refused'),
  }
}

const names = engines()
if (!names.includes('server')) say('server: skipped, this machine has no PostgreSQL 15 or later of its own')
const measured: [EngineName, Awaited<ReturnType<typeof measure>>][] = []
for (const name of names) measured.push([name, await measure(name)])

printReport({
  bench: 'check-in',
  figures: Object.fromEntries(measured),
  floor: Object.fromEntries(measured.map(([name, figures]) => [name, figures.floorRowsPerSecond])),
  ratio: Math.min(...measured.map(([, { ratio }]) => ratio)),
  goals: measured.flatMap(([name, { ratio, steady, verdict, refused }]) => [
    atLeast(`${name}: batches of ${OUTBOX} ÷ floor`, ratio, 0.5),
    atMost(`${name}: p99 at ${STEADY} singles/s, ms`, steady.p99Ms, 300),
    atMost(`${name}: acknowledged and lost, or there unasked`, verdict.lost + verdict.surplus, 0),
    atMost(
      `${name}: requests refused`,
      Object.values(refused).reduce((a, b) => a + b, 0),
      0,
    ),
    atMost(`${name}: counters that differ from the facts`, verdict.countersWrong, 0),
  ]),
})
process.exit(0)
