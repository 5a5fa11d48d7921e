/** Collections as rows: who has not reported and who is positive, then how far it is; each opens its board. */
import { Link } from '@tanstack/react-router'
import { Bar } from '../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../platform/web/desk/figures.ts'
import { NextIcon } from '../../../platform/web/desk/icons.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import type { Collection } from '../model.ts'
import { selftestWords } from '../words.ts'
import { oftenWords, whomWords } from './use-collections.ts'
import './selftest.css'

export function CollectionList({ collections }: { collections: readonly Collection[] }) {
  const { t, lang } = useLang()
  return (
    <ul className="selftest-list">
      {collections.map((one) => {
        const { due, reported, missing, positive } = one.figures
        return (
          <li key={one.id}>
            <Link to={`/selftest/collections/${one.id}`} className="selftest-row">
              <span>
                <span className="selftest-name">{one.name}</span>
                <span className="selftest-facts">
                  {one.areaName} · {whomWords(one, t, lang)}
                  <br />
                  {oftenWords(one, t)}
                </span>
              </span>
              <span className={one.state === 'open' && missing > 0 ? 'selftest-count hand' : 'selftest-count'}>
                <span>{t(selftestWords.missing)}</span>
                <strong>{count(missing, lang)}</strong>
              </span>
              <span className={positive > 0 ? 'selftest-count hand' : 'selftest-count'}>
                <span>{t(selftestWords.positive)}</span>
                <strong>{count(positive, lang)}</strong>
              </span>
              <span className="selftest-facts">
                {t(selftestWords.reported)} {count(reported, lang)} / {count(due, lang)} · {share(reported, due)}
                <Bar part={reported} whole={due} label={share(reported, due)} />
              </span>
              <NextIcon />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
