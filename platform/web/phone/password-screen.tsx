/** Whoever still has the password that an administrator gave sets their own before anything else opens. */
import { type FormEvent, useState } from 'react'
import { access } from '../../pure/access-contract.ts'
import { wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import { useSession } from '../session.tsx'
import { Button, Field, Notice } from './parts.tsx'
import { ask } from './reach.ts'
import { phoneWords as w } from './words.ts'

export function PasswordScreen() {
  const t = useT()
  const { refresh } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const fits = next.length >= 10 && next !== current
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    void ask(access.operations.changePassword, { current, next })
      .then(refresh)
      .catch((error: unknown) => setProblem(t(wordsOf(error))))
  }
  return (
    <div className="page">
      <main className="page-body">
        <h1>{t(w.changePassword)}</h1>
        <form className="door-form" onSubmit={submit}>
          <Field
            label={t(w.currentPassword)}
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(e) => setCurrent(e.target.value)}
          />
          <Field
            label={t(w.newPassword)}
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(e) => setNext(e.target.value)}
            say={t(w.changePasswordHint)}
            good={fits}
          />
          {problem ? <Notice kind="alarm">{problem}</Notice> : null}
          <Button kind="primary" type="submit" disabled={!fits || current === ''}>
            {t(w.save)}
          </Button>
        </form>
      </main>
    </div>
  )
}
