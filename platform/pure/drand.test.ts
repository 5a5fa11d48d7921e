import { expect, test } from 'vitest'
import { signedByDrand } from './drand.ts'

/** Round 1000 of quicknet, the League of Entropy's network, as published by it. */
const KEY =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a'
const SIGNATURE = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

test('a round that drand published is its own', () => {
  expect(signedByDrand(KEY, 1000, SIGNATURE)).toBe(true)
})

test.each([
  ['another round', KEY, 1001, SIGNATURE],
  ['another signature', KEY, 1000, SIGNATURE.replace(/9$/, '8')],
  ['another key', KEY.replace(/a$/, 'b'), 1000, SIGNATURE],
  ['no key at all', '00', 1000, SIGNATURE],
  ['no signature at all', KEY, 1000, 'zz'],
])('%s is not', (_what, key, round, signature) => {
  expect(signedByDrand(key, round, signature)).toBe(false)
})
