/** Lists as the platform takes them in: rows become lines to be compared; whole numbers go to the secret table at once. */
import { listMemory } from '../../../platform/pure/list-memory.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import { listRoom } from '../../../platform/server/lists/list-handlers.ts'
import type { Judge, JudgeOptions, ListImport, ListKind, StagedRow } from '../../../platform/server/lists/list-kind.ts'
import { standing } from '../../register/server/public.ts'
import { matching } from '../contract.ts'
import { type LineField, lineColumns, lineFields, lineProblemOf, missingFields } from '../list-fields.ts'
import { problems } from '../list-model.ts'
import { type LineCells, lineKeyOf, lineReader } from '../line-row.ts'
import { readNumberCell, readPhones } from '../resident-cells.ts'
import { beginComparison } from './compare-work.ts'

/** A line as it will be kept; `id_number` and `phone` go to the secret table. */
interface LineRecord {
  readonly name: string | null
  readonly id_number: string | null
  readonly id_masked: string | null
  readonly phone: string | null
  readonly phone_masked: string | null
  readonly birth_date: string | null
  readonly sex: string | null
  readonly address: string | null
  readonly note: string | null
  /** Hexadecimal; null where the line is not to be known again. */
  readonly line_key: string | null
}

const orNull = (text: string): string | null => (text === '' ? null : text)

const recordOf = (cells: LineCells, digest: JudgeOptions<LineField>['house']['digest']): LineRecord => {
  const { value } = readNumberCell(cells.idNumber)
  const phones = readPhones(cells.phone)
  const key = lineKeyOf(cells)
  return {
    name: orNull(cells.name),
    id_number: orNull(cells.idNumber),
    id_masked: cells.idNumber === '' ? null : maskIdentityNumber(value === '' ? cells.idNumber : value),
    phone: orNull(cells.phone),
    phone_masked:
      cells.phone === '' ? null : phones.length === 0 ? maskPhone(cells.phone) : phones.map(maskPhone).join(' / '),
    birth_date: orNull(cells.birthDate),
    sex: orNull(cells.sex),
    address: orNull(cells.address),
    note: orNull(cells.note),
    line_key: key === null ? null : digest('id', `line:${key}`).toString('hex'),
  }
}

type Staged = StagedRow<LineField>

const openJudge = ({ mapping, house }: JudgeOptions<LineField>): Judge<LineField, Staged, unknown> => {
  const read = lineReader(mapping)
  const remember = listMemory()
  return {
    read({ rowNo, cells }) {
      const reading = read(cells)
      const base = { rowNo, subjectId: null, draft: null }
      if (reading.kind === 'skipped')
        return { ...base, verdict: 'skipped', problems: reading.remark === null ? [] : [reading.remark] }
      const { faults, remarks } = reading
      if (faults.length > 0) return { ...base, verdict: 'bad', problems: [...faults, ...remarks] }
      const record = recordOf(reading.cells, house.digest)
      const content = Object.values(record)
      const twin = remember({ soughtBy: [content], foundBy: [content], content }, rowNo)
      if (twin !== null)
        return {
          ...base,
          verdict: 'skipped',
          problems: [{ field: null, code: 'repeated-row', params: { row: twin.firstRow } }],
        }
      return { ...base, verdict: 'new', draft: { record }, problems: remarks }
    },
    // A row says all by itself: nothing of the register is asked before it is compared.
    judge: async (_, open) => [...open],
    contested: async () => [],
  }
}

const KEPT = 'name, id_masked, phone_masked, birth_date, sex, address, note'

async function apply(context: Context, { streetId, id }: ListImport<LineField>) {
  const accepted = `FROM matching.import_row r JOIN matching.list l ON l.street_id = r.street_id AND l.id = r.import_id,
      jsonb_to_record(r.draft -> 'record') AS d (name text, id_number text, id_masked text, phone text, phone_masked text, birth_date text, sex text, address text, note text, line_key text)
     WHERE r.street_id = $1 AND r.import_id = $2 AND r.verdict = 'new' ORDER BY r.row_no`
  const { rowCount } = await context.query(
    `INSERT INTO matching.line (street_id, operation_id, list_id, row_no, path, line_key, ${KEPT})
     SELECT l.street_id, l.operation_id, l.id, r.row_no, l.path, decode(d.line_key, 'hex'), ${KEPT.replace(/(\w+)/g, 'd.$1')} ${accepted}`,
    [streetId, id],
  )
  await context.query(
    `INSERT INTO matching.line_secret (street_id, operation_id, list_id, row_no, path, id_number, phone)
     SELECT l.street_id, l.operation_id, l.id, r.row_no, l.path, d.id_number, d.phone ${accepted}`,
    [streetId, id],
  )
  await context.query(`UPDATE matching.list SET state = 'waiting', lines = $3 WHERE street_id = $1 AND id = $2`, [
    streetId,
    id,
    rowCount,
  ])
  return { added: rowCount ?? 0, changed: 0 }
}

const kind: ListKind<LineField, Staged> = {
  room: matching.room,
  subject: 'line_id',
  fields: lineFields.words,
  language: lineColumns,
  missing: missingFields,
  masks: { idNumber: maskIdentityNumber, phone: maskPhone },
  events: matching.events,
  say: lineProblemOf,
  standing: async (context, under, id) => {
    const area = await standing(context, under)
    const { rows } = await context.query<{ path: string }>(
      'SELECT path FROM matching.list WHERE street_id = $1 AND id = $2',
      [area.streetId, id],
    )
    if (rows[0]?.path !== area.path) throw new Problem(problems.notOpened)
    return area
  },
  openJudge: async (_, options) => openJudge(options),
  apply,
  applied: ({ house, actor }, { id }) => beginComparison(house, actor, id),
}

export const { handlers: listHandlers, resume: resumeLists } = listRoom(kind)
