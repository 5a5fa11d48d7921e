/**
 * `npm run -s match -- --register R.csv --list L.csv --out O.csv`: compares a list with a register, one line of answer for
 * each line of the list, in its order. Two threads over one register in shared memory. The result appears whole or not at all.
 */
import { rmSync } from 'node:fs'
import { type FileHandle, open, realpath, rename, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { verdicts } from '../../modules/matching/model.ts'
import type { Lang, Word } from '../../platform/pure/words.ts'
import { BadInput, badInput, problems } from './problem.ts'
import type { Counts } from './shares.ts'
import { Thread } from './thread.ts'

const HEADING = 'list_id,register_id,verdict,probability,because\n'
const ROWS_AT_ONCE = 4000

const STEPS = {
  register: ['底册', 'Register'],
  list: ['名单', 'List'],
  learning: ['学习这份名单的差错规律', 'Learning how this list errs'],
  compared: ['已比对', 'Compared'],
  done: ['完成', 'Done'],
} as const satisfies Record<string, Word>

interface Task {
  readonly register: string
  readonly list: string
  readonly out: string
  readonly lang: Lang
}

function readArguments(): Task {
  const options = {
    register: { type: 'string' },
    list: { type: 'string' },
    out: { type: 'string' },
    lang: { type: 'string' },
  } as const
  try {
    const { register, list, out, lang = 'zh' } = parseArgs({ options }).values
    if (register && list && out && (lang === 'zh' || lang === 'en')) return { register, list, out, lang }
  } catch {
    // An option that there is not: the usage below says which there are.
  }
  throw badInput(problems.usage)
}

const started = performance.now()
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`

async function compare({ register, list, out, lang }: Task, partial: string): Promise<void> {
  const tell = (step: keyof typeof STEPS, text: string): void =>
    void process.stderr.write(`${STEPS[step][lang === 'zh' ? 0 : 1]} ${text} (${seconds()})\n`)
  const target = await realpath(out).catch(() => out)
  for (const file of [register, list])
    if ((await realpath(file).catch(() => file)) === target) throw badInput(problems.sameFile, { file })
  const percent = (step: 'register' | 'list') => (share: number) => tell(step, `${Math.round(share * 100)} %`)
  const first = new Thread(percent('register'))
  const second = new Thread(percent('list'))
  const threads = [
    first,
    second,
    ...Array.from({ length: Math.min(6, availableParallelism() - 2) }, () => new Thread(() => {})),
  ]
  let file: FileHandle | undefined
  try {
    const [{ register: opened }, { list: lines }] = await Promise.all([
      first.ask({ do: 'read-register', file: register }, 'register'),
      second.ask({ do: 'read-list', file: list }, 'list'),
    ])
    tell('learning', `${lines.rows} × ${opened.table.rows}`)
    const both = { register: opened, list: lines }
    const { chances } = await first.ask({ do: 'learn', ...both }, 'chances')
    await Promise.all(threads.map((thread) => thread.ask({ do: 'prepare', ...both, chances, lang }, 'ready')))
    file = await open(partial, 'wx').catch(() => {
      throw badInput(problems.cannotWrite, { file: out })
    })
    await file.write(HEADING)
    const counts = await judgeAll(threads, lines.rows, file, (done) => tell('compared', `${done} / ${lines.rows}`))
    await file.sync()
    await file.close()
    file = undefined
    await rename(partial, out).catch(() => {
      throw badInput(problems.cannotWrite, { file: out })
    })
    const sums = verdicts.values.map((verdict) => `${verdict} ${counts[verdict]}`).join(', ')
    tell('done', `${sums}, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  } finally {
    await file?.close()
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

/** Hands out the rows piece by piece and writes the answers in the order of the list. */
async function judgeAll(
  threads: readonly Thread[],
  rows: number,
  file: FileHandle,
  told: (done: number) => void,
): Promise<Counts> {
  const counts = { match: 0, review: 0, none: 0 }
  const finished = new Map<number, string>()
  let [handed, written, writing] = [0, 0, Promise.resolve()]
  const write = async (): Promise<void> => {
    for (let text = finished.get(written); text !== undefined; text = finished.get(written)) {
      finished.delete(written)
      const from = written
      written += ROWS_AT_ONCE
      await file.write(text)
      if (Math.floor((written * 10) / rows) > Math.floor((from * 10) / rows)) told(Math.min(written, rows))
    }
  }
  await Promise.all(
    threads.map(async (thread) => {
      while (handed < rows) {
        const from = handed
        handed += ROWS_AT_ONCE
        const judged = await thread.ask({ do: 'judge', from, to: Math.min(rows, from + ROWS_AT_ONCE) }, 'judged')
        for (const verdict of verdicts.values) counts[verdict] += judged.counts[verdict]
        finished.set(from, judged.text)
        writing = writing.then(write)
        await writing
      }
    }),
  )
  return counts
}

async function main(): Promise<void> {
  const task = readArguments()
  const partial = `${task.out}.${process.pid}.partial`
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      rmSync(partial, { force: true })
      process.exit(130)
    })
  await compare(task, partial).catch(async (error: unknown) => {
    await rm(partial, { force: true })
    throw error
  })
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof BadInput ? error.message : error)
    process.exit(error instanceof BadInput ? 2 : 1)
  },
)
