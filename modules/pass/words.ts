/** Words that the server and the desk of this room share. */
import { words } from '../../platform/pure/words.ts'

export const passWords = words({
  title: ['出入证', 'Passes'],
  cards: ['出入证卡片', 'Cards'],
  gateList: ['门岗名单', 'List for the gate'],
  slips: ['住户办证单', 'Slips for households'],
})
