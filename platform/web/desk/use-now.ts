/** The present, moving on every so many ms: for "12 minutes ago" and best times to call. */
import { useEffect, useState } from 'react'
import { serverNow } from '../client.ts'

export function useNow(every: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
