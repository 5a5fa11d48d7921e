/** What a line is to say, with the truth about each part of it, before it is written out with gaps. */
import type { Dice } from '../../database/taohua/dice.ts'
import type { ListLine } from '../../modules/matching/model.ts'
import type { Person } from './world.ts'
import { writtenAddress, writtenDate, writtenName, writtenNumber, writtenPhone, writtenSex } from './writing.ts'

/** Shares of lines that leave a cell empty. */
export interface Gaps {
  readonly idNumber: number
  readonly phone: number
  readonly birthDate: number
  readonly sex: number
  readonly address: number
}
export const someGaps: Gaps = { idNumber: 0.06, phone: 0.12, birthDate: 0.2, sex: 0.2, address: 0.2 }

/** How much of what is written is true of the person: 2 surely, 1 partly, 0 it is another's. */
type Truth = 0 | 1 | 2

export interface Draft {
  name: string
  idNumber: string
  phone: string
  birth: string
  sex: 'male' | 'female'
  address: string
  nameTruth: Truth
  numberTruth: Truth
  phoneIsTrue: boolean
  birthIsTrue: boolean
  doorIsTrue: boolean
}

export const draftOf = (dice: Dice, person: Person): Draft => ({
  name: writtenName(dice, person),
  idNumber: person.idNumber,
  phone: person.phone,
  birth: person.birth,
  sex: person.sex,
  address: writtenAddress(dice, person.dwelling),
  nameTruth: 2,
  numberTruth: 2,
  phoneIsTrue: true,
  birthIsTrue: true,
  doorIsTrue: true,
})

type Cells = Required<{ [K in Exclude<keyof ListLine, 'id'>]: string }>

export const written = (dice: Dice, draft: Draft, gaps: Gaps): Cells => {
  const keep = (share: number, text: string): string => (dice.chance(share) ? dice.pick(['', '', '无', '/']) : text)
  return {
    name: draft.name,
    idNumber: draft.idNumber === '' ? '' : keep(gaps.idNumber, writtenNumber(dice, draft.idNumber)),
    phone: keep(gaps.phone, writtenPhone(dice, draft.phone)),
    birthDate: keep(gaps.birthDate, writtenDate(dice, draft.birth)),
    sex: keep(gaps.sex, writtenSex(dice, draft.sex)),
    address: keep(gaps.address, draft.address),
  }
}

const isSaid = (cell: string): boolean => cell.length > 1

/** Whether the line says enough to tell who it is: a true number with something beside it, or a name with more for it than against it. */
export const isIdentifiable = (draft: Draft, cells: Cells): boolean => {
  const parts = [
    [cells.phone, draft.phoneIsTrue],
    [cells.birthDate, draft.birthIsTrue],
    [cells.address, draft.doorIsTrue],
  ] as const
  const others = parts.filter(([cell, isTrue]) => isSaid(cell) && isTrue).length
  const number = isSaid(cells.idNumber) ? draft.numberTruth : 0
  const against =
    parts.filter(([cell, isTrue]) => isSaid(cell) && !isTrue).length +
    Number(isSaid(cells.idNumber) && draft.numberTruth === 0)
  const support = others + Number(number > 0)
  if (number === 2) return draft.nameTruth > 0 || others > 0
  if (draft.nameTruth === 2) return support > against || support >= 2
  return draft.nameTruth === 1 && support >= 2 && support > against
}
