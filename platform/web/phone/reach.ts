/**
 * Whether the server is within reach, told by what was last heard rather than by the browser's opinion of its cable.
 * Every request of the phone goes through `ask`, so that reach, the server's clock and a wipe are noticed wherever they show.
 */
import {
  type Callable,
  type CallOptions,
  ClientProblem,
  call,
  type InputFor,
  isOffline,
  type OutputFor,
} from '../client.ts'
import { cell } from './cell.ts'

export type Reach = 'trying' | 'here' | 'away'
export const reach = cell<Reach>(typeof navigator !== 'undefined' && navigator.onLine === false ? 'away' : 'trying')

/** Server's clock minus this phone's, in ms; null until the server has told its time. */
export const clockGap = cell<number | null>(null)
/** Above this the crew is told, gently: the facts carry the phone's time, and the server corrects it. */
export const CLOCK_GAP_TOLD = 120_000

type HearWipe = (problem: ClientProblem) => void
let hearWipe: HearWipe = () => undefined
export const onWipe = (hear: HearWipe): void => {
  hearWipe = hear
}

const BEHIND_GATEWAY = [502, 503, 504]

export async function ask<Op extends Callable>(
  operation: Op,
  input: InputFor<Op>,
  options: CallOptions = {},
): Promise<OutputFor<Op>> {
  try {
    const answer = await call(operation, input, options)
    reach.set('here')
    return answer
  } catch (error) {
    if (isOffline(error)) reach.set('away')
    else if (error instanceof ClientProblem) {
      reach.set(BEHIND_GATEWAY.includes(error.status) ? 'away' : 'here')
      if (error.wipe) hearWipe(error)
    }
    throw error
  }
}

/** Notes the server's time from an answer that left at `sent` and came at `got` (both Unix ms); slow answers say little. */
export function noteServerTime(serverNow: string, sent: number, got: number): void {
  if (got - sent < 10_000) clockGap.set(Date.parse(serverNow) - (sent + got) / 2)
}
