/**
 * Reads a pasted WeChat chain (接龙) into entries, line by line: nothing is thrown away unsaid, each line is an entry, a heading,
 * a name-and-time stamp, a quotation, chatter or blank. Later lines overrule earlier ones of the same person (overrule.ts).
 */
import { foldWidth } from '../fullwidth.ts'
import { isHeading, isQuestion, isSample, isUnsure, readDay, readStamp, takeNumber } from './line.ts'
import type { Chain, ChainDoubt, ChainLine, ChainReaders, LineKind } from './model.ts'
import { type DraftEntry, overrule } from './overrule.ts'
import { assemble, type Inherited } from './people.ts'
import { CORRECTED_NUMBER, CORRECTION } from './phrases.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Longer lines are read up to here. */
const MOST_READ = 400
/** Lines of one quotation. */
const LONGEST_QUOTE = 20

interface Reading<A, V extends string> {
  readonly entries: DraftEntry<A, V>[]
  /** The entry that a following line may go on with; null after anything else. */
  open: DraftEntry<A, V> | null
  sender: Inherited<A, V> | null
  lastNumber: number | null
  headed: boolean
  inQuote: boolean
  day: Chain<A, V>['day']
}

interface Body<A, V extends string> {
  readonly text: string
  readonly tokens: readonly Token<A, V>[]
  readonly correction: boolean
  readonly target: number | null
  has(kind: Token<A, V>['kind']): boolean
}

function readBody<A, V extends string>(text: string, readers: ChainReaders<A, V>): Body<A, V> {
  let said = text
    .slice(0, MOST_READ)
    .replace(/^回复\s?[^:\s]{1,24}:/u, '')
    .replace(/@\S{1,24}\s?/gu, ' ')
  const correction = CORRECTION.test(said)
  let target: number | null = null
  if (correction) {
    const found = CORRECTED_NUMBER.map((pattern) => pattern.exec(said)).find((f) => f !== null)
    if (found) {
      target = Number(found[1])
      said = said.replace(found[0], ' ')
    }
    said = said.replace(new RegExp(CORRECTION, 'gu'), ' ')
  }
  let tokens = tokensOf(said, readers)
  // 李姐：张三 3-2-1201 阴性: whoever passes it on is not in it.
  const passedOn = /^([^:\d]{1,20}):\s*(.+)$/u.exec(said)
  if (passedOn) {
    const [by, rest] = [tokensOf(passedOn[1] ?? '', readers), tokensOf(passedOn[2] ?? '', readers)]
    if (by.every((token) => token.kind === 'name') && by.length > 0 && rest.some((token) => token.kind === 'name'))
      tokens = rest
  }
  return { text: said, tokens, correction, target, has: (kind) => tokens.some((token) => token.kind === kind) }
}

/** Whether an unnumbered line says something of somebody. */
function isEntry<A, V extends string>(body: Body<A, V>, sender: boolean): boolean {
  if (body.target !== null && body.has('value')) return true
  const somebody = body.has('name') || body.has('address') || body.has('heads')
  if (isQuestion(body.text) && !(body.has('address') && body.has('value'))) return false
  if (body.has('value') || body.has('ditto')) return somebody || sender || [...body.text.trim()].length <= 8
  return body.has('address') && (body.has('name') || sender)
}

/** Longer than any name: more is a sentence. */
const SHORT = 8
const says = <A, V extends string>({ people }: DraftEntry<A, V>, what: 'name' | 'address'): boolean =>
  people.some((person) => person[what] !== null)
const lacking = (doubts: readonly ChainDoubt[]): boolean =>
  doubts.includes('no-value') || doubts.includes('no-person') || doubts.includes('empty')

/** Whether a line goes on with the entry above it, which lacks something or is written one person a line. */
function goesOn<A, V extends string>(open: DraftEntry<A, V>, body: Body<A, V>): boolean {
  if (body.correction) return false
  const [value, name, address] = [body.has('value'), body.has('name'), body.has('address')]
  if (lacking(open.doubts)) {
    // A line that is whole in itself is another entry; chatter behind a line that lacks something adds nothing to it.
    if (name && address && value) return false
    if (value) return true
    const short = [...body.text.trim()].length <= SHORT
    return (address && !says(open, 'address')) || (name && short && !says(open, 'name'))
  }
  return open.number !== null && open.lines.length > 1 && name && value && !address
}

function inheritedBy<A, V extends string>(reading: Reading<A, V>, body: Body<A, V>): Inherited<A, V> {
  const above = body.has('ditto') ? reading.entries.at(-1)?.people.at(-1) : undefined
  // 同上 behind a name is the same door and the same result; alone it says of nobody.
  const from = above ? { ...(body.has('name') ? { address: above.address } : {}), value: above.value } : {}
  return { ...reading.sender, ...from }
}

