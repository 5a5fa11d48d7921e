/**
 * What keeps a line from being linked whatever the figures say: nobody on a name alone, nobody against their name without
 * good reason, nobody on the number of another.
 */
import type { Word } from '../../platform/pure/words.ts'
import { nameLevels } from './name-compare.ts'
import type { Bar, Levels } from './plan.ts'
import { fieldAt, readLevels } from './resident-fields.ts'
import { matchingWords as words } from './words.ts'

/** What of a pair speaks for the person, field by field. */
export const supportOf = (levels: Levels) => {
  const { number, name, birthDate, phone, address } = readLevels(levels)
  return {
    name: isOneOf(name, 'same', 'reordered', 'sound', 'alike'),
    birth: isOneOf(birthDate, 'same', 'swapped', 'slip'),
    number: isOneOf(number, 'same', 'one-off', 'two-off', 'rounded'),
    reached: isOneOf(phone, 'same', 'one-off') || isOneOf(address, 'door', 'unnamed'),
    reachedTwice: isOneOf(phone, 'same', 'one-off') && isOneOf(address, 'door', 'unnamed'),
  }
}
const isOneOf = <T>(value: T | undefined, ...of: readonly T[]): boolean => value !== undefined && of.includes(value)
const isAgainst = (name: string | undefined): boolean => name === 'surname' || name === 'different'

const bar = (name: string, word: Word, atMost: Bar['atMost'], holds: Bar['holds']): Bar => ({
  name,
  words: word,
  atMost,
  holds,
})

/** In this order: the first that holds gives the reason. */
export const residentBars: readonly Bar[] = [
  bar('name-against', words.nameAgainst, 'none', (_line, best) => {
    const { number, birth, reached } = supportOf(best)
    return isAgainst(readLevels(best).name) && !number && !(birth && reached)
  }),
  bar('other-number', words.otherNumber, 'none', (_line, best) => {
    if (readLevels(best).number !== 'different') return false
    const { name, birth, reached, reachedTwice } = supportOf(best)
    const { phone, address } = readLevels(best)
    return !name || !(birth || reachedTwice) || (!reached && (phone !== undefined || address !== undefined))
  }),
  bar('name-missing', words.nameMissing, 'review', (_line, best) => {
    const { name, number } = readLevels(best)
    return name === undefined && number !== 'same'
  }),
  bar('namesakes', words.namesakes, 'none', (_line, best, others) => {
    const { number, birth, reached } = supportOf(best)
    if (number || birth || reached) return false
    const own = best[fieldAt.name] as number
    return others.some((levels) => (levels[fieldAt.name] as number) === own && !isAgainst(readLevels(levels).name))
  }),
  bar('name-alone', words.nameAlone, 'review', (_line, best) => {
    const { number, birth, reached } = supportOf(best)
    return !(number || birth || reached)
  }),
  bar('name-doubtful', words.nameAgainst, 'review', (_line, best) => {
    const { number, birth, reached } = supportOf(best)
    const { name } = readLevels(best)
    if (name === 'given') return !number && !birth
    return isAgainst(name) && readLevels(best).number !== 'same' && !(number && birth && reached)
  }),
  bar('number-alone', words.numberAlone, 'review', (_line, best) => {
    const { birth, reached } = supportOf(best)
    return isAgainst(readLevels(best).name) && !birth && !reached
  }),
  bar('numbers-differ', words.numbersDiffer, 'review', (_line, best) => {
    const { birth, reached, reachedTwice } = supportOf(best)
    const { number, name } = readLevels(best)
    const same = name === 'same' || (supportOf(best).name && birth && reachedTwice)
    return number === 'different' && !(same && ((birth && reached) || reachedTwice))
  }),
  bar('number-of-another', words.numberOfAnother, 'review', (_line, best, others) => {
    if (readLevels(best).number === 'same') return false
    const { name, reached, reachedTwice } = supportOf(best)
    const sure = name && ((readLevels(best).birthDate === 'same' && reached) || reachedTwice)
    return !sure && others.some((levels) => readLevels(levels).number === 'same')
  }),
  bar('name-of-another', words.nameOfAnother, 'review', (_line, best, others) => {
    const own = best[fieldAt.name] as number
    if (readLevels(best).number !== 'same' || own < nameLevels.indexOf('part')) return false
    return others.some((levels) => {
      const name = levels[fieldAt.name] as number
      const { birth, reached } = supportOf(levels)
      return name >= 0 && name <= own && name <= nameLevels.indexOf('part') && (birth || reached)
    })
  }),
]
