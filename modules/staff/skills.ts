/**
 * What people can do: the codes that every place has, and a place's own words beside them. There is no list of own words to
 * keep: a word is a skill of the place as long as somebody has it. Usual writings of the codes become the codes.
 */
import { foldWidth } from '../../platform/pure/fullwidth.ts'
import { codeOf, vocabulary } from '../../platform/pure/list-vocabulary.ts'
import { type Lang, say } from '../../platform/pure/words.ts'
import { skills } from './model.ts'

const MOST = 20
const LONGEST = 20

const KNOWN = vocabulary({
  nurse: '护士 护理 执业护士 注册护士 护师 主管护师 护理师',
  doctor: '医生 医师 执业医师 大夫 全科医生 临床医生',
  sampler: '采样 采样员 核酸采样 采样资质 会采样 咽拭子采样',
  driver: '驾驶 驾驶员 司机 驾照 开车 会开车 c1 c1驾照 c1驾驶证 b1 b2 a1 a2 b2驾照 驾驶证 有驾照',
  data: '数据统计 数据 统计 数据员 信息统计 数据录入 excel 表格 台账',
  interpreter: '翻译 英语 外语 英语翻译 口译 手语 日语 韩语',
  psychologist: '心理疏导 心理咨询 心理咨询师 心理',
  'labour-inspector': '劳动监察 劳动监察员 监察员',
  security: '安保 保安 安保员 治安 维持秩序 秩序维护 巡逻 退役军人',
  cook: '炊事 炊事员 厨师 做饭 厨艺 烹饪',
  chainsaw: '油锯 油锯手 砍伐 链锯',
  electrician: '电工 电工证 水电 水电工 电气',
  'first-aid': '急救 急救员 急救证 红十字急救员 心肺复苏 cpr',
  it: '信息技术 计算机 电脑 网络 软件 信息化 it 网络维护',
  writer: '文字材料 文字 写作 材料 公文 宣传 信息报送',
})

/** As it is kept: the code for a usual writing of it, else the word as written; null where it says nothing. */
export const skillOf = (written: string): string | null => {
  const word = foldWidth(written).trim()
  if (/^(?:|无|没有|其他|其它|暂无|[-—/\\]+)$/u.test(word)) return null
  return codeOf(KNOWN, word) ?? word.slice(0, LONGEST)
}

/** Each once, in the order given, no more than a person can have. */
export const tidySkills = (written: readonly string[]): string[] =>
  [...new Set(written.flatMap((word) => skillOf(word) ?? []))].slice(0, MOST)

/** 护士、驾驶；会开车 → ['nurse', 'driver'] */
export const readSkills = (text: string): string[] => tidySkills(text.split(/[、，,;；/|+\n]|\s{1,}/u))

export const skillText = (skill: string, lang: Lang): string => {
  const word = skills.has(skill) ? skills.words[skill] : undefined
  return word === undefined ? skill : say(word, lang)
}
