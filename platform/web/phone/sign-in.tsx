/** The door of the phone: account and password, or one tap where the data is a demo. Later sign-ins keep all that waits. */
import { type FormEvent, useEffect, useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { roles } from '../../pure/roles.ts'
import { isOffline, type OutputFor, wordsOf } from '../client.ts'
import { useLang } from '../lang.tsx'
import { useSession } from '../session.tsx'
import { useCell } from './cell.ts'
import { Button, Field, Notice } from './parts.tsx'
import { usePhone } from './phone.tsx'
import { ask, reach } from './reach.ts'
import { askToKeep } from './storage-room.ts'
import { phoneWords as w } from './words.ts'
import './sign-in.css'

type Demo = OutputFor<typeof access.operations.demoLogins>['logins'][number]
const label = (): string => navigator.userAgent.slice(0, 200)

export function SignIn({ onDone }: { onDone?: () => void }) {
  const { t, lang, setLang } = useLang()
  const { login } = useSession()
  const { deviceId, sender, rooms } = usePhone()
  const net = useCell(reach)
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [demos, setDemos] = useState<readonly Demo[]>([])
  useEffect(() => {
    let gone = false
    void ask(access.operations.demoLogins, {}).then(
      ({ logins }) => gone || setDemos(logins),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])

  async function enter(as: string, pass: string): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await login({ login: as, password: pass, device: { id: deviceId, label: label() } })
      reach.set('here')
      void askToKeep()
      sender.resume()
      onDone?.()
    } catch (error) {
      if (isOffline(error)) reach.set('away')
      setProblem(isOffline(error) ? t(w.signInNeedsNet) : t(wordsOf(error)))
      setBusy(false)
    }
  }
  // Roles without work in the field find nothing here.
  const mine = demos.filter(({ role }) => rooms.some((r) => r.tasks.some((task) => task.roles.includes(role))))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (account.trim() !== '' && password !== '') void enter(account, password)
  }

  return (
    <div className="page door">
      <main className="page-body">
        <div className="door-head">
          <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="56" height="56" />
          <Button kind="quiet" size="small" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}>
            {lang === 'zh' ? 'English' : t(w.chinese)}
          </Button>
        </div>
        <h1>{t(w.title)}</h1>
        <p className="door-tagline">{t(w.tagline)}</p>
        <form onSubmit={submit} className="door-form">
          <Field
            label={t(w.login)}
            value={account}
            onChange={(e) => setAccount(e.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Field
            label={t(w.password)}
            type={shown ? 'text' : 'password'}
            value={password}
            onChange={(e) => setPassword(e.target.value)}
            autoComplete="current-password"
            required
          />
          <label className="door-show">
            <input type="checkbox" checked={shown} onChange={(e) => setShown(e.target.checked)} />
            {t(w.showPassword)}
          </label>
          {problem ? <Notice kind="alarm">{problem}</Notice> : null}
          {!problem && net === 'away' ? <Notice kind="warn">{t(w.signInNeedsNet)}</Notice> : null}
          <Button kind="primary" size="huge" type="submit" disabled={busy}>
            {t(busy ? w.signingIn : w.signIn)}
          </Button>
        </form>
        {mine.length > 0 ? (
          <section className="door-demo" aria-label={t(w.demo)}>
            <h2 className="section-title">{t(w.demo)}</h2>
            <p className="row-more">{t(w.demoHint)}</p>
            <ul className="rows">
              {mine.map((demo) => (
                <li key={demo.login}>
                  <button
                    type="button"
                    className="row"
                    disabled={busy}
                    data-login={demo.login}
                    onClick={() => void enter(demo.login, demo.password)}
                  >
                    <span className="row-main">
                      <span className="row-title">{demo.name}</span>
                      <span className="row-more">
                        {t(roles.words[demo.role])} · {demo.areaName}
                      </span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </main>
    </div>
  )
}
