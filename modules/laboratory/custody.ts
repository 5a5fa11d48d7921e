/**
 * How far a tube has come on its way from the swab to its result, and what is wrong with its record. Sampled = handed over =
 * received = resulted: a tube that is in some of these and not in all of them carries at least one difference.
 * The database works the same out for whole rounds (laboratory.tube_lines); tests hold the two against each other.
 */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'
import type { LaboratoryPolicy } from './policy.ts'

export const stages = codes({
  empty: ['空管', 'Empty'],
  filling: ['采样中', 'Being filled'],
  closed: ['已封管', 'Closed'],
  packed: ['已封装', 'Packed'],
  'handed-over': ['已交接', 'Handed over'],
  received: ['实验室已收', 'At the lab'],
  resulted: ['已出结果', 'Resulted'],
})
export type Stage = CodeOf<typeof stages>

export const differences = codes({
  'not-closed': ['采样后没有封管', 'Sampled and never closed'],
  'not-packed': ['封管后没有封装', 'Closed and never packed'],
  'not-handed-over': ['封装后没有交接', 'Packed and never handed over'],
  'not-received': ['交接后实验室没有签收', 'Handed over and not received by the lab'],
  'no-result': ['实验室已收，没有结果', 'Received, no result'],
  'no-tube': ['有采样记录，没有试管登记', 'Samples on record, the tube is not'],
  'code-twice': ['管号重复', 'The code stands on two tubes'],
  'no-samples': ['送出的试管没有采样记录', 'Sent without samples on record'],
  'received-not-handed-over': ['实验室已收，没有交接记录', 'Received without having been handed over'],
  'resulted-not-received': ['有结果，没有实验室签收记录', 'Resulted without having been received'],
  'heads-differ': ['清点人数与采样记录不符', 'Heads counted differ from the samples'],
  'result-changed': ['前后结果不同', 'Resulted twice with another outcome'],
  returned: ['实验室退回', 'Returned by the lab'],
})
export type Difference = CodeOf<typeof differences>

export interface TubeOnItsWay {
  /** null: its samples arrived, its own record did not. */
  readonly code: string | null
  readonly codeTwice: boolean
  readonly heads: number
  readonly counted: number | null
  readonly closed: boolean
  readonly packed: boolean
  readonly handedOver: boolean
  readonly received: boolean
  readonly returned: boolean
  /** Results on record, the latest last. */
  readonly outcomes: readonly string[]
}

export const stageOf = (tube: TubeOnItsWay): Stage => {
  if (tube.outcomes.length > 0) return 'resulted'
  if (tube.received) return 'received'
  if (tube.handedOver) return 'handed-over'
  if (tube.packed) return 'packed'
  if (tube.heads > 0) return tube.closed ? 'closed' : 'filling'
  return 'empty'
}

const WAITING: Readonly<Partial<Record<Stage, Difference>>> = {
  filling: 'not-closed',
  closed: 'not-packed',
  packed: 'not-handed-over',
  'handed-over': 'not-received',
  received: 'no-result',
}

const contradicts = (outcomes: readonly string[]): boolean =>
  outcomes.includes('negative') && outcomes.includes('positive')

/** In the order of the catalogue. */
export const differencesOf = (tube: TubeOnItsWay): Difference[] => {
  const stage = stageOf(tube)
  const found: (Difference | false | undefined)[] = [
    WAITING[stage],
    tube.code === null && 'no-tube',
    tube.codeTwice && 'code-twice',
    tube.heads === 0 && stage !== 'empty' && 'no-samples',
    tube.received && !tube.handedOver && 'received-not-handed-over',
    tube.outcomes.length > 0 && !tube.received && 'resulted-not-received',
    tube.closed && tube.counted !== tube.heads && 'heads-differ',
    contradicts(tube.outcomes) && 'result-changed',
    tube.returned && 'returned',
  ]
  return found.filter((difference) => typeof difference === 'string')
}

/** Whether a tube has stood still for longer than it should. Moments in ms. */
export const isLate = (stage: Stage, since: number, now: number, { late }: LaboratoryPolicy): boolean =>
  stage !== 'empty' && stage !== 'resulted' && now - since > late[stage] * 3_600_000

/** The same counts as the database sums: each by its own evidence. */
export const sumBalance = (tubes: readonly TubeOnItsWay[]) => {
  const count = (is: (tube: TubeOnItsWay) => boolean): number => tubes.filter(is).length
  return {
    sampled: count((t) => t.heads > 0),
    packed: count((t) => t.packed),
    handedOver: count((t) => t.handedOver),
    received: count((t) => t.received),
    resulted: count((t) => t.outcomes.length > 0),
    heads: tubes.reduce((sum, t) => sum + t.heads, 0),
    differing: count((t) => differencesOf(t).length > 0),
  }
}
