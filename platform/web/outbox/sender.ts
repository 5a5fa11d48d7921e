/**
 * Carries the outbox to the server: one batch in flight on the whole phone, however many tabs, by a lock around each batch.
 * The lock is not held between batches, because a phone freezes tabs in the background and with them whatever they hold.
 */
import {
  atRest,
  type Entry,
  type Outcome,
  planNext,
  resumed,
  type Sending,
  type SendRule,
  type Settled,
  settle,
} from './queue.ts'

export interface SenderParts {
  readonly rules: readonly SendRule[]
  /** The oldest waiting entries, read anew for each batch. */
  waiting(): Promise<readonly Entry[]>
  write(settled: Settled): Promise<void>
  post(op: string, items: readonly unknown[]): Promise<Outcome>
  /** Runs `work` while no other tab of this phone sends. */
  alone<T>(work: () => Promise<T>): Promise<T>
  now(): number
  dice(): number
  /** Calls back after `ms`; gives back the way to call it off. */
  later(ms: number, call: () => void): () => void
  heard?(outcome: Outcome): void
}
export interface Sender {
  /** Something new waits. */
  wake(): void
  /** The network is back or somebody signed in: forget the back-off. */
  resume(): void
  stop(): void
}

/** While the other tab sends, or another writes without telling us: look again after this. */
const LOOK_AGAIN = 15_000

export function startSender(parts: SenderParts): Sender {
  let sending: Sending = atRest
  let busy = false
  let again = false
  let stopped = false
  // Counts resumes: a 401 to a request that left before somebody signed in says nothing about the new session.
  let era = 0
  let callOff: (() => void) | null = null

  async function step(): Promise<number | null> {
    return parts.alone(async () => {
      const plan = planNext(await parts.waiting(), parts.rules, sending, parts.now())
      if (plan.do === 'wait') return Math.max(10, plan.until - parts.now())
      if (plan.do !== 'send' || stopped) return plan.do === 'halt' ? null : LOOK_AGAIN
      const left = era
      const answer = await parts.post(
        plan.op,
        plan.batch.map((e) => e.item),
      )
      const outcome: Outcome = answer.kind === 'signed-out' && left !== era ? { kind: 'unreachable' } : answer
      const settled = settle(plan.batch, sending, outcome, parts.now(), parts.dice())
      // Written before it is believed: if the phone dies in between, the batch goes out again and the server knows it.
      await parts.write(settled)
      sending = settled.sending
      parts.heard?.(outcome)
      return 0
    })
  }

  async function run(): Promise<void> {
    if (busy || stopped) {
      again = true
      return
    }
    busy = true
    callOff?.()
    callOff = null
    let wait: number | null = 0
    while (wait === 0 && !stopped) {
      again = false
      wait = await step().catch(() => {
        // The phone's own storage failed; what waits is untouched.
        return LOOK_AGAIN
      })
      if (again && wait !== null && sending.failures === 0) wait = 0
    }
    busy = false
    if (wait !== null && !stopped) callOff = parts.later(wait, () => void run())
  }

  void run()
  return {
    wake: () => {
      // A new fact does not shorten a back-off; it only starts a sender at rest.
      if (sending.failures === 0) void run()
    },
    resume: () => {
      sending = resumed(sending)
      era += 1
      again = true
      void run()
    },
    stop: () => {
      stopped = true
      callOff?.()
    },
  }
}

/** Web Locks across tabs; where there are none (an old browser, plain http), only this tab is held back. */
export function lockOf(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks)
    return (work) => navigator.locks.request(name, work) as ReturnType<typeof work>
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
