/** What a changed row would change, as a person reads it: moments of Shanghai, skills by their words, yes and no said. */
import { shanghaiMinute } from '../../platform/pure/time.ts'
import { type Lang, say, words } from '../../platform/pure/words.ts'
import { skillText } from '../staff/skills.ts'

const said = words({ yes: ['是', 'Yes'], no: ['否', 'No'] })

export const changeText = (field: string, value: string, lang: Lang): string => {
  if (value === '') return value
  if (field === 'ends') return shanghaiMinute(value)
  if (field === 'risky') return say(said[value === 'yes' ? 'yes' : 'no'], lang)
  if (field !== 'skills') return value
  return value
    .split(', ')
    .map((need) => {
      const at = need.lastIndexOf(' ')
      return `${skillText(need.slice(0, at), lang)} ${need.slice(at + 1)}`
    })
    .join(lang === 'zh' ? '、' : ', ')
}
