/** What self-tests hand to the phone: entering them for those without one. */
import { CheckIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { testing } from '../../testing/contract.ts'
import { reporting } from '../field-contract.ts'
import { reportDoubts } from '../model.ts'
import { about, forget } from './household-list.ts'
import { fieldWords } from './words.ts'

const { recordReports } = reporting.operations
const { recordCustody, recordSamples, recordTries, recordTubes, voidSamples } = testing.operations

export const selftestField: FieldRoom = {
  tasks: [
    {
      id: 'selftest',
      word: fieldWords.task,
      hint: fieldWords.taskHint,
      icon: CheckIcon,
      roles: recordReports.roles,
      component: late(async () => (await import('./selftest-task.tsx')).SelftestTask, fieldWords.task),
    },
  ],
  carried: [
    {
      operation: recordReports,
      mayPass: [recordTubes, recordSamples, voidSamples, recordCustody, recordTries],
      namesDevice: false,
    },
  ],
  remarks: reportDoubts.words,
  about,
  newcomer: forget,
  staysBecause: async () => null,
}
