/** What call-ups hand to the phone: tapping people in at the place, and for everybody the calls that ask themselves. */
import { CheckIcon } from '../../../platform/web/phone/icons.tsx'
import { late } from '../../../platform/web/phone/late.tsx'
import type { FieldRoom } from '../../../platform/web/phone/task.ts'
import { phones } from '../muster-contract.ts'
import { about, forget } from './called-list.ts'
import { aboutOwn, forgetOwn } from './own-calls.ts'
import { OWN_SCREEN, OwnCallsBanner, OwnCallsWatch } from './own-calls-banner.tsx'
import { fieldWords } from './words.ts'

const { answerMine, musterMine, people, recordMusters } = phones.operations

export const mobilizeField: FieldRoom = {
  tasks: [
    {
      id: 'muster',
      word: fieldWords.task,
      hint: fieldWords.taskHint,
      icon: CheckIcon,
      roles: people.roles,
      component: late(async () => (await import('./muster-task.tsx')).MusterTask, fieldWords.task),
    },
  ],
  own: {
    ...{ screen: OWN_SCREEN, word: fieldWords.ownTitle },
    ...{
      component: late(async () => (await import('./own-calls-screen.tsx')).OwnCallsScreen, fieldWords.ownTitle),
      banner: OwnCallsBanner,
      watch: OwnCallsWatch,
    },
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
