/** Conditions as a person reads them, e.g. `性别：女；年龄 ≥ 60`: on the page, and in the heading of a column that has some. */
import type { Source } from '../../platform/pure/source.ts'
import { type Lang, say, words } from '../../platform/pure/words.ts'
import type { Filter } from './question.ts'
import { columnOf } from './sources.ts'

const w = words({
  in: ['{column}：{values}', '{column}: {values}'],
  notIn: ['{column}不是{values}', '{column} not {values}'],
  contains: ['{column}含“{text}”', '{column} contains “{text}”'],
  is: ['{column} = {value}', '{column} = {value}'],
  atLeast: ['{column} ≥ {value}', '{column} ≥ {value}'],
  atMost: ['{column} ≤ {value}', '{column} ≤ {value}'],
  since: ['{column}自 {day}', '{column} since {day}'],
  until: ['{column}至 {day}', '{column} until {day}'],
  today: ['{column}为今天', '{column} today'],
  within: ['{column}近 {days} 天', '{column} in {days} days'],
  yes: ['{column}', '{column}'],
  no: ['不是“{column}”', 'not “{column}”'],
  filled: ['{column}有内容', '{column} filled'],
  empty: ['{column}为空', '{column} empty'],
})

function oneCondition(filter: Filter, source: Source, lang: Lang): string {
  const found = columnOf(source, filter.column)
  const column = found ? say(found.words, lang) : filter.column
  const label = (code: string): string => {
    const known = found?.codes?.[code]
    return known ? say(known, lang) : code
  }
  switch (filter.op) {
    case 'in':
    case 'not-in': {
      const values = filter.values.map(label).join(lang === 'zh' ? '、' : ', ')
      return say(filter.op === 'in' ? w.in : w.notIn, lang, { column, values })
    }
    case 'contains':
      return say(w.contains, lang, { column, text: filter.text })
    case 'is':
      return say(w.is, lang, { column, value: filter.value })
    case 'at-least':
      return say(w.atLeast, lang, { column, value: filter.value })
    case 'at-most':
      return say(w.atMost, lang, { column, value: filter.value })
    case 'since':
      return say(w.since, lang, { column, day: filter.day })
    case 'until':
      return say(w.until, lang, { column, day: filter.day })
    case 'within':
      return say(filter.days === 1 ? w.today : w.within, lang, { column, days: filter.days })
    default:
      return say(w[filter.op], lang, { column })
  }
}

export const conditionWords = (filters: readonly Filter[], source: Source, lang: Lang): string =>
  filters.map((filter) => oneCondition(filter, source, lang)).join(lang === 'zh' ? '；' : '; ')
