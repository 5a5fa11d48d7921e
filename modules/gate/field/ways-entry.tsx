/** Everybody who has no pass has a way: one tap, and what to mind is said with the verdict. */
import { useT } from '../../../platform/web/lang.tsx'
import { Button } from '../../../platform/web/phone/parts.tsx'
import type { Word } from '../../../platform/pure/words.ts'
import { type Way, ways } from '../model.ts'
import { gateWords as w } from './words.ts'

type Without = Exclude<Way, 'pass' | 'medical'>
const HINTS: Record<Without, Word> = {
  'no-phone': w.noPhoneHint,
  child: w.childHint,
  courier: w.courierHint,
  visitor: w.visitorHint,
  returnee: w.returneeHint,
  ambulance: w.ambulanceHint,
  'foreign-papers': w.foreignHint,
  official: w.officialHint,
  other: w.otherHint,
}
const ORDER = Object.keys(HINTS) as Without[]
/** What a keeper minds on each way; shown once it is chosen. */
export const wayHint = (way: Way): Word => HINTS[way as Without] ?? w.medicalHint

export function WaysEntry({ onFind, onWay }: { onFind: () => void; onWay: (way: Way) => void }) {
  const t = useT()
  return (
    <section aria-label={t(w.waysTitle)} className="gate-ways">
      <p>{t(w.waysHint)}</p>
      <div className="gate-tiles">
        {ORDER.map((way) => (
          <Button key={way} data-way={way} onClick={() => (way === 'no-phone' ? onFind() : onWay(way))}>
            {t(ways.words[way])}
          </Button>
        ))}
      </div>
    </section>
  )
}
