/** Mistakes as they are made in lists; every one of them must be found by an import, and none be guessed away. */
import { checkCharacterOf } from '../../platform/pure/resident-id.ts'
import type { Dice } from './dice.ts'
import type { Column } from './messy-layouts.ts'
import type { WorldResident } from './world.ts'

export type Mistake =
  /** one digit of the identity number is another */
  | 'bad-check-digit'
  | 'digit-missing'
  /** Excel made a number of it */
  | 'mangled-by-excel'
  /** the 30th of February */
  | 'bad-date'
  /** the birth date is that of somebody else */
  | 'other-birth-date'
  | 'other-sex'
  | 'no-such-door'
  | 'no-name'
  | 'short-phone'
  /** the person stands in the list already */
  | 'twice'

type Held = NonNullable<Column['holds']>

interface Making {
  mistake: Exclude<Mistake, 'twice'>
  at: Held
  /** the cell with the mistake in it, or null where this resident cannot have it */
  make: (dice: Dice, resident: WorldResident) => string | null
}

const card = (resident: WorldResident): string | null => (resident.idType === 'resident-id' ? resident.idNumber : null)

const MAKINGS: readonly Making[] = [
  {
    mistake: 'bad-check-digit',
    at: 'id',
    make: (dice, resident) => {
      const number = card(resident)
      if (number === null) return null
      // In the sequence, where neither region nor birth date gives the mistake away.
      const digit = (Number(number[15]) + dice.between(1, 9)) % 10
      const wrong = number.slice(0, 15) + digit + number.slice(16)
      // 000 at the end would look like Excel's work instead.
      return wrong.endsWith('000') ? null : wrong
    },
  },
  {
    mistake: 'digit-missing',
    at: 'id',
    make: (dice, resident) => {
      const number = card(resident)
      const gap = dice.between(6, 16)
      return number === null ? null : number.slice(0, gap) + number.slice(gap + 1)
    },
  },
  {
    mistake: 'mangled-by-excel',
    at: 'id',
    make: (dice, resident) => {
      const number = card(resident)
      if (number === null || number.endsWith('X')) return null
      const rounded = `${number.slice(0, 15)}000`
      // One rounded number in eleven has the right check digit and cannot be told from a true one.
      const telling = checkCharacterOf(rounded.slice(0, 17)) !== '0'
      return telling && dice.chance(0.5) ? rounded : `${number[0]}.${number.slice(1, 6)}E+17`
    },
  },
  { mistake: 'bad-date', at: 'birth', make: (_, { birthDate }) => `${birthDate.slice(0, 4)}-02-30` },
  {
    mistake: 'other-birth-date',
    at: 'birth',
    make: (_, { birthDate, idType }) =>
      idType === 'resident-id' ? `${Number(birthDate.slice(0, 4)) - 1}-${birthDate.slice(5, 7)}-15` : null,
  },
  {
    mistake: 'other-sex',
    at: 'sex',
    make: (_, { sex, idType }) => (idType === 'resident-id' ? (sex === 'male' ? '女' : '男') : null),
  },
  { mistake: 'no-such-door', at: 'room', make: (dice) => `99${dice.between(10, 99)}` },
  { mistake: 'no-name', at: 'name', make: () => '' },
  { mistake: 'short-phone', at: 'phone', make: (_, { phone }) => phone && phone.slice(0, 10) },
]

/** Puts one mistake into the cells; gives the mistakes made, none where the thrown one does not fit this row. */
export const mistaken = (
  dice: Dice,
  cells: string[],
  columns: readonly Column[],
  resident: WorldResident,
): Mistake[] => {
  const possible = MAKINGS.filter(({ at }) => columns.some(({ holds }) => holds === at))
  const { mistake, at, make } = dice.pick(possible)
  const cell = make(dice, resident)
  if (cell === null) return []
  cells[columns.findIndex(({ holds }) => holds === at)] = cell
  return [mistake]
}
