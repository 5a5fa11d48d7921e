/** The frame of a phone screen: where I am, the way back, what is still on the phone; then the one task. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '../lang.tsx'
import { BackIcon, MenuIcon } from './icons.tsx'
import { useScreens } from './screens.tsx'
import { Status } from './status.tsx'
import { Warnings } from './warnings.tsx'
import { phoneWords as w } from './words.ts'

interface PageProps {
  readonly title: ReactNode
  readonly small?: ReactNode
  /** Stays at the bottom, in reach of the thumb. */
  readonly foot?: ReactNode
  readonly children: ReactNode
  /** The first screen of a work has the menu where others have the way back. */
  readonly first?: boolean
  readonly className?: string
  readonly onBack?: () => void
}

export function Page({ title, small, foot, children, first = false, className, onBack }: PageProps) {
  const t = useT()
  const { back, go } = useScreens()
  const heading = useRef<HTMLHeadingElement>(null)
  // A new screen begins at its heading for whoever does not see it; a screen with a field of its own takes the focus itself.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={`page ${className ?? ''}`}>
      <header className="page-head">
        {first ? (
          <button type="button" className="round-button" aria-label={t(w.menu)} onClick={() => go('settings')}>
            <MenuIcon />
          </button>
        ) : (
          <button type="button" className="round-button" aria-label={t(w.back)} onClick={onBack ?? back}>
            <BackIcon />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
          {small ? <small>{small}</small> : null}
        </h1>
        <Status />
      </header>
      <main className="page-body">
        <Warnings />
        {children}
      </main>
      {foot ? <div className="page-foot">{foot}</div> : null}
    </div>
  )
}
