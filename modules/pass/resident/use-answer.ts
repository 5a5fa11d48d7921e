/** An answer that a link opens, read again when the network or the page comes back, and now and then while it is looked at. */
import { useCallback, useEffect, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, type Callable, type InputFor, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { residentWords as w } from './words.ts'

const EVERY = 60_000
export const said = (error: unknown): Word => (isOffline(error) ? w.offline : wordsOf(error))

/** `shown` stays what it was while there is no network. */
export function useAnswer<Op extends Callable>(operation: Op, input: InputFor<Op>) {
  const [shown, show] = useState<OutputFor<Op> | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const asked = JSON.stringify(input)
  const read = useCallback(async () => {
    try {
      show(await call(operation, JSON.parse(asked) as InputFor<Op>, { timeout: 12_000 }))
      setFault(null)
    } catch (error) {
      setFault(said(error))
    }
  }, [operation, asked])
  useEffect(() => {
    void read()
    const look = () => document.visibilityState === 'visible' && void read()
    const timer = setInterval(look, EVERY)
    addEventListener('online', look)
    addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
      removeEventListener('visibilitychange', look)
    }
  }, [read])
  return { shown, fault, setFault, read }
}
