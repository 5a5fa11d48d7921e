/** Who is linked, who is shown for a look and who is not: the cases that people know, one by one. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import { becauseText } from './because.ts'
import { openMatcher } from './matcher.ts'
import type { KeyOf, ListLine, MatchResult } from './model.ts'
import { personOfCells } from './resident-record.ts'

const plain: KeyOf = (_kind, number) => number
const idNumber = (birth: string, sequence: string): string => {
  const first = `320999${birth.replaceAll('-', '')}${sequence}`
  return first + checkCharacterOf(first)
}
const put = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1)

const person = (
  id: string,
  name: string,
  birth: string,
  sequence: string,
  phone: string,
  address: string,
): ListLine => ({
  id,
  name,
  idNumber: idNumber(birth, sequence),
  phone,
  birthDate: birth,
  sex: Number(sequence) % 2 === 1 ? '男' : '女',
  address,
})
const home = '桃影苑3号楼2单元1201室'
const family = [
  person('father', '王松川', '1980-03-07', '111', '15400000001', home),
  person('mother', '李桃溪', '1982-11-02', '222', '15400000002', home),
  person('twin-a', '王星月', '2010-06-06', '332', '15400000002', home),
  person('twin-b', '王星禾', '2010-06-06', '334', '15400000002', home),
]
const others = [
  person('uyghur', '阿依夏·桃买提', '1990-01-05', '556', '15400000003', '柳桥里1号楼1单元101室'),
  {
    ...person('foreigner', 'BERG Anna', '1975-04-30', '778', '15400000004', '柳桥里2号楼1单元201室'),
    idNumber: 'X12345678',
  },
  person('namesake-1', '张伟', '1977-07-07', '117', '15400000005', '柳桥里3号楼1单元301室'),
  person('namesake-2', '张伟', '1968-02-13', '119', '15400000006', '柳桥里4号楼1单元401室'),
  person('alone', '陈梨渡', '1955-10-10', '990', '15400000007', '柳桥里5号楼1单元501室'),
]
/** A crowd, so that a name or a door is one of thousands. */
const crowd = Array.from({ length: 3000 }, (_, i) => {
  const pick = (signs: string, by: number): string => signs[Math.floor(i / by) % signs.length] as string
  const name =
    pick('赵钱孙周吴郑冯蒋沈韩', 1) + pick('一二三四五六七八九十百千', 10) + pick('甲乙丙丁戊己庚辛壬癸子丑寅卯辰', 37)
  const birth = `${1940 + (i % 70)}-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`
  const sequence = String(100 + (i % 800)).padStart(3, '0')
  return person(
    `c${i}`,
    name,
    birth,
    sequence,
    `1541${String(i).padStart(7, '0')}`,
    `松影里${(i % 40) + 1}号楼1单元${100 + (i % 30)}室`,
  )
})
const people = [...family, ...others, ...crowd]
const matcherWith = (keyOf: KeyOf, register: readonly ListLine[] = people) =>
  openMatcher({ register: register.map((cells) => personOfCells(cells, keyOf)), keyOf })
const matcher = matcherWith(plain)

const one = (id: string): ListLine => people.find((each) => each.id === id) as ListLine
const line = (id: string, change: Partial<ListLine> = {}): ListLine => ({ ...one(id), ...change })
const only = (id: string, ...columns: (keyof ListLine)[]): ListLine => ({
  id: 'line',
  ...Object.fromEntries(columns.map((column) => [column, one(id)[column]])),
})
const judged = (asked: ListLine): string => {
  const { verdict, best } = matcher.match(asked)
  return verdict === 'none' ? 'none' : `${verdict} ${best?.registerId}`
}

