/**
 * How a line of a list is compared with the residents of the register: the number first, then everything together, and
 * nobody on a name alone. `keyOf` stands between: no number of the register's side is ever seen here.
 */
import { LineSlips } from './line-slips.ts'
import type { KeyOf, ListLine, RegisterPerson } from './model.ts'
import type { Alternative, Plan } from './plan.ts'
import { residentBars, supportOf } from './resident-bars.ts'
import { residentBlocks } from './resident-blocks.ts'
import { readLevels, residentFieldsWith } from './resident-fields.ts'
import { COLUMNS, column, writeLine, writePerson } from './resident-record.ts'
import { matchingWords as words } from './words.ts'

/** Chances by level, in the order of resident-fields.ts. */
const SAME_PERSON = {
  name: [0.93, 0.015, 0.02, 0.015, 0.01, 0.003, 0.004, 0.003],
  birthDate: [0.96, 0.005, 0.015, 0.01, 0.01],
  phone: [0.95, 0.01, 0.04],
}
const SAME_HOUSEHOLD = {
  phone: [0.45, 0.002, 0.548],
  address: [0.82, 0.02, 0.03, 0.03, 0.02, 0.08],
}

const alternatives: readonly Alternative[] = [
  {
    name: 'kin',
    words: words.kin,
    share: 0.01,
    household: true,
    levels: {
      ...SAME_HOUSEHOLD,
      number: [5e-4, 5e-4, 2e-3, 1e-4, 0.01, 0.03, 0.957],
      name: [1e-5, 3e-5, 5e-4, 1e-3, 0.05, 2e-3, 0.4, 0.55],
      birthDate: [2e-3, 1e-4, 2e-3, 6e-3, 0.99],
      birthBeside: [0.05, 1e-3, 2e-3, 6e-3, 0.941],
      sex: [0.48, 0.52],
    },
    // A person who stands in the register twice must not teach that relatives share names, or numbers of the day.
    learnt: {
      block: 'door',
      fields: ['name', 'birthDate', 'sex'],
      most: { name: [1e-5, 3e-5, 1e-3, 2e-3, 1, 1, 1, 1], birthDate: [0.01, 2e-4, 1, 1, 1] },
    },
  },
  {
    name: 'twin',
    words: words.twin,
    share: 1e-3,
    household: true,
    levels: {
      ...SAME_HOUSEHOLD,
      number: [1e-4, 2e-3, 0.01, 0.01, 0.01, 0.02, 0.948],
      name: [1e-5, 2e-3, 0.01, 0.02, 0.5, 1e-3, 0.45, 0.02],
      birthDate: SAME_PERSON.birthDate,
      birthBeside: SAME_PERSON.birthDate,
      sex: [0.65, 0.35],
    },
  },
  {
    name: 'same-day',
    words: words.sameDay,
    share: 2e-4,
    levels: {
      name: SAME_PERSON.name,
      birthDate: SAME_PERSON.birthDate,
      birthBeside: SAME_PERSON.birthDate,
      sex: [0.9, 0.1],
    },
  },
  {
    name: 'same-phone',
    words: words.samePhone,
    share: 2e-4,
    levels: { name: SAME_PERSON.name, phone: SAME_PERSON.phone, sex: [0.7, 0.3] },
  },
  {
    name: 'borrowed',
    words: words.borrowed,
    share: 1e-3,
    levels: { number: [0.93, 0.03, 0.01, 0.01, 0.003, 0.015, 0.003], birthBeside: [0.4, 0.005, 0.015, 0.01, 0.57] },
  },
]

export const residentPlan = (keyOf: KeyOf): Plan<RegisterPerson, ListLine> => {
  const slips = new LineSlips(keyOf)
  return {
    columns: COLUMNS,
    fields: residentFieldsWith(slips),
    alternatives,
    blocks: residentBlocks(slips),
    bars: residentBars,
    present: 0.85,
    link: 0.99,
    look: 0.3,
    // One false link in twenty thousand is planned for: half of what is allowed.
    budget: { least: 0.98, most: 0.999, wrong: 5e-5 },
    idOfPerson: ({ id }) => id,
    idOfLine: ({ id }) => id,
    readPerson: writePerson,
    readLine: (line, row) => writeLine(line, row, keyOf),
    related: (one, other) =>
      [column.door, column.phone].some((at) => one.number(at) !== 0 && one.number(at) === other.number(at)),
    settled: (levels) => {
      const { number, name, birthDate } = readLevels(levels)
      if (number === 'same') return supportOf(levels).name && birthDate !== 'different'
      return number !== 'different' && name === 'same' && birthDate === 'same' && supportOf(levels).reached
    },
  }
}
