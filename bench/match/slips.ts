/**
 * The ways in which a cell goes wrong. Written without a look at the matcher's own tables: characters that look alike come
 * from a list of its own, homophones from the pinyin of the common characters.
 */
import type { Dice } from '../../database/taohua/dice.ts'
import { nameKeys, otherSpellings } from '../../platform/pure/pinyin.ts'
import type { Person } from './world.ts'

const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)
const swap = (text: string, at: number): string => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)

/** One digit of a number typed wrong, two neighbours swapped, one left out or doubled. */
export const typo = (dice: Dice, number: string): string => {
  for (;;) {
    const at = dice.below(number.length)
    const way = dice.weighted([60, 25, 8, 7])
    const made =
      way === 0
        ? put(number, at, String(dice.below(10)))
        : way === 1
          ? at + 1 < number.length
            ? swap(number, at)
            : number
          : way === 2
            ? number.slice(0, at) + number.slice(at + 1)
            : number.slice(0, at) + number[at] + number.slice(at)
    if (made !== number) return made
  }
}

const SCANNED: Readonly<Record<string, string>> = {
  0: 'O86D',
  1: '7Il4',
  2: 'Z7',
  3: '85',
  4: '91',
  5: 'S63',
  6: '58b',
  7: '12',
  8: '3B60',
  9: '40g',
  X: 'xK',
}
/** What a scanner reads: one to three digits taken for another digit or a letter. */
export const scanned = (dice: Dice, number: string, most = 3): string => {
  let made = number
  const times = dice.weighted([0, 70, 25, 5].slice(0, most + 1))
  for (let i = 0; i < times; i++) {
    const at = dice.below(number.length)
    const likely = SCANNED[number[at] as string]
    if (likely !== undefined) made = put(made, at, dice.pick([...likely]))
  }
  return made === number ? put(number, 5, number[5] === '8' ? '3' : '8') : made
}

const COMMON: string[] = []
for (let high = 0xb0; high <= 0xd7; high++)
  for (let low = 0xa1; low <= 0xfe; low++) {
    const character = new TextDecoder('gbk').decode(Uint8Array.of(high, low))
    if (/^\p{Script=Han}$/u.test(character)) COMMON.push(character)
  }
const bySound = new Map<string, string[]>()
for (const character of COMMON) {
  const { full } = nameKeys(character)
  bySound.set(full, [...(bySound.get(full) ?? []), character])
}

const isHan = (name: string): boolean => /^[\p{Script=Han}·]+$/u.test(name)

/** One character of the name typed as another that sounds the same. */
export const homophone = (dice: Dice, name: string): string => {
  if (!isHan(name)) return name
  for (let tries = 0; tries < 20; tries++) {
    const at = dice.below(name.length)
    const others = (bySound.get(nameKeys(name[at] as string).full) ?? []).filter((c) => c !== name[at])
    if (name[at] !== '·' && others.length > 0) return put(name, at, dice.pick(others))
  }
  return name
}

const LOOKS =
  '己已 未末 土士 人入 日曰 天夫 大太 千干 王玉 李季 陈阵 杨扬 徐除 马鸟 朱未 高亮 林材 郑邓 梁粱 宋宗 韩朝 曹曾 肖削 田由 潘翻 于干 蔡祭 余佘 杜牡 程呈 苏办 吕侣 丁了 任仕 沈忱 姚桃 卢户 姜美 崔催 陆阵 汪汗 范苑 金全 石右 贾贷 夏复 韦书 方万 白自 邹皱 孟盂 熊能 秦泰 江汪 薛藓 闫闭 段锻 侯候 龙尤 史吏 陶陷 贺驾 顾倾 毛手 郝赫 龚袭 邵绍 钱钞 武试 戴载 莫英 伟伪 强弦 静净 勇涌 艳绝 明朋 秀季 平乎 刚网 桂挂 文交 辉挥 玲冷 红江 华毕 军库 磊蕾 建健 志忘 海悔 波坡 浩皓 宇字 涵函 梓辛 欣听 怡恰 佳住 雨两 晨辰 子予 思恩 萱宣 诺若 睿容 博搏 昊吴 国图 鹏朋 洋详 俊峻 凯岂 翔详 涛捞 斌武 亮高 阳阴 旭旮 豪毫 恒桓 毅殷 琦椅 轩轧 泽择 铭名 奕亦 煜昱 嘉喜 瑞端 哲晢 航舫 霖霜 承丞 安宴 逸兔 翰瀚 远运 婷停 倩清 颖颍 莹营 慧彗 琳淋 娜那 梦楚 玉王 雅稚 悦说 莎沙 洁结 诗侍 璐路 瑶摇 菲非 楠南 馨声 桐铜 妍研 彤丹 琪棋 芷止 宁丁 婉碗 灵炅 舒舍 瑾谨 兰三 珍诊 芳劳 凤风 梅海 淑叔 素索 翠萃 莲连 芝之 贞页 爱受 琴芩 霞露 云去 菊鞠 香杏 娥峨 美姜 春舂 花化 巧朽 惠慧 月目 荣莱 莉利 德得 福副 生主 清请 贵责 忠患 成戍 有友 永水 庆厌 祥样 义叉 光先 发友 才寸 顺须 宝玉 正止 友反 财材 山出 东车 长张 振震 兴六 超起 飞气 杰木'
    .split(' ')
    .map((pair) => [pair[0] as string, pair[1] as string] as const)
