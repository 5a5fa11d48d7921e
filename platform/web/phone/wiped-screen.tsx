/** Shown once a phone was emptied from afar: plainly what is gone and why. */
import type { Word } from '../../pure/words.ts'
import { useT } from '../lang.tsx'
import { Button, Notice } from './parts.tsx'
import { phoneWords as w } from './words.ts'

export function WipedScreen({ because }: { because: Word }) {
  const t = useT()
  return (
    <div className="page">
      <main className="page-body">
        <div className="empty" role="alert">
          <strong>{t(w.wiped)}</strong>
          <p>{t(w.wipedHint)}</p>
        </div>
        <Notice kind="alarm">{t(because)}</Notice>
        <Button onClick={() => location.replace(import.meta.env.BASE_URL)}>{t(w.startAgain)}</Button>
      </main>
    </div>
  )
}
