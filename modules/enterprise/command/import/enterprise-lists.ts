/** Lists of enterprises on the desk: what they are called and what becomes of them. */
import type { ListDesk } from '../../../../platform/web/desk/lists/list-desk.ts'
import { changeText } from '../../change-text.ts'
import { enterprises } from '../../contract.ts'
import { importFields } from '../../list-fields.ts'
import { enterpriseListWords } from '../../words.ts'

export const enterpriseLists: ListDesk = {
  room: enterprises.room,
  operations: enterprises.operations,
  fields: importFields,
  base: '/enterprises/imports',
  home: '/enterprises',
  changeText,
  words: enterpriseListWords,
}
