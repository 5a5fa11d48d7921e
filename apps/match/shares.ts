/** What the threads of a comparison say to each other. Tables lie in shared memory: they are handed over, not copied. */
import type { Chances } from '../../modules/matching/chances.ts'
import type { Verdict } from '../../modules/matching/model.ts'
import type { OpenRegister } from '../../modules/matching/open-register.ts'
import type { Table } from '../../modules/matching/table.ts'
import type { Lang } from '../../platform/pure/words.ts'

interface Both {
  readonly register: OpenRegister
  readonly list: Table
}
export type Counts = Readonly<Record<Verdict, number>>

export type Order =
  | { readonly do: 'read-register'; readonly file: string }
  | { readonly do: 'read-list'; readonly file: string }
  | ({ readonly do: 'learn' } & Both)
  | ({ readonly do: 'prepare'; readonly chances: Chances; readonly lang: Lang } & Both)
  /** Rows from `from` up to and without `to`. */
  | { readonly do: 'judge'; readonly from: number; readonly to: number }

export type Answer =
  | { readonly of: 'register'; readonly register: OpenRegister }
  | { readonly of: 'list'; readonly list: Table }
  | { readonly of: 'chances'; readonly chances: Chances }
  | { readonly of: 'ready' }
  | { readonly of: 'judged'; readonly text: string; readonly counts: Counts }
  | { readonly of: 'progress'; readonly share: number }
  | { readonly of: 'bad-input'; readonly message: string }
