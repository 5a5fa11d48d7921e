/**
 * Matching's nouns: who stands in the register, what a line of a list says, and what is found out about the two.
 * Surprising: the register's side never shows a whole number. It gives keys (a keyed digest on the server, the number
 * itself at the command line), and the list's side makes the keys that it wants to compare with through `KeyOf`.
 */
import type { IdentityType } from '../../platform/pure/identity-number.ts'
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import type { Word } from '../../platform/pure/words.ts'

export const verdicts = codes({
  match: ['已对上', 'Matched'],
  review: ['请核对', 'Please look'],
  none: ['底册中没有', 'Not in the register'],
})
export type Verdict = CodeOf<typeof verdicts>

/** Fields of the residents' plan; another plan has fields of its own. */
export const residentFields = codes({
  number: ['证件号码', 'Identity number'],
  name: ['姓名', 'Name'],
  birthDate: ['出生日期', 'Birth date'],
  /** The same beside a number that agrees, of which the date is a part: it says less there. */
  birthBeside: ['出生日期', 'Birth date'],
  sex: ['性别', 'Sex'],
  phone: ['电话', 'Phone'],
  address: ['地址', 'Address'],
})
export type ResidentField = CodeOf<typeof residentFields>

/**
 * The key under which the register keeps a number: equal keys mean equal numbers. `number` is tidied: an identity number
 * as `readIdentityNumber` gives it (15 digits lengthened to 18), a phone as `readPhone` gives it (0571-88881234).
 */
export type KeyOf = (kind: 'id' | 'phone', number: string) => string

/** One person of the register. Absent and null mean the same: the register does not say. */
export interface RegisterPerson {
  readonly id: string
  readonly name: string
  /** `keyOf('id', number)` */
  readonly idKey?: string | null
  readonly idType?: IdentityType | null
  /** False where the register's own number is known not to hold (length, date or check digit). */
  readonly idHolds?: boolean
  /** `keyOf('phone', number)` of each number, the first two count. */
  readonly phoneKeys?: readonly string[]
  /** YYYY-MM-DD */
  readonly birthDate?: string | null
  readonly sex?: 'male' | 'female' | null
  /** As written; 桃影苑 3号楼 2单元 1201室 is read best. */
  readonly address?: string | null
}

/** One line of a list, every cell as it was written; absent, empty, 无 and / mean that the list does not say. */
export interface ListLine {
  readonly id: string
  readonly name?: string | null
  readonly idNumber?: string | null
  readonly phone?: string | null
  readonly birthDate?: string | null
  readonly sex?: string | null
  readonly address?: string | null
}

/** What comparing one field of a pair has shown. Fields that one side lacks are left out. */
export interface ComparedField {
  readonly field: string
  readonly level: string
  /** Above 0 it speaks for one and the same person, below 0 against; 10 bits are odds of 1,024 to 1. */
  readonly bits: number
  /** What was found, e.g. ['同音', 'Same sound']. */
  readonly words: Word
}

export interface Candidate {
  readonly registerId: string
  /** Odds that this is the person, after all fields and all that could explain them otherwise: log2(p / (1 − p)) of this pair. */
  readonly bits: number
  /** That the line is this person, given all the others it might be: what the verdict rests on. */
  readonly probability: number
  /** In the order of the plan. */
  readonly fields: readonly ComparedField[]
}

export interface MatchResult {
  readonly listId: string
  readonly verdict: Verdict
  /** Of `best`; 0 without one. */
  readonly probability: number
  /** With `match` and `review` who it is or may be; with `none` whoever came closest, if anybody. */
  readonly best: Candidate | null
  readonly runnerUp: Candidate | null
  /** The rule that decided, in one sentence. */
  readonly because: Word
}

/**
 * The register, opened for comparison. `match` judges one line by what has been learned so far (at first the defaults);
 * `matchAll` reads all lines, learns from them how this list errs, and judges them in their order.
 */
export interface Matcher<Line = ListLine> {
  match(line: Line): MatchResult
  matchAll(lines: Iterable<Line>): Generator<MatchResult>
}
