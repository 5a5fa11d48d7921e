/**
 * What is proposed for the people of an opened tube, and how their deadlines stand. The system proposes; that somebody waits
 * in place is asked of them, not ordered, and whoever is freed is freed by two named officials.
 */
import { words, type Word } from '../../platform/pure/words.ts'
import type { Member } from './model.ts'

export const proposals = words({
  resample: ['请其在家等候，6 小时内单独采样', 'Ask them to wait at home; a single swab within 6 h'],
  await: ['已单采，等待结果', 'Swabbed alone; its result is awaited'],
  case: [
    '单采阳性：报街道和疾控，由主管部门决定措施',
    'Positive alone: report it; the competent body decides on measures',
  ],
  cleared: ['单采阴性：告知本人，无需再等候', 'Negative alone: tell them, there is no need to wait'],
  free: ['超过 24 小时未判定：应解除等候，须两名责任人确认', 'Not judged within 24 h: to be freed, by two officials'],
  freed: ['已解除等候', 'Freed'],
  withdrawn: ['结果已更正，无需单采', 'The result was corrected; no re-test needed'],
})
export type Proposal = keyof typeof proposals

type Judged = Pick<Member, 'judged' | 'freedAt' | 'withdrawn' | 'resampledAt'>

/** @param now ms, @param judgeDue ms */
export const proposeFor = (member: Judged, judgeDue: number, now: number): Proposal => {
  if (member.withdrawn) return 'withdrawn'
  if (member.judged) return member.judged === 'positive' ? 'case' : 'cleared'
  if (member.freedAt !== null) return 'freed'
  if (now >= judgeDue) return 'free'
  return member.resampledAt === null ? 'resample' : 'await'
}

/** Nobody knows about them yet. */
export const isWaiting = ({ judged, freedAt, withdrawn }: Omit<Judged, 'resampledAt'>): boolean =>
  judged === null && freedAt === null && !withdrawn

const LEFT: Word = ['剩 {time}', '{time} left']
const OVER: Word = ['超时 {time}', '{time} over']

export interface Deadline {
  readonly passed: boolean
  readonly word: Word
  /** `5:07`, hours and minutes. */
  readonly time: string
}
/** How far a deadline is off; moments in ms. Under a minute over is over. */
export const deadlineAt = (due: number, now: number): Deadline => {
  const passed = now >= due
  const minutes = Math.floor(Math.abs(due - now) / 60_000)
  return {
    passed,
    word: passed ? OVER : LEFT,
    time: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`,
  }
}