describe('one line', () => {
  const number = one('father').idNumber as string
  test.each<[string, ListLine, string]>([
    ['every field as registered', line('father'), 'match father'],
    ['the number alone', only('father', 'idNumber'), 'match father'],
    ['name and number', only('father', 'name', 'idNumber'), 'match father'],
    ['name and phone', only('father', 'name', 'phone'), 'match father'],
    ['name and birth date', only('alone', 'name', 'birthDate'), 'match alone'],
    ['name and door', only('father', 'name', 'address'), 'match father'],
    ['one digit of the number wrong', line('father', { idNumber: put(number, 9, '9') }), 'match father'],
    ['letters for digits', line('father', { idNumber: number.replaceAll('0', 'O') }), 'match father'],
    ['another number, all else the same', line('father', { idNumber: idNumber('1990-01-01', '001') }), 'match father'],
    ['name in pinyin, turned round', line('father', { name: 'SONGCHUAN WANG', idNumber: '' }), 'match father'],
    ['name that sounds the same', line('father', { name: '汪松穿', idNumber: '' }), 'match father'],
    ['a minority name without its dot', only('uyghur', 'idNumber', 'phone'), 'match uyghur'],
    ['its parts swapped', line('uyghur', { name: '桃买提 阿依夏', idNumber: '' }), 'match uyghur'],
    ['a passport, the name turned', line('foreigner', { name: 'Anna Berg' }), 'match foreigner'],
    ['a passport misread', line('foreigner', { name: 'Anna Berg', idNumber: 'X1234S678' }), 'match foreigner'],
    ['renamed, all else the same', line('father', { name: '王大鹏' }), 'match father'],
    ['renamed with another surname', line('alone', { name: '周荷屿' }), 'match alone'],
    ['another name, and nothing but the number', { id: 'x', name: '周荷屿', idNumber: number }, 'review father'],
    [
      'moved, with a new phone',
      line('father', { phone: '15499999999', address: '松影里9号楼1单元909室' }),
      'match father',
    ],
    ['a child on the phone of the mother', only('twin-a', 'name', 'phone'), 'match twin-a'],
    [
      'the father’s number with the mother’s name',
      { ...only('mother', 'name', 'phone', 'address'), idNumber: number },
      'review',
    ],
    ['a relative who is not registered', { id: 'x', name: '王老松', phone: '15400000001', address: home }, 'none'],
    ['a former tenant', { id: 'x', name: '周荷屿', address: home, idNumber: idNumber('1970-01-01', '003') }, 'none'],
    [
      'a namesake with a number of his own',
      { id: 'x', name: '王松川', idNumber: idNumber('1970-01-01', '003') },
      'none',
    ],
    ['a name alone, borne by one', only('alone', 'name'), 'review alone'],
    ['a name alone, borne by several', only('namesake-1', 'name'), 'none'],
    ['name and sex', only('namesake-1', 'name', 'sex'), 'none'],
    ['a stranger', { id: 'x', name: '周荷屿', phone: '15499999999', birthDate: '1970-01-01' }, 'none'],
    ['nothing at all', { id: 'x' }, 'none'],
  ])('%s', (_what, asked, expected) => expect(judged(asked)).toMatch(new RegExp(`^${expected}`)))

  test('a number that truly ends in zeros is no rounded one to those who have it', () => {
    const round = {
      ...one('alone'),
      id: 'round',
      name: '周荷屿',
      idNumber: '320999199003034000',
      birthDate: '1990-03-03',
    }
    const withRound = matcherWith(plain, [...people, round])
    expect(withRound.match({ id: 'x', name: '周荷屿', idNumber: '320999199003034000' })).toMatchObject({
      verdict: 'match',
      best: { registerId: 'round' },
    })
  })

  test('an old number of 15 digits is the one of 18', () => {
    const old = number.slice(0, 6) + number.slice(8, 17)
    expect(judged({ ...only('father', 'name'), idNumber: old })).toBe('match father')
  })
})

describe('twins at one door', () => {
  const [a, b] = [one('twin-a'), one('twin-b')]
  test.each<[string, Partial<ListLine>, string]>([
    ['the number decides', {}, 'match twin-b'],
    ['without a number the whole name decides', { idNumber: '' }, 'match twin-b'],
    [
      'a number one digit off still belongs to one of them',
      { idNumber: put(b.idNumber as string, 2, '8') },
      'match twin-b',
    ],
    ['a name between the two decides nothing', { idNumber: '', name: '王星云' }, 'review'],
    ['nor does no name', { idNumber: '', name: '' }, 'review'],
  ])('%s', (_what, change, expected) => expect(judged(line('twin-b', change))).toMatch(new RegExp(`^${expected}`)))
  test('a twin who is not registered is not the other', () => {
    const missing = matcherWith(
      plain,
      people.filter(({ id }) => id !== 'twin-b'),
    )
    expect(missing.match({ ...b, id: 'x' }).verdict).toBe('none')
    expect(missing.match({ ...b, id: 'x', idNumber: '' }).verdict).not.toBe('match')
    expect(missing.match({ ...a, id: 'x' }).best?.registerId).toBe('twin-a')
  })
})

describe('what is said about it', () => {
  const whole = matcher.match(line('father', { phone: '15400000011', name: '汪松川' }))
  test('every field has its level and weight', () => {
    expect(whole.best?.fields.map(({ field, level }) => `${field} ${level}`)).toEqual([
      'number same',
      'name sound',
      'birthBeside same',
      'sex same',
      'phone one-off',
      'address door',
    ])
    for (const { bits } of whole.best?.fields ?? []) expect(Number.isFinite(bits)).toBe(true)
    expect(whole.best?.fields.find(({ field }) => field === 'number')?.bits).toBeGreaterThan(5)
  })
  test('in words', () => {
    expect(becauseText(whole, 'zh')).toBe('证件号码相同；姓名同音；出生日期相同；性别相同；电话差一位；住址相同')
    expect(becauseText(matcher.match({ id: 'x', name: '陈梨渡' }), 'en')).toBe(
      'Only the name agrees, which is not enough: Same name',
    )
    expect(becauseText(matcher.match({ id: 'x' }), 'zh')).toBe('没有相近的人')
  })
  test('the runner-up is the one who came next', () => {
    const { best, runnerUp } = matcher.match(line('twin-b', { idNumber: '' }))
    expect([best?.registerId, runnerUp?.registerId]).toEqual(['twin-b', 'twin-a'])
    expect(best?.bits).toBeGreaterThan((runnerUp?.bits ?? 0) + 5)
  })
})

test('numbers are only ever compared as keys', () => {
  const digest: KeyOf = (kind, number) => createHmac('sha256', 'secret').update(`${kind}:${number}`).digest('hex')
  const short = people.slice(0, 400)
  const [open, closed] = [matcherWith(plain, short), matcherWith(digest, short)]
  const asked = [
    line('father', { idNumber: put(one('father').idNumber as string, 9, '9') }),
    line('mother', { phone: '15400000012', name: '李陶溪' }),
    line('foreigner', { idNumber: 'X1234S678' }),
    line('twin-a', { idNumber: '', name: '王星云' }),
    { id: 'x', name: '周荷屿' },
  ]
  const told = ({ verdict, probability, best }: MatchResult) => [verdict, probability.toFixed(9), best?.registerId]
  for (const each of asked) expect(told(closed.match(each))).toEqual(told(open.match(each)))
})
