/** Shows an answer when it is there, its absence plainly when it is not: a quiet wait, or what went wrong with a way to try again. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { wordsOf } from '../client.ts'
import { useT } from '../lang.tsx'
import { web } from '../words.ts'

interface AnswerProps<T> {
  readonly of: UseQueryResult<T, Error>
  /** Height kept while waiting, so that the page does not jump. */
  readonly height?: number
  readonly children: (data: T) => ReactNode
}

export function Answer<T>({ of, height = 120, children }: AnswerProps<T>) {
  const t = useT()
  if (of.data !== undefined) return children(of.data)
  if (of.error) {
    return (
      <div className="answer-problem" role="alert">
        <p>
          <strong>{t(web.notLoaded)}</strong>
          <br />
          {t(wordsOf(of.error))}
        </p>
        <button type="button" className="plain-button" onClick={() => void of.refetch()}>
          {t(web.retry)}
        </button>
      </div>
    )
  }
  return (
    <div className="answer-wait" style={{ minHeight: height }} role="status">
      <span className="visually-hidden">{t(web.loading)}</span>
    </div>
  )
}
