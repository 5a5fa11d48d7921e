/** The thread in which a list is compared, so that the server goes on answering. It holds everything in memory and no connection. */
import { parentPort, workerData } from 'node:worker_threads'
import { hexDigestWith } from '../../../platform/server/digest.ts'
import { type AddressIndex, addressIndex, dwellingAddress } from '../../register/address-index.ts'
import { likelyPlace } from '../likely-place.ts'
import { openMatcher } from '../matcher.ts'
import type { ListLine, MatchResult, RegisterPerson } from '../model.ts'
import type { Answer, JudgedLine, Order, ThreadData } from './compare-orders.ts'

const keyOf = hexDigestWith((workerData as ThreadData).digestKey)
const lines: ListLine[] = []
let register: RegisterPerson[] = []
let addresses: AddressIndex
let results: Generator<MatchResult> | undefined

function begin(): Generator<MatchResult> {
  const matcher = openMatcher({ register, keyOf })
  register = []
  return matcher.matchAll(lines)
}

function judgeNext(most: number): JudgedLine[] {
  results ??= begin()
  const judged: JudgedLine[] = []
  while (judged.length < most) {
    const { value, done } = results.next()
    if (done) break
    const { listId, verdict, probability, because, best, runnerUp } = value
    const line = lines[judgedSoFar++] as ListLine
    const placePath = likelyPlace(line.address ?? '', addresses)
    judged.push({ rowNo: Number(listId), verdict, probability, because, best, runnerUp, placePath })
  }
  return judged
}
let judgedSoFar = 0

function obey(order: Order): Answer {
  if (order.do === 'judge') return { of: 'judged', lines: judgeNext(order.most) }
  if (order.do === 'areas') addresses = addressIndex(order.areas)
  else if (order.do === 'lines') lines.push(...order.lines)
  else
    for (const { path, ...person } of order.people)
      register.push({ ...person, address: dwellingAddress(path, addresses) })
  return { of: 'taken' }
}

parentPort?.on('message', (order: Order) => parentPort?.postMessage(obey(order)))
