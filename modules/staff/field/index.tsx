/** What the roster hands to the phone: everybody's own record. */
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { staffWords } from '../words.ts'
import { forgetRecord } from './own-record.ts'
import { OwnRecordScreen } from './own-record-screen.tsx'

export const staffField: FieldRoom = {
  tasks: [],
  own: { screen: 'own-record', word: staffWords.mineTitle, component: OwnRecordScreen },
  carried: [],
  remarks: {},
  about: async () => null,
  newcomer: forgetRecord,
  staysBecause: async () => null,
}
