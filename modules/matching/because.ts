/** A result in one line of words: what every field showed, and why it was not linked where it was not. */
import { type Lang, say } from '../../platform/pure/words.ts'
import type { MatchResult } from './model.ts'

const MARKS = { zh: { and: '；', so: '：' }, en: { and: '; ', so: ': ' } } as const

/** 证件号码相同；姓名同音；电话不同 — for a line that is not linked, the reason comes first. */
export const becauseText = ({ verdict, because, best }: MatchResult, lang: Lang): string => {
  const { and, so } = MARKS[lang]
  const fields = (best?.fields ?? []).map(({ words }) => say(words, lang)).join(and)
  if (verdict === 'match') return fields
  return fields === '' ? say(because, lang) : say(because, lang) + so + fields
}
