import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Stream from './live-stream.ts'

/** Stands for the browser's EventSource: what was opened, and a hand to speak through it. */
class Source {
  static all: Source[] = []
  static get open(): Source[] {
    return Source.all.filter((s) => !s.closed)
  }
  readonly url: URL
  closed = false
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  private readonly heard = new Map<string, (event: { data: string; lastEventId: string }) => void>()

  constructor(url: string) {
    this.url = new URL(url, 'http://desk')
    Source.all.push(this)
  }
  addEventListener(type: string, hear: (event: { data: string; lastEventId: string }) => void): void {
    this.heard.set(type, hear)
  }
  close(): void {
    this.closed = true
  }
  say(type: string, data: unknown = {}, lastEventId = ''): void {
    this.heard.get(type)?.({ data: JSON.stringify(data), lastEventId })
  }
  get topics(): string | null {
    return this.url.searchParams.get('topics')
  }
  get cursor(): string | null {
    return this.url.searchParams.get('cursor')
  }
}

const line = (topic: string, n = 0) => ({ topic, path: 'd01.', data: { n } })
let stream: typeof Stream

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  Source.all = []
  vi.stubGlobal('EventSource', Source)
  stream = await import('./live-stream.ts')
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
const settle = () => vi.advanceTimersByTime(50)
const last = (): Source => {
  const source = Source.open.at(-1)
  if (!source) throw new Error('no stream is open')
  return source
}

test('one stream for all listeners, each hearing its own topics', () => {
  const a = vi.fn()
  const b = vi.fn()
  stream.listen({ topics: ['x.a'], onLines: a })
  stream.listen({ topics: ['x.b', 'x.a'], onLines: b })
  settle()
  expect(Source.open).toHaveLength(1)
  expect(last().topics).toBe('x.a,x.b')
  last().say('lines', { cursor: '7', lines: [line('x.a', 1), line('x.b', 2)] })
  expect(a).toHaveBeenCalledExactlyOnceWith([line('x.a', 1)], '7')
  expect(b).toHaveBeenCalledExactlyOnceWith([line('x.a', 1), line('x.b', 2)], '7')
})

test('another set of topics opens anew from where it was; none closes', () => {
  const stop = stream.listen({ topics: ['x.a'], onLines: () => undefined })
  settle()
  last().say('lines', { cursor: '12-3', lines: [line('x.a')] })
  const stopToo = stream.listen({ topics: ['x.b'], onLines: () => undefined })
  settle()
  expect(Source.open).toHaveLength(1)
  expect(last().topics).toBe('x.a,x.b')
  expect(last().cursor).toBe('12-3')
  const before = last()
  stream.listen({ topics: ['x.b'], onLines: () => undefined })()
  settle()
  expect(last()).toBe(before)
  stop()
  stopToo()
  settle()
  expect(Source.open).toHaveLength(0)
  expect(stream.liveState()).toBe('idle')
})

test('a listener may join from the cursor of its query', () => {
  stream.listen({ topics: ['x.a'], onLines: () => undefined, from: '40' })
  settle()
  expect(last().cursor).toBe('40')
})

test('after a failure it comes back, later each time, from the last cursor', () => {
  stream.listen({ topics: ['x.a'], onLines: () => undefined })
  settle()
  last().onopen?.()
  expect(stream.liveState()).toBe('live')
  last().say('lines', { cursor: '5', lines: [line('x.a')] })
  const waits: number[] = []
  for (let i = 0; i < 8; i++) {
    last().onerror?.()
    expect(stream.liveState()).toBe('away')
    expect(Source.open).toHaveLength(0)
    let waited = 0
    while (Source.open.length === 0) {
      vi.advanceTimersByTime(100)
      waited += 100
      if (waited > 60_000) throw new Error('it never came back')
    }
    waits.push(waited)
    expect(last().cursor).toBe('5')
  }
  expect(waits[0]).toBeLessThanOrEqual(1300)
  expect(Math.max(...waits)).toBeLessThanOrEqual(38_000)
  expect(waits[5]!).toBeGreaterThan(waits[0]!)
  last().onopen?.()
  expect(stream.liveState()).toBe('live')
})

test('silence is a failure too: pings keep it alive', () => {
  stream.listen({ topics: ['x.a'], onLines: () => undefined })
  settle()
  last().onopen?.()
  for (let i = 0; i < 6; i++) {
    vi.advanceTimersByTime(15_000)
    last().say('ping')
  }
  expect(stream.liveState()).toBe('live')
  vi.advanceTimersByTime(41_000)
  expect(stream.liveState()).toBe('away')
})

test('restart tells everybody to read anew and goes on from its own cursor', () => {
  const restarted = vi.fn()
  stream.listen({ topics: ['x.a'], onLines: () => undefined, onRestart: restarted })
  settle()
  last().say('lines', { cursor: '5', lines: [line('x.a')] })
  last().say('restart', {}, '900')
  expect(restarted).toHaveBeenCalledOnce()
  stream.listen({ topics: ['x.b'], onLines: () => undefined })
  settle()
  expect(last().cursor).toBe('900')
})
