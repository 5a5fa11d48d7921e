import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextKeys, plateKinds, PROVINCES, readForeignPlate, readPlate, showPlate, tidyPlate } from './plate.ts'

describe('plates as they stand on cars', () => {
  test.each<[string, string]>([
    ['浙A12345', 'ordinary'],
    ['京N8P8F8', 'ordinary'],
    ['粤O12345', 'ordinary'],
    ['沪AD12345', 'green-small'],
    ['浙AF8P123', 'unread'],
    ['浙AFP1234', 'green-small'],
    ['浙AA12345', 'green-small'],
    ['浙AK12345', 'green-small'],
    ['浙A12345D', 'green-large'],
    ['浙A12345K', 'green-large'],
    ['浙A12345L', 'unread'],
    ['浙A1234警', 'police'],
    ['浙A1234学', 'coach'],
    ['浙A1234挂', 'trailer'],
    ['沪A0023领', 'consulate'],
    ['224578使', 'embassy'],
    ['使014578', 'embassy'],
    ['粤Z1234港', 'hong-kong'],
    ['粤Z1A34澳', 'macau'],
    ['浙Z1234港', 'unread'],
    ['WJ京1234X', 'armed-police'],
    ['WJ12345', 'armed-police'],
    ['VA12345', 'military'],
    ['津X3008应急', 'emergency'],
    ['浙A12345临', 'temporary'],
  ])('%s is %s', (plate, kind) => {
    const read = readPlate(plate)
    expect(read.ok ? read.kind : 'unread').toBe(kind)
    if (read.ok) expect(read.plate).toBe(plate)
  })
})

describe('plates as they are typed', () => {
  test.each<[string, string]>([
    ['浙a·12345', '浙A12345'],
    ['浙Ａ１２３４５', '浙A12345'],
    [' 浙 A 1 2 3 4 5 ', '浙A12345'],
    ['浙A-12O45', '浙A12045'],
    ['浙aI2345', '浙A12345'],
    ['浙A.D12345', '浙AD12345'],
    ['滬A12345', '沪A12345'],
    ['粵Z1234港', '粤Z1234港'],
    ['临浙A12345', '浙A12345临'],
    ['浙A12345（临）', '浙A12345临'],
    ['浙A1234 掛', '浙A1234挂'],
    ['22457O使', '224570使'],
    ['wj京1234x', 'WJ京1234X'],
  ])('%s is read as %s', (typed, plate) => {
    expect(readPlate(typed)).toMatchObject({ ok: true, plate })
  })
  test.each<[string, string]>([
    ['', 'empty'],
    ['A12345', 'no-province'],
    ['A1', 'too-short'],
    ['浙A123', 'too-short'],
    ['浙012345', 'no-letter'],
    ['浙A1234567', 'too-long'],
    ['浙A012345', 'bad-green'],
    ['浙A12#45', 'bad-character'],
    ['浙桃12345', 'bad-character'],
  ])('%s: %s', (typed, problem) => {
    expect(readPlate(typed)).toMatchObject({ ok: false, problem })
  })
  test.each<[string, string]>([
    ['浙A012345', '浙AD12345'],
    ['浙A123450', '浙A12345D'],
    ['浙812345', '浙B12345'],
    ['A12345', '浙A12345'],
    ['浙A112345', '浙A12345'],
  ])('%s may mean %s', (typed, meant) => {
    const read = readPlate(typed, '浙')
    expect(read.ok ? [] : read.suggestions).toContain(meant)
  })
})

test('a foreign plate is never refused, whatever stands on it', () => {
  expect(readForeignPlate(' ab-123-桃 ')).toBe('AB-123-桃')
  expect(readForeignPlate('  ')).toBeNull()
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const plate = readForeignPlate(typed)
      expect(plate === null || ([...plate].length <= 20 && plate.length > 0)).toBe(true)
    }),
  )
})

const serial = (n: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'), minLength: n, maxLength: n })
const office = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ')
const ordinary = fc.tuple(fc.constantFrom(...PROVINCES), office, serial(5)).map((parts) => parts.join(''))

test('reading is total, and a plate that was read is read as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (typed) => {
      const read = readPlate(typed, '浙')
      if (read.ok) {
        expect(plateKinds.values).toContain(read.kind)
        expect(readPlate(read.plate)).toEqual(read)
      } else {
        expect(read.suggestions.length).toBeLessThanOrEqual(5)
        for (const one of read.suggestions) expect(readPlate(one)).toMatchObject({ ok: true, plate: one })
      }
      expect(tidyPlate(tidyPlate(typed))).toBe(tidyPlate(typed))
    }),
  )
})

test('every ordinary plate survives lower case, full width, dots and the letters O and I in its serial', () => {
  const wide = (text: string): string => text.replace(/[A-Z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  fc.assert(
    fc.property(ordinary, (plate) => {
      const meant = { ok: true, plate }
      expect(readPlate(plate)).toMatchObject(meant)
      expect(readPlate(plate.toLowerCase())).toMatchObject(meant)
      expect(readPlate(wide(plate))).toMatchObject(meant)
      expect(readPlate(showPlate(plate))).toMatchObject(meant)
      const slipped = plate.slice(0, 2) + plate.slice(2).replaceAll('0', 'O').replaceAll('1', 'I')
      expect(readPlate(slipped)).toMatchObject(meant)
    }),
  )
})

test('the keyboard always leads to a plate', () => {
  expect(nextKeys('')).toEqual({ show: 'provinces', closing: '使' })
  expect(nextKeys('浙').show).toBe('letters')
  expect(nextKeys('浙A').show).toBe('serial')
  expect(nextKeys('浙A1234').closing).toContain('挂')
  expect(nextKeys('浙A123').closing).toBe('')
})
