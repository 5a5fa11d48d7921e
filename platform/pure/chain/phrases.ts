/**
 * Turns of phrase that stand around names in a chain: counts of heads, ditto, pictures, times, labels, courtesies.
 * All are met in half-width text.
 */
import { readChineseNumber } from '../chinese-number.ts'

const COUNT = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const HOME = '(?:一家子|一家人|一家|全家人|全家|我家|家里|家中|家庭|本户|全户|一户|合家|阖家)'
const number = (text: string | undefined): number => readChineseNumber(text ?? '') ?? Number(text)

type Heads = number | 'all'
interface Phrase<T> {
  readonly pattern: RegExp
  readonly read: (found: RegExpExecArray) => T
}

/** 一家三口 3, 两大一小 3, 夫妻二人 2, 全家 'all'; the first that fits. */
export const headPhrases: readonly Phrase<Heads>[] = [
  {
    pattern: new RegExp(`(?:${HOME}|大小)?(${COUNT})大(${COUNT})小`, 'u'),
    read: (f) => number(f[1]) + number(f[2]),
  },
  {
    pattern: new RegExp(
      `(?:共|等|连)?(?:${HOME}|大小|夫妻|夫妇|母子|母女|父子|父女)?(?:共|计|有)?\\s?(?<!\\d)(${COUNT})\\s?(?:口人|口子|口|个人|人(?!民|大|生)|位)(?:全部|都)?`,
      'u',
    ),
    read: (f) => number(f[1]),
  },
  { pattern: /(?:夫妻|夫妇|母子|母女|父子|父女)(?:俩|两个|两人)?|两口子|(?<=\p{Script=Han})俩/u, read: () => 2 },
  { pattern: /(?<![\d.])[x×*](\d{1,2})(?!\d)/iu, read: (f) => number(f[1]) },
  { pattern: new RegExp(HOME, 'u'), read: () => 'all' },
]

export const DITTO = /同上址?|同前|同楼上|如上|跟楼上一样|和楼上一样|(?<![\d+])\+1(?!\d)|〃/u
export const PHOTO_MISSING =
  /(?:未|没|没有|还没|忘了?|忘记)(?:拍照?|上传照片|发照片|发图)|无(?:图|照片)|(?:照片|图片|图)(?:稍后|晚点|待补|后补|一会|未)[^\s,。;]{0,4}|(?:后补|待补|补)(?:照片|图)/u
export const PHOTO =
  /[[【(<](?:图片|照片|视频|动画表情|photo|image|picture)[^\]】)>]{0,6}[\]】)>]|(?:已经?|均已|都已)?(?:拍照片?|上传照片|上传图片|发照片|发图片?|上传|附图)(?:了|已发|上传|片)?|(?:照片|图片|图)(?:已经?)?(?:发|上传|见|如下)[^\s,。;]{0,3}|(?:有|见|附)(?:图|照片)/iu

/** What tells nothing of who and what. */
export const NOISE: readonly RegExp[] = [
  /[[【][^[\]【】]{1,10}[\]】]/u,
  /(?:由|请)?\p{Script=Han}{2,4}(?:代报|代填|代为填写|代接龙|代发)/u,
  /\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]/u,
  /(?:凌晨|早上|今早|上午|中午|下午|傍晚|晚上|今晚|昨晚)?\s?\d{1,2}:\d{2}(?::\d{2})?|(?:凌晨|早上|今早|上午|中午|下午|傍晚|晚上|今晚|昨晚)\s?\d{0,2}(?:[点时](?:\d{1,2}分?|半|整|多)?)?|(?<!\d)\d{1,2}[点时](?:\d{1,2}分|半|整)?/u,
  /(?<!\d)1\d{2}[-\s*]?[\d*]{4}[-\s]?\d{4}(?!\d)|(?<!\d)\d{15}(?:\d{2}[\dX])?(?!\d)/iu,
  /体温\s?\d{0,2}(?:\.\d)?|\d{2}(?:\.\d)?\s?(?:℃|°C?|度)/iu,
  /(?:姓名|名字|房号|房间号?|门牌号?|地址|住址|楼号|室号|户号|检测|自测|抗原|测试)?(?:结果|姓名|房号|门牌号?|地址)\s?[:：=]?/u,
  /(?:今日|今天|昨日|昨天|今早|本次|本人|本户|第[一二三四五六七八九十\d]{1,2}[次轮天])/u,
  /抗原自测|抗原检测|抗原试剂盒?|抗原|重测|复测|再测|自测|自检|核酸|检测|测试|测过|测完|测了|做完|做了|已做|已测|已完成|完成|已报|报备|上报|报告|登记|打卡|签到/u,
  /收到|谢谢|感谢|辛苦了?|大家|请查收|请查看|无异常|无症状|没有?症状|身体健康|一切正常|正常|平安|业主|租户|租客|房东|户主|房主|住户|居民|东户|西户|志愿者|的(?=[\s,]|$)/u,
  /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u200d\ufe0f\u20e3✓√✔☑]+/u,
]

/** 儿子李小四 → 李小四; a word that stands alone (小宝妈, 老公) is what somebody is called. */
export const KINSHIP =
  /^(?:我)?(?:妻子|老婆|太太|爱人|丈夫|老公|先生|儿子|女儿|孩子|大宝|二宝|父亲|母亲|爸爸|妈妈|公公|婆婆|岳父|岳母|爷爷|奶奶|外公|外婆|孙子|孙女|弟弟|妹妹|哥哥|姐姐)(?=\p{Script=Han}{2,3}$)/u
/** 均, 都, 全部 before a value: it is everybody's. */
export const SHARED = /(?:均为|均是|全部为|全部是|都是|全是|均|都|皆|全部|全)$/u
/** 是 and the like between a name and its value. */
export const COPULA = /(?:应该|应当)?(?:是|为|呈|显示)$/u
export const CORRECTION =
  /更正|改正|纠正|订正|修正|修改|更新为|改为|改成|(?:刚才|刚刚|前面|上面)?(?:写|发|打|报|填)错了?|以此为准/u
/** Which number is corrected: 更正：5号, 第5条更正, 更正5. */
export const CORRECTED_NUMBER = [
  /(?:更正|改正|纠正|订正|修正|修改)\s?[:,]?\s?(?:第|序号)?\s?(\d{1,3})\s?(?:号(?!楼|栋|幢)|条|项|位|行)?(?![-/\d#号楼栋幢单元室])/u,
  /(?:第|序号)?(\d{1,3})\s?(?:号(?!楼|栋|幢)|条|项|位|行)[^\d]{0,6}?(?:更正|改正|纠正|订正|修正|修改|改为|改成|更新为|写错|发错|打错|报错|填错)/u,
]
