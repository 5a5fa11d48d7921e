/** What gates hand to the phone. The screens and all that checks a signature come when the work is chosen: most phones never stand at a gate. */
import { DoorIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
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

export const gateField: FieldRoom = {
  tasks: [
    {
      id: 'gate',
      word: taskWords.task,
      hint: taskWords.taskHint,
      icon: DoorIcon,
      roles: keepers.operations.recordCrossings.roles,
      component: late(async () => (await import('./gate-task.tsx')).GateTask, taskWords.task),
      menu: late(async () => (await import('./gate-task.tsx')).GateMenu),
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
