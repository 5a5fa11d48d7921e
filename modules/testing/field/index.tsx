/** What testing hands to the phone: the lane for crews, the missing for those who call and knock. */
import { DoorIcon, TubeIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { testing } from '../contract.ts'
import { doubts } from '../model.ts'
import { about, openTubeOf } from './lane.ts'
import { SHIFT } from './shift.ts'
import { laneWords, missingWords } from './words.ts'

const { recordCustody, recordSamples, recordTries, recordTubes, voidSamples } = testing.operations

export const testingField: FieldRoom = {
  tasks: [
    {
      id: 'lane',
      word: laneWords.task,
      hint: laneWords.taskHint,
      icon: TubeIcon,
      roles: recordSamples.roles,
      component: late(async () => (await import('./lane-task.tsx')).LaneTask, laneWords.task),
      menu: late(async () => (await import('./lane-task.tsx')).LaneMenu),
    },
    {
      id: 'missing',
      word: missingWords.task,
      hint: missingWords.taskHint,
      icon: DoorIcon,
      roles: recordTries.roles,
      component: late(async () => (await import('./missing-task.tsx')).MissingTask, missingWords.task),
    },
  ],
  // Tubes may pass swabs, so that a shift of single tubes still fills batches; a void never passes its swab.
  carried: [
    { operation: recordTubes, mayPass: [recordSamples, voidSamples, recordCustody, recordTries], namesDevice: true },
    { operation: recordSamples, mayPass: [recordTries], namesDevice: true },
    { operation: voidSamples, mayPass: [recordTries], namesDevice: false },
    { operation: recordCustody, mayPass: [recordTries], namesDevice: false },
    { operation: recordTries, mayPass: [recordTubes, recordSamples, voidSamples, recordCustody], namesDevice: false },
  ],
  remarks: doubts.words,
  about,
  newcomer: async (db) => db.notes.delete(SHIFT),
  staysBecause: async (db) => ((await openTubeOf(db)) ? laneWords.closeFirstStay : null),
}
