/** A card's code gives back exactly its own id. */
import { expect, test } from 'vitest'
import { readResidentCode, residentCode } from './resident-code.ts'

const ID = '01900000-0000-7000-8000-00000000000a'
test('a code and its id', () => {
  expect(readResidentCode(residentCode(ID))).toBe(ID)
  expect(readResidentCode(residentCode(ID).toLowerCase())).toBe(ID)
})
test.each(['', ID, residentCode(ID).slice(0, -1), `${residentCode(ID)}0`, `SW1:T:${ID}`])('not a code: %s', (text) => {
  expect(readResidentCode(text)).toBeNull()
})
