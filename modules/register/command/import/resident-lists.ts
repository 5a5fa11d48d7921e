/** Lists of people on the desk: what they are called and what becomes of them. */
import type { ListDesk } from '../../../../platform/web/desk/lists/list-desk.ts'
import { register } from '../../contract.ts'
import { changeText } from '../../import-change.ts'
import { importFields } from '../../import-model.ts'
import { importWords } from './words.ts'

export const residentLists: ListDesk = {
  room: register.room,
  operations: register.operations,
  fields: importFields,
  base: '/register/imports',
  home: '/register',
  changeText,
  words: importWords,
}
