/**
 * Names as common and as rare as in a real city, which Taohua's storybook names are not: a few surnames cover half the
 * people, given names follow the birth year, 王伟 stands there by the hundred. Random compositions; nobody's name was copied.
 */
import type { Dice } from '../../database/taohua/dice.ts'

export type Sex = 'male' | 'female'

/** Surname and its share in ten thousand; what remains is shared by the rare ones. */
const SURNAMES =
  '王724 李718 张683 刘538 陈453 杨308 黄223 赵229 吴205 周212 徐166 孙154 马129 朱126 胡131 郭115 何117 林119 高103 罗86 郑93 梁84 谢72 宋81 唐63 许66 韩68 冯64 邓62 曹58 彭55 曾50 肖58 田52 董51 袁48 潘44 于62 蒋47 蔡46 余41 杜45 叶42 程57 苏38 魏45 吕47 丁43 任42 沈41 姚40 卢40 姜39 崔38 钟38 谭38 陆37 汪36 范36 金35 石33 廖34 贾33 夏31 韦27 付30 方32 白29 邹28 孟29 熊28 秦27 邱26 江26 尹25 薛24 闫24 段24 雷22 侯22 龙22 史21 陶21 黎20 贺20 顾20 毛20 郝19 龚19 邵19 万19 钱18 严18 覃18 武18 戴17 莫17 孔17 向16 汤16'
    .split(' ')
    .map((entry) => [entry[0] as string, Number(entry.slice(1))] as const)
const RARE =
  '单 解 仇 查 朴 区 盖 缪 乐 翟 欧 卓 岳 齐 庄 章 鲁 葛 祝 甘 左 牛 纪 游 阮 翁 童 申 焦 柴 蓝 管 卜 屈 臧 冉 佘 巴 尚 司 柯 尤 温 季 康 施 倪 樊 耿 霍 聂 关 安 常 伍 欧阳 司马 上官 诸葛 慕容 尉迟 令狐 皇甫 东方 司徒'.split(
    ' ',
  )
const SURNAME_WEIGHTS = [...SURNAMES.map(([, share]) => share), 900]

/** Given-name characters by the decades in which they are given; earlier in a list is commoner. */
const MALE: readonly (readonly [number, string])[] = [
  [1960, '国建华明文德志福生荣清金贵春玉忠林成有永庆祥义平光发才顺宝正友海财山东长振兴'],
  [1985, '伟强军勇建国华明志刚平辉波斌峰杰涛超鹏飞磊洋林东海俊文永红旭庆宁利新龙亮成兵小晓'],
  [2004, '伟杰浩宇鹏飞超磊洋帅鑫俊凯翔博涛文龙斌明阳志晨旭辉亮佳子天一家泽豪彬恒毅琦睿'],
  [2200, '子浩宇轩泽俊博睿辰奕铭梓一诺沐宸皓嘉昊天文瑞晨煜熙明哲佑航霖恩承安骏逸翰远'],
]
const FEMALE: readonly (readonly [number, string])[] = [
  [1960, '秀英兰桂珍玉芳凤梅淑素翠莲华芝贞爱琴霞云菊香金娥美玲春花巧惠月荣清莉'],
  [1985, '丽芳敏静娟艳玲燕红霞英娜秀梅萍华莉琴云洁慧琳晓春小雪海文雅倩婷君颖'],
  [2004, '婷婷静雪丽倩颖莹敏佳慧琳娜思雨文嘉欣怡梦晓玉雅悦莎蕾洁诗涵子璐瑶菲楠'],
  [2200, '梓涵欣怡诗雨子萱一诺若汐可馨语桐佳妍思彤艺雅静琪瑶悦芷沐晨宁嘉婉灵舒瑾'],
]
const ODD = '翀祎昇媗劼乐朝重堃茜晟曈玥玮炜纬珺筠喆淼'

const UYGHUR_MALE =
  '买买提 艾合买提 吐尔逊 阿不都拉 玉素甫 依明 库尔班 肉孜 卡德尔 阿卜杜热西提 木合塔尔 努尔买买提 艾尼瓦尔 亚森 帕尔哈提'.split(
    ' ',
  )
const UYGHUR_FEMALE =
  '阿依古丽 热依汗古丽 古丽娜尔 阿孜古丽 帕提古丽 努尔古丽 迪丽努尔 茹仙古丽 玛依拉 阿米娜 热孜万古丽 祖丽皮亚'.split(
    ' ',
  )
const TIBETAN = '扎西 卓玛 次仁 央金 格桑 平措 旺堆 拉姆 德吉 多吉 顿珠 白玛 尼玛 达瓦'.split(' ')
const LATIN_FIRST =
  'John Mary James Anna Peter Maria Thomas Laura Daniel Elena Ivan Olga Ahmed Fatima Jean-Luc Mary-Ann David Sofia Kenji Yuki Minh Linh Carlos Ana'.split(
    ' ',
  )
const LATIN_LAST =
  'Smith Jones Brown Garcia Ivanov Petrova Nguyen Tanaka Silva Fernandez Smith-Jones Müller Rossi Kowalski Hassan Okafor Johansson Dubois O’Brien Van-Dyke Anderson Martinez'.split(
    ' ',
  )

export const surnameOf = (dice: Dice): string => {
  const at = dice.weighted(SURNAME_WEIGHTS)
  return SURNAMES[at]?.[0] ?? dice.pick(RARE)
}

/** Low places are likelier, about as steeply as names of a decade are. */
const syllable = (dice: Dice, sex: Sex, year: number): string => {
  if (dice.chance(0.012)) return dice.pick([...ODD])
  const pool = (sex === 'male' ? MALE : FEMALE).find(([before]) => year < before)?.[1] ?? ''
  return pool[Math.floor(dice.next() ** 1.6 * pool.length)] as string
}

const singleShare = (year: number): number => (year < 1960 ? 0.12 : year < 1985 ? 0.35 : year < 2004 ? 0.33 : 0.08)

export const givenOf = (dice: Dice, sex: Sex, year: number): string =>
  dice.chance(singleShare(year)) ? syllable(dice, sex, year) : syllable(dice, sex, year) + syllable(dice, sex, year)

/** A brother or sister often shares a character, a twin mostly. */
export const siblingOf = (dice: Dice, elder: string, sex: Sex, year: number, share: number): string => {
  if (elder.length === 2 && dice.chance(share)) {
    for (;;) {
      const other = syllable(dice, sex, year)
      const first = dice.chance(0.75)
      if (other !== elder[first ? 1 : 0]) return first ? elder[0] + other : other + elder[1]
    }
  }
  for (;;) {
    const given = givenOf(dice, sex, year)
    if (given !== elder) return given
  }
}

/** 阿依古丽·买买提: own name, father's name. */
export const dottedName = (dice: Dice, sex: Sex): string =>
  dice.chance(0.25)
    ? dice.pick(TIBETAN) + dice.pick(TIBETAN)
    : `${dice.pick(sex === 'male' ? UYGHUR_MALE : UYGHUR_FEMALE)}·${dice.pick(UYGHUR_MALE)}`

/** As in a passport: SMITH John Peter. */
export const passportName = (dice: Dice): string => {
  const middle = dice.chance(0.3) ? ` ${dice.pick(LATIN_FIRST)}` : ''
  return `${dice.pick(LATIN_LAST).toUpperCase()} ${dice.pick(LATIN_FIRST)}${middle}`
}
