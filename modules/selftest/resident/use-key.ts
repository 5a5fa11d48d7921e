/**
 * The household's key: in the link's fragment, where it reaches no server's log and no Referer, or typed as a code and then kept
 * for as long as this tab is open.
 */
import { useCallback, useEffect, useState } from 'react'

const KEPT = 'shouwang.household'

const fromLink = (): string | null => {
  try {
    return decodeURIComponent(location.hash.slice(1)).trim() || null
  } catch {
    return null
  }
}
const fromTab = (): string | null => {
  try {
    return sessionStorage.getItem(KEPT)
  } catch {
    return null
  }
}

export function useKey(): { key: string | null; keep: (code: string) => void; drop: () => void } {
  const [key, setKey] = useState<string | null>(() => fromLink() ?? fromTab())
  useEffect(() => {
    // Another slip scanned into the same tab.
    const hear = () => setKey(fromLink() ?? fromTab())
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])
  const keep = useCallback((code: string) => {
    try {
      sessionStorage.setItem(KEPT, code)
    } catch {
      // Without storage the code lasts as long as the page.
    }
    setKey(code)
  }, [])
  const drop = useCallback(() => {
    try {
      sessionStorage.removeItem(KEPT)
    } catch {
      // It was never there.
    }
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname)
    setKey(null)
  }, [])
  return { key, keep, drop }
}
