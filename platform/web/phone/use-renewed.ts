/** Fetches a list onto the phone now, every so often while the screen is on, and whenever it is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Word } from '../../pure/words.ts'
import { isOffline, wordsOf } from '../client.ts'
import { StorageProblem } from '../pocket/storage-problem.ts'

const EVERY = 120_000

interface Renewing {
  readonly busy: boolean
  /** Why it could not be fetched; being without network is none, for the list of before serves. */
  readonly problem: Word | null
  readonly renew: () => Promise<void>
}

/** `of` names what is fetched: another name is fetched at once. */
export function useRenewed(fetch: () => Promise<void>, of: string): Renewing {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Word | null>(null)
  const latest = useRef(fetch)
  latest.current = fetch
  const renew = useCallback(async () => {
    setBusy(true)
    try {
      await latest.current()
      setProblem(null)
    } catch (error) {
      setProblem(error instanceof StorageProblem ? error.words : isOffline(error) ? null : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }, [])
  useEffect(() => {
    void renew()
    const timer = setInterval(() => document.hidden || void renew(), EVERY)
    return () => clearInterval(timer)
  }, [renew, of])
  return { busy, problem, renew }
}
