import { expect, test } from 'vitest'
import { isRefused, readIdentityNumber } from '../../platform/pure/identity-number.ts'
import { readPhone } from '../../platform/pure/list-cells.ts'
import { documentNumber, HERE, Numbering, phoneOf, uuidOf, WORLD_DAY } from './numbers.ts'

test('more births of one day and sex than a division has numbers for go on in an invented one', () => {
  const numbering = new Numbering()
  const day = WORLD_DAY - 12_000
  const given = [
    ...Array.from({ length: 1200 }, () => numbering.residentId(HERE, day, 'male')),
    ...Array.from({ length: 1200 }, () => numbering.residentId(HERE, day, 'female')),
  ]
  expect(new Set(given).size).toBe(2400)
  expect([...new Set(given.map((n) => n.slice(0, 6)))].sort()).toEqual(['320997', '320998', '320999'])
  for (const [i, number] of given.entries()) {
    expect(readIdentityNumber(number)).toMatchObject({ type: 'resident-id', sex: i < 1200 ? 'male' : 'female' })
  }
})

test('ids and telephones far apart stay apart, and the register takes the telephones', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => i * 2999)
  expect(new Set(numbers.map((n) => phoneOf(1, n))).size).toBe(numbers.length)
  expect(numbers.filter((n) => readPhone(phoneOf(1, n)) === null || 'fault' in readPhone(phoneOf(1, n)))).toEqual([])
  const ids = [0, 1, 255, 256, 2 ** 20 - 1, 2 ** 20, 2 ** 22, 2 ** 33, 2 ** 34 - 1].map((n) => uuidOf(1, n))
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
  expect(uuidOf(2, 5)).not.toBe(uuidOf(1, 5))
})

test.each(['passport', 'hk-macau-permit', 'taiwan-permit', 'foreign-resident'] as const)('numbers of a %s', (type) => {
  const numbers = [0, 7, 19_900_101, 9_999_999, 10_000_000, 58_000_000]
  const documents = numbers.map((n) => documentNumber(type, n, WORLD_DAY - 9000))
  expect(new Set(documents).size).toBe(numbers.length)
  for (const document of documents) {
    const reading = readIdentityNumber(document, { declared: type })
    expect(isRefused(reading) ? reading.problem : reading.type, document).toBe(type)
  }
})
