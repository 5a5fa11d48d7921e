/** One numbered step of putting a question together. */
import type { ReactNode } from 'react'

export function Step({ n, title, children }: { n: number; title: string; children: ReactNode }) {
  return (
    <section className="ask-step" aria-labelledby={`ask-step-${n}`}>
      <h2 id={`ask-step-${n}`}>
        <span className="ask-step-n" aria-hidden="true">
          {n}
        </span>
        {title}
      </h2>
      {children}
    </section>
  )
}
