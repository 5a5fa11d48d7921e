/** What stands in the columns of a list of people: their titles, how their cells look, and what a list cannot do without. */
import type { ColumnLanguage, ListColumn } from '../../platform/pure/list-columns.ts'
import { lookOf } from './import-looks.ts'
import type { ImportField } from './import-model.ts'
import { readTitle } from './import-titles.ts'
import { vocabularies } from './import-vocabulary.ts'

export const residentColumns: ColumnLanguage<ImportField> = {
  titles: readTitle,
  lookOf,
  sureLooks: new Set(['idNumber', 'phone', 'sex', 'birthDate']),
  vocabularies,
  // Parts of an address may hold each other's writing (3-2-1201 under 房号): the title decides.
  carried: { fields: new Set(['compound', 'building', 'unit', 'room', 'address']), on: 'name' },
}

/** Fields that a list cannot do without and that no column holds. */
export const missingFields = (columns: readonly Pick<ListColumn<ImportField>, 'field'>[]): ImportField[] => {
  const has = (field: ImportField): boolean => columns.some((column) => column.field === field)
  const missing: ImportField[] = has('name') ? [] : ['name']
  return has('address') || has('room') ? missing : [...missing, 'address']
}
