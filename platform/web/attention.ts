/**
 * Calls for somebody's attention while a page is open: the title of its tab says what waits, and a phone that can shakes once for each
 * new thing. No push service is asked: nobody is called by what only an open page can show, other channels stand beside it.
 */
import { useEffect, useRef } from 'react'

const SHAKE = [220, 120, 220]

/** @param waiting an id a thing @param text what the title says while anything waits */
export function useAttention(waiting: readonly string[], text: string): void {
  const told = useRef(new Set<string>())
  const key = waiting.join(' ')
  useEffect(() => {
    const fresh = key.split(' ').filter((id) => id !== '' && !told.current.has(id))
    for (const id of fresh) told.current.add(id)
    // Without a touch of the page before, a browser does not shake and complains: the title and the banner stay.
    if (fresh.length > 0 && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHAKE)
  }, [key])
  useEffect(() => {
    if (key === '') return
    const mark = `● ${text} · `
    const put = (): void => {
      if (!document.title.startsWith(mark)) document.title = `${mark}${document.title}`
    }
    put()
    // Pages set a title of their own as they open.
    const watch = new MutationObserver(put)
    const title = document.querySelector('title')
    if (title) watch.observe(title, { childList: true })
    return () => {
      watch.disconnect()
      if (document.title.startsWith(mark)) document.title = document.title.slice(mark.length)
    }
  }, [key, text])
}
