/**
 * A called person's key, what the server last said of their call, and what they have said since. The key comes with the link's fragment
 * and stays on the phone: so the poster's code, which names nobody, finds it when it is scanned.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, ClientProblem, isOffline, wordsOf } from '../../../platform/web/client.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { store, stored } from '../../../platform/web/stored.ts'
import { problems, type reasons } from '../call-up-model.ts'
import type { OwnCall } from '../called-contract.ts'
import { phones } from '../muster-contract.ts'
import { withAnswer, withArrival } from '../own-call.ts'
import type { CodeOf } from '../../../platform/pure/codes.ts'
import { type Pending, pendingNow, startSending } from './pending.ts'
import { calledWords as w } from './words.ts'

const KEY = 'call.key'
const KNOWN = 'call.own'

/** `#TOKEN` of a link, `#@CODE` of the poster. */
function fromLink(): { key: string | null; code: string | null } {
  const text = location.hash.slice(1)
  if (text.startsWith('@')) return { key: stored(KEY), code: text.slice(1) }
  return { key: text === '' ? stored(KEY) : text, code: null }
}

function lastKnown(key: string | null): OwnCall | null {
  try {
    const { of, own } = JSON.parse(stored(KNOWN) ?? 'null') as { of: string; own: OwnCall }
    return of === key ? own : null
  } catch {
    return null
  }
}

/** What will stand once everything that waits has arrived. */
const withPending = (own: OwnCall | null, waiting: readonly Pending[], key: string): OwnCall | null =>
  own &&
  waiting
    .filter((one) => one.key === key)
    .reduce<OwnCall>(
      (now, one) => (one.op === 'muster' ? withArrival(now, one.item.at) : withAnswer(now, one.item)),
      own,
    )

export interface Called {
  readonly key: string | null
  readonly own: OwnCall | null
  readonly fault: Word | null
  readonly waiting: number
  again(): void
  coming(arrivesAt: string | null): void
  cannot(reason: CodeOf<typeof reasons>): void
  checkIn(code: string, how: 'scan' | 'code'): void
}

export function useCalled(): Called {
  const [{ key, code }, setLink] = useState(fromLink)
  const [own, setOwn] = useState<OwnCall | null>(() => lastKnown(key))
  const [fault, setFault] = useState<Word | null>(null)
  const [waiting, setWaiting] = useState<readonly Pending[]>(pendingNow)
  const sender = useRef<ReturnType<typeof startSending> | null>(null)

  const open = useCallback(async () => {
    if (key === null) return
    try {
      const fresh = await call(phones.operations.openCall, { key }, { timeout: 12_000 })
      store(KEY, key)
      store(KNOWN, JSON.stringify({ of: key, own: fresh }))
      setOwn(fresh)
      setFault(null)
    } catch (error) {
      if (error instanceof ClientProblem && error.code === problems.noSuchLink.code) {
        store(KEY, null)
        store(KNOWN, null)
        setOwn(null)
      }
      setFault(isOffline(error) ? w.offline : wordsOf(error))
    }
  }, [key])

  useEffect(() => {
    const hear = () => setLink(fromLink())
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])
  useEffect(() => {
    void open()
    const started = startSending({
      onChange: (now, refused) => {
        setWaiting(now)
        if (refused) setFault(refused)
        if (now.length === 0) void open().then(() => refused && setFault(refused))
      },
    })
    sender.current = started
    const back = () => void open()
    addEventListener('online', back)
    return () => {
      removeEventListener('online', back)
      started.stop()
    }
  }, [open])

  const add = useCallback((one: Pending) => {
    setFault(null)
    sender.current?.add(one)
  }, [])
  const checkIn = useCallback(
    (typed: string, how: 'scan' | 'code') =>
      key !== null &&
      add({ op: 'muster', key, item: { id: freshId(), code: typed, how, at: new Date().toISOString() } }),
    [key, add],
  )
  // The poster was scanned: once, however often the page is drawn.
  const scanned = useRef<string | null>(null)
  useEffect(() => {
    if (code === null || key === null || scanned.current === code) return
    scanned.current = code
    history.replaceState(history.state, '', location.pathname)
    checkIn(code, 'scan')
  }, [code, key, checkIn])

  const answer = (item: Omit<Extract<Pending, { op: 'answer' }>['item'], 'id' | 'at'>) =>
    key !== null && add({ op: 'answer', key, item: { id: freshId(), at: new Date().toISOString(), ...item } })
  return {
    ...{ key, fault, waiting: waiting.length },
    own: key === null ? null : withPending(own, waiting, key),
    again: () => void open(),
    coming: (arrivesAt) => void answer({ said: 'coming', arrivesAt }),
    cannot: (reason) => void answer({ said: 'cannot', reason }),
    checkIn: (typed, how) => void checkIn(typed, how),
  }
}
