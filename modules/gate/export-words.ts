/** Titles of what leaves the house as a sheet. */
import { words } from '../../platform/pure/words.ts'

export const deskServerWords = words({
  passedTitle: ['{gate}通行记录', 'Crossings at {gate}'],
  passedSheet: ['通行', 'Crossings'],
  at: ['时间', 'Time'],
  direction: ['进出', 'In or out'],
  way: ['方式', 'Way'],
  outcome: ['结果', 'Outcome'],
  number: ['证号', 'Pass number'],
  name: ['姓名（部分隐去）', 'Name (masked)'],
})
