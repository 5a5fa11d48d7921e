/** What a changed row would change, as it is and as it would be: codes stay codes until a screen says them in its language. */
import { type Lang, say, type Word } from '../../platform/pure/words.ts'
import { groups, idTypes, relations, residences, sexes, tenancies, works } from './model.ts'

const LABELS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  sex: sexes.words,
  idType: idTypes.words,
  residence: residences.words,
  tenancy: tenancies.words,
  relation: relations.words,
  work: works.words,
  groups: groups.words,
}

/** The value of a change as a person reads it; several groups come joined by commas. */
export const changeText = (field: string, value: string, lang: Lang): string => {
  const labels = LABELS[field]
  if (labels === undefined || value === '') return value
  return value
    .split(',')
    .map((code) => (labels[code] === undefined ? code : say(labels[code], lang)))
    .join(lang === 'zh' ? '、' : ', ')
}
