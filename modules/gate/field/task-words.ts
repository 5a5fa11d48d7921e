/** The few words of the gate that the phone's first page needs; the others come with the work itself (`words.ts`). */
import { words } from '../../../platform/pure/words.ts'

export const taskWords = words({
  task: ['卡口值守', 'Gate'],
  taskHint: [
    '扫证、测温、登记进出，断网也能用',
    'Check passes and record who goes in and out, with or without network',
  ],
  onDuty: ['还在岗，请先下岗再退出', 'You are still on duty: end the shift before signing out'],
})
