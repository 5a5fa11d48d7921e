/**
 * One EventSource for the whole page, however many listeners: browsers allow six connections to a host over HTTP/1.1.
 * It resumes from the last cursor, comes back after any failure, and rests while the tab has long been hidden.
 * A line may be heard twice (a listener may join from an older cursor), so what listeners do must bear repeating.
 */
export interface LiveLine {
  readonly topic: string
  readonly path: string
  readonly data: Readonly<Record<string, unknown>>
}
export type LiveState = 'idle' | 'connecting' | 'live' | 'away'
export interface Listener {
  readonly topics: readonly string[]
  /** `cursor`: where the stream stands after these lines; answers of queries carry the same kind. */
  readonly onLines: (lines: readonly LiveLine[], cursor: string) => void
  readonly onRestart?: (() => void) | undefined
  /** Join from this cursor (a query gave it), so that nothing is lost between the answer and the stream. */
  readonly from?: string | undefined
}

const SILENCE = 40_000
const HIDDEN_REST = 60_000
const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let source: EventSource | null = null
let openTopics = ''
let cursor: string | null = null
let state: LiveState = 'idle'
let failures = 0
let silence: ReturnType<typeof setTimeout> | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let settle: ReturnType<typeof setTimeout> | undefined
let rest: ReturnType<typeof setTimeout> | undefined

function become(next: LiveState): void {
  if (next === state) return
  state = next
  for (const watch of watchers) watch()
}

function heard(): void {
  clearTimeout(silence)
  silence = setTimeout(() => fail(), SILENCE)
}

function shut(): void {
  clearTimeout(silence)
  clearTimeout(retry)
  source?.close()
  source = null
  openTopics = ''
}

function fail(): void {
  shut()
  become('away')
  failures += 1
  // 1, 2, 4 … 30 s, spread so that a hundred desks do not return in the same second.
  const wait = Math.min(30_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2)
  retry = setTimeout(open, wait)
}

function take(event: MessageEvent<string>): void {
  heard()
  const message = JSON.parse(event.data) as { cursor: string; lines: LiveLine[] }
  cursor = message.cursor
  for (const listener of [...listeners]) {
    const mine = message.lines.filter((line) => listener.topics.includes(line.topic))
    if (mine.length > 0) listener.onLines(mine, message.cursor)
  }
}

function restart(event: MessageEvent<string>): void {
  heard()
  cursor = event.lastEventId || null
  for (const listener of [...listeners]) listener.onRestart?.()
}

function open(): void {
  const topics = [...new Set([...listeners].flatMap((l) => l.topics))].sort().join(',')
  if (topics === '') {
    shut()
    return become('idle')
  }
  if (source && topics === openTopics) return
  shut()
  openTopics = topics
  if (state !== 'away') become('connecting')
  const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
  source = new EventSource(`/api/live?topics=${encodeURIComponent(topics)}${from}`)
  source.onopen = () => {
    failures = 0
    heard()
    become('live')
  }
  // The browser retries by itself only while the connection was once accepted; one way for both is simpler to trust.
  source.onerror = fail
  source.addEventListener('lines', take)
  source.addEventListener('ping', heard)
  source.addEventListener('restart', restart)
}

function openSoon(): void {
  clearTimeout(settle)
  settle = setTimeout(open, 20)
}

/** Starts hearing; gives back the way to stop. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  if (listener.from !== undefined) {
    cursor = listener.from
    openTopics = ''
  }
  openSoon()
  return () => {
    listeners.delete(listener)
    openSoon()
  }
}

export const liveState = (): LiveState => state
export function watchState(watch: () => void): () => void {
  watchers.add(watch)
  return () => watchers.delete(watch)
}

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    clearTimeout(rest)
    if (document.hidden) rest = setTimeout(shut, HIDDEN_REST)
    else if (!source) open()
  })
  addEventListener('online', () => {
    if (state === 'away') open()
  })
}
