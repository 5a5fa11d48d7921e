/** Me: in which role and area, another of my grants, my password, my sessions, out. A plain disclosure, so that keys and readers know it. */
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { roles } from '../../../platform/pure/roles.ts'
import { wordsOf } from '../../../platform/web/client.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMe, useSession } from '../../../platform/web/session.tsx'
import { roomPages } from '../pages.ts'
import { command } from '../words.ts'

/** What rooms keep for whoever is signed in. */
const ownPages = roomPages.filter(({ under, group }) => under === '/me' && group === 'staff')

export function AccountMenu() {
  const { t } = useLang()
  const me = useMe()
  const { logout, switchGrant } = useSession()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    addEventListener('pointerdown', outside)
    addEventListener('focusin', outside)
    addEventListener('keydown', escape)
    return () => {
      removeEventListener('pointerdown', outside)
      removeEventListener('focusin', outside)
      removeEventListener('keydown', escape)
    }
  }, [open])

  const run = (work: Promise<unknown>) => work.catch((error: unknown) => setProblem(t(wordsOf(error))))
  const others = me.grants.filter((g) => g.id !== me.grant.id)
  const shut = () => setOpen(false)
  return (
    <div className="account" ref={root}>
      <button
        type="button"
        ref={button}
        className="account-button"
        aria-expanded={open}
        aria-controls="account-menu"
        aria-label={`${t(command.account)}: ${me.name}`}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{me.name.slice(0, 1)}</span>
      </button>
      {open && (
        <div className="account-menu" id="account-menu">
          <div className="account-who">
            <strong>{me.name}</strong>
            <span>
              {me.grant.areaName} · {t(roles.words[me.grant.role])}
            </span>
          </div>
          {others.length > 0 && (
            <div className="account-part">
              <p>{t(command.actAs)}</p>
              {others.map((g) => (
                <button type="button" key={g.id} onClick={() => void run(switchGrant(g.id))}>
                  {t(roles.words[g.role])}
                  <span className="muted">{g.areaName}</span>
                </button>
              ))}
            </div>
          )}
          <div className="account-part">
            {ownPages.map(({ path, word }) => (
              <Link key={path} to={path} onClick={shut}>
                {t(word)}
              </Link>
            ))}
            <Link to="/me/password" onClick={shut}>
              {t(command.changePassword)}
            </Link>
            <Link to="/me/sessions" onClick={shut}>
              {t(command.sessions)}
            </Link>
          </div>
          <div className="account-part">
            <button type="button" onClick={() => void run(logout())}>
              {t(command.signOut)}
            </button>
            {problem && <p role="alert">{problem}</p>}
          </div>
        </div>
      )}
    </div>
  )
}
