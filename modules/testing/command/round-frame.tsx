/** The frame of everything about one round: its name and hours on top, its sections below, always the same. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { useSections } from '../../../platform/web/desk/panel.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import type { Word } from '../../../platform/pure/words.ts'
import { roundWords } from '../words.ts'
import { hoursWords, poolWords, type RoundWithSites, scopeWords, useRound, useRoundId } from './use-round.ts'
import './round-frame.css'

const own: readonly (readonly [key: string, word: Word])[] = [
  ['', roundWords.board],
  ['missing', roundWords.missing],
  ['exempt', roundWords.exempt],
  ['sites', roundWords.sites],
  ['tubes', roundWords.tubes],
  ['report', roundWords.report],
]

interface RoundFrameProps {
  /** The section that this page is: '' for the board. */
  readonly section: string
  readonly actions?: (data: RoundWithSites) => ReactNode
  readonly children: (data: RoundWithSites) => ReactNode
}

export function RoundFrame({ section, actions, children }: RoundFrameProps) {
  const { t, lang } = useLang()
  const roundId = useRoundId()
  const added = useSections().map(({ key, word }) => [key, word] as const)
  // The report closes the row: it is of all that stands before it.
  const sections = [...own.slice(0, -1), ...added, ...own.slice(-1)]
  const answer = useRound(roundId)
  return (
    <Answer of={answer} height={400}>
      {(data) => {
        const { round } = data
        const here = sections.find(([key]) => key === section)
        return (
          <DeskPage
            title={here && section !== '' ? `${round.name} · ${t(here[1])}` : round.name}
            lead={[
              round.areaName,
              scopeWords(round.scope, t, lang),
              poolWords(round.poolSize, t),
              hoursWords(round.opensAt, round.closesAt, t),
            ].join(' · ')}
            back={{ to: '/testing', label: t(roundWords.allRounds) }}
            actions={actions?.(data)}
          >
            <nav className="round-sections" aria-label={t(roundWords.roundSections)}>
              {sections.map(([key, word]) => (
                <Link
                  key={key}
                  to={key === '' ? `/testing/rounds/${round.id}` : `/testing/rounds/${round.id}/${key}`}
                  className={key === section ? 'round-section here' : 'round-section'}
                  aria-current={key === section ? 'page' : undefined}
                >
                  {t(word)}
                </Link>
              ))}
            </nav>
            {round.closedAt && (
              <p className="round-closed" role="status">
                {t(roundWords.closedBanner, { when: shanghaiMinute(round.closedAt) })}
              </p>
            )}
            {children(data)}
          </DeskPage>
        )
      }}
    </Answer>
  )
}
