/**
 * How fast, and in how much memory, the invented sub-district is made, and how long its default size takes to load into
 * the embedded database. Floor: as many rows of the same fields, filled from one template with a random id, never kept.
 * Arguments: residents to make (default 1,000,000).
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadTaohua } from '../database/taohua/load.ts'
import { taohua, type WorldResident } from '../database/taohua/world.ts'
import { openEmbedded } from '../platform/server/database/embedded.ts'
import { migrate } from '../platform/server/database/migrate.ts'
import { digestWith } from '../platform/server/digest.ts'

const residents = Number(process.argv[2] ?? 1_000_000)
const TOLD_EVERY = 200_000

const say = (text: string): void => console.log(text)
const megabytes = (): number => process.memoryUsage().rss / 2 ** 20

/** Walks a stream to its end; the length of a field of each row is summed, so that nothing can be optimised away. */
const walk = (label: string, rows: Iterable<WorldResident>): { seconds: number; peakMb: number } => {
  const start = performance.now()
  let peakMb = 0
  let done = 0
  let letters = 0
  for (const row of rows) {
    letters += row.id.length + row.name.length
    if (++done % TOLD_EVERY !== 0 && done !== residents) continue
    peakMb = Math.max(peakMb, megabytes())
    say(`${label}: ${done} / ${residents}, ${Math.round(megabytes())} MB`)
  }
  if (done !== residents || letters === 0) throw new Error(`${label}: ${done} rows instead of ${residents}`)
  return { seconds: (performance.now() - start) / 1000, peakMb }
}

function* copies(count: number): Generator<WorldResident> {
  const [template] = taohua({ residents: 1 }).residents()
  for (let i = 0; i < count; i++) yield { ...(template as WorldResident), id: randomUUID() }
}

const loaded = async (): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
  const database = await openEmbedded({ dataDir })
  try {
    await migrate(database.adminUrl)
    const start = performance.now()
    await loadTaohua(database.adminUrl, {
      digest: digestWith(randomBytes(48).toString('base64')),
      onProgress: ({ words, done, total }) => done === total && say(`${words[1]}${total ? `: ${total}` : ''}`),
    })
    return (performance.now() - start) / 1000
  } finally {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const made = walk('made', taohua({ residents }).residents())
const floor = walk('floor', copies(residents))
const loadSeconds = await loaded()

const goal = (what: string, value: number, limit: number) => ({ what, value, goal: limit, met: value <= limit })
const figures = {
  residents,
  seconds: made.seconds,
  residentsPerSecond: Math.round(residents / made.seconds),
  peakMb: Math.round(made.peakMb),
  defaultLoadSeconds: loadSeconds,
}
say(
  JSON.stringify({
    bench: 'taohua',
    machine: `${cpus().length} × ${cpus()[0]?.model}`,
    figures,
    floor: { seconds: floor.seconds },
    ratio: floor.seconds / made.seconds,
    goals: [
      goal('memory while making, MB', figures.peakMb, 300),
      goal('loading the default 59,531 residents, seconds', loadSeconds, 20),
    ],
  }),
)
