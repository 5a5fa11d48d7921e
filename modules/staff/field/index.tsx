/** What the roster hands to the phone: everybody's own record. */
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { ownWords } from '../own-words.ts'
import { forgetRecord } from './own-record.ts'

export const staffField: FieldRoom = {
  tasks: [],
  own: {
    screen: 'own-record',
    word: ownWords.mineTitle,
    component: late(async () => (await import('./own-record-screen.tsx')).OwnRecordScreen, ownWords.mineTitle),
  },
  carried: [],
  remarks: {},
  about: async () => null,
  newcomer: forgetRecord,
  staysBecause: async () => null,
}
