/** Which of the pages without an account a link opens: its fragment says so, and never reaches a server. */
import { useEffect, useState } from 'react'

export type Door = { readonly to: 'household' } | { readonly to: 'duty' | 'certificate'; readonly key: string }

function doorOf(hash: string): Door {
  if (hash.startsWith('#w.')) return { to: 'duty', key: hash.slice(3) }
  if (hash.startsWith('#c.')) return { to: 'certificate', key: hash.slice(3) }
  return hash === '#check' ? { to: 'certificate', key: '' } : { to: 'household' }
}

export function useDoor(): Door {
  const [door, setDoor] = useState(() => doorOf(location.hash))
  useEffect(() => {
    const hear = () => setDoor(doorOf(location.hash))
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])
  return door
}
