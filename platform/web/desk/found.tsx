/** What a search found, and how it was understood; or why it could not be made. */
import type { ReactNode } from 'react'
import { wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import './record.css'

interface FoundProps {
  readonly error: unknown
  /** e.g. "12 found"; not yet known while it is asked. */
  readonly found: string | undefined
  /** How the text was read. */
  readonly readAs?: string | false
  readonly children?: ReactNode
}

export function Found({ error, found, readAs, children }: FoundProps) {
  const t = useT()
  return (
    <p className="found" role="status">
      {error ? (
        <span className="found-problem">{t(wordsOf(error))}</span>
      ) : (
        found !== undefined && (
          <>
            <strong>{found}</strong>
            {readAs && <span>{readAs}</span>}
            {children}
          </>
        )
      )}
    </p>
  )
}
