/** How people write the values that a room keeps as codes: each code with its usual writings, matched whole. */
import { foldTight } from './fullwidth.ts'

/** Code by writing. */
export type Vocabulary<T extends string = string> = ReadonlyMap<string, T>

/** From each code with its writings between spaces; the code itself is one of them. */
export const vocabulary = <T extends string>(writings: Readonly<Record<T, string>>): Vocabulary<T> =>
  new Map(
    (Object.entries(writings) as [T, string][]).flatMap(([code, known]) =>
      [code, ...known.split(' ')].map((writing) => [writing.toLowerCase(), code] as const),
    ),
  )

/** As compared: half-width, lower case, without spaces, remarks in brackets or a trailing mark. */
const writingOf = (text: string): string =>
  foldTight(text)
    .toLowerCase()
    .replace(/\([^()]*\)/gu, '')
    .replace(/[.。;；:：]+$/u, '')

/** The code that a cell means, or undefined where the writing is not known. A number in front (1、男) is passed over. */
export const codeOf = <T extends string>(known: Vocabulary<T>, text: string): T | undefined => {
  const writing = writingOf(text)
  return known.get(writing) ?? known.get(writing.replace(/^\d{1,2}[-.、_:：]?(?=\p{Script=Han})/u, ''))
}

/** Share of cells that the vocabulary knows: tells 户籍 (常住) from 户籍 (a place). */
export const shareKnown = (known: Vocabulary, cells: readonly string[]): number =>
  cells.filter((cell) => codeOf(known, cell) !== undefined).length / cells.length
