/** Codes are invented (division 320999 does not exist) but for the two examples that the standards themselves print. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CREDIT_ALPHABET, creditCheckOf, licenceCheckOf, organisationCheckOf } from './credit-check.ts'
import {
  type CreditProblem,
  creditProblems,
  creditRefusalWords,
  isCreditRefused,
  readCreditCode,
  registeredAs,
} from './credit-code.ts'
import { checkCreditAsTyped } from './credit-typing.ts'
import { checkCharacterOf } from './resident-id.ts'

const codeOf = (head: string, eight: string): string => {
  const seventeen = head + eight + organisationCheckOf(eight)
  return seventeen + creditCheckOf(seventeen)
}
const FIRM = codeOf('91320999', 'MA1N0A0B')
const SHOP = codeOf('92320999', 'MA2B8DQ1')
const LICENCE = ((fourteen: string) => fourteen + licenceCheckOf(fourteen))('32099960012345')
const ORGANISATION = `7365${'4321'}${organisationCheckOf('73654321')}`

describe('numbers that hold', () => {
  test.each([
    ['the standard’s own example', '91350100M000100Y43', 'credit-code', '91350100M000100Y43'],
    ['an invented firm', FIRM, 'credit-code', FIRM],
    ['a sole trader', SHOP, 'credit-code', SHOP],
    ['lower case', FIRM.toLowerCase(), 'credit-code', FIRM],
    [
      'full width',
      [...FIRM].map((c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).join(''),
      'credit-code',
      FIRM,
    ],
    [
      'in groups',
      `${FIRM.slice(0, 2)} ${FIRM.slice(2, 8)}-${FIRM.slice(8, 17)} ${FIRM.slice(17)}`,
      'credit-code',
      FIRM,
    ],
    ['an apostrophe before it', `’${FIRM}`, 'credit-code', FIRM],
    [
      'registered with the central authority',
      codeOf('91100000', '10001234'),
      'credit-code',
      codeOf('91100000', '10001234'),
    ],
    ['a village collective', codeOf('N2320999', 'MF0A1B2C'), 'credit-code', codeOf('N2320999', 'MF0A1B2C')],
    ['an old licence number', '110108000000016', 'business-licence', '110108000000016'],
    ['an invented one', LICENCE, 'business-licence', LICENCE],
    ['one that a spreadsheet wrote as a number', `${LICENCE}.0`, 'business-licence', LICENCE],
    ['an organisation code', `${ORGANISATION.slice(0, 8)}-${ORGANISATION.slice(8)}`, 'organisation-code', ORGANISATION],
    ...['', '  ', '无', '办理中', '/', '——', 'N/A'].map((text) => [`“${text}”`, text, 'none', ''] as const),
  ] as const)('%s', (_, text, type, value) => expect(readCreditCode(text)).toEqual({ type, value }))
})

const put = (code: string, at: number, character: string): string => code.slice(0, at) + character + code.slice(at + 1)
const identity = ((seventeen: string) => seventeen + checkCharacterOf(seventeen))('32099919900307001')

describe('numbers that do not', () => {
  test.each<[string, string, CreditProblem, number | undefined]>([
    ['a letter O for 0', put(FIRM, 11, 'O'), 'confused-letter', 11],
    ['a letter I for 1', FIRM.replace('1N', 'IN'), 'confused-letter', 10],
    ['the first of several', put(put(FIRM, 13, 'O'), 10, 'I'), 'confused-letter', 10],
    ['a letter in the division', put(FIRM, 4, 'A'), 'bad-character', 4],
    ['a Chinese character', put(FIRM, 9, '壹'), 'bad-character', 9],
    ['one missing', FIRM.slice(0, 17), 'bad-length', undefined],
    ['one too many', `${FIRM}0`, 'bad-length', undefined],
    ['an authority that does not exist', codeOf('Q1320999', 'MA1N0A0B'), 'bad-authority', 0],
    ['a kind that is none', codeOf('90320999', 'MA1N0A0B'), 'bad-authority', 0],
    ['a division that does not exist', codeOf('91990999', 'MA1N0A0B'), 'bad-division', 2],
    ['another check character', put(FIRM, 17, FIRM[17] === 'A' ? 'B' : 'A'), 'bad-check', 17],
    ['a wrong character within the organisation code', put(FIRM, 12, 'R'), 'bad-organisation', 16],
    ['a person’s identity number', identity, 'looks-like-identity', undefined],
    ['a mobile number', '15412345678', 'looks-like-phone', undefined],
    ['an old licence number with a slip', put(LICENCE, 7, LICENCE[7] === '1' ? '2' : '1'), 'bad-check', 14],
    ['an organisation code with a slip', put(ORGANISATION, 2, '9'), 'bad-check', 8],
    ['as Excel writes it', '9.13209991234568E+17', 'mangled-by-excel', undefined],
    ['as Excel rounds it', '913209991234567000', 'mangled-by-excel', undefined],
    ['words', '执照在房东处', 'unknown-form', undefined],
  ])('%s', (_, text, problem, at) => {
    expect(readCreditCode(text)).toMatchObject({ problem, ...(at === undefined ? {} : { at }) })
  })
  test.each([
    ['letters that are never used', FIRM.replace('1N0A', 'INOA'), FIRM],
    ['8 for B', SHOP.replace('B8', '88'), SHOP],
    ['Q for 0', put(FIRM, 14, 'Q'), FIRM],
    ['two neighbours swapped', FIRM.slice(0, 8) + 'AM' + FIRM.slice(10), FIRM],
  ])('%s: what was meant is offered, not taken', (_, text, meant) => {
    const reading = readCreditCode(text)
    expect(reading).toMatchObject({ offered: meant })
    expect(creditRefusalWords(reading as never)[0]).toContain(meant)
  })
  test('every problem names its place and is said in both languages', () => {
    for (const problem of creditProblems.values) {
      const [zh, en] = creditRefusalWords({ problem, at: 4 })
      expect(zh).not.toMatch(/[{}]/)
      expect(en).not.toMatch(/[{}]/)
    }
    expect(creditRefusalWords({ problem: 'confused-letter', at: 4 })[0]).toContain('第 5 位')
  })
})

test.each([
  [FIRM, '市场监管部门登记的企业'],
  [SHOP, '市场监管部门登记的个体工商户'],
  [codeOf('12320999', 'MB0A1B2C'), '事业单位'],
  [codeOf('Y1320999', 'MB0A1B2C'), undefined],
])('who registered %s', (code, zh) => expect(registeredAs(code)?.[0]).toBe(zh))

const character = fc.constantFrom(...CREDIT_ALPHABET)
const eight = fc.array(character, { minLength: 8, maxLength: 8 }).map((c) => c.join(''))
const anyCode = fc
  .tuple(fc.constantFrom('91', '92', '93', '11', '12', '52', 'N2', 'Y1'), fc.constantFrom('320999', '100000'), eight)
  .map(([kind, division, body]) => codeOf(kind + division, body))

test('every generated code holds, and no single character of it can be changed unnoticed', () => {
  fc.assert(
    fc.property(anyCode, fc.nat(17), character, (code, at, other) => {
      expect(readCreditCode(code)).toEqual({ type: 'credit-code', value: code })
      const changed = put(code, at, other)
      expect(isCreditRefused(readCreditCode(changed))).toBe(changed !== code)
    }),
    { seed: 61, numRuns: 2000 },
  )
})

test('old numbers: no single digit can be changed unnoticed', () => {
  const digits = (n: number) => fc.array(fc.nat(9), { minLength: n, maxLength: n }).map((d) => d.join(''))
  fc.assert(
    fc.property(digits(14), fc.nat(14), fc.nat(9), (fourteen, at, digit) => {
      const licence = fourteen + licenceCheckOf(fourteen)
      expect(readCreditCode(licence)).toEqual({ type: 'business-licence', value: licence })
      const changed = put(licence, at, String(digit))
      expect(isCreditRefused(readCreditCode(changed))).toBe(changed !== licence)
    }),
    { seed: 62 },
  )
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const reading = readCreditCode(text)
      if (!isCreditRefused(reading)) expect(readCreditCode(reading.value)).toEqual(reading)
      expect(['ok-so-far', 'bad', 'complete']).toContain(checkCreditAsTyped(text).state)
    }),
    { seed: 63 },
  )
})

describe('as it is typed', () => {
  test('a good code is never called bad on its way', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        for (let n = 0; n < 18; n++)
          expect(checkCreditAsTyped(code.slice(0, n)).state, code.slice(0, n)).not.toBe('bad')
        expect(checkCreditAsTyped(code)).toEqual({ state: 'complete', number: { type: 'credit-code', value: code } })
      }),
      { seed: 64 },
    )
  })
  test.each<[string, CreditProblem, number]>([
    ['9132O', 'confused-letter', 4],
    ['9132A999MA1', 'bad-character', 4],
    ['91-32壹', 'bad-character', 4],
    [`${FIRM}1`, 'bad-length', 18],
    [put(FIRM, 12, 'R'), 'bad-organisation', 16],
  ])('%s is %s', (text, problem, at) =>
    expect(checkCreditAsTyped(text)).toMatchObject({ state: 'bad', refusal: { problem, at } }),
  )
  test('fifteen digits and nine characters are complete, and may go on', () => {
    expect(checkCreditAsTyped(LICENCE).state).toBe('complete')
    expect(checkCreditAsTyped(ORGANISATION).state).toBe('complete')
    expect(checkCreditAsTyped(`${LICENCE}1`).state).toBe('ok-so-far')
  })
})
