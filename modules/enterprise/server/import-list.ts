/** Lists of enterprises as the platform takes them in: what stands in them, how a row is judged and written. */
import { maskPhone } from '../../../platform/pure/mask.ts'
import { listRoom } from '../../../platform/server/lists/list-handlers.ts'
import type { ListKind } from '../../../platform/server/lists/list-kind.ts'
import { standing } from '../../register/server/public.ts'
import { enterprises } from '../contract.ts'
import { type ImportField, importFields } from '../list-fields.ts'
import { rowProblemOf } from '../list-problems.ts'
import { enterpriseColumns, missingFields } from '../list-titles.ts'
import { applyRows } from './import-apply.ts'
import { openJudge, type OpenRow } from './import-judge.ts'
import { premisesIndex } from './import-known.ts'

const enterpriseLists: ListKind<ImportField, OpenRow> = {
  room: enterprises.room,
  subject: 'enterprise_id',
  fields: importFields.words,
  language: enterpriseColumns,
  missing: missingFields,
  masks: { legalPhone: maskPhone, contactPhone: maskPhone },
  events: enterprises.events,
  say: rowProblemOf,
  standing,
  openJudge: async (context, options) => openJudge(options, await premisesIndex(context, options.list.path)),
  apply: applyRows,
}

export const { handlers: listHandlers, resume: resumeLists } = listRoom(enterpriseLists)
