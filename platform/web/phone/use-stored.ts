/** What a touch stores: done and on its way, or the words of why this phone could not keep it. */
import { useMemo } from 'react'
import type { Word } from '../../pure/words.ts'
import { wordsOf } from '../client.ts'
import { StorageProblem } from '../pocket/storage-problem.ts'
import { usePhone } from './phone.tsx'

/** Does it, wakes the sender, or gives the words of why it was not stored. */
export function useStored(): <T>(work: () => Promise<T>) => Promise<{ value: T } | { problem: Word }> {
  const { sender } = usePhone()
  return useMemo(
    () => async (work) => {
      try {
        const value = await work()
        sender.wake()
        return { value }
      } catch (error) {
        return { problem: error instanceof StorageProblem ? error.words : wordsOf(error) }
      }
    },
    [sender],
  )
}
