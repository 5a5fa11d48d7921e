/** A test cassette as people see it in their hand: C above, T below. Decorative: the words beside it say the same. */
import type { TestResult } from '../model.ts'

const LINES: Readonly<Record<TestResult, readonly ('C' | 'T')[]>> = {
  negative: ['C'],
  positive: ['C', 'T'],
  invalid: ['T'],
}

export function Strip({ result }: { result: TestResult }) {
  const shown = LINES[result]
  return (
    <svg className="strip" viewBox="0 0 44 62" aria-hidden="true" focusable="false">
      <rect x="9" y="2" width="34" height="58" rx="8" fill="var(--surface)" stroke="currentColor" strokeWidth="2" />
      <rect x="17" y="12" width="18" height="36" rx="4" fill="var(--sunken)" stroke="currentColor" strokeWidth="1" />
      {shown.includes('C') && <rect x="18" y="20" width="16" height="4" fill="var(--alarm)" />}
      {shown.includes('T') && <rect x="18" y="35" width="16" height="4" fill="var(--alarm)" />}
      <text x="0" y="26" fontSize="10" fill="currentColor">
        C
      </text>
      <text x="1" y="41" fontSize="10" fill="currentColor">
        T
      </text>
    </svg>
  )
}
