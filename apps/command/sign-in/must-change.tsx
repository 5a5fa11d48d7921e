/** Whoever still has the password that an administrator gave sets their own before anything else opens. */
import { lazy, Suspense } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { useSession } from '../../../platform/web/session.tsx'
import { LangButton, ThemeButton } from '../shell/top-bar.tsx'
import { command } from '../words.ts'
import '../shell/shell.css'
import './sign-in.css'

const Form = lazy(() => import('../../../platform/web/access/must-change-form.tsx'))

export function MustChange() {
  const t = useT()
  const { logout } = useSession()
  return (
    <div className="door">
      <div className="door-switches">
        <LangButton />
        <ThemeButton />
      </div>
      <main className="door-main">
        <div className="door-form">
          <img src="/mark.svg" alt="" width="44" height="44" />
          <h1>{t(command.mustChangeTitle)}</h1>
          <p className="door-tagline">{t(command.mustChangeHint)}</p>
          <Suspense fallback={null}>
            <Form />
          </Suspense>
          <button type="button" className="plain-button door-out" onClick={() => void logout()}>
            {t(command.signOut)}
          </button>
        </div>
      </main>
    </div>
  )
}
