/** A table wider or longer than its place can be scrolled by keyboard too, also when nothing in it can be focused. */
import { type RefObject, useEffect } from 'react'

/** @param find what scrolls, where that is not the frame itself but somewhere in it */
export function useReachableScroll(frame: RefObject<HTMLElement | null>, find?: string): void {
  useEffect(() => {
    const content = find === undefined ? frame.current : frame.current?.querySelector<HTMLElement>(find)
    if (!content) return
    const size = new ResizeObserver(() => {
      if (content.scrollWidth > content.clientWidth || content.scrollHeight > content.clientHeight + 1)
        content.tabIndex = 0
      else content.removeAttribute('tabindex')
    })
    size.observe(content)
    if (content.firstElementChild) size.observe(content.firstElementChild)
    return () => size.disconnect()
  })
}
