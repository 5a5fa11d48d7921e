/** A missing person in a few words: sex and age, what they do and belong to, when to ring. */
import type { Params, Word } from '../../../../platform/pure/words.ts'
import { groups, sexes, works } from '../../../register/model.ts'
import { bestCallTime, type CallTime, clockOf } from '../../call-time.ts'
import type { MissingPerson } from '../../model.ts'
import type { FloorSheet } from './by-building.ts'
import { missingWords } from './words.ts'

type Say = (word: Word, params?: Params) => string

export const aboutWords = (person: MissingPerson, t: Say): string =>
  [person.sex && t(sexes.words[person.sex]), person.age !== null && t(missingWords.years, { n: person.age })]
    .filter(Boolean)
    .join(' · ')

export const doesWords = (person: MissingPerson, t: Say): readonly string[] => [
  t(works.words[person.work]),
  ...person.groups.map((group) => t(groups.words[group])),
]

/** Worked out anew on this screen, because the hours go on while the list stands. */
export const callTimeOf = (person: MissingPerson, now: number): CallTime => bestCallTime(person, now)

export const windowWords = (best: CallTime, t: Say): string =>
  t(missingWords.bestAt, { from: clockOf(best.from), to: clockOf(best.to) })

/** A floor's heading: 2单元 · 12 层. */
export const floorWords = (sheet: FloorSheet, t: Say): string =>
  [sheet.unit, sheet.floor === null ? t(missingWords.noFloor) : t(missingWords.floor, { n: sheet.floor })]
    .filter(Boolean)
    .join(' · ')
