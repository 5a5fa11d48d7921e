/** What gates hand to the phone. The screens and all that checks a signature come when the work is chosen: most phones never stand at a gate. */
import { lazy, Suspense } from 'react'
import { DoorIcon } from '../../../platform/web/phone/icons.tsx'
import { BusyBar } from '../../../platform/web/phone/parts.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { keepers } from '../keeper-contract.ts'
import { reasons } from '../model.ts'
import { carried } from './carried.ts'
import { agreedNow } from '../../../platform/web/phone/agreed-clock.ts'
import { remarkOf } from './otherwise.ts'
import { about, forgetRecent } from './recent.ts'
import { endShift, readShift } from './shift.ts'
import { taskWords } from './task-words.ts'

const Task = lazy(async () => ({ default: (await import('./gate-task.tsx')).GateTask }))
const Menu = lazy(async () => ({ default: (await import('./gate-task.tsx')).GateMenu }))

function GateWork() {
  const t = useT()
  return (
    <Suspense fallback={<BusyBar label={t(taskWords.task)} />}>
      <Task />
    </Suspense>
  )
}
const GateWorkMenu = () => (
  <Suspense>
    <Menu />
  </Suspense>
)

export const gateField: FieldRoom = {
  tasks: [
    {
      id: 'gate',
      word: taskWords.task,
      hint: taskWords.taskHint,
      icon: DoorIcon,
      roles: keepers.operations.recordCrossings.roles,
      component: GateWork,
      menu: GateWorkMenu,
    },
  ],
  carried,
  remarks: Object.fromEntries(
    reasons.values.map((reason): [string, Word] => [remarkOf(reason), reasons.words[reason]]),
  ),
  about,
  newcomer: async (db) => {
    await endShift({ db, now: agreedNow, freshId })
    await forgetRecent(db)
  },
  staysBecause: async (db) => ((await readShift(db)) ? taskWords.onDuty : null),
}
