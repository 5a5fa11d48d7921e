/**
 * Who is missing, of 500,000 and of 5,000,000 due with nine tenths tested: the whole list from nothing, through the app's
 * login with row-level security, against DuckDB's anti-join of the same rows plus the transfer of the result as measured;
 * the time from a swab's sending to its line on a listening desk; what one swab costs at both sizes.
 * Arguments: the two sizes.
 */
import { Dice } from '../database/taohua/dice.ts'
import { testing } from '../modules/testing/contract.ts'
import { type Duck, openDuck } from './missing/duck.ts'
import { fill, type Filled } from './missing/fill.ts'
import { inOrder, openWholeList } from './missing/list.ts'
import { hear, openScanner } from './missing/scans.ts'
import { type Engine, openEngine, run } from './rig/engine.ts'
import { atMost, type Goal, median, percentile, printReport, rounded, say } from './rig/report.ts'
import { type Server, startServer } from './rig/server.ts'

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [500_000, 5_000_000]
const REPEATS = 5
const HEARD = 20
const SCANS = 300
const WARM = 50

interface Place {
  readonly filled: Filled
  readonly server: Server
  /** Missing people, in the order that they happen to be swabbed in. */
  readonly people: string[]
}

async function measureList(filled: Filled, engine: Engine) {
  const list = await openWholeList(filled)
  let duck: Duck | undefined
  try {
    duck = await openDuck(filled, engine.folder)
    const [full, floor, transfer]: number[][] = [[], [], []] as const
    await duck.antiJoin()
    const listed = inOrder((await list.full()).rows)
    const same = await duck.missing()
    if (listed.length === 0 || listed.length !== same.length || listed.some((line, i) => line !== same[i]))
      throw new Error('DuckDB found others missing')
    for (let n = 0; n < REPEATS; n++) {
      floor!.push(await duck.antiJoin())
      full!.push((await list.full()).ms)
      transfer!.push((await list.transfer()).ms)
    }
    const [fullMs, floorMs, transferMs] = [full!, floor!, transfer!].map((times) => rounded(median(times))) as [
      number,
      number,
      number,
    ]
    say(
      `${filled.due} due, ${listed.length} missing: list ${fullMs} ms, DuckDB ${floorMs} ms, transfer ${transferMs} ms`,
    )
    return { figures: { missing: listed.length, fullMs, antiJoinMs: floorMs, transferMs }, rows: listed }
  } finally {
    duck?.close()
    await list.close()
  }
}

const shuffled = (rows: readonly string[]): string[] => {
  const dice = new Dice(5)
  return rows
    .map((row) => ({ id: row.slice(0, 36), at: dice.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, HEARD + SCANS + WARM)
    .map(({ id }) => id)
}

/** One swab here, one there, so that noise falls on both alike. */
async function measureScans(places: readonly Place[]): Promise<number[][]> {
  const scanners = await Promise.all(places.map(({ filled, server }) => openScanner(filled, server)))
  const times: number[][] = places.map(() => [])
  for (let n = 0; n < WARM + SCANS; n++)
    for (const [p, place] of places.entries()) {
      const ms = await scanners[p]!.scan(place.people.pop() as string)
      if (n >= WARM) times[p]!.push(ms)
    }
  for (const scanner of scanners) scanner.close()
  return times
}

/** First page of the list as the desk asks for it, ms. */
async function firstPage({ filled, server }: Place): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < REPEATS * 2; n++) {
    const start = performance.now()
    await server.call(filled.officer.cookie, testing.operations.missing, { roundId: filled.roundId })
    times.push(performance.now() - start)
  }
  return rounded(median(times))
}

const engine = await openEngine('embedded')
const figures: Record<string, Record<string, unknown>> = {}
const goals: Goal[] = []
let ratio = 0
const floors: Record<string, number> = {}
try {
  say(JSON.stringify(engine.settings))
  const places: Place[] = []
  for (const due of sizes) {
    const filled = await fill(await engine.fresh(`missing_${due}`), due)
    const { figures: list, rows } = await measureList(filled, engine)
    figures[due] = list
    floors[due] = list.antiJoinMs
    ratio = Math.max(ratio, rounded(list.fullMs / (list.antiJoinMs + list.transferMs)))
    const limit = Math.round(1.5 * list.antiJoinMs + list.transferMs)
    goals.push(atMost(`${due} due: whole list, ms, against 1.5 × DuckDB + transfer`, list.fullMs, limit))
    places.push({ filled, server: await startServer(engine, filled.database), people: shuffled(rows) })
  }
  for (const place of places) {
    const heard = await hear(place.filled, place.server, place.people.splice(0, HEARD))
    const [half, most] = [rounded(median(heard)), rounded(percentile(heard, 0.95))]
    const { due } = place.filled
    Object.assign(figures[due]!, { heardMs: half, heardP95Ms: most, firstPageMs: await firstPage(place) })
    goals.push(atMost(`${due} due: swab sent to line on the desk, p95 ms`, most, 1000))
    say(`${due} due: a desk hears of a swab in ${half} ms, p95 ${most} ms`)
  }
  const times = await measureScans(places)
  for (const [p, { filled }] of places.entries()) {
    const [cost, p95] = [rounded(median(times[p]!)), rounded(percentile(times[p]!, 0.95))]
    Object.assign(figures[filled.due]!, { scanMs: cost, scanP95Ms: p95 })
    say(`${filled.due} due: a swab costs ${cost} ms`)
    const [left] = await run(
      filled.database.adminUrl,
      'SELECT count(*)::integer AS n FROM testing.missing WHERE round_id = $1',
      [filled.roundId],
    )
    const gone = (figures[filled.due]!['missing'] as number) - (left!['n'] as number)
    goals.push(atMost(`${filled.due} due: swabs that took nobody off the list`, HEARD + WARM + SCANS - gone, 0))
  }
  const costs = times.map(median)
  goals.push(
    atMost('cost of a swab, the larger ÷ the smaller round', rounded(Math.max(...costs) / Math.min(...costs)), 1.3),
  )
  for (const { server } of places) await server.stop()
} finally {
  await engine.stop()
}
printReport({ bench: 'missing', figures, floor: { antiJoinMs: floors }, ratio, goals })
process.exit(0)
