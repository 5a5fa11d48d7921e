/**
 * The live hub: one reader per feed for the whole process, however many desks watch.
 * It asks what has become visible since the oldest transaction that was still running at the last look, so a long import
 * does not hold it up and nothing committed is missed. A cursor is `<epoch>.<index>` into a ring of recent lines;
 * a listener whose cursor is of another epoch or has left the ring is told to start anew.
 */
import { randomBytes } from 'node:crypto'
import { isBelow } from '../pure/area.ts'
import type { Database } from './database/database.ts'

export interface LiveLine {
  readonly topic: string
  readonly path: string
  readonly data: Record<string, unknown>
  /** Meant for one account alone, whatever its area; without it for everybody above `path`. */
  readonly to?: string
}
/** A feed's lines of transactions that are at or above `watermark` and not in `seen`. */
export type ReadFeed = (
  watermark: string,
  seen: readonly string[],
  most: number,
) => Promise<(LiveLine & { txid: string })[]>

interface Feed {
  readonly read: ReadFeed
  watermark: string | null
  seen: Set<string>
}
interface Listener {
  readonly topics: ReadonlySet<string>
  /** Null: hears only what is meant for its account. */
  readonly area: string | null
  readonly account: string | null
  readonly send: (message: LiveMessage) => void
}
export type LiveMessage =
  | { kind: 'lines'; cursor: string; lines: readonly LiveLine[] }
  | { kind: 'restart'; cursor: string }

const RING = 50_000
const MOST = 10_000
/** How often feeds are read while somebody listens, ms. */
const EVERY = 200

export interface LiveHub {
  addFeed(read: ReadFeed): void
  cursor(): string
  /** Registers a listener; with a cursor, what it missed is sent first. @returns how to leave. */
  listen(options: {
    topics: readonly string[]
    area: string | null
    account?: string | null
    cursor: string | null
    send: Listener['send']
  }): () => void
  listeners(): number
  stop(): void
}

export function openLive(database: Database): LiveHub {
  const epoch = randomBytes(6).toString('hex')
  const feeds: Feed[] = []
  const listeners = new Set<Listener>()
  let ring: LiveLine[] = []
  let first = 0
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const cursor = (): string => `${epoch}.${first + ring.length}`
  const visible = (listener: Listener, lines: readonly LiveLine[]): LiveLine[] =>
    lines.filter(
      (line) =>
        listener.topics.has(line.topic) &&
        (line.to === undefined
          ? listener.area !== null && isBelow(line.path, listener.area)
          : line.to === listener.account),
    )

  async function readAll(): Promise<void> {
    const rows = await database.bare<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin')
    const xmin = rows[0]!.xmin
    const fresh: LiveLine[] = []
    for (const feed of feeds) {
      if (feed.watermark === null) {
        feed.watermark = xmin
        for (const line of await feed.read(xmin, [], MOST)) feed.seen.add(line.txid)
        continue
      }
      const lines = await feed.read(feed.watermark, [...feed.seen], MOST)
      // A cut-off answer may end inside a transaction: leave that one for the next look.
      const whole =
        lines.length < MOST || lines[0]!.txid === lines.at(-1)!.txid
          ? lines
          : lines.filter((l) => l.txid !== lines.at(-1)!.txid)
      for (const { txid, ...line } of whole) {
        feed.seen.add(txid)
        fresh.push(line)
      }
      if (lines.length < MOST) {
        feed.watermark = xmin
        for (const txid of feed.seen) if (BigInt(txid) < BigInt(xmin)) feed.seen.delete(txid)
      }
    }
    if (fresh.length === 0) return
    ring.push(...fresh)
    if (ring.length > RING) {
      first += ring.length - RING
      ring = ring.slice(-RING)
    }
    const now = cursor()
    for (const listener of listeners) {
      const lines = visible(listener, fresh)
      if (lines.length > 0) listener.send({ kind: 'lines', cursor: now, lines })
    }
  }

  function schedule(): void {
    if (timer || stopped || listeners.size === 0) return
    timer = setTimeout(() => {
      readAll()
        .catch(() => undefined)
        .finally(() => {
          timer = undefined
          if (listeners.size === 0) for (const feed of feeds) Object.assign(feed, { watermark: null, seen: new Set() })
          schedule()
        })
    }, EVERY)
  }

  return {
    addFeed: (read) => void feeds.push({ read, watermark: null, seen: new Set() }),
    cursor,
    listen({ topics, area, account = null, cursor: from, send }) {
      const listener: Listener = { topics: new Set(topics), area, account, send }
      const asleep = listeners.size === 0
      const [theirEpoch, index] = (from ?? '').split('.')
      if (from !== null) {
        const at = Number(index)
        // While nobody listened nothing was read: whatever came then is unknown here.
        if (theirEpoch !== epoch || !(at >= first) || at > first + ring.length || asleep)
          send({ kind: 'restart', cursor: cursor() })
        else {
          const lines = visible(listener, ring.slice(at - first))
          if (lines.length > 0) send({ kind: 'lines', cursor: cursor(), lines })
        }
      }
      listeners.add(listener)
      schedule()
      return () => void listeners.delete(listener)
    },
    listeners: () => listeners.size,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** The ledger as a feed: event types are the topics. */
export const ledgerFeed =
  (database: Database): ReadFeed =>
  async (watermark, seen, most) =>
    (
      await database.bare<{ txid: string; path: string; type: string; data: Record<string, unknown> }>(
        'SELECT txid, path, type, data FROM platform.ledger_since($1::xid8, $2::xid8[], $3)',
        [watermark, seen, most],
      )
    ).map(({ type, ...line }) => ({ ...line, topic: type }))
