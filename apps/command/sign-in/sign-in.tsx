/** Signing in; where the demo data is loaded, one card per role enters with one click. No Ant Design here: this page is everybody's first. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { access } from '../../../platform/pure/access-contract.ts'
import { roles } from '../../../platform/pure/roles.ts'
import { call, type OutputFor, wordsOf } from '../../../platform/web/client.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useSession } from '../../../platform/web/session.tsx'
import { web } from '../../../platform/web/words.ts'
import { LangButton, ThemeButton } from '../shell/top-bar.tsx'
import { command } from '../words.ts'
import '../shell/shell.css'
import './sign-in.css'

type DemoLogin = OutputFor<typeof access.operations.demoLogins>['logins'][number]

export function SignIn() {
  const { t } = useLang()
  const { login, turnedAway } = useSession()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(turnedAway)
  const [demos, setDemos] = useState<readonly DemoLogin[]>([])
  const first = useRef<HTMLInputElement>(null)
  const id = useId()

  useEffect(() => {
    document.title = `${t(command.signIn)} · ${t(web.appName)}`
  }, [t])
  useEffect(() => {
    first.current?.focus()
    const gone = new AbortController()
    call(access.operations.demoLogins, {}, { signal: gone.signal })
      .then((answer) => setDemos(answer.logins))
      .catch(() => {
        // Without demo logins the form is all there is.
      })
    return () => gone.abort()
  }, [])

  const enter = async (account: string, secret: string) => {
    setName(account)
    setPassword(secret)
    setBusy(true)
    setProblem(null)
    try {
      await login({ login: account, password: secret })
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void enter(name, password)
  }
  return (
    <div className="door">
      <div className="door-switches">
        <LangButton />
        <ThemeButton />
      </div>
      <main className={demos.length > 0 ? 'door-main door-with-demo' : 'door-main'}>
        <div className="door-form">
          <img src="/mark.svg" alt="" width="44" height="44" />
          <h1>{t(web.appName)}</h1>
          <p className="door-tagline">{t(command.tagline)}</p>
          <form onSubmit={submit}>
            <label htmlFor={`${id}-login`}>{t(command.login)}</label>
            <input
              id={`${id}-login`}
              ref={first}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              maxLength={40}
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
            <label htmlFor={`${id}-password`}>{t(command.password)}</label>
            <div className="door-password">
              <input
                id={`${id}-password`}
                name="password"
                type={shown ? 'text' : 'password'}
                autoComplete="current-password"
                required
                maxLength={200}
                value={password}
                onChange={(e) => setPassword(e.target.value)}
              />
              <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
                {t(shown ? command.hidePassword : command.showPassword)}
              </button>
            </div>
            {problem !== null && (
              <p className="door-problem" role="alert">
                {t(wordsOf(problem))}
              </p>
            )}
            <button className="door-enter" type="submit" disabled={busy}>
              {t(command.signIn)}
            </button>
          </form>
          <p className="door-hint">{t(command.signInHint)}</p>
        </div>
        {demos.length > 0 && <DemoCards demos={demos} busy={busy} onEnter={enter} />}
      </main>
    </div>
  )
}

interface DemoCardsProps {
  readonly demos: readonly DemoLogin[]
  readonly busy: boolean
  readonly onEnter: (login: string, password: string) => Promise<void>
}

function DemoCards({ demos, busy, onEnter }: DemoCardsProps) {
  const { t } = useLang()
  return (
    <section className="door-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t(command.demoTitle)}</h2>
      <p>{t(command.demoHint)}</p>
      <ul>
        {demos.map((demo) => (
          <li key={demo.login}>
            <button type="button" disabled={busy} onClick={() => void onEnter(demo.login, demo.password)}>
              <span className="demo-role">{t(roles.words[demo.role])}</span>
              <span className="demo-who">
                {demo.name} · {demo.areaName}
              </span>
              <span className="demo-login mono">{demo.login}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
