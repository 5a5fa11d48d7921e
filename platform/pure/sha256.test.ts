/** Against the machine's own SHA-256, at every length around the edges of a block. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

const theirs = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

test('the vectors of the standard', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
test('every length up to three blocks, and any text', () => {
  for (let length = 0; length < 200; length++) expect(sha256('x'.repeat(length))).toBe(theirs('x'.repeat(length)))
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256(text) === theirs(text)),
    { numRuns: 300 },
  )
})
test('Chinese, signs beyond 16 bits, and half a sign', () => {
  for (const text of ['抽调100人', '𠮷野', '\ud800x', '🙂'.repeat(40)]) expect(sha256(text)).toBe(theirs(text))
})
