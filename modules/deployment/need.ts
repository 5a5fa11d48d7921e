/** What the proposal is made of: posts that need people, and people with what they can do, where they live and when they work. */
import type { WorkedDay } from '../staff/fatigue.ts'
import type { Span } from './shift.ts'

export interface SkillNeed {
  readonly skill: string
  readonly least: number
}
export interface Need extends Span {
  readonly id: string
  /** Of the place. */
  readonly path: string
  readonly needed: number
  readonly skills: readonly SkillNeed[]
  readonly night: boolean
  readonly risky?: boolean
}
export interface Stint extends Span {
  readonly night: boolean
}
export interface Worker {
  readonly id: string
  readonly skills: readonly string[]
  readonly homePath: string | null
  readonly exempt: boolean
  /** A volunteer who may not stand at a risky post: no insurance is noted, or nobody marked them fit. */
  readonly unfit?: boolean
  /** Days of service that are done, of the last two weeks. */
  readonly worked: readonly WorkedDay[]
  /** Shifts that stand already, anywhere, and are not among `worked`. */
  readonly busy: readonly Stint[]
}
export interface Pair {
  readonly personId: string
  readonly postId: string
}
export interface Question {
  readonly needs: readonly Need[]
  readonly people: readonly Worker[]
  /** Seats that stand: published ones, and those that were fixed by hand. */
  readonly fixed: readonly Pair[]
}
