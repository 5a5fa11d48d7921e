/** A word in a coloured field: readable on its own, the colour only helps to find it. */
import type { ReactNode } from 'react'
import './pass.css'

interface MarkProps {
  readonly tone: 'good' | 'hand' | 'alarm' | 'plain'
  readonly children: ReactNode
}
export const Mark = ({ tone, children }: MarkProps) => <span className={`pass-mark pass-mark-${tone}`}>{children}</span>
