/**
 * The outbox's decisions, without clock, disk or network: what to send next, and what an answer does to what waits.
 * An entry leaves only when an answer names its id. A fact that the server refuses for good is set apart and kept.
 */
import type { Word } from '../../pure/words.ts'

export interface Entry {
  /** Order of making on this phone, given by its database. */
  readonly seq: number
  /** The fact's own id; a tube has two entries of one id: opened, closed. */
  readonly id: string
  /** `testing.recordSamples` */
  readonly op: string
  readonly item: unknown
  /** Unix ms by this phone's clock. */
  readonly madeAt: number
  /** Its batch was refused, so it goes by itself until it is known which one is wrong. */
  readonly alone: boolean
  /** Failed answers to this entry alone. */
  readonly tries: number
  /** Unix ms before which it stands back so that others pass. */
  readonly notBefore: number
  readonly setAside: { readonly code: string; readonly words: Word; readonly at: number } | null
}

/** An operation the outbox may hold, and which others' waiting entries its own may pass. */
export interface SendRule {
  readonly op: string
  readonly mayPass: readonly string[]
  /** The largest batch, where its facts are small and many; else BATCH. */
  readonly most?: number
}

export interface Sending {
  /** Failures in a row, whatever was sent. */
  readonly failures: number
  /** Unix ms; nothing is sent before. */
  readonly notBefore: number
  /** Times in a row that the server broke over the very same first entry. */
  readonly broke: { readonly seq: number; readonly times: number }
  readonly halted: 'signed-out' | 'wiped' | null
}
export const atRest: Sending = { failures: 0, notBefore: 0, broke: { seq: -1, times: 0 }, halted: null }

export interface Acknowledged {
  readonly id: string
  readonly known: boolean
  readonly doubts: readonly string[]
}
export type Outcome =
  | { readonly kind: 'accepted'; readonly items: readonly Acknowledged[] }
  /** Nothing was heard, or something that is not our server (a captive portal, a proxy's page). */
  | { readonly kind: 'unreachable' }
  /** The server answered that it cannot now; `broken`: this content may be why. */
  | { readonly kind: 'busy'; readonly broken: boolean }
  | { readonly kind: 'refused'; readonly code: string; readonly words: Word }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'wipe'; readonly words: Word }

export type Plan =
  | { readonly do: 'send'; readonly op: string; readonly batch: readonly Entry[] }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'rest' }
  | { readonly do: 'halt' }

export const BATCH = 50
const LONGEST_WAIT = 30_000
const LONGEST_STAND_BACK = 600_000
/** A batch over which the server breaks this often is taken apart. */
const PATIENCE = 3

/** Waiting, not set apart, in the order of making. */
export const waitingOf = (entries: readonly Entry[]): Entry[] =>
  entries.filter((e) => e.setAside === null).toSorted((a, b) => a.seq - b.seq)

/**
 * The oldest entry that may go leads; others of its operation join it, up to 50 or the rule's own most, as long as they pass only entries that
 * their operation may pass. Two facts of one id never share a batch, and never change places.
 */
export function planNext(entries: readonly Entry[], rules: readonly SendRule[], sending: Sending, now: number): Plan {
  if (sending.halted) return { do: 'halt' }
  const waiting = waitingOf(entries)
  if (waiting.length === 0) return { do: 'rest' }
  if (now < sending.notBefore) return { do: 'wait', until: sending.notBefore }
  const lead = waiting.findIndex((e, i) => e.notBefore <= now && !waiting.slice(0, i).some((b) => b.id === e.id))
  const first = waiting[lead]
  if (!first) return { do: 'wait', until: Math.min(...waiting.map((e) => e.notBefore).filter((at) => at > now)) }
  if (first.alone) return { do: 'send', op: first.op, batch: [first] }
  const { mayPass = [], most = BATCH } = rules.find((rule) => rule.op === first.op) ?? {}
  const batch: Entry[] = []
  const held = new Set(waiting.slice(0, lead).map((e) => e.id))
  for (const entry of waiting.slice(lead)) {
    if (batch.length === most) break
    const standsBack = entry.notBefore > now
    if (!standsBack && (entry.op === first.op ? entry.alone : !mayPass.includes(entry.op))) break
    if (!standsBack && entry.op === first.op && !held.has(entry.id)) batch.push(entry)
    held.add(entry.id)
  }
  return { do: 'send', op: first.op, batch }
}

