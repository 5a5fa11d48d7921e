/** How many came forward, were placed and came: of one call, or of all. */
import { Figure, Figures } from '../../../platform/web/desk/figure.tsx'
import { useT } from '../../../platform/web/lang.tsx'
import type { Figures as Counts } from '../model.ts'
import { volunteerWords } from '../words.ts'
import { deskWords as w } from './words.ts'

export function CallFigures({ figures }: { figures: Counts }) {
  const t = useT()
  return (
    <Figures label={t(volunteerWords.title)}>
      <Figure lead label={t(w.signedUp)} value={figures.signedUp} />
      <Figure
        label={t(w.waiting)}
        value={figures.waiting}
        {...(figures.waiting > 0 ? { tone: 'hand' as const } : {})}
      />
      <Figure label={t(w.placed)} value={figures.placed} />
      <Figure label={t(w.came)} value={figures.came} />
      <Figure label={t(w.unasked)} value={figures.unasked} />
    </Figures>
  )
}
