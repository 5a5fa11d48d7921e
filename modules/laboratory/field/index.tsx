/** What the laboratory hands to the phone: people to be told and swabbed alone. */
import { DoorIcon } from '../../../platform/web/phone/icons.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { testing } from '../../testing/contract.ts'
import { laboratory } from '../contract.ts'
import { aboutTold, forgetRetests } from './retest-list.ts'
import { RetestsTask } from './retests-task.tsx'
import { retestWords } from './words.ts'

const { recordCustody, recordSamples, recordTries, recordTubes, voidSamples } = testing.operations
const { recordTold, retests } = laboratory.operations

export const laboratoryField: FieldRoom = {
  tasks: [
    {
      id: 'retests',
      word: retestWords.task,
      hint: retestWords.taskHint,
      icon: DoorIcon,
      roles: retests.roles,
      component: RetestsTask,
    },
  ],
  carried: [
    {
      operation: recordTold,
      mayPass: [recordTubes, recordSamples, voidSamples, recordCustody, recordTries],
      namesDevice: false,
    },
  ],
  remarks: {},
  about: aboutTold,
  newcomer: forgetRetests,
  staysBecause: async () => null,
}
