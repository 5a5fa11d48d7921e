/** What a changed row would change, as a person reads it: codes said in their language, all else as it is. */
import { type Lang, say, type Word } from '../../platform/pure/words.ts'
import { industries, kinds, states } from './model.ts'

const LABELS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  kind: kinds.words,
  industry: industries.words,
  state: states.words,
}

export const changeText = (field: string, value: string, lang: Lang): string => {
  const word = LABELS[field]?.[value]
  return word === undefined ? value : say(word, lang)
}
