/**
 * A comparison plan: which fields two records have, how each is compared, how likely each outcome is for one and the same
 * person and for others, by which keys candidates are found, and what must hold before anything is linked.
 * The engine (read, index, learn, judge) knows no field by name; residents and the public test data are two plans.
 */
import type { Word } from '../../platform/pure/words.ts'
import type { Verdict } from './model.ts'

/** Which record of a table is looked at; numbers and texts by the plan's own column numbers. 0 and '' mean absent. */
export interface Side {
  readonly row: number
  number(column: number): number
  text(column: number): string
}

export interface RowWriter {
  number(column: number, value: number): void
  /** For texts that many rows share. */
  text(column: number, value: string): void
  /** For texts that are nearly all different. */
  ownText(column: number, value: string): void
}

/** Level by field, in the order of the plan; −1 where one side says nothing. */
export type Levels = Int8Array

/**
 * What agreed and how many people of the register have it: a common value says less. The chance that a stranger agrees is
 * (holders + weight × base) ÷ (people + weight); `self` takes the candidate out of the holders.
 */
export interface Term {
  readonly of: (person: Side) => number
  readonly base: number
  readonly weight: number
  readonly self: boolean
}

export interface Level {
  readonly name: string
  readonly words: Word
  /** Chance of this outcome when both are the same person, before anything is learned. */
  readonly match: number
  /** The same when they are strangers. */
  readonly stranger: number
  /** `stranger` is a number of register people, to be divided by how many there are: for numbers that belong to one person. */
  readonly perPerson?: boolean
  readonly term?: Term
}

export interface Field {
  readonly name: string
  readonly words: Word
  /** Best first. */
  readonly levels: readonly Level[]
  /** `found`: the levels of the fields before this one. */
  compare(line: Side, person: Side, found: Levels): number
}

/** Another way to explain a pair than "the same person" and "strangers": a relative, a twin, a namesake. */
export interface Alternative {
  readonly name: string
  readonly words: Word
  /** Share of lines that are such a one of somebody in the register and not in it themselves. */
  readonly share: number
  /** Chances by level of each field that differs from strangers; the others are as for strangers. */
  readonly levels: Readonly<Record<string, readonly number[]>>
  /** Such a one belongs to the household: whoever else of it is met speaks for this as well. */
  readonly household?: boolean
  /** Learn these fields from pairs of register people that share a key of this block; the chance of a level never above `most`. */
  readonly learnt?: {
    readonly block: string
    readonly fields: readonly string[]
    readonly most: Readonly<Record<string, readonly number[]>>
  }
}

export type Emit = (key: number) => void
export interface Block {
  readonly name: string
  /** 0 is tried first; a line that is settled early never asks the later ones. */
  readonly stage: 0 | 1 | 2
  /** A key that more people share is passed over. */
  readonly most: number
  ofPerson(person: Side, emit: Emit): void
  ofLine(line: Side, emit: Emit): void
}

/** Something that keeps a line from being linked by figures alone. */
export interface Bar {
  readonly name: string
  readonly words: Word
  readonly atMost: Exclude<Verdict, 'match'>
  /** `others`: the levels of the other candidates that are at all likely, best first. */
  holds(line: Side, best: Levels, others: readonly Levels[]): boolean
}

export interface Plan<Person, Line> {
  /** Number of columns; which is what is the plan's own affair. */
  readonly columns: number
  readonly fields: readonly Field[]
  readonly alternatives: readonly Alternative[]
  readonly blocks: readonly Block[]
  readonly bars: readonly Bar[]
  /** Share of lines whose person is in the register, before anything is learned. */
  readonly present: number
  /** Probability from which a line is linked while nothing is learned, and from which it is shown for a look. */
  readonly link: number
  readonly look: number
  /**
   * In a whole list the doubtful lines may be linked down to `least`, and must be surer up to `most`, so that of all links
   * no more than `wrong` (a share) are to be expected false.
   */
  readonly budget: { readonly least: number; readonly most: number; readonly wrong: number }
  /** Every person of the register belongs to at most one line: for lists known to name nobody twice. */
  readonly oneToOne?: boolean
  idOfPerson(person: Person): string
  idOfLine(line: Line): string
  readPerson(person: Person, row: RowWriter): void
  readLine(line: Line, row: RowWriter): void
  /** True for two people of the register that live or are called together: then one explains the other's likeness to a line. */
  related?(one: Side, other: Side): boolean
  /** True when nobody else could still come closer, so that the later blocks need not be asked. */
  settled(levels: Levels): boolean
}
