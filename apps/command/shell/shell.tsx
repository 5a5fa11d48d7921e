/** The frame that stays: rooms on the left in the order of the work; operation, area and clock on top; the page between. */
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { DeskContext } from '../../../platform/web/desk/desk-context.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import { roomBanners } from '../pages.ts'
import { command } from '../words.ts'
import { RoomsNav } from './rooms-nav.tsx'
import { TopBar } from './top-bar.tsx'
import { useDeskState } from './use-desk-state.ts'
import { useSearchKey } from './use-search-key.ts'
import '../../../platform/web/desk/desk-page.css'
import './shell.css'

export function Shell() {
  const t = useT()
  const desk = useDeskState()
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (s) => s.location.pathname })
  const first = useRef(true)
  useSearchKey()
  useEffect(() => {
    // The next Tab and the screen reader begin in the page that was opened, not in the link that opened it.
    if (first.current) first.current = false
    else if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [path])
  useEffect(() => {
    // What most pages need next is fetched while the first one is read.
    const warm = () => void import('../../../platform/web/desk/antd-frame.tsx')
    const timer = setTimeout(warm, 1200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <DeskContext value={desk}>
      <a className="skip-link" href="#main">
        {t(command.skip)}
      </a>
      <div className="shell">
        <RoomsNav path={path} />
        <TopBar desk={desk} />
        <main className="shell-main" id="main" ref={main} tabIndex={-1}>
          {roomBanners.map((Banner, at) => (
            <Banner key={at} />
          ))}
          <Outlet />
        </main>
      </div>
    </DeskContext>
  )
}
