/**
 * FEBRL 4 by the same engine with a plan of its own: Australian records of ten fields. Nothing is told of the truth: the
 * figures below are rough guesses that learning replaces. Known beforehand is only what the set is made of: one copy of each.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthLevels, birthLevelWords, compareBirths } from '../../modules/matching/birth-compare.ts'
import { openMatcherFor } from '../../modules/matching/matcher.ts'
import { editsBetween } from '../../modules/matching/name-compare.ts'
import type { Block, Field, Level, Plan, Side } from '../../modules/matching/plan.ts'
import { hash53, mix32 } from '../../platform/pure/hash.ts'
import type { Word } from '../../platform/pure/words.ts'

type Row = Readonly<Record<string, string>>

const COLUMNS = [
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
] as const
type Column = (typeof COLUMNS)[number]
const at = (column: Column): number => COLUMNS.indexOf(column)
/** After each text its hash, for blocks and for how common it is. */
const hashAt = (column: Column): number => COLUMNS.length + at(column)

const label = (text: string): Word => [`字段${text}`, text]

/** Slips that a text may have and still be near: one in five letters. */
const near = (a: string, b: string): boolean => {
  const room = Math.max(1, Math.floor(Math.min(a.length, b.length) / 4))
  return editsBetween(a, b, room) <= room
}
const bare = (text: string): string => text.replaceAll(' ', '')
const turned = (text: string): string => text.split(' ').sort().join('')

const textField = (column: Column, base: number, crossed?: Column): Field => {
  const term = { of: (person: Side) => person.number(hashAt(column)), base, weight: 500, self: true }
  const levels: Level[] = [
    { name: 'same', words: label(`${column} same`), match: 0.75, stranger: base, term },
    { name: 'near', words: label(`${column} nearly`), match: 0.15, stranger: base * 3 },
    { name: 'crossed', words: label(`${column} elsewhere`), match: 0.02, stranger: base },
    { name: 'different', words: label(`${column} other`), match: 0.08, stranger: 0.95 },
  ]
  return {
    name: column,
    words: label(column),
    levels,
    compare: (line, person) => {
      const [own, other] = [line.text(at(column)), person.text(at(column))]
      if (own === '' || other === '') return -1
      if (own === other) return 0
      const [a, b] = [bare(own), bare(other)]
      if (a === b || near(a, b) || turned(own) === turned(other)) return 1
      if (crossed === undefined) return 3
      const elsewhere = [line.text(at(crossed)), person.text(at(crossed))] as const
      return own === elsewhere[1] || other === elsewhere[0] ? 2 : 3
    },
  }
}

const birthField: Field = {
  name: 'date_of_birth',
  words: label('date_of_birth'),
  levels: birthLevels.map((name, level) => ({
    name,
    words: birthLevelWords[name],
    match: [0.8, 0.03, 0.1, 0.03, 0.04][level] as number,
    stranger: [5e-5, 5e-5, 2e-3, 5e-3, 0.99][level] as number,
  })),
  compare: (line, person) => {
    const [own, other] = [Number(line.text(at('date_of_birth'))), Number(person.text(at('date_of_birth')))]
    return own && other ? birthLevels.indexOf(compareBirths(own, other)) : -1
  },
}

const both = (name: string, ...columns: readonly Column[]): Block => {
  const keys: Block['ofPerson'] = (side, emit) => {
    if (columns.every((column) => side.text(at(column)) !== ''))
      emit(columns.reduce((key, column) => mix32(key, side.number(hashAt(column))), 1))
  }
  return { name, stage: 0, most: 100, ofPerson: keys, ofLine: keys }
}

const plan: Plan<Row, Row> = {
  columns: COLUMNS.length * 2,
  fields: [
    textField('given_name', 5e-3, 'surname'),
    textField('surname', 5e-3, 'given_name'),
    textField('street_number', 0.01),
    textField('address_1', 1e-3, 'address_2'),
    textField('address_2', 1e-3, 'address_1'),
    textField('suburb', 2e-3),
    textField('postcode', 2e-3),
    textField('state', 0.3),
    birthField,
    textField('soc_sec_id', 1e-5),
  ],
  alternatives: [],
  blocks: [
    both('number', 'soc_sec_id'),
    both('birth', 'date_of_birth'),
    both('names', 'given_name', 'surname'),
    both('street', 'address_1', 'street_number'),
    both('house', 'address_2', 'postcode'),
    both('surname-postcode', 'surname', 'postcode'),
    both('given-postcode', 'given_name', 'postcode'),
    both('surname-suburb', 'surname', 'suburb'),
    both('given-suburb', 'given_name', 'suburb'),
    both('surname-street', 'surname', 'address_1'),
    both('given-street', 'given_name', 'address_1'),
    both('surname-house', 'surname', 'address_2'),
    both('given-house', 'given_name', 'address_2'),
    both('street-suburb', 'address_1', 'suburb'),
    both('street-postcode', 'address_1', 'postcode'),
  ],
  bars: [],
  present: 0.9,
  link: 0.5,
  look: 0.5,
  budget: { least: 0.5, most: 0.5, wrong: 1 },
  oneToOne: true,
  idOfPerson: (row) => row.rec_id as string,
  idOfLine: (row) => row.rec_id as string,
  readPerson: (row, write) => {
    for (const column of COLUMNS) {
      const text = row[column] ?? ''
      write.text(at(column), text)
      if (text !== '') write.number(hashAt(column), hash53(text))
    }
  },
  readLine: (row, write) => plan.readPerson(row, write),
  settled: () => false,
}

const readRows = (file: string): Row[] => {
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const titles = heading.split(',').map((title) => title.trim())
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [titles[i], cell.trim()])))
}

export interface FebrlFigures {
  readonly pairs: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly seconds: number
}

/** Null where the data are not there. `folder` holds dataset4a.csv and dataset4b.csv. */
export const measureFebrl = (folder: string): FebrlFigures | null => {
  const files = ['dataset4a.csv', 'dataset4b.csv'].map((name) => join(folder, name))
  if (!files.every(existsSync)) return null
  const [register = [], lines = []] = files.map(readRows)
  const since = performance.now()
  const person = (id: string): string => id.split('-')[1] as string
  let [right, wrong] = [0, 0]
  for (const { listId, verdict, best } of openMatcherFor(plan, register).matchAll(lines)) {
    if (verdict !== 'match' || best === null) continue
    if (person(listId) === person(best.registerId)) right++
    else wrong++
  }
  const [precision, recall] = [right / Math.max(1, right + wrong), right / lines.length]
  const f1 = (2 * precision * recall) / (precision + recall)
  return { pairs: lines.length, precision, recall, f1, seconds: (performance.now() - since) / 1000 }
}
