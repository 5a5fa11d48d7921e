/** Which reason goes with which state; closed for good is the end, everything else can change. */
import { closeReasons, pauseReasons, type State, type stateReasons } from './model.ts'
import type { CodeOf } from '../../platform/pure/codes.ts'

export type StateReason = CodeOf<typeof stateReasons>

export const reasonsFor = (state: State): readonly StateReason[] =>
  state === 'open' ? [] : state === 'suspended' ? pauseReasons.values : closeReasons.values

export const reasonFits = (state: State, reason: StateReason | null): boolean =>
  reason === null ? state === 'open' : reasonsFor(state).includes(reason)
