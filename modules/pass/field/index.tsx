/** What passes hand to the phone: verifying. The screens come when the work is chosen. */
import { PassCheckIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { keepers } from '../who-may.ts'
import { forgetDrafts, readDrafts } from './draft.ts'
import { taskWords } from './task-words.ts'
import { forgetWaiting } from './waiting-list.ts'

export const passField: FieldRoom = {
  tasks: [
    {
      id: 'verify',
      word: taskWords.task,
      hint: taskWords.taskHint,
      icon: PassCheckIcon,
      roles: keepers,
      component: late(async () => (await import('./verify-task.tsx')).VerifyTask, taskWords.task),
    },
  ],
  // A decision reads the register at that moment: it is asked for, never queued.
  carried: [],
  remarks: {},
  about: async () => null,
  newcomer: async (db) => {
    await forgetDrafts(db)
    await forgetWaiting(db)
  },
  staysBecause: async (db) => ((await readDrafts(db)).length > 0 ? taskWords.held : null),
}
