/**
 * What looks wrong about a lab's results taken together. Frauds met: results for people never sampled, tubes merged,
 * "all negative" before the work was finished, more results than tubes. Named as oddities; who asks the lab is a person.
 */
import { codes, type CodeOf } from '../../platform/pure/codes.ts'
import type { LaboratoryPolicy } from './policy.ts'

export const oddities = codes({
  'never-sampled': ['{n} 条结果对应的试管或人员从未采样', '{n} results for tubes or people never sampled'],
  'more-than-received': ['结果比签收的试管多 {n} 管', '{n} more results than tubes received'],
  'too-fast': ['{n} 管从采样到结果时间过短', '{n} tubes resulted faster than is possible'],
  'all-negative-early': [
    '{n} 管全部报告阴性，其中有试管尚未签收或尚未封管',
    'All {n} reported negative although some of the tubes were not received or not even closed',
  ],
  'over-capacity': ['当天结果 {n} 管，超过日检测能力', '{n} results in a day, more than the lab can test'],
  'same-file': ['这份文件此前已经导入过', 'This very file was brought in before'],
})
export type OddityCode = CodeOf<typeof oddities>
export interface Oddity {
  readonly code: OddityCode
  readonly n: number
}

export interface FileFigures {
  /** Lines refused because nobody was sampled. */
  readonly neverSampled: number
  /** Tubes with a result in the file, and how many of them negative. */
  readonly tubes: number
  readonly negative: number
  readonly notReceived: number
  readonly notClosed: number
  readonly tooFast: number
  /** Tubes with a result of this lab on the day, with this file. */
  readonly ofTheDay: number
  readonly capacity: number | null
  readonly sameFile: boolean
}

/** Below this many tubes "all negative" says nothing. */
const ENOUGH = 50

export const odditiesOfFile = (f: FileFigures): Oddity[] => {
  const found: [OddityCode, number, boolean][] = [
    ['never-sampled', f.neverSampled, f.neverSampled > 0],
    ['more-than-received', f.notReceived, f.notReceived > 0],
    ['too-fast', f.tooFast, f.tooFast > 0],
    ['all-negative-early', f.tubes, f.tubes >= ENOUGH && f.negative === f.tubes && f.notReceived + f.notClosed > 0],
    ['over-capacity', f.ofTheDay, f.capacity !== null && f.ofTheDay > f.capacity],
    ['same-file', 1, f.sameFile],
  ]
  return found.filter(([, , is]) => is).map(([code, n]) => ({ code, n }))
}

/** Whether a tube's result came faster than the lab could work; moments in ms. */
export const isTooFast = (takenAt: number, resultedAt: number, policy: LaboratoryPolicy): boolean =>
  resultedAt - takenAt < policy.fastestMinutes * 60_000
