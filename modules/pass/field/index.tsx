/** What passes hand to the phone: verifying. The screens come when the work is chosen. */
import { lazy, Suspense } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { PassCheckIcon } from '../../../platform/web/phone/icons.tsx'
import { BusyBar } from '../../../platform/web/phone/parts.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { keepers } from '../who-may.ts'
import { forgetDrafts, readDrafts } from './draft.ts'
import { taskWords } from './task-words.ts'
import { forgetWaiting } from './waiting-list.ts'

const Task = lazy(async () => ({ default: (await import('./verify-task.tsx')).VerifyTask }))

function VerifyWork() {
  const t = useT()
  return (
    <Suspense fallback={<BusyBar label={t(taskWords.task)} />}>
      <Task />
    </Suspense>
  )
}

export const passField: FieldRoom = {
  tasks: [
    {
      id: 'verify',
      word: taskWords.task,
      hint: taskWords.taskHint,
      icon: PassCheckIcon,
      roles: keepers,
      component: VerifyWork,
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
