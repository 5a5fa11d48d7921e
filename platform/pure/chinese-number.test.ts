import { expect, test } from 'vitest'
import { readChineseNumber, withDigits } from './chinese-number.ts'

test.each([
  ['三', 3],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['二十三', 23],
  ['一百零三', 103],
  ['二百', 200],
  ['一二〇一', 1201],
  ['两', 2],
  ['', null],
  ['十十', null],
  ['二三十', null],
  ['桃', null],
])('%s is %s', (text, number) => expect(readChineseNumber(text)).toBe(number))

test('runs inside a text', () => {
  expect(withDigits('桃花十二巷三号')).toBe('桃花12巷3号')
  expect(withDigits('十十巷')).toBe('十十巷')
})
