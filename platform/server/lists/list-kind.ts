/**
 * What a room says of the lists that it takes (its fields, how a row is judged, how accepted rows are written), and the
 * shapes in which lists and rows are kept meanwhile. The room's schema has the tables `import` and `import_row`, and the
 * functions `unfinished_imports()` and `forget_old_imports()`: see 0002-register.sql and 0007-register-import.sql.
 */
import type { EventKind } from '../../pure/contract.ts'
import type { ListCell } from '../../pure/list-cells.ts'
import type { ColumnCorrections, ColumnLanguage, ColumnMapping, ListColumn } from '../../pure/list-columns.ts'
import type { ListCounts, ListRowView, ListView, listEvents } from '../../pure/list-contract.ts'
import type { Noticed, RowProblem } from '../../pure/list-problems.ts'
import type { Word } from '../../pure/words.ts'
import type { Actor } from '../actor.ts'
import type { Context } from '../database/database.ts'
import type { House } from '../room.ts'

/** How the head of a list was understood; kept so that a second look starts from the person's corrections. */
export interface ListHead<F extends string> {
  /** Row number as the spreadsheet shows it, 0 for none. */
  row: number
  carryDown: boolean
  corrections: ColumnCorrections<F>
}

/** A list as it is kept. */
export interface ListImport<F extends string = string> {
  id: string
  streetId: string
  path: string
  accountId: string
  fileName: string
  state: ListView['state']
  progress: number
  columns: ListColumn<F>[]
  header: Partial<ListHead<F>>
  counts: Partial<ListCounts>
  problem: Word | null
  madeAt: Date
  appliedAt: Date | null
}

export interface ListRow {
  /** As the spreadsheet shows it, from 1. */
  rowNo: number
  cells: readonly ListCell[]
}

/** A row as it is judged; `record`, for kinds with `records`, is what the room would hold. */
export interface StagedRow<F extends string = string, Rec = unknown> {
  rowNo: number
  verdict: ListRowView['verdict']
  /** Whom or what of the room it means, or would become. */
  subjectId: string | null
  /** `changes` as they are shown; `places`: cells taken from rows above; more is the room's. */
  draft: { changes?: ListRowView<F>['changes']; places?: Partial<Record<F, string>>; [more: string]: unknown } | null
  problems: Noticed<F>[]
  record?: Rec
}

/** A row that needs no comparing: wrong, or passed over. `places` of a wrong one are written out when it is taken away. */
export const finishedRow = <F extends string>(
  rowNo: number,
  verdict: 'bad' | 'skipped',
  problems: Noticed<F>[],
  places: Partial<Record<F, string>> | null,
): StagedRow<F, never> => ({
  rowNo,
  verdict,
  subjectId: null,
  draft: places === null || verdict === 'skipped' ? null : { places },
  problems,
})

/** Judges one list in its order, because households and repeated lines reach across batches. */
export interface Judge<F extends string, Open, Rec> {
  /** First what a row says, without the database: finished (wrong, passed over), or open until it is held against the room. */
  read(row: ListRow): StagedRow<F, Rec> | { open: Open }
  /** Then what the open rows mean, one answer each in their order; inside a transaction of whoever brought the list. */
  judge(context: Context, open: readonly Open[]): Promise<StagedRow<F, Rec>[]>
  /** Accepted rows that only the whole list puts in doubt. */
  contested(context: Context): Promise<{ rowNo: number; fault: Noticed<F> }[]>
}

export interface JudgeOptions<F extends string> {
  list: ListImport<F>
  mapping: ColumnMapping<F>
  house: House
}

export interface ListKind<F extends string, Open = unknown, Rec = unknown> {
  /** Of the room, and its schema in the database. */
  readonly room: string
  /** The column of `import_row` that says whom or what a row means. */
  readonly subject: string
  readonly fields: Readonly<Record<F, Word>>
  readonly language: ColumnLanguage<F>
  /** Fields that a list cannot do without and that no column holds. */
  readonly missing: (columns: readonly Pick<ListColumn<F>, 'field'>[]) => F[]
  /** How personal numbers are shown where they are not what is wrong. */
  readonly masks: Readonly<Partial<Record<F, (text: string) => string>>>
  readonly events: { readonly [K in keyof typeof listEvents]: (typeof listEvents)[K] & Pick<EventKind, 'type'> }
  readonly say: (problem: Noticed<F>) => RowProblem<F>
  /** The area that the list of this id is of, or a Problem where the asker may not stand there. */
  readonly standing: (context: Context, under: string, id: string) => Promise<{ streetId: string; path: string }>
  readonly openJudge: (context: Context, options: JudgeOptions<F>) => Promise<Judge<F, Open, Rec>>
  /** Where `record`s are kept apart from the staged rows. */
  readonly records?: {
    put(context: Context, list: ListKey, rows: readonly StagedRow<F, Rec>[]): Promise<void>
    /** Of these rows, or of all. */
    drop(context: Context, list: ListKey, rowNos?: readonly number[]): Promise<void>
  }
  /**
   * Writes the accepted rows, inside one transaction. Throws MovedOn, or fails on a unique index, when the room is no longer
   * as it was judged: all is undone then, and the list is judged again.
   */
  readonly apply: (context: Context, list: ListImport<F>) => Promise<{ added: number; changed: number }>
  /** Begins what follows once it is written; a process that dies before must find it by itself at start. */
  readonly applied?: (bringer: { readonly house: House; readonly actor: Actor }, list: ListImport<F>) => void
}

export type ListKey = Pick<ListImport, 'streetId' | 'id'>

/** What is held has changed since the list was judged. */
export class MovedOn extends Error {}
