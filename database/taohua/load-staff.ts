/** Taohua's staff into their room's tables, one COPY a table. Search keys, masks and digests come from the room's own functions. */
import type { ClientBase } from 'pg'
import { departmentKey } from '../../modules/staff/departments.ts'
import { isSensitive } from '../../modules/staff/exempt.ts'
import { type Digest, RECORD_COLUMNS, recordOf } from '../../modules/staff/person-record.ts'
import { type CopyValue, copyIn } from './copy-in.ts'
import type { TaohuaStaff, WorldStaff } from './staff.ts'

/** An account that somebody of the staff signs in with: the first of a department at or below `path`, under the account's name. */
export interface Linked {
  readonly accountId: string
  readonly name: string
  readonly path: string
}

const yes = (value: boolean): string => (value ? 't' : 'f')

const personRow = (person: WorldStaff, accountId: string | null, digest: Digest): CopyValue[] => {
  const record = recordOf(person, digest)
  const { opening, lines } = person
  const days = lines.map(({ day }) => day).toSorted()
  return [
    person.streetId,
    person.id,
    ...RECORD_COLUMNS.map((column) => {
      const value = record[column]
      return typeof value === 'boolean' ? yes(value) : value
    }),
    accountId,
    ...[opening?.days ?? 0, opening?.on ?? null, opening?.last ?? null],
    ...[days.length, lines.reduce((sum, { hours }) => sum + hours, 0), lines.filter(({ night }) => night).length],
    days.at(-1) ?? null,
  ]
}

export async function loadStaff(
  client: ClientBase,
  { departments, people }: TaohuaStaff,
  digest: Digest,
  linked: readonly Linked[] = [],
): Promise<void> {
  const staff = [...people()]
  const accounts = new Map<string, string>()
  for (const { accountId, name, path } of linked) {
    const one = staff.find((person) => person.path === path && !accounts.has(person.id))
    if (one === undefined) continue
    one.name = name
    accounts.set(one.id, accountId)
  }
  const copy = (table: string, columns: readonly string[], rows: Iterable<CopyValue[]>) =>
    copyIn(client, `staff.${table}`, columns, rows)
  await copy(
    'department',
    ['street_id', 'id', 'path', 'parent_id', 'name', 'name_key', 'kind', 'is_key'],
    departments.map((d) => [d.streetId, d.id, d.path, d.parentId, d.name, departmentKey(d.name), d.kind, yes(d.isKey)]),
  )
  await copy(
    'person',
    [
      ...['street_id', 'id', ...RECORD_COLUMNS, 'account_id', 'opening_days', 'opening_on', 'opening_last'],
      ...['line_days', 'line_hours', 'line_nights', 'line_last'],
    ],
    staff.map((person) => personRow(person, accounts.get(person.id) ?? null, digest)),
  )
  await copy(
    'person_secret',
    ['street_id', 'id', 'path', 'phone'],
    staff.map(({ streetId, id, path, phone }) => [streetId, id, path, phone]),
  )
  const excused = staff.flatMap(({ exemption, ...of }) => (exemption === null ? [] : [{ ...exemption, of }]))
  await copy(
    'exemption',
    ['street_id', 'id', 'path', 'person_id', 'kind', 'starts_on', 'ends_on'],
    excused.map(({ id, kind, startsOn, endsOn, of }) => [
      ...[of.streetId, id, of.path, of.id, isSensitive(kind) ? 'withheld' : kind, startsOn, endsOn],
    ]),
  )
  await copy(
    'exemption_reason',
    ['street_id', 'id', 'path', 'person_id', 'kind'],
    excused.flatMap(({ id, kind, of }) => (isSensitive(kind) ? [[of.streetId, id, of.path, of.id, kind]] : [])),
  )
  await copy(
    'service_day',
    ['street_id', 'id', 'path', 'person_id', 'day', 'hours', 'night', 'source'],
    staff.flatMap((p) =>
      p.lines.map((line) => [p.streetId, line.id, p.path, p.id, line.day, line.hours, yes(line.night), 'staff.list']),
    ),
  )
  await client.query('ANALYZE staff.department, staff.person, staff.exemption, staff.service_day')
}
