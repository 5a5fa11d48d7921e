/** What visits hand to the phone: the work at a gate or checkpoint besides passes. */
import { CarIcon, ParcelIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { noting } from '../field-contract.ts'
import { doubts } from '../model.ts'
import { aboutErrand, forgetErrands } from './errand-noting.ts'
import { about, forget } from './noting.ts'
import { taskWords } from './task-words.ts'

const {
  recordVehicles,
  recordQueues,
  recordReturnees,
  recordVisits,
  recordParcels,
  recordPickups,
  recordErrands,
  takeBack,
} = noting.operations
/** Facts of different kinds do not speak of each other; a pick-up, a step and what takes back never pass what they are about. */
const apart = [recordVehicles, recordQueues, recordReturnees]

export const visitField: FieldRoom = {
  tasks: [
    {
      id: 'visit',
      word: taskWords.task,
      hint: taskWords.taskHint,
      icon: CarIcon,
      roles: recordVehicles.roles,
      component: late(async () => (await import('./visit-task.tsx')).VisitTask, taskWords.task),
    },
    {
      id: 'errands',
      word: taskWords.errands,
      hint: taskWords.errandsHint,
      icon: ParcelIcon,
      roles: recordErrands.roles,
      component: late(async () => (await import('./errands-task.tsx')).ErrandsTask, taskWords.errands),
    },
  ],
  carried: [
    { operation: recordVehicles, mayPass: [...apart, recordVisits, recordParcels, recordPickups], namesDevice: false },
    { operation: recordQueues, mayPass: [...apart, recordVisits, recordParcels, recordPickups], namesDevice: false },
    { operation: recordReturnees, mayPass: [...apart, recordVisits, recordParcels, recordPickups], namesDevice: false },
    { operation: recordVisits, mayPass: apart, namesDevice: false },
    { operation: recordParcels, mayPass: apart, namesDevice: false },
    { operation: recordPickups, mayPass: apart, namesDevice: false },
    { operation: recordErrands, mayPass: apart, namesDevice: false },
    { operation: takeBack, mayPass: [], namesDevice: false },
  ],
  remarks: doubts.words,
  about: async (db, factId) => (await about(db, factId)) ?? aboutErrand(db, factId),
  newcomer: async (db) => {
    await forget(db)
    await forgetErrands(db)
  },
  staysBecause: async () => null,
}