const looks = new Map<string, string[]>()
for (const [a, b] of LOOKS) {
  looks.set(a, [...(looks.get(a) ?? []), b])
  looks.set(b, [...(looks.get(b) ?? []), a])
}
export const lookAlike = (dice: Dice, name: string): string => {
  const places = [...name].map((character, at) => [at, looks.get(character)] as const).filter(([, others]) => others)
  if (places.length === 0) return homophone(dice, name)
  const [at, others] = dice.pick(places)
  return put(name, at, dice.pick(others as string[]))
}

/** Any other common character: what a slip of an input method by shape leaves. */
export const otherCharacter = (dice: Dice, name: string): string =>
  isHan(name) ? put(name, dice.between(1, name.length - 1), dice.pick(COMMON)) : typoInLetters(dice, name)

export const typoInLetters = (dice: Dice, name: string): string => {
  const at = dice.between(1, name.length - 2)
  return dice.chance(0.5) ? put(name, at, dice.pick([...'aeionrst'])) : swap(name, at)
}

/** Characters or parts in another order. */
export const reordered = (dice: Dice, { name, surname, given }: Person): string => {
  if (name.includes('·')) return name.split('·').toReversed().join('·')
  if (!isHan(name)) {
    const words = name.split(' ')
    const turned = [...words.slice(1), words[0]].join(' ')
    return dice.pick([
      turned,
      turned.toUpperCase(),
      `${words.slice(1).join(' ')}, ${words[0]}`,
      name.replaceAll('-', ' '),
    ])
  }
  if (given.length === 2 && dice.chance(0.7)) return surname + given[1] + given[0]
  return given === '' ? name.slice(2) + name.slice(0, 2) : given + surname
}

/** In pinyin, as passports and tickets have it, at times with another reading of a character. */
export const inPinyin = (dice: Dice, { name, surname, given }: Person): string => {
  if (!isHan(name) || given === '') return name.toUpperCase()
  const read = (text: string): string => {
    const others = otherSpellings(text)
    return others.length > 0 && dice.chance(0.4) ? dice.pick(others) : nameKeys(text).full
  }
  const whole = nameKeys(name).full
  const own = dice.chance(0.3)
    ? read(surname)
    : nameKeys(surname + given).full.slice(0, whole.length - nameKeys(given).full.length)
  const parts = [own, read(given)].map((part) => part.replaceAll('v', dice.pick(['v', 'yu', 'u'])).toUpperCase())
  return dice.pick([parts.join(' '), parts.toReversed().join(' '), parts.join(''), parts.join(' ').toLowerCase()])
}

/** Other renderings of one minority name. */
const RENDERED = [
  ['买买提', '麦麦提'],
  ['古丽', '古力'],
  ['吐尔逊', '吐尔孙'],
  ['阿不都', '阿卜杜'],
  ['玉素甫', '玉苏甫'],
  ['热依', '热伊'],
  ['阿依', '阿伊'],
  ['肉孜', '肉兹'],
  ['努尔', '努日'],
  ['迪丽', '迪力'],
  ['扎西', '札西'],
  ['次仁', '才让'],
  ['卓玛', '卓马'],
] as const
export const rendered = (dice: Dice, name: string): string => {
  const way = dice.weighted([50, 25, 25])
  if (way === 1 && name.includes('·')) return name.split('·')[0] as string
  if (way === 2) return homophone(dice, name)
  for (const [a, b] of RENDERED) if (name.includes(a)) return name.replace(a, b)
  return homophone(dice, name)
}

const two = (n: number): string => String(n).padStart(2, '0')
export const wrongBirth = (dice: Dice, birth: string): string => {
  const [year = '', month = '', day = ''] = birth.split('-')
  const way = dice.weighted([30, 25, 25, 20])
  if (way === 0 && Number(day) <= 12 && day !== month) return `${year}-${day}-${month}`
  if (way === 1) return `${Number(year) + dice.pick([-1, 1, 10, -10])}-${month}-${day}`
  if (way === 2) return `${year}-${month}-${two((Number(day) % 28) + 1)}`
  return `${year}-${two((Number(month) % 12) + 1)}-${two(Math.min(28, Number(day)))}`
}
