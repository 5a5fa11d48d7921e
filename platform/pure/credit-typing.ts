/**
 * Judges a registration number while it is being typed, so that a slip is told at the character where it was made. 'bad'
 * means that no further key can make it good. Nine characters or fifteen digits may be complete and still grow into eighteen.
 */
import { type CreditNumber, type CreditRefusal, isCreditRefused, readCreditCode } from './credit-code.ts'
import { tidyNumber } from './identity-number.ts'

export type CreditTyping =
  | { state: 'ok-so-far' }
  | { state: 'bad'; refusal: CreditRefusal }
  | { state: 'complete'; number: CreditNumber }

const OK: CreditTyping = { state: 'ok-so-far' }
const bad = (refusal: CreditRefusal): CreditTyping => ({ state: 'bad', refusal })

export const checkCreditAsTyped = (text: string): CreditTyping => {
  const typed = tidyNumber(text)
  const stray = typed.search(/[^0-9A-Z]/u)
  if (stray >= 0) return bad({ problem: 'bad-character', at: stray })
  if (typed.length > 18) return bad({ problem: 'bad-length', at: 18 })
  if (typed.length < 18) {
    const letter = typed.search(/[IOSVZ]/u)
    if (letter >= 0) return bad({ problem: 'confused-letter', at: letter })
    const inDivision = typed.slice(2, 8).search(/\D/u)
    // An organisation code may have a letter there; it ends with its ninth character.
    if (inDivision >= 0 && typed.length > 9) return bad({ problem: 'bad-character', at: inDivision + 2 })
    if (typed.length !== 9 && typed.length !== 15) return OK
  }
  const reading = readCreditCode(typed)
  if (!isCreditRefused(reading)) return reading.type === 'none' ? OK : { state: 'complete', number: reading }
  return typed.length === 18 ? bad(reading) : OK
}
