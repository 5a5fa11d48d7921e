/** Takes the samples that a judge learns from. None depends on the order of the register or of the list. */
import { hash53, mix32 } from '../../platform/pure/hash.ts'
import { firstChances } from './chances.ts'
import { rowsOfKey } from './index-of-keys.ts'
import type { Judge } from './judge.ts'
import { learnMatches, learnRelated, learnStrangers } from './learn.ts'
import type { OpenRegister } from './open-register.ts'
import type { Block, Side } from './plan.ts'
import { Cursor, type Table } from './table.ts'

const SAMPLE_LINES = 20_000
const SAMPLE_PAIRS = 100_000
/** A door that more people share is no household. */
const LARGEST_HOUSEHOLD = 12

/** At most `most` rows, those whose ids have the lowest hashes, in the order of the hashes. */
const inHashOrder = (table: Table, most: number): number[] => {
  const cursor = new Cursor(table)
  const hashes = Float64Array.from({ length: table.rows }, (_, row) => hash53(cursor.at(row).id, 5))
  const limit = table.rows <= most ? Number.POSITIVE_INFINITY : (hashes.toSorted()[most - 1] as number)
  const rows: number[] = []
  for (let row = 0; row < table.rows; row++) if ((hashes[row] as number) <= limit) rows.push(row)
  return rows.sort((a, b) => (hashes[a] as number) - (hashes[b] as number))
}

function* strangerPairs(
  lines: Cursor,
  people: Cursor,
  lineRows: readonly number[],
  personRows: readonly number[],
): Generator<readonly [Side, Side]> {
  if (personRows.length === 0) return
  // Many people to one line: what a line needs for comparison is made once.
  const each = Math.min(personRows.length, 100)
  for (let i = 0; i < Math.min(SAMPLE_PAIRS, lineRows.length * each); i++) {
    const line = lineRows[Math.floor(i / each)] as number
    const person = personRows[mix32(i, 77) % personRows.length] as number
    yield [lines.at(line), people.at(person)]
  }
}

/** Pairs of register people with a common key of a block. */
function* relatedPairs(
  block: Block,
  salt: number,
  { table, index }: OpenRegister,
  order: readonly number[],
): Generator<readonly [Side, Side]> {
  const [one, other] = [new Cursor(table), new Cursor(table)]
  for (const row of order.slice(0, SAMPLE_LINES)) {
    const rows: number[] = []
    block.ofPerson(one.at(row), (key) =>
      rowsOfKey(index, salt, key, LARGEST_HOUSEHOLD, (found) => {
        if (found !== row) rows.push(found)
      }),
    )
    for (const found of rows) yield [one.at(row), other.at(found)]
  }
}

/** Learns from the lines how this list errs; `judge.chances` is what it will judge by from then on. */
export const teach = <P, L>(judge: Judge<P, L>, lines: Table): void => {
  const { plan, register, people } = judge
  const [lineRows, personRows] = [inHashOrder(lines, SAMPLE_LINES), inHashOrder(register.table, SAMPLE_PAIRS)]
  const first = firstChances(plan, people)
  const strangers = strangerPairs(new Cursor(lines), new Cursor(register.table), lineRows, personRows)
  judge.chances = { ...first, stranger: learnStrangers(plan.fields, first.stranger, strangers) }
  judge.chances = learnRelated(plan, judge.chances, (name) => {
    const salt = plan.blocks.findIndex((block) => block.name === name)
    return relatedPairs(plan.blocks[salt] as Block, salt, register, personRows)
  })
  const line = new Cursor(lines)
  const sample = lineRows.map((row) => judge.candidates(line.at(row)))
  judge.chances = learnMatches(plan, judge.chances, sample, people)
}
