/** The command itself on files of any size, as somebody else would run it: seconds, most memory held, and what it made of it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createReadStream } from 'node:fs'
import { say } from '../rig/report.ts'
import { type Line, listOf } from './lists.ts'
import { Score, type Summary, type Verdict } from './score.ts'
import { cellsOf, makeRegister } from './world.ts'

const COLUMNS = ['id', 'name', 'idNumber', 'phone', 'birthDate', 'sex', 'address'] as const
const HEADING = 'id,name,id_number,phone,birth_date,sex,address\n'
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function writeCsv(file: string, rows: Iterable<{ readonly [K in (typeof COLUMNS)[number]]?: string | null }>): void {
  const handle = openSync(file, 'w')
  let text = HEADING
  for (const row of rows) {
    text += `${COLUMNS.map((column) => quoted(row[column] ?? '')).join(',')}\n`
    if (text.length > 1 << 20) {
      writeSync(handle, text)
      text = ''
    }
  }
  writeSync(handle, text)
  closeSync(handle)
}

/** Most memory that a process has held, MB; 0 where it cannot be seen. */
const peakOf = (pid: number): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

export interface BigRun extends Summary {
  readonly seconds: number
  readonly peakMb: number
}

export async function bigRun(folder: string, people: number, lines: number, seed: number): Promise<BigRun> {
  const [register, list, out] = ['register.csv', 'list.csv', 'out.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const world = makeRegister(people, seed)
  writeCsv(register, world.people.map(cellsOf))
  const truth: Pick<Line, 'kind' | 'truth' | 'identifiable'>[] = []
  const made = listOf(world, seed + 1, lines)
  writeCsv(
    list,
    (function* () {
      for (const line of made) {
        truth.push({ kind: line.kind, truth: line.truth, identifiable: line.identifiable })
        yield line
      }
    })(),
  )
  say(`wrote ${world.people.length} people and ${lines} lines`)
  const since = performance.now()
  const main = join(import.meta.dirname, '..', '..', 'apps', 'match', 'main.ts')
  const child = spawn(process.execPath, [main, '--register', register, '--list', list, '--out', out, '--lang', 'en'], {
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let peakMb = 0
  const watch = setInterval(() => (peakMb = Math.max(peakMb, peakOf(child.pid as number))), 50)
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!/^(?:Register|List) /.test(line)) say(`  ${line}`)
  })
  const [code] = (await once(child, 'close')) as [number]
  clearInterval(watch)
  if (code !== 0) throw new Error(`the command ended with ${code}`)
  const seconds = (performance.now() - since) / 1000
  const score = new Score()
  let row = -1
  for await (const line of createInterface({ input: createReadStream(out) })) {
    if (row++ < 0) continue
    const [, registerId = '', verdict = ''] = line.split(',')
    score.add(truth[row - 1] as Line, { verdict: verdict as Verdict['verdict'], registerId: registerId || null })
  }
  if (row !== lines) throw new Error(`${row} lines of answer to ${lines}`)
  return { ...score.summary(), seconds, peakMb }
}
