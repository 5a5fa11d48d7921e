/**
 * What an attempt to send came to. Only an answer in our own words counts as a refusal: a captive portal's page,
 * a proxy's 403 or a 200 with HTML says nothing about the facts, so they are tried again.
 */
import { ClientProblem } from '../client.ts'
import type { Acknowledged, Outcome } from './queue.ts'

const isAcknowledged = (item: unknown): item is Acknowledged =>
  typeof item === 'object' && item !== null && typeof (item as Acknowledged).id === 'string'

const listedDoubts = ({ doubts }: Acknowledged): readonly string[] => (Array.isArray(doubts) ? doubts : [])

/** The outcome of a 2xx answer's body. */
export function outcomeOfAnswer(
  body: unknown,
  doubtsOf: (item: Acknowledged) => readonly string[] = listedDoubts,
): Outcome {
  const items = (body as { items?: unknown } | null)?.items
  if (!Array.isArray(items)) return { kind: 'unreachable' }
  return {
    kind: 'accepted',
    items: items.filter(isAcknowledged).map((item) => ({
      id: item.id,
      known: item.known === true,
      doubts: doubtsOf(item),
    })),
  }
}

// Too early, took too long, too many: ask again later.
const LATER = [408, 425, 429]

export function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof ClientProblem) || error.status === 0) return { kind: 'unreachable' }
  if (error.wipe) return { kind: 'wipe', words: error.words }
  if (error.status >= 500) return { kind: 'busy', broken: error.code === 'platform.broken' }
  if (error.code === 'client.unclear') return { kind: 'unreachable' }
  if (error.status === 401) return { kind: 'signed-out' }
  if (LATER.includes(error.status) || error.status < 400) return { kind: 'busy', broken: false }
  return { kind: 'refused', code: error.code, words: error.words }
}
