/** How long work at start tells what it is doing: a step in both languages and, where it can be counted, how far it is. */
import type { Word } from '../../pure/words.ts'

export interface Step {
  readonly words: Word
  readonly done?: number
  readonly total?: number
}

export type OnProgress = (step: Step) => void
