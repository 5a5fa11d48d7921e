import { expect, test } from 'vitest'
import { answerOrder, isBeyond } from './answer-order.ts'

const answer = { cursor: 'e1.10', at: 100_000 }

test('what came up to the answer is in it, the next two may be, the rest is new', () => {
  const order = answerOrder()
  const heard = ['e1.9', 'e1.10', 'e1.12', 'e1.13', 'e1.20', 'e1.21'].map((m) => order.stands(m, answer, 100_300))
  expect(heard).toEqual(['held', 'held', 'unsure', 'unsure', 'new', 'new'])
})

test('long after the answer nothing can have been on its way', () => {
  expect(answerOrder().stands('e1.12', answer, 102_000)).toBe('new')
})

test('another answer begins anew', () => {
  const order = answerOrder()
  for (const message of ['e1.11', 'e1.12', 'e1.13']) order.stands(message, answer, 100_100)
  const next = { cursor: 'e1.13', at: 100_400 }
  expect(['e1.13', 'e1.14'].map((m) => order.stands(m, next, 100_500))).toEqual(['held', 'unsure'])
})

test('a message of another life of the server may be in it', () => {
  expect(answerOrder().stands('e2.1', answer, 150_000)).toBe('unsure')
})

test('cursors are compared as numbers and within one stream', () => {
  expect(isBeyond('e1.100', 'e1.99')).toBe(true)
  expect(isBeyond('e1.99', 'e1.99')).toBe(false)
  expect(isBeyond('e2.100', 'e1.99')).toBe(false)
})
