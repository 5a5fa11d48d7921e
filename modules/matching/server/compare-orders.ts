/** What the comparing thread and the server say to each other. The register's side travels as keys, never as numbers. */
import type { KeyObject } from 'node:crypto'
import type { IndexedArea } from '../../register/address-index.ts'
import type { Candidate, ListLine, MatchResult, RegisterPerson } from '../model.ts'

/** Somebody of the register, at the dwelling of this path. */
export type PersonAt = Omit<RegisterPerson, 'address'> & { readonly path: string }

export interface ThreadData {
  /** Of the house's digests: the list's numbers are turned into keys in the thread. Prints as nothing. */
  readonly digestKey: KeyObject
}

export type Order =
  | { readonly do: 'areas'; readonly areas: readonly IndexedArea[] }
  | { readonly do: 'people'; readonly people: readonly PersonAt[] }
  /** `id` of a line is its row number. */
  | { readonly do: 'lines'; readonly lines: readonly ListLine[] }
  /** The next so many lines in their order; everything must have been handed over before. */
  | { readonly do: 'judge'; readonly most: number }

export interface JudgedLine {
  readonly rowNo: number
  readonly verdict: MatchResult['verdict']
  readonly probability: number
  readonly because: MatchResult['because']
  readonly best: Candidate | null
  readonly runnerUp: Candidate | null
  readonly placePath: string | null
}
export type Answer = { readonly of: 'taken' } | { readonly of: 'judged'; readonly lines: readonly JudgedLine[] }
