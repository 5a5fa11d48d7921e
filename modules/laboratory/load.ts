/** Whether a lab's day can take more tubes: told before they are sent, never after. */
import type { Word } from '../../platform/pure/words.ts'
import { sayBoth } from '../../platform/pure/words.ts'
import type { LaboratoryPolicy } from './policy.ts'

export interface LabDay {
  /** Tubes a day. */
  readonly capacity: number
  /** Sent to it for that day already, by everybody. */
  readonly assigned: number
  /** What is about to be sent. */
  readonly about: number
}
export interface LoadRuling {
  readonly verdict: 'room' | 'near' | 'over'
  /** Places left after this, negative when it is exceeded. */
  readonly left: number
  readonly because: Word
}

const ROOM: Word = ['送出后当天还可检测 {left} 管', 'After this its day has room for {left} more']
const NEAR: Word = ['送出后当天只剩 {left} 管的能力', 'After this its day has room for only {left} more']
const OVER: Word = [
  '将超出当天检测能力 {over} 管，结果会延迟',
  'Its day would be exceeded by {over}; results will be late',
]

export const decideLoad = ({ capacity, assigned, about }: LabDay, policy: LaboratoryPolicy): LoadRuling => {
  const left = capacity - assigned - about
  if (left < 0) return { verdict: 'over', left, because: sayBoth(OVER, { over: -left }) }
  const near = assigned + about >= capacity * policy.nearCapacity
  return { verdict: near ? 'near' : 'room', left, because: sayBoth(near ? NEAR : ROOM, { left }) }
}
