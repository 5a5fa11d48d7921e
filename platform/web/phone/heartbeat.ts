/** Once a minute a signed-in phone tells how much it holds; the answer brings the server's time, or the order to empty itself. */
import { useEffect } from 'react'
import { access } from '../../pure/access-contract.ts'
import { heldNow } from '../outbox/outbox.ts'
import { usePhone } from './phone.tsx'
import { ask, noteServerTime } from './reach.ts'
import { measureRoom } from './storage-room.ts'

const EVERY = 60_000

export function useHeartbeat(signedIn: boolean): void {
  const { db } = usePhone()
  useEffect(() => {
    if (!signedIn) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const beat = async (): Promise<void> => {
      clearTimeout(timer)
      void measureRoom()
      const { waiting, setAside } = await heldNow(db)
      const sent = Date.now()
      try {
        const { now } = await ask(access.operations.reportDevice, { waiting: waiting + setAside })
        noteServerTime(now, sent, Date.now())
      } catch {
        // Away or turned away: told elsewhere.
      }
      if (!gone) timer = setTimeout(() => void beat(), EVERY)
    }
    const soon = () => void beat()
    void beat()
    addEventListener('online', soon)
    return () => {
      gone = true
      clearTimeout(timer)
      removeEventListener('online', soon)
    }
  }, [db, signedIn])
}
