/** Lists of people as the platform takes them in: what stands in them, how a row is judged and written. */
import { tidyNumber } from '../../../platform/pure/identity-number.ts'
import { maskIdentityNumber, maskPhone } from '../../../platform/pure/mask.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { ListKey, ListKind } from '../../../platform/server/lists/list-kind.ts'
import { listRoom } from '../../../platform/server/lists/list-handlers.ts'
import { addressIndex } from '../address-index.ts'
import { register } from '../contract.ts'
import { missingFields, residentColumns } from '../import-columns.ts'
import { type ImportField, importFields } from '../import-model.ts'
import { rowProblemOf } from '../import-problems.ts'
import { standing } from './area-actions.ts'
import { applyRows } from './import-apply.ts'
import { type OpenRow, openJudge, type StagedPerson } from './import-judge.ts'
import { listPlaces } from './import-known.ts'
import { type PersonRecord, RESIDENT_COLUMNS } from './import-record.ts'

const PERSON_COLUMNS = `row_no, resident_id, version, ${RESIDENT_COLUMNS}, id_number, phone`

/** Accepted people as the register would hold them, ready to be copied over: half a million in one statement. */
const people = {
  async put(context: Context, { streetId, id }: ListKey, rows: readonly StagedPerson[]): Promise<void> {
    const ready = rows.flatMap(({ record, rowNo, subjectId }) =>
      record === undefined ? [] : [{ ...record, row_no: rowNo, resident_id: subjectId }],
    )
    if (ready.length === 0) return
    await context.query(
      `INSERT INTO register.import_person (street_id, import_id, ${PERSON_COLUMNS})
       SELECT $1, $2, ${PERSON_COLUMNS} FROM json_populate_recordset(NULL::register.import_person, $3::json)`,
      [streetId, id, JSON.stringify(ready)],
    )
  },
  async drop(context: Context, { streetId, id }: ListKey, rowNos?: readonly number[]): Promise<void> {
    await context.query(
      `DELETE FROM register.import_person WHERE street_id = $1 AND import_id = $2 ${rowNos ? 'AND row_no = ANY ($3)' : ''}`,
      [streetId, id, ...(rowNos ? [rowNos] : [])],
    )
  },
}

const residentLists: ListKind<ImportField, OpenRow, PersonRecord> = {
  room: register.room,
  subject: 'resident_id',
  fields: importFields.words,
  language: residentColumns,
  missing: missingFields,
  masks: { idNumber: (text) => maskIdentityNumber(tidyNumber(text)), phone: maskPhone },
  events: register.events,
  say: rowProblemOf,
  standing,
  openJudge: async (context, { list, mapping, house }) =>
    openJudge({
      list,
      mapping,
      places: addressIndex(await listPlaces(context, list.path)),
      today: shanghaiDay(Date.now()),
      digest: house.digest,
    }),
  records: people,
  apply: applyRows,
}

export const { handlers: importHandlers, resume: resumeImports } = listRoom(residentLists)
