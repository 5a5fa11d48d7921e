/**
 * Reads one row of a list into a line to be compared. Cells stay as they were written, because the comparison knows how
 * people err; only a row that names nobody is wrong. Columns of no field of ours become the remark, numbers in them masked.
 */
import { saysNothing } from '../../platform/pure/list-cells.ts'
import type { ColumnMapping } from '../../platform/pure/list-columns.ts'
import type { Noticed } from '../../platform/pure/list-problems.ts'
import { type Cells, listRows } from '../../platform/pure/list-row.ts'
import { titleKey } from '../../platform/pure/list-titles.ts'
import { maskIdentityNumber, maskPhone } from '../../platform/pure/mask.ts'
import { type LineFault, type LineField, type LineRemark, lineColumns } from './list-fields.ts'
import { readBirth, readNumberCell, readPhones } from './resident-cells.ts'

/** As written; '' where the row says nothing. */
export type LineCells = Readonly<Record<LineField, string>>
type Told = Noticed<LineField, LineFault | LineRemark>

export type LineReading =
  | { readonly kind: 'line'; readonly cells: LineCells; readonly faults: Told[]; readonly remarks: Told[] }
  | { readonly kind: 'skipped'; readonly remark: Told | null }

const MOST_NOTE = 500
const MOST_CELL = 200
const PLAIN = new Set(['序号', '编号', 'no', 'id'])

/** Digits of the length of a phone or more are somebody's number. */
export const withoutNumbers = (text: string): string =>
  text.replace(/[\d][\d -]{5,}[\dXx]/gu, (number) => {
    const bare = number.replace(/[ -]/gu, '')
    if (/^(?:19|20)\d{6}$/u.test(bare) || /^(?:19|20)\d{2}-\d/u.test(number)) return number
    if (bare.length < 7) return number
    return bare.length >= 15 ? maskIdentityNumber(bare) : maskPhone(bare)
  })

export const lineReader = (mapping: Pick<ColumnMapping<LineField>, 'columns'>): ((cells: Cells) => LineReading) => {
  const rows = listRows<LineField, LineFault, LineRemark>(mapping, lineColumns.titles, 'name')
  const free = mapping.columns.filter(
    ({ field, title }) => field === null && title !== '' && !PLAIN.has(titleKey(title)),
  )
  return (cells) => {
    if (cells.every(({ text }) => text.trim() === '')) return { kind: 'skipped', remark: null }
    const aside = rows.aside(cells)
    if (aside !== null) return { kind: 'skipped', remark: { field: null, code: aside } }
    const row = rows.open(cells)
    const said = (field: LineField): string => {
      const text = row.text(field)
      return saysNothing(text) ? '' : text.slice(0, MOST_CELL)
    }
    const more = free.flatMap(({ index, title }) => {
      const text = cells[index]?.text.trim() ?? ''
      return saysNothing(text) ? [] : [`${title}：${text}`]
    })
    const note = withoutNumbers([said('note'), ...more].filter((part) => part !== '').join('；'))
    if (note.length > MOST_NOTE) row.remark('note', 'note-cut')
    const line: LineCells = {
      name: said('name'),
      idNumber: said('idNumber'),
      phone: said('phone'),
      birthDate: said('birthDate'),
      sex: said('sex'),
      address: said('address'),
      note: note.slice(0, MOST_NOTE),
    }
    const { state } = readNumberCell(line.idNumber)
    if (state === 'lost' || row.cell('idNumber').mangled) row.remark('idNumber', 'number-lost')
    else if (state === 'doubtful') row.remark('idNumber', 'number-doubtful')
    if (line.phone !== '' && readPhones(line.phone).length === 0) row.remark('phone', 'phone-unread')
    if (line.birthDate !== '' && readBirth(line.birthDate) === 0) row.remark('birthDate', 'date-unread')
    if (line.name === '' && line.idNumber === '') row.fault('name', 'nobody-named')
    else if (line.idNumber === '' && line.phone === '' && line.birthDate === '' && line.address === '')
      row.remark('name', 'name-only')
    return { kind: 'line', cells: line, faults: row.faults, remarks: row.remarks }
  }
}

/**
 * What makes a line the same line in a later list: its name with its identity number, or without one that holds all that it
 * says of the person; null where it says no more than a name. To be digested before it is kept.
 */
export const lineKeyOf = ({ name, idNumber, phone, birthDate, sex, address }: LineCells): string | null => {
  const number = readNumberCell(idNumber)
  const known = number.state === 'holds' || number.state === 'other'
  if (!known && phone === '' && birthDate === '' && address === '') return null
  const person = known ? [number.value] : [idNumber, ...readPhones(phone), birthDate, sex, address]
  return JSON.stringify([name.replace(/\s/gu, ''), ...person])
}
