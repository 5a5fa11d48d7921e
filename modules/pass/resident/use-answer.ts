/** An answer that a link opens, read again when the network or the page comes back, and now and then while it is looked at. */
import { useCallback, useEffect, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { call, type Callable, type InputFor, isOffline, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { residentWords as w } from './words.ts'

const EVERY = 60_000
export const said = (error: unknown): Word => (isOffline(error) ? w.offline : wordsOf(error))

/** Told of every answer before it is shown, and of what was said instead. To be the same from one drawing to the next. */
export interface Hears<Op extends Callable> {
  /** `sent`: when it was asked, by `performance.now()`. */
  answer(answer: OutputFor<Op>, sent: number): void
  fault(error: unknown): void
}

/** `shown` stays what it was while there is no network. */
export function useAnswer<Op extends Callable>(operation: Op, input: InputFor<Op>, hears?: Hears<Op>) {
  const [shown, show] = useState<OutputFor<Op> | null>(null)
  const [fault, setFault] = useState<Word | null>(null)
  const asked = JSON.stringify(input)
  const read = useCallback(async () => {
    try {
      const sent = performance.now()
      const answer = await call(operation, JSON.parse(asked) as InputFor<Op>, { timeout: 12_000 })
      hears?.answer(answer, sent)
      show(answer)
      setFault(null)
    } catch (error) {
      hears?.fault(error)
      setFault(said(error))
    }
  }, [operation, asked, hears])
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
