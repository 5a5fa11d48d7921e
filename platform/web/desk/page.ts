/**
 * What a room hands to the desk: `modules/<room>/command/index.tsx` exports `pages: RoomPage[]`.
 * That index is in the first bundle, so `component` must be `lazy(() => import('./some-page.tsx'))` and nothing heavy is imported beside it.
 */
import type { ComponentType } from 'react'
import type { Role } from '../../pure/roles.ts'
import { type Word, words } from '../../pure/words.ts'

/** Groups stand down the left in this order: the order of the work. */
export const deskGroups = words({
  register: ['底册', 'Register'],
  operation: ['行动', 'Operations'],
  staff: ['人员', 'Staff'],
  passes: ['出入证', 'Passes'],
  gates: ['卡口', 'Gates'],
  testing: ['检测', 'Testing'],
  picture: ['台账与报表', 'Ledgers and reports'],
  desk: ['记录与账号', 'Records and accounts'],
})
export type DeskGroup = keyof typeof deskGroups

export interface RoomPage {
  /** TanStack Router path, e.g. `/testing/rounds/$roundId`; parameters are ids, never anything personal. */
  readonly path: string
  readonly word: Word
  readonly icon: ComponentType
  readonly roles: readonly Role[] | 'signed-in'
  readonly component: ComponentType
  readonly group: DeskGroup
  /** A page that is reached from another (a round, a report) stands not on the left; `under` names the entry that stays lit. */
  readonly under?: string
}
