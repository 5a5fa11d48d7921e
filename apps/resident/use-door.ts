/** Which of the pages without an account a link opens: its path or the beginning of its fragment says so; the secret never reaches a server. */
import { useEffect, useState } from 'react'

export type Door =
  | { readonly to: 'household' | 'called' | 'coming' | 'pass' }
  | { readonly to: 'duty' | 'certificate'; readonly key: string }

function doorOf({ pathname, hash }: Location): Door {
  if (pathname.startsWith('/r/call')) return { to: 'called' }
  if (pathname.startsWith('/r/come')) return { to: 'coming' }
  if (pathname.startsWith('/r/pass')) return { to: 'pass' }
  if (hash.startsWith('#w.')) return { to: 'duty', key: hash.slice(3) }
  if (hash.startsWith('#c.')) return { to: 'certificate', key: hash.slice(3) }
  return hash === '#check' ? { to: 'certificate', key: '' } : { to: 'household' }
}

export function useDoor(): Door {
  const [door, setDoor] = useState(() => doorOf(location))
  useEffect(() => {
    const hear = () => setDoor(doorOf(location))
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])
  return door
}
