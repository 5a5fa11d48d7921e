/** What a room says of its lists so that the desk can show them: whose operations, which fields, what it calls things. */
import { type ComponentType, createContext, useContext } from 'react'
import type { Contract, OutputOf } from '../../../pure/contract.ts'
import { type listOperations, type RowVerdict, rowVerdicts } from '../../../pure/list-contract.ts'
import type { Lang, Word } from '../../../pure/words.ts'

type ListOperations = Contract<ReturnType<typeof listOperations<string>>>['operations']

type OwnWays = 'uploadList' | 'applyImport'

export interface ListDesk {
  /** Read anew when a list has been dealt with. */
  readonly room: string
  /** A room whose lists come in or go on by operations of its own shows them itself (`confirm`, a page for the upload). */
  readonly operations: Omit<ListOperations, OwnWays> & Partial<Pick<ListOperations, OwnWays>>
  readonly fields: { readonly values: readonly string[]; readonly words: Readonly<Record<string, Word>> }
  /** Where the lists stand, and each below it by its id. */
  readonly base: string
  /** Where one sees what was imported. */
  readonly home: string
  /** The same for one list, where each has a page of its own. */
  readonly homeOf?: (id: string) => string
  /** Done before the file is sent; its refusal is shown and nothing is sent. */
  readonly prepare?: (id: string, under: string) => Promise<void>
  /** The value of a change as a person reads it: codes said, the rest as it is. */
  readonly changeText: (field: string, value: string, lang: Lang) => string
  /** What the room calls verdicts, where the usual words do not fit; null: it never gives this one. */
  readonly verdicts?: Readonly<Partial<Record<RowVerdict, Word | null>>>
  /** What the room says of a list as a whole, above its rows. */
  readonly about?: ComponentType<{ readonly view: ListView }>
  /** The last step, where it takes more than a yes. */
  readonly confirm?: ComponentType<{ readonly view: ListView }>
  readonly words: {
    readonly title: Word
    readonly lead: Word
    /** With what rows are compared. */
    readonly whoseHint: Word
    /** `{new}` and `{changed}`. */
    readonly applySure: Word
    /** `{new}`, `{changed}` and `{same}`. */
    readonly applied: Word
    readonly undoHint: Word
    readonly seeHome: Word
  }
}

export type ListView = OutputOf<ListOperations['importStatus']>
export type ListRow = OutputOf<ListOperations['importRows']>['rows'][number]

const ListContext = createContext<ListDesk | null>(null)
export const ListProvider = ListContext.Provider

export function useListDesk(): ListDesk {
  const desk = useContext(ListContext)
  if (desk === null) throw new Error('no lists here')
  return desk
}

/** Whether its rows were compared with the register; without a column that a list cannot do without they cannot be. */
export const isJudged = ({ counts }: ListView): boolean =>
  counts.new + counts.same + counts.changed + counts.conflict + counts.bad + counts.skipped > 0

/** The word of a verdict as the room says it. */
export const verdictWord = ({ verdicts }: ListDesk, verdict: RowVerdict): Word =>
  verdicts?.[verdict] ?? rowVerdicts.words[verdict]