function makeEntry<A, V extends string>(
  reading: Reading<A, V>,
  at: number,
  number: number | null,
  body: Body<A, V>,
): DraftEntry<A, V> {
  const told = assemble(body.tokens, inheritedBy(reading, body))
  const silent = body.tokens.every(({ kind }) => kind === 'gap') && reading.sender === null
  const unsure: readonly ChainDoubt[] = body.has('value') && isUnsure(body.text) ? ['value-unclear'] : []
  const doubts: readonly ChainDoubt[] =
    silent && body.target === null ? ['empty'] : [...new Set([...told.doubts, ...unsure])]
  return {
    lines: [at],
    number,
    text: body.text,
    people: doubts.includes('empty') ? [] : told.people,
    doubts,
    correction: body.correction,
    target: body.target,
  }
}

function take<A, V extends string>(
  reading: Reading<A, V>,
  raw: string,
  at: number,
  readers: ChainReaders<A, V>,
  quoteEnds: boolean,
): LineKind {
  const plain = foldWidth(raw)
  if (plain === '') return 'blank'
  if (reading.inQuote || plain.startsWith('「')) {
    reading.inQuote = !plain.includes('」') && quoteEnds
    return 'quote'
  }
  if (/^[-—–_=*·.\s]{3,}$/u.test(plain)) return 'quote'
  const { number, rest } = takeNumber(raw, reading.lastNumber)
  const body = readBody(rest, readers)
  const complete = body.has('value') && (body.has('address') || body.has('name'))
  const heading = isSample(rest) || (isHeading(rest) && !(number === null ? body.has('address') && complete : complete))
  if (heading && !body.correction) {
    reading.day ??= readDay(plain)
    Object.assign(reading, { open: null, sender: null, headed: true })
    return reading.entries.length === 0 || /接龙/u.test(plain) ? 'header' : 'chatter'
  }
  if (number === null) {
    const who = body.has('value') ? null : readStamp(rest)
    if (who !== null) {
      const [person] = assemble(tokensOf(who, readers), {}).people
      Object.assign(reading, {
        open: null,
        sender: who === '' ? null : { name: person?.name ?? null, address: person?.address ?? null },
      })
      return 'stamp'
    }
    if (reading.open && goesOn(reading.open, body) && !isQuestion(rest)) {
      const joined = readBody(`${reading.open.text} ${rest}`, readers)
      const lines = [...reading.open.lines, at]
      const grown = { ...makeEntry(reading, at, reading.open.number, joined), lines }
      if (grown.people.length > 0) {
        reading.entries[reading.entries.length - 1] = grown
        reading.open = grown
        return 'entry'
      }
    }
    if (!isEntry(body, reading.sender !== null)) {
      reading.open = null
      if (reading.entries.length > 0) return 'chatter'
      reading.day ??= readDay(plain)
      return reading.headed ? 'header' : 'chatter'
    }
  } else reading.lastNumber = number
  // A number stands for itself: whoever was quoted before it is not its author.
  if (number !== null) reading.sender = null
  const entry = makeEntry(reading, at, number, body)
  reading.entries.push(entry)
  reading.open = entry
  return 'entry'
}

const MOST_GAPS = 200
function gapsIn(numbers: ReadonlySet<number>): number[] {
  if (numbers.size === 0) return []
  const gaps: number[] = []
  for (let n = Math.min(...numbers) + 1; n < Math.max(...numbers) && gaps.length < MOST_GAPS; n++)
    if (!numbers.has(n)) gaps.push(n)
  return gaps
}

/** A chain that lost its line breaks on the way: 1. 张三 阴性 2. 李四 阴性 3. 王五 阴性 → three. */
function unrolled(raw: string): string[] {
  const starts: number[] = []
  let next: number | null = null
  for (const found of raw.matchAll(/(?<![^\s])(\d{1,3})[.、．](?!\d{1,2}[.-])/gu)) {
    const number = Number(found[1])
    if (next !== null && number !== next) continue
    starts.push(found.index)
    next = number + 1
  }
  if (starts.length < 3) return [raw]
  return [0, ...starts].map((from, i) => raw.slice(from, starts[i] ?? raw.length)).filter((part) => part.trim() !== '')
}

/** Never throws, whatever is pasted. */
export function readChain<A, V extends string>(text: string, readers: ChainReaders<A, V>): Chain<A, V> {
  const reading: Reading<A, V> = {
    entries: [],
    open: null,
    sender: null,
    lastNumber: null,
    headed: false,
    inQuote: false,
    day: null,
  }
  const pasted = text.split(/\r\n|\r|\n/u)
  const lines = pasted.map((raw, i): ChainLine => {
    // A mark that nobody closed must not swallow the rest.
    const quoteEnds = pasted.slice(i + 1, i + LONGEST_QUOTE).some((line) => line.includes('」'))
    const kinds = unrolled(raw).map((part) => take(reading, part, i + 1, readers, quoteEnds))
    return { text: raw, kind: kinds.includes('entry') ? 'entry' : (kinds[0] ?? 'blank') }
  })
  const numbers = new Set(reading.entries.flatMap((entry) => (entry.number === null ? [] : [entry.number])))
  return { lines, entries: overrule(reading.entries), gaps: gapsIn(numbers), day: reading.day }
}
