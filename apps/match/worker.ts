/** One thread of a comparison: reads a file into shared memory, learns, or judges the rows it is given. */
import { stat } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { becauseText } from '../../modules/matching/because.ts'
import { resultOf } from '../../modules/matching/explain.ts'
import { Judge } from '../../modules/matching/judge.ts'
import type { KeyOf, ListLine, RegisterPerson, Verdict } from '../../modules/matching/model.ts'
import { indexRegister } from '../../modules/matching/open-register.ts'
import { residentPlan } from '../../modules/matching/resident-plan.ts'
import { personOfCells } from '../../modules/matching/resident-record.ts'
import { type Allocate, Cursor, type Table, TableBuilder } from '../../modules/matching/table.ts'
import { teach } from '../../modules/matching/teach.ts'
import type { Lang } from '../../platform/pure/words.ts'
import { BadInput } from './problem.ts'
import { type FileKind, readPeople } from './read-people.ts'
import type { Answer, Order } from './shares.ts'

const shared: Allocate = (bytes) => new SharedArrayBuffer(bytes)
/** Both sides lie on one desk here, so that a number is its own key. */
const keyOf: KeyOf = (_kind, number) => number
const plan = residentPlan(keyOf)

const answer = (message: Answer): void => parentPort?.postMessage(message)

async function readTable(file: string, kind: FileKind): Promise<Table> {
  const builder = new TableBuilder(plan.columns)
  const size = await stat(file).then(
    (found) => found.size,
    () => 1,
  )
  let [bytes, told] = [0, 0]
  const heard = (more: number): void => {
    bytes += more
    if (bytes - told < size / 20) return
    told = bytes
    answer({ of: 'progress', share: bytes / size })
  }
  const take = (cells: ListLine): void => {
    builder.begin(cells.id)
    if (kind === 'register') plan.readPerson(personOfCells(cells, keyOf), builder)
    else plan.readLine(cells, builder)
  }
  await readPeople(file, kind, take, heard)
  return builder.seal(shared)
}

let judge: Judge<RegisterPerson, ListLine>
let lines: Cursor
let lang: Lang

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function judgeRows(from: number, to: number): Answer {
  const counts: Record<Verdict, number> = { match: 0, review: 0, none: 0 }
  let text = ''
  for (let row = from; row < to; row++) {
    const id = lines.at(row).id
    const result = resultOf(judge, id, judge.judge(lines))
    counts[result.verdict]++
    const registerId = result.verdict === 'none' ? '' : (result.best?.registerId ?? '')
    const because = becauseText(result, lang)
    text += `${cell(id)},${cell(registerId)},${result.verdict},${result.probability.toFixed(4)},${cell(because)}\n`
  }
  return { of: 'judged', text, counts }
}

async function obey(order: Order): Promise<Answer> {
  if (order.do === 'read-register')
    return { of: 'register', register: indexRegister(plan, await readTable(order.file, 'register'), shared) }
  if (order.do === 'read-list') return { of: 'list', list: await readTable(order.file, 'list') }
  if (order.do === 'judge') return judgeRows(order.from, order.to)
  if (order.do === 'learn') {
    judge = new Judge(plan, order.register)
    teach(judge, order.list)
    return { of: 'chances', chances: judge.chances }
  }
  judge = new Judge(plan, order.register, order.chances)
  lines = new Cursor(order.list)
  lang = order.lang
  return { of: 'ready' }
}

parentPort?.on('message', (order: Order) => {
  obey(order).then(answer, (error: unknown) => {
    if (!(error instanceof BadInput)) throw error
    answer({ of: 'bad-input', message: error.message })
  })
})
