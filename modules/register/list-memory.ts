/** By what a person of a list is known again when they come twice: by number, or by name, door and birth date. */
import type { Key, Remembered } from '../../platform/pure/list-memory.ts'
import type { JudgedRow } from './import-verdict.ts'

export const rememberedBy = ({ draft, idKey, nameKey, path, phoneKey }: JudgedRow): Remembered => {
  const birth = draft.birthDate ?? null
  const numbered: Key[] = idKey === null ? [] : [['number', idKey]]
  const dated: Key[] = birth === null ? [] : [['day', nameKey, path, birth]]
  const named: Key = ['name', nameKey, path]
  const content: (string | null)[] = [path, idKey, phoneKey]
  for (const [field, value] of Object.entries(draft)) content.push(field, value === null ? null : String(value))
  return {
    // Without number and birth date, a name at a door is the person of that name already there.
    soughtBy: numbered.length + dated.length === 0 ? [named] : [...numbered, ...dated],
    foundBy: [...numbered, ...dated, named],
    content,
  }
}
