import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOutcome } from './outcome-words.ts'

test.each([
  ['阴性', 'negative'],
  ['阴', 'negative'],
  ['阴性(-)', 'negative'],
  ['阴　性', 'negative'],
  ['未检出', 'negative'],
  ['Negative', 'negative'],
  ['ＮＤ', 'negative'],
  ['新型冠状病毒核酸：阴性', 'negative'],
  ['ORF1ab阴性 N阴性', 'negative'],
  ['SARS-CoV-2 not detected', 'negative'],
  ['阳性', 'positive'],
  ['混管阳性', 'positive'],
  ['检出', 'positive'],
  ['阳性（ORF1ab 31.2）', 'positive'],
  ['核酸检测结果为阳性', 'positive'],
  ['待复查', 'recheck'],
  ['可疑', 'recheck'],
  ['初筛阳性', 'recheck'],
  ['初筛阳性，建议复检', 'recheck'],
  ['单靶标阳性', 'recheck'],
  ['阴性待复核', 'recheck'],
  ['样本不合格', 'invalid'],
  ['标本量不足', 'invalid'],
  ['内参未起，请重新采样', 'invalid'],
])('%s is %s', (text, outcome) => {
  expect(readOutcome(text)).toMatchObject({ outcome })
})

test.each([
  ['', 'no-outcome'],
  ['-', 'lone-sign'],
  ['（－）', 'lone-sign'],
  ['+', 'lone-sign'],
  ['——', 'lone-sign'],
  ['ORF1ab阳性 N阴性', 'two-outcomes'],
  ['非阴性', 'unknown-outcome'],
  ['38.2', 'unknown-outcome'],
  ['合格', 'unknown-outcome'],
])('%j is asked about: %s', (text, unclear) => {
  expect(readOutcome(text)).toEqual({ unclear })
})

test('nothing throws, and nothing without a word for it is ever negative', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const reading = readOutcome(text)
      if ('outcome' in reading && reading.outcome === 'negative')
        expect(text.normalize('NFKC').toLowerCase()).toMatch(/阴|未检|neg|nd|not/)
    }),
  )
})
