/** Chains as residents write them, names invented: each line with what it must be read as. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readChain } from '../../platform/pure/chain/chain.ts'
import type { Chain } from '../../platform/pure/chain/model.ts'
import type { AddressParts } from '../register/address.ts'
import { chainReaders, readResult } from './chain-readers.ts'
import type { TestResult } from './model.ts'

const read = (text: string): Chain<AddressParts, TestResult> => readChain(text, chainReaders(['桃影苑', '柳亭里']))
const SIGN = { negative: '-', positive: '+', invalid: 'x' } as const

/** `name@door sign ×heads`, people by comma, then what is doubted. */
const say = (chain: Chain<AddressParts, TestResult>, which = -1): string => {
  const entry = chain.entries.at(which)
  if (!entry) return chain.lines.map((line) => line.kind).join(' ')
  const people = entry.people.map(({ name, address, value, heads }) =>
    [`${name ?? ''}${address ? `@${address.key}` : ''}`, value ? SIGN[value] : '?', heads === null ? '' : `×${heads}`]
      .filter(Boolean)
      .join(' '),
  )
  return [people.join(', '), entry.doubts.join(' ')].filter(Boolean).join(' !')
}

describe('one line', () => {
  test.each([
    // as the model line asks
    ['1. 张三 3-2-1201 阴性', '张三@/3/2/1201/ -'],
    ['1. 3-2-1201 张三 阴性', '张三@/3/2/1201/ -'],
    ['1. 3-2-1201 张三 阳性', '张三@/3/2/1201/ +'],
    ['1. 张三3-2-1201阴性', '张三@/3/2/1201/ -'],
    ['1.3-2-1201张三阴性', '张三@/3/2/1201/ -'],
    ['１．３－２－１２０２　赵六　阴性', '赵六@/3/2/1202/ -'],
    ['21.6-1201张三丰阴', '张三丰@/6//1201/ -'],
    ['12 3-2-1402 吴十一 阴性', '吴十一@/3/2/1402/ -', 11],
    // numbers in every spelling
    ['③ 王五 阴 已拍照', '王五 - !photo'],
    ['⑾王五 3-2-1201 阴', '王五@/3/2/1201/ -'],
    ['1️⃣8️⃣ 何平 3-2-1802 阴', '何平@/3/2/1802/ -'],
    ['🔟 何平 3-2-1802 阴', '何平@/3/2/1802/ -'],
    ['(23) 徐庶3-1-1002阴性', '徐庶@/3/1/1002/ -'],
    ['二十四、法正 3-1-1101 阴性', '法正@/3/1/1101/ -'],
    ['NO.25 邓艾 3-1-1102 阴性', '邓艾@/3/1/1102/ -'],
    ['27 ) 3-1-1104 陆逊阴', '陆逊@/3/1/1104/ -'],
    // doors in every spelling
    ['1. 三号楼二单元1201室孙大圣阴性', '孙大圣@/3/2/1201/ -'],
    ['1. 7栋2单元1203 钱七 (-) [图片]', '钱七@/7/2/1203/ - !photo'],
    ['1. 3#2-1201 钱七 阴', '钱七@/3/2/1201/ -'],
    ['1. 3—2—1201 钱七 阴', '钱七@/3/2/1201/ -'],
    ['1. 3.2.1201 钱七 阴性', '钱七@/3/2/1201/ -'],
    ['1. 3/2/1201 钱七 阴性', '钱七@/3/2/1201/ -'],
    ['1. A座1502 张三 阴性', '张三@/A//1502/ -'],
    ['1. 三单元502 黄忠 阴', '黄忠@//3/502/ -'],
    ['1. 1201 黄忠 阴', '黄忠@///1201/ -'],
    ['1. 桃影苑3号楼2单元1201 李四 阴性', '李四@桃影苑/3/2/1201/ -'],
    ['1. 张三桃影苑3-2-1201阴性', '张三@桃影苑/3/2/1201/ -'],
    ['1. 猪八戒 柳亭里甲楼乙单元302 阴', '猪八戒@柳亭里/甲/乙/302/ -'],
    // results in every spelling
    ['1. 3-1-1107 鲁肃 弱阳', '鲁肃@/3/1/1107/ +'],
    ['1. 3-1-1108 甘宁 双杠‼️', '甘宁@/3/1/1108/ +'],
    ['1. 关羽 3-1-501 一条杠', '关羽@/3/1/501/ -'],
    ['1. 张飞 3-1-502 T线没显 C线有', '张飞@/3/1/502/ -'],
    ['1. 3-1-1305 王小二 C线没显', '王小二@/3/1/1305/ x'],
    ['1. 3-1-1306 王小三 试剂失效', '王小三@/3/1/1306/ x'],
    ['1. 3-1-1306 王小三 无效，重测阴性', '王小三@/3/1/1306/ ? !two-values'],
    ['1. Ana Ficticia 3-2-1905 negative', 'Ana Ficticia@/3/2/1905/ -'],
    ['1. 3-2-1901 蒋十五未测', '蒋十五@/3/2/1901/ ? !value-unclear'],
    ['1. 3-2-1902 沈十六 不是阳性', '沈十六@/3/2/1902/ ? !value-unclear'],
    ['1. 3-2-1903 韩十七 阴性？', '韩十七@/3/2/1903/ - !value-unclear'],
    ['1. 周奶奶3-1-401 没有试剂', '周奶奶@/3/1/401/ ? !value-unclear'],
    // characters of results in names
    ['1. 欧阳明 3-2-1601 阴性', '欧阳明@/3/2/1601/ -'],
    ['1. 张阳 3-2-1602', '张阳@/3/2/1602/ ? !no-value'],
    ['1. 张阳 3-2-1602 阴', '张阳@/3/2/1602/ -'],
    ['1. 陈阴 3-2-1805', '陈阴@/3/2/1805/ ? !no-value'],
    ['1. 3-1-1301 刘全阴性', '刘全@/3/1/1301/ -'],
    // several people
    ['2、3号楼李四一家三口均阴性', '李四@/3/ - ×3'],
    ['1. 3-2-1201 张三 李四 均阴性', '张三@/3/2/1201/ -, 李四@/3/2/1201/ -'],
    ['1. 3-1-102 李四、王五 阴性（已拍照）', '李四@/3/1/102/ -, 王五@/3/1/102/ - !photo'],
    ['1. 孙八 3-2-1301 阴性，儿子孙小九 阳性', '孙八@/3/2/1301/ -, 孙小九@/3/2/1301/ +'],
    ['1. 尤二十 3-2-2003 阴 许二一 3-2-2004 阳', '尤二十@/3/2/2003/ -, 许二一@/3/2/2004/ +'],
    ['1. 周瑜（3-1-1106）阴性（小乔3-1-1106阴性）', '周瑜@/3/1/1106/ -, 小乔@/3/1/1106/ -'],
    ['1. 王平和张三 3-2-1804 均阴', '王平@/3/2/1804/ -, 张三@/3/2/1804/ -'],
    ['1. 李和平 3-2-1803 阴性', '李和平@/3/2/1803/ -'],
    [
      '1. 3-1-1304：爸爸王大山 阴性，妈妈李桂花 阴性，宝宝没测',
      '王大山@/3/1/1304/ -, 李桂花@/3/1/1304/ -, 宝宝@/3/1/1304/ ? !value-unclear',
    ],
    ['1. 1201 (张*明) 阴性；(李*) 阴性', '张*明@///1201/ -, 李*@///1201/ -'],
    ['1. 阴性 何二二 3-2-2005', '何二二@/3/2/2005/ -'],
    ['1. 3-1-602 两人 阴 阳', '@/3/1/602/ ? ×2 !two-values'],
    ['1. 3-1-602 三人：张三、李四 均阴', '张三@/3/1/602/ -, 李四@/3/1/602/ - !heads-differ'],
    ['1. 张三李四均阴性 3-2-2008', '张三李四@/3/2/2008/ - !name-unclear'],
    // households
    ['1. 3-1-201 全家4口 全阴 ✅', '@/3/1/201/ - ×4'],
    ['1. 3-2-1501 全家阴性', '@/3/2/1501/ - ×all'],
    ['1. 3-2-1801 2大1小 阴性😊', '@/3/2/1801/ - ×3'],
    ['1. 我家3-1-902三个人都是阴性', '@/3/1/902/ - ×3'],
    ['1. 301赵先生夫妻阴性', '赵先生@///301/ - ×2'],
    ['1. 1201 都是阴性', '@///1201/ - ×all'],
    // nicknames and what else stands there
    ['1. 3-2-1201小宝妈 两条杠', '小宝妈@/3/2/1201/ +'],
    ['1. 阿依古丽·买买提 3-2-1904 阴性', '阿依古丽·买买提@/3/2/1904/ -'],
    ['1. 3-2-1806 卫 阴', '卫@/3/2/1806/ -'],
    ['1. 朱十九 13912345678 3-2-1907 阴性 36.5℃ 08:12测', '朱十九@/3/2/1907/ -'],
    ['1. 3-1-801 魏延 2022.11.20 7点半测 阴性', '魏延@/3/1/801/ -'],
    ['1. 姓名：吕二三 房号：3-2-2006 结果：阴性', '吕二三@/3/2/2006/ -'],
    ['1. 李姐：施二四 3-2-2007 阴性', '施二四@/3/2/2007/ -'],
    ['1. 赵云 3-1-701 阴性 李四代报', '赵云@/3/1/701/ -'],
    ['1. 马超 3#1-702 阴性 照片稍后补', '马超@/3/1/702/ - !photo-missing'],
    ['1. 住户庞统，3栋1单元1001，抗原阴性，照片已发群', '庞统@/3/1/1001/ - !photo'],
    ['1. 王五 [图片]', '王五 ? !no-value photo'],
    ['1. 阴性', '- !no-person'],
    ['8.', 'empty'],
    ['8', 'empty', 7],
    // no number
    ['3-1-1105 吕蒙 阴性', '吕蒙@/3/1/1105/ -'],
    ['张三: 3-2-1201 阴性', '张三@/3/2/1201/ -'],
    ['回复 李四：3-2-1201 张三 阴性', '张三@/3/2/1201/ -'],
    ['@网格员小李 3-2-1201 张三 阴性', '张三@/3/2/1201/ -'],
  ] as [string, string, number?][])('%s', (line, expected, after) => {
    const before = after === undefined ? '' : `${after}. 前一位 9-9-909 阴性\n`
    expect(say(read(before + line))).toBe(expected)
  })

  test.each([
    ['#接龙', 'header'],
    ['例 3-2-1201 张三 阴性', 'header'],
    ['格式：房号+姓名+阴性/阳性', 'header'],
    ['@所有人 今晚8点前完成抗原自测并接龙', 'header'],
    ['1. 请大家按门牌、姓名、结果接龙', 'header'],
    ['「李四：3-2-1202 阴性」', 'quote'],
    ['- - - - - - - - - - - - - - -', 'quote'],
    ['张三 2026/11/20 08:12', 'stamp'],
    ['3-2-1201小宝妈 2026年11月20日 下午 8:12', 'stamp'],
    ['小宝妈:', 'stamp'],
    ['—————  2026-11-20  —————', 'stamp'],
    ['收到', 'chatter'],
    ['楼上有阳性吗？', 'chatter'],
    ['@网格员小李 我家还没收到试剂', 'chatter'],
    ['张三撤回了一条消息', 'chatter'],
    ['"李四"邀请"王五"加入了群聊', 'chatter'],
    ['   ', 'blank'],
  ])('%s is no entry', (line, kind) => {
    const chain = read(line)
    expect(chain.entries).toEqual([])
    expect(chain.lines).toEqual([{ text: line, kind }])
  })
})

