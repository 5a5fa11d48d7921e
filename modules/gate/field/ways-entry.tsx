/** Everybody who has no pass has a way: what it is, in one line, and one tap. */
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
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

export function WaysEntry({ onFind, onWay }: { onFind: () => void; onWay: (way: Way) => void }) {
  const t = useT()
  return (
    <section aria-label={t(w.waysTitle)} className="gate-ways">
      <p>{t(w.waysHint)}</p>
      <ul className="rows">
        {ORDER.map((way) => (
          <li key={way}>
            <button
              type="button"
              className="row"
              data-way={way}
              onClick={() => (way === 'no-phone' ? onFind() : onWay(way))}
            >
              <span className="row-main">
                <span className="row-title">{t(ways.words[way])}</span>
                <span className="row-more">{t(HINTS[way])}</span>
              </span>
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
