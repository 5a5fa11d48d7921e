/** The tube in hand: heads in figures that are read at arm's length, and as drops filling up. */
import { useT } from '../../../platform/web/lang.tsx'
import { TubeIcon } from '../../../platform/web/phone/icons.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import { countsIn, type Tube } from '../tube.ts'
import { laneWords as w } from './words.ts'

export function TubeStrip({ tube, onLook, onClose }: { tube: Tube; onLook: () => void; onClose: () => void }) {
  const t = useT()
  const heads = countsIn(tube)
  return (
    <section className="tube" aria-label={t(w.tube)} data-heads={heads}>
      <button type="button" className="tube-look" onClick={onLook}>
        <span className="tube-figure" aria-label={t(w.heads, { n: heads, of: tube.poolSize })}>
          <strong>{heads}</strong>
          <span>/{tube.poolSize}</span>
        </span>
        <span className="tube-side">
          <span className="tube-code">
            <TubeIcon size={18} />
            {tube.code}
          </span>
          <span className="tube-drops" aria-hidden="true">
            {Array.from({ length: tube.poolSize }, (_, i) => (
              // Drops have no identity but their place.
              <i key={i} className={i < heads ? 'on' : ''} />
            ))}
          </span>
        </span>
      </button>
      <Button size="small" onClick={onClose}>
        {t(w.close)}
      </Button>
    </section>
  )
}