describe('lines together', () => {
  /** What counts in the end, as name@door sign. */
  const standing = (text: string): string[] =>
    read(text).entries.flatMap((entry) =>
      entry.people
        .filter((person) => person.overruledBy === null && person.value !== null)
        .map((p) => `${p.name ?? ''}${p.address ? `@${p.address.key}` : ''}${p.value ? SIGN[p.value] : ''}`),
    )

  test.each([
    ['a correction by number', '5. 张三 3-2-1201 阴性\n更正：5号 阳性', ['张三@/3/2/1201/+']],
    ['another spelling of it', '8. 刘备 阳性 3-1-402\n9. 8号写错了，刘备是阴性', ['刘备@/3/1/402/-']],
    ['and another', '13. 关羽 3-1-601 阳性\n第13条更正 阴性', ['关羽@/3/1/601/-']],
    ['the number written again', '5. 张三 3-2-1201 阴性\n5. 张三 3-2-1201 阳性', ['张三@/3/2/1201/+']],
    [
      'the number again with the result alone',
      '5. 张三 3-2-1201 阴性\n6. 李四 3-2-1202 阴性\n5. 阳性',
      ['李四@/3/2/1202/-', '张三@/3/2/1201/+'],
    ],
    ['the person under another number', '5. 张三 3-2-1201 阴性\n9. 3-2-1201张三 阳', ['张三@/3/2/1201/+']],
    ['a correction by name', '5. 张三 3-2-1201 阴性\n更正 张三 阳性', ['张三@/3/2/1201/+']],
    [
      'two people behind one number stay two',
      '6. 张三 3-2-1201 阴性\n6. 李四 3-2-1202 阴性',
      ['张三@/3/2/1201/-', '李四@/3/2/1202/-'],
    ],
    ['ditto', '1. 3-2-1201 张三 阴性\n2. 李四 同上', ['张三@/3/2/1201/-', '李四@/3/2/1201/-']],
    [
      'a household, then one of it',
      '1. 3-2-1201 全家阴性\n2. 3-2-1201 张三 阳性',
      ['@/3/2/1201/-', '张三@/3/2/1201/+'],
    ],
    [
      'one line spread over several',
      '16. 3-2-1701\n郑十三 阴性\n冯十四 阴性',
      ['郑十三@/3/2/1701/-', '冯十四@/3/2/1701/-'],
    ],
    ['no number, in two lines', '3-1-1401 沙僧\n阴性', ['沙僧@/3/1/1401/-']],
    [
      'copied with names and times',
      '张三 2026/11/20 08:12\n3-2-1201 阴性\n\n李四 2026/11/20 08:13\n阴',
      ['@/3/2/1201/-', '李四-'],
    ],
    [
      'chatter behind a line that lacks its result',
      '15. 张阳 3-2-1602\n收到，我们明天再测\n16. 李四 3-2-1603 阴',
      ['李四@/3/2/1603/-'],
    ],
    [
      'door, name and result each on a line',
      '5. 3-2-1201\n张三\n阴性\n6. 3-2-1202 李四 阴',
      ['张三@/3/2/1201/-', '李四@/3/2/1202/-'],
    ],
    ['a quotation over two lines', '「李四：\n3-2-1202 阳性」\n3-2-1201 张三 阴性', ['张三@/3/2/1201/-']],
    ['a quotation that nobody closed', '「李四：收到\n3-2-1201 张三 阴性', ['张三@/3/2/1201/-']],
    ['a nickname that holds the door', '3-2-1201小宝妈 08:12\n阴性', ['小宝妈@/3/2/1201/-']],
    [
      'line breaks lost',
      '1. 张三 3-1-101 阴性 2. 李四 3-1-102 阴性 3. 王五 3-1-103 阳性',
      ['张三@/3/1/101/-', '李四@/3/1/102/-', '王五@/3/1/103/+'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(standing(text)).toEqual(expected)
  })

  test('what was corrected stays, and says by which line', () => {
    const [first, second] = read('5. 张三 3-2-1201 阴性\n更正：5号 阳性').entries
    expect(first?.people[0]?.overruledBy).toBe(2)
    expect(second).toMatchObject({ corrects: [1], doubts: [] })
  })
  test('a correction of two people who are not told apart is asked about', () => {
    expect(say(read('5. 3-2-1201 张三 李四 均阴性\n更正：5号 阳性'))).toContain('no-person')
  })
  test('a correction of a line that is not there is asked about', () => {
    expect(say(read('1. 张三 3-2-1201 阴性\n更正：7号 阳性'))).toContain('corrects-nothing')
  })
  test('one name twice with two results and no door is asked about', () => {
    expect(say(read('1. 王五 阴\n2. 王五 阳性'))).toContain('name-again')
  })
  test('numbers left out, and the day of the heading', () => {
    expect(read('#接龙\n11月20日抗原\n1. 张三 3-2-1201 阴\n4. 李四 3-2-1202 阴')).toMatchObject({
      gaps: [2, 3],
      day: { month: 11, day: 20 },
    })
    expect(read('2026-11-20 抗原接龙\n1. 张三 3-2-1201 阴').day).toEqual({ month: 11, day: 20 })
    expect(read('桃影苑3-2单元接龙\n1. 张三 3-2-1201 阴').day).toBeNull()
  })
})

test.each([
  ['阴性', 'negative'],
  ['结果（－）'.normalize('NFKC'), 'negative'],
  ['转阴', 'negative'],
  ['(+)', 'positive'],
  ['两道杠', 'positive'],
  ['没阳', null],
  ['无线上门', undefined],
  ['欧阳', undefined],
  ['太阳很好', undefined],
])('%s is %s', (text, value) => {
  expect(readResult(text)?.value).toBe(value)
})

test('no text makes the readers throw, and none takes long: the whole run ends in time', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          '3',
          '号',
          '楼',
          '单元',
          '-',
          '室',
          '层',
          '附',
          ' ',
          'A',
          '阴',
          '阳',
          '性',
          '村',
          '十',
          '(',
          '两',
          '杠',
          '桃影苑',
          'C线',
          '没',
          '1201',
        ),
        { maxLength: 120 },
      )
      .map((t) => t.join('')),
  )
  fc.assert(
    fc.property(text, (pasted) => {
      const chain = read(pasted)
      expect(chain.lines.map((line) => line.text)).toEqual(pasted.split(/\r\n|\r|\n/u))
    }),
    { numRuns: 2000 },
  )
})
