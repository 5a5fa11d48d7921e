/** A code that is copied by hand must not open the neighbours' page. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { householdCode, isToken, readCode, spacedCode } from './household-code.ts'

const code = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => householdCode(bytes) ?? 'all bytes unfair')
const ALPHABET = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ']

test('what is made is read back, however it is written', () => {
  fc.assert(
    fc.property(code, (made) => {
      expect(made).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
      expect(readCode(made)).toBe(made)
      expect(readCode(` ${spacedCode(made).toLowerCase()} `)).toBe(made)
      expect(readCode(`${made.slice(0, 4)}-${made.slice(4)}`)).toBe(made)
    }),
  )
})
test('one wrong character, or two neighbours swapped, is always seen', () => {
  fc.assert(
    fc.property(code, fc.nat(7), fc.constantFrom(...ALPHABET), (made, at, other) => {
      const wrong = made.slice(0, at) + other + made.slice(at + 1)
      if (wrong !== made) expect(readCode(wrong)).toBeNull()
      if (at === 7 || made[at] === made[at + 1]) return
      const swapped = made.slice(0, at) + made[at + 1] + made[at] + made.slice(at + 2)
      expect(readCode(swapped)).toBeNull()
    }),
  )
})
test('every character is as likely', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 248; byte++) {
    const [first] = householdCode(new Uint8Array(32).fill(byte)) ?? ''
    counts.set(first ?? '', (counts.get(first ?? '') ?? 0) + 1)
  }
  expect([...counts.values()]).toEqual(ALPHABET.map(() => 8))
  expect(householdCode(new Uint8Array(32).fill(255))).toBeNull()
})
test.each(['', 'ABC', '1234567', 'OOOOOOOO', '22222223', '2222222222', '小桃花开了八字啊'])('%s is no code', (text) => {
  expect(readCode(text)).toBeNull()
})
test('a token is 22 characters of base64url', () => {
  expect(isToken('Zm9vYmFyYmF6cXV4MTIzNA')).toBe(true)
  for (const no of ['', 'short', `${'A'.repeat(22)}!`, 'A'.repeat(23), 'AAAA AAAAAAAAAAAAAAAAA'])
    expect(isToken(no)).toBe(false)
})
