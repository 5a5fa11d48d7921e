/**
 * Names of invented people: a common surname thrown together with one or two storybook characters (peach, brook, swallow,
 * pine …). They are random compositions; nobody's name was copied. Among them are what registers trip over: two-character
 * surnames, surnames read otherwise than their character (单 解 仇 曾 覃), rare characters, minority names with a dot.
 */
import type { Dice } from './dice.ts'

export type Sex = 'male' | 'female'

const COMMON = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤',
]
const RARE = '单 解 仇 曾 覃 查 朴 区 盖 缪 乐 宓 逄 欧阳 上官 司徒 尉迟 令狐 东方'.split(' ')

const SOFT = [...'桃溪燕荷莺霞露蝶杏梨蕊莲萤苔荻菱芦茉蔷柳']
const FIRM = [...'松岳帆舟砚岭川骏鲲柏樵鼎垣崖槐枫橹堤垄碑']
// Without 云 晨 雪 鹏 磊 and the like, of which half the well-known names are made.
const EITHER = [...'星月晴竹泉禾谷穗雁鹤鹿桐秋岚屿渡汀笛墨棋灯糖果瓷蓝巷']
/** Seldom typed right: heteronyms, characters outside the old standards, and one outside Unicode's first plane. */
const SELDOM = ['翀', '祎', '昇', '琲', '媗', '劼', '乐', '朝', '重', '䶮', '堃', '㛃', '𬭎']

const DOTTED = '桃娜 阿溪 松吉 朵云 木果 依星 古禾 卓月 鹿珠 帕枫 努岚 萨荷 尔燕 玛雪'.split(' ')

const FOREIGN_FIRST = 'Maple Juniper Linden Alder Wren Marigold Rowan Hazel Robin Bramble Tansy Sorrel'.split(' ')
const FOREIGN_LAST = 'Brookfern Peachwell Starling Mossgate Lanternby Thistledown Puddlewick Oakhollow Foxmantle'.split(
  ' ',
)

export const surname = (dice: Dice): string => (dice.chance(0.025) ? dice.pick(RARE) : dice.pick(COMMON))

const syllable = (dice: Dice, sex: Sex): string => {
  const throwOf = dice.next()
  if (throwOf < 0.004) return dice.pick(SELDOM)
  if (throwOf < 0.45) return dice.pick(EITHER)
  return dice.pick(sex === 'female' ? SOFT : FIRM)
}

export const givenName = (dice: Dice, sex: Sex): string =>
  dice.chance(0.16) ? syllable(dice, sex) : syllable(dice, sex) + syllable(dice, sex)

/** The younger twin is called like the elder but for the last character. */
export const twinName = (dice: Dice, sex: Sex, elder: string): string => {
  const characters = [...elder]
  for (;;) {
    const last = syllable(dice, sex)
    if (last !== characters.at(-1)) return characters.slice(0, -1).join('') + last
  }
}

/** One part of a name such as 桃娜·松吉. */
export const dottedPart = (dice: Dice): string => dice.pick(DOTTED)

export const foreignName = (dice: Dice): string => `${dice.pick(FOREIGN_FIRST)} ${dice.pick(FOREIGN_LAST)}`
