/** What call-ups hand to the phone: tapping people in at the place. */
import { CheckIcon } from '../../../platform/web/phone/icons.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { mobilize } from '../contract.ts'
import { about, forget } from './called-list.ts'
import { MusterTask } from './muster-task.tsx'
import { fieldWords } from './words.ts'

const { people, recordMusters } = mobilize.operations

export const mobilizeField: FieldRoom = {
  tasks: [
    {
      id: 'muster',
      word: fieldWords.task,
      hint: fieldWords.taskHint,
      icon: CheckIcon,
      roles: people.roles,
      component: MusterTask,
    },
  ],
  carried: [{ operation: recordMusters, mayPass: [], namesDevice: false }],
  remarks: {},
  about,
  newcomer: forget,
  staysBecause: async () => null,
}
