/** The few words of verifying that the phone's first page needs; the others come with the work itself (`words.ts`). */
import { words } from '../../../platform/pure/words.ts'

export const taskWords = words({
  task: ['出入证核对', 'Check applications'],
  taskHint: ['对照底册核验，当场发证', 'Hold applications against the register, and issue'],
  held: [
    '还有没送出的核对，请先送出或放弃再退出',
    'Something you checked is not sent yet: send it or drop it before signing out',
  ],
})