/** 1, 2, 4 … 30 s, spread by `dice` (0–1) so that all phones of a site do not return in one second. */
const pause = (failures: number, dice: number): number =>
  Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(failures - 1, 8)) * (0.75 + dice / 2)

export interface Settled {
  readonly sending: Sending
  /** `seq` of entries the server has. */
  readonly remove: readonly number[]
  readonly change: readonly Entry[]
  readonly doubted: readonly Acknowledged[]
}

/** What an answer to `batch` does. `now` in Unix ms, `dice` 0–1. */
export function settle(
  batch: readonly Entry[],
  sending: Sending,
  outcome: Outcome,
  now: number,
  dice: number,
): Settled {
  const none = { remove: [], change: [], doubted: [] }
  const failed = (more: Partial<Sending> = {}): Sending => ({
    ...sending,
    failures: sending.failures + 1,
    notBefore: now + pause(sending.failures + 1, dice),
    ...more,
  })
  switch (outcome.kind) {
    case 'accepted': {
      const named = new Set(outcome.items.map((item) => item.id))
      const remove = batch.filter((e) => named.has(e.id)).map((e) => e.seq)
      // An answer that names nobody would otherwise be asked for again at once, for ever.
      return {
        ...none,
        sending: remove.length > 0 ? atRest : failed(),
        remove,
        doubted: outcome.items.filter((i) => i.doubts.length > 0 && batch.some((e) => e.id === i.id)),
      }
    }
    case 'unreachable':
      return { ...none, sending: failed({ broke: atRest.broke }) }
    case 'busy':
      return outcome.broken ? settleBroken(batch, sending, failed, now) : { ...none, sending: failed() }
    case 'refused':
      if (batch.length > 1) return { ...none, sending: atRest, change: batch.map((e) => ({ ...e, alone: true })) }
      return {
        ...none,
        sending: atRest,
        change: batch.map((e) => ({ ...e, setAside: { code: outcome.code, words: outcome.words, at: now } })),
      }
    case 'signed-out':
      return { ...none, sending: { ...sending, halted: 'signed-out' } }
    case 'wipe':
      return { ...none, sending: { ...sending, halted: 'wiped' } }
  }
}

/** One poisoned fact must not hold up a shift: the batch is taken apart, then whatever breaks the server stands back. */
function settleBroken(
  batch: readonly Entry[],
  sending: Sending,
  failed: (more: Partial<Sending>) => Sending,
  now: number,
): Settled {
  const seq = batch[0]?.seq ?? -1
  const times = sending.broke.seq === seq ? sending.broke.times + 1 : 1
  const none = { remove: [], doubted: [] }
  if (times < PATIENCE) return { ...none, change: [], sending: failed({ broke: { seq, times } }) }
  const sendingNext = failed({ broke: atRest.broke })
  if (batch.length > 1) return { ...none, change: batch.map((e) => ({ ...e, alone: true })), sending: sendingNext }
  const change = batch.map((e) => ({
    ...e,
    alone: true,
    tries: e.tries + 1,
    notBefore: now + Math.min(LONGEST_STAND_BACK, 15_000 * 2 ** Math.min(e.tries + 1, 8)),
  }))
  return { ...none, change, sending: sendingNext }
}

/** Somebody signed in again, or the network is back: try at once. */
export const resumed = (sending: Sending): Sending =>
  sending.halted === 'wiped' ? sending : { ...sending, halted: null, failures: 0, notBefore: 0 }

/** Taken out of the tray by hand, to be tried once more by itself. */
export const takenBack = (entry: Entry): Entry => ({ ...entry, setAside: null, alone: true, tries: 0, notBefore: 0 })

export interface Held {
  readonly waiting: number
  readonly setAside: number
  /** Unix ms of the oldest that waits, null when nothing does. */
  readonly oldest: number | null
}
export const heldOf = (entries: readonly Entry[]): Held => {
  const waiting = waitingOf(entries)
  return {
    waiting: waiting.length,
    setAside: entries.length - waiting.length,
    oldest: waiting.length > 0 ? Math.min(...waiting.map((e) => e.madeAt)) : null,
  }
}
