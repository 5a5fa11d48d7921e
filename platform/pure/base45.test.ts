import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base45, readBase45 } from './base45.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

// RFC 9285, section 4.3 and 4.4
test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
  ['', ''],
])('%s is written %s', (plain, written) => {
  expect(base45(bytes(plain))).toBe(written)
  expect(readBase45(written)).toEqual(bytes(plain))
})

// GGW is 65,536; ::: is the largest triple; a lone character stands for nothing; :: is 2,024
test.each(['GGW', ':::', 'A', 'BB8A', '::', 'bb8', 'B8,'])('%s stands for no bytes', (text) => {
  expect(readBase45(text)).toBeNull()
})

test('any bytes come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (some) => {
      expect(readBase45(base45(some))).toEqual(some)
    }),
  )
})
