/** A screen that breaks must not take the shift with it: it says so and can be opened again; the facts lie in the database. */
import { Component, type ReactNode } from 'react'
import { useT } from '../lang.tsx'
import { Button } from './parts.tsx'
import { phoneWords as w } from './words.ts'

function Fault() {
  const t = useT()
  return (
    <div className="page">
      <main className="page-body">
        <div className="empty" role="alert">
          <strong>{t(w.broken)}</strong>
          <p>{t(w.brokenHint)}</p>
        </div>
        <Button
          kind="primary"
          onClick={() => {
            history.replaceState(null, '')
            location.reload()
          }}
        >
          {t(w.reopen)}
        </Button>
      </main>
    </div>
  )
}

export class FaultGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }
  override render(): ReactNode {
    return this.state.broken ? <Fault /> : this.props.children
  }
}
