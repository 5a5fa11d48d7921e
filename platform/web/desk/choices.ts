/** Codes as the options of a select, in the language of the page. */
import type { Word } from '../../pure/words.ts'

export interface Coded<T extends string> {
  readonly values: readonly T[]
  readonly words: Readonly<Record<T, Word>>
}

export const choices = <T extends string>({ values, words }: Coded<T>, t: (word: Word) => string) =>
  values.map((value) => ({ value, label: t(words[value]) }))
