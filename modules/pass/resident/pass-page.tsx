/** The pages of passes without an account: `#TOKEN` opens a door to ask by, `#~TOKEN` one's own pass. */
import { useEffect, useState } from 'react'
import { useT } from '../../../platform/web/lang.tsx'
import { AskPage } from './ask-page.tsx'
import { OwnPage } from './own-page.tsx'
import './pass.css'
import { residentWords as w } from './words.ts'

const fromHash = (): string => location.hash.slice(1)

export function PassPage() {
  const t = useT()
  const [hash, setHash] = useState(fromHash)
  useEffect(() => {
    document.title = t(w.title)
    const hear = () => setHash(fromHash())
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [t])
  if (hash === '')
    return (
      <div className="step">
        <h1>{t(w.noLink)}</h1>
        <p className="step-hint">{t(w.noLinkHint)}</p>
      </div>
    )
  return hash.startsWith('~') ? <OwnPage key={hash} own={hash.slice(1)} /> : <AskPage key={hash} link={hash} />
}
