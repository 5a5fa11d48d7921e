/** The rule that offices work by: the identity number, else name and phone; anything that fits is the person. */
import type { KeyOf, ListLine, RegisterPerson } from '../../modules/matching/model.ts'
import { nameShape } from '../../modules/matching/name-shape.ts'
import { readNumberCell, readPhones } from '../../modules/matching/resident-cells.ts'
import type { Verdict } from './score.ts'

export const baseline = (register: readonly RegisterPerson[], keyOf: KeyOf): ((line: ListLine) => Verdict) => {
  const byNumber = new Map<string, string>()
  const byNameAndPhone = new Map<string, string>()
  const nameOf = (name: string | null | undefined): string => nameShape(name ?? '')?.text ?? ''
  for (const { id, name, idKey, phoneKeys = [] } of register) {
    if (idKey) byNumber.set(idKey, id)
    for (const phone of phoneKeys) byNameAndPhone.set(`${nameOf(name)}/${phone}`, id)
  }
  return ({ name, idNumber, phone }) => {
    const { value } = readNumberCell(idNumber ?? '')
    const [number] = readPhones(phone ?? '')
    const found =
      (value === '' ? undefined : byNumber.get(keyOf('id', value))) ??
      (number === undefined ? undefined : byNameAndPhone.get(`${nameOf(name)}/${keyOf('phone', number)}`))
    return { verdict: found === undefined ? 'none' : 'match', registerId: found ?? null }
  }
}
