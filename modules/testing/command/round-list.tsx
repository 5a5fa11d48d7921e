/** Rounds as rows: who is missing first, then how far it is; each opens its board. */
import { Link } from '@tanstack/react-router'
import { Bar } from '../../../platform/web/desk/figure.tsx'
import { count, share } from '../../../platform/web/desk/figures.ts'
import { NextIcon } from '../../../platform/web/desk/icons.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import type { Round } from '../model.ts'
import { roundWords } from '../words.ts'
import { hoursWords, scopeWords } from './use-round.ts'
import './round-list.css'

export function RoundList({ rounds }: { rounds: readonly Round[] }) {
  const { t, lang } = useLang()
  return (
    <ul className="round-list">
      {rounds.map((round) => {
        const { due, tested, missing } = round.figures
        return (
          <li key={round.id}>
            <Link to={`/testing/rounds/${round.id}`} className="round-row">
              <span>
                <span className="round-name">{round.name}</span>
                <span className="round-facts">
                  {round.areaName} · {scopeWords(round.scope, t, lang)}
                  <br />
                  {hoursWords(round.opensAt, round.closesAt, t)}
                </span>
              </span>
              <span className={round.state === 'open' && missing > 0 ? 'round-missing hand' : 'round-missing'}>
                <span className="round-label">{t(roundWords.missing)}</span>
                <span className="round-number">{count(missing, lang)}</span>
              </span>
              <span className="round-share">
                <span className="round-label">
                  {t(roundWords.tested)} {count(tested, lang)} / {count(due, lang)} · {share(tested, due)}
                </span>
                <Bar part={tested} whole={due} label={share(tested, due)} />
              </span>
              <NextIcon />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
