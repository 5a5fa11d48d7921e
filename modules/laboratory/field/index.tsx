/** What the laboratory hands to the phone: people to be told and swabbed alone. */
import { DoorIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { testing } from '../../testing/contract.ts'
import { retesting } from '../retest-contract.ts'
import { aboutTold, forgetRetests } from './retest-list.ts'
import { retestWords } from './words.ts'

const { recordCustody, recordSamples, recordTries, recordTubes, voidSamples } = testing.operations
const { recordTold, retests } = retesting.operations

export const laboratoryField: FieldRoom = {
  tasks: [
    {
      id: 'retests',
      word: retestWords.task,
      hint: retestWords.taskHint,
      icon: DoorIcon,
      roles: retests.roles,
      component: late(async () => (await import('./retests-task.tsx')).RetestsTask, retestWords.task),
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
