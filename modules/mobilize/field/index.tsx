/** What call-ups hand to the phone: tapping people in at the place, and for everybody the calls that ask themselves. */
import { CheckIcon } from '../../../platform/web/phone/icons.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { mobilize } from '../contract.ts'
import { about, forget } from './called-list.ts'
import { aboutOwn, forgetOwn } from './own-calls.ts'
import { OWN_SCREEN, OwnCallsBanner, OwnCallsWatch } from './own-calls-banner.tsx'
import { OwnCallsScreen } from './own-calls-screen.tsx'
import { MusterTask } from './muster-task.tsx'
import { fieldWords } from './words.ts'

const { answerMine, musterMine, people, recordMusters } = mobilize.operations

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
  own: {
    ...{ screen: OWN_SCREEN, word: fieldWords.ownTitle },
    ...{ component: OwnCallsScreen, banner: OwnCallsBanner, watch: OwnCallsWatch },
  },
  carried: [recordMusters, answerMine, musterMine].map((operation) => ({ operation, mayPass: [], namesDevice: false })),
  remarks: {},
  about: async (db, factId) => (await aboutOwn(db, factId)) ?? about(db, factId),
  newcomer: async (db) => {
    await forget(db)
    await forgetOwn(db)
  },
  staysBecause: async () => null,
}
