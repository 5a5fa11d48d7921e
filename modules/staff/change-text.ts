/** What a changed row would change, as a person reads it: codes said in their language, all else as it is. */
import { type Lang, say, type Word } from '../../platform/pure/words.ts'
import { sexes } from '../register/model.ts'
import { skillText } from './skills.ts'
import { staffWords } from './words.ts'

const LABELS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  sex: sexes.words,
  partyMember: { yes: staffWords.party, no: staffWords.notParty },
}

export const changeText = (field: string, value: string, lang: Lang): string => {
  if (field === 'skills')
    return value
      .split('、')
      .map((skill) => skillText(skill, lang))
      .join(lang === 'zh' ? '、' : ', ')
  const word = LABELS[field]?.[value]
  return word === undefined ? value : say(word, lang)
}
