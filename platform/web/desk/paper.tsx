/**
 * What is printed instead of the screen: `<Paper>` is invisible on screen and the only thing on paper while it stands in the page.
 * A4 with generous margins, black on white whatever the theme; `.paper-page` begins a new sheet.
 */
import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import './paper.css'

interface PaperProps {
  /** Opens the print dialog once this is true; false while what is to be printed is still being read. */
  readonly ready: boolean
  /** The dialog was closed: take the paper away. */
  readonly onPrinted: () => void
  readonly children: ReactNode
}

export function Paper({ ready, onPrinted, children }: PaperProps) {
  const printed = useRef(onPrinted)
  printed.current = onPrinted
  useEffect(() => {
    if (!ready) return
    const done = () => printed.current()
    addEventListener('afterprint', done, { once: true })
    // After the sheets were laid out.
    const timer = setTimeout(() => window.print(), 50)
    return () => {
      clearTimeout(timer)
      removeEventListener('afterprint', done)
    }
  }, [ready])
  return createPortal(<div className="paper">{children}</div>, document.body)
}
