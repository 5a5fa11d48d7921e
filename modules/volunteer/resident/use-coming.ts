/**
 * The link that was opened, what it shows, and a sign-up that the server has not acknowledged yet: kept on the phone's disk and sent
 * again and again until it is answered. Its id and the secret of the personal link are made here, once, so that twice sent is once.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, ClientProblem, isOffline, wordsOf } from '../../../platform/web/client.ts'
import { store, stored } from '../../../platform/web/stored.ts'
import { type OwnComing, type Poster, volunteer } from '../contract.ts'
import type { SignUpItem } from '../model.ts'
import { comingWords as w } from './words.ts'

const ops = volunteer.operations
const WAITING = 'coming.waiting'
interface Waiting {
  readonly key: string
  readonly item: SignUpItem & { readonly token: string }
}

/** `#TOKEN` of the poster, `#~TOKEN` of one's own link. */
const fromHash = (): { poster: string | null; own: string | null } => {
  const text = location.hash.slice(1)
  if (text.startsWith('~')) return { poster: null, own: text.slice(1) }
  return { poster: text === '' ? null : text, own: null }
}

function waitingNow(): Waiting | null {
  try {
    return JSON.parse(stored(WAITING) ?? 'null') as Waiting | null
  } catch {
    return null
  }
}
const PAUSE = 4_000

export interface ComingState {
  readonly poster: Poster | null
  readonly own: OwnComing | null
  /** There is a link to open. */
  readonly linked: boolean
  readonly waiting: boolean
  readonly fault: Word | null
  /** What was last sent: refused, it is put right rather than filled in again. */
  readonly sent: SignUpItem | null
  again(): void
  signUp(item: Waiting['item']): void
  withdraw(): void
}

export function useComing(): ComingState {
  const [link, setLink] = useState(fromHash)
  const [poster, setPoster] = useState<Poster | null>(null)
  const [own, setOwn] = useState<OwnComing | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const [waiting, setWaiting] = useState(waitingNow)
  const [sent, setSent] = useState<SignUpItem | null>(waiting?.item ?? null)

  useEffect(() => {
    const hear = () => setLink(fromHash())
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])

  const open = useCallback(async () => {
    const ask = { timeout: 12_000 }
    try {
      if (link.own !== null) setOwn(await call(ops.ownComing, { key: link.own }, ask))
      else if (link.poster !== null) setPoster(await call(ops.openPoster, { key: link.poster }, ask))
      setFault(null)
    } catch (error) {
      setFault(isOffline(error) ? w.offline : wordsOf(error))
    }
  }, [link])
  useEffect(() => {
    void open()
    const look = () => document.visibilityState === 'visible' && void open()
    addEventListener('online', look)
    addEventListener('visibilitychange', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('visibilitychange', look)
    }
  }, [open])

  const busy = useRef(false)
  useEffect(() => {
    if (waiting === null) return
    const settle = () => {
      store(WAITING, null)
      setWaiting(null)
    }
    const send = async () => {
      if (busy.current) return
      busy.current = true
      try {
        await call(ops.signUp, waiting, { timeout: 12_000 })
        settle()
        setFault(null)
        // Back does not lead to the filled form again.
        history.replaceState(history.state, '', `#~${waiting.item.token}`)
        setLink(fromHash())
      } catch (error) {
        if (error instanceof ClientProblem && !isOffline(error) && error.status < 500 && error.status !== 429) {
          settle()
          setFault(wordsOf(error))
        } else if (!isOffline(error)) setFault(wordsOf(error))
      } finally {
        busy.current = false
      }
    }
    void send()
    const timer = setInterval(() => void send(), PAUSE)
    const now = () => void send()
    addEventListener('online', now)
    return () => {
      clearInterval(timer)
      removeEventListener('online', now)
    }
  }, [waiting])

  return {
    ...{ poster, own: link.own === null ? null : own, fault, sent, waiting: waiting !== null },
    linked: link.own !== null || link.poster !== null,
    again: () => void open(),
    signUp(item) {
      if (link.poster === null) return
      const next = { key: link.poster, item }
      store(WAITING, JSON.stringify(next))
      setFault(null)
      setSent(item)
      setWaiting(next)
    },
    withdraw() {
      if (link.own === null) return
      call(ops.withdraw, { key: link.own }, { timeout: 12_000 }).then(
        () => void open(),
        (error: unknown) => setFault(isOffline(error) ? w.offline : wordsOf(error)),
      )
    },
  }
}
