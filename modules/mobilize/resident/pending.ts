/**
 * What the called person has said and the server has not acknowledged yet: kept on the phone's disk, sent one by one in order, again and
 * again until it is answered. An id is made once, so that what arrives twice counts once.
 */
import { call, ClientProblem, isOffline } from '../../../platform/web/client.ts'
import { store, stored } from '../../../platform/web/stored.ts'
import type { InputOf } from '../../../platform/pure/contract.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { phones } from '../muster-contract.ts'

const { answerCall, musterCall } = phones.operations
export type Pending =
  | { readonly op: 'answer'; readonly key: string; readonly item: InputOf<typeof answerCall>['item'] }
  | { readonly op: 'muster'; readonly key: string; readonly item: InputOf<typeof musterCall>['item'] }

const KEPT = 'call.pending'
export function pendingNow(): readonly Pending[] {
  try {
    return JSON.parse(stored(KEPT) ?? '[]') as Pending[]
  } catch {
    return []
  }
}
const keep = (all: readonly Pending[]): void => store(KEPT, all.length === 0 ? null : JSON.stringify(all))

interface Heard {
  /** Something changed: sent, refused, or still waiting. */
  readonly onChange: (waiting: readonly Pending[], refused: Word | null) => void
}

/** 1, 2, 4 … 15 s, spread so that five hundred phones do not come back in one second. */
const pause = (failures: number): number => Math.min(15_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2)

/** Starts sending what waits. Gives back how to add something, and how to stop. */
export function startSending({ onChange }: Heard): { add: (one: Pending) => void; stop: () => void } {
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false
  let stopped = false
  // Where the phone forbids storage, what waits lasts as long as the page.
  let waiting = pendingNow()
  const set = (next: readonly Pending[]): void => {
    waiting = next
    keep(next)
  }

  async function step(): Promise<void> {
    const [first] = waiting
    if (!first || busy || stopped) return
    busy = true
    let refused: Word | null = null
    try {
      const sentAt = new Date().toISOString()
      if (first.op === 'answer')
        await call(answerCall, { key: first.key, sentAt, item: first.item }, { timeout: 12_000 })
      else await call(musterCall, { key: first.key, sentAt, item: first.item }, { timeout: 12_000 })
      failures = 0
      set(waiting.slice(1))
    } catch (error) {
      const final = error instanceof ClientProblem && !isOffline(error) && error.status < 500 && error.status !== 429
      if (final) {
        refused = error.words
        set(waiting.slice(1))
      } else failures += 1
    }
    busy = false
    if (stopped) return
    onChange(waiting, refused)
    clearTimeout(timer)
    if (waiting.length > 0) timer = setTimeout(() => void step(), failures === 0 ? 0 : pause(failures))
  }
  const now = (): void => {
    clearTimeout(timer)
    failures = 0
    void step()
  }
  addEventListener('online', now)
  void step()
  return {
    add(one) {
      set([...waiting, one])
      onChange(waiting, null)
      now()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      removeEventListener('online', now)
    },
  }
}
