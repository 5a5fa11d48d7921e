/** The frame of everything about one collection: its name and dates on top, its sections and the day below, always the same. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { shanghaiDay, shanghaiMinute } from '../../../platform/pure/time.ts'
import type { Word } from '../../../platform/pure/words.ts'
import { serverNow } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { DeskPage } from '../../../platform/web/desk/desk-page.tsx'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { selftest } from '../contract.ts'
import { boardDay, boardDays } from '../due-day.ts'
import type { Collection } from '../model.ts'
import { oftenWords, useCollection, useCollectionId, whomWords } from './use-collections.ts'
import { deskWords as w } from './words.ts'
import './selftest.css'

/** What stands in the address of every section: a day and an area, never anything personal. */
export interface Search {
  readonly on?: string
  readonly under?: string
  readonly by?: 'community' | 'grid' | 'building'
  readonly result?: string
}
type Section = '' | 'missing' | 'reported' | 'chain'
const sections: readonly (readonly [Section, Word])[] = [
  ['', w.board],
  ['missing', w.missing],
  ['reported', w.reported],
  ['chain', w.chain],
]

export interface Framed {
  readonly collection: Collection
  readonly on: string
  readonly search: Search
  /** The same section with another part of the address. */
  readonly go: (search: Search) => void
}
interface FrameProps {
  readonly section: Section
  readonly actions?: (framed: Framed) => ReactNode
  readonly children: (framed: Framed) => ReactNode
}

// The board's address is the beginning of every other section's.
const exactly = { exact: true, includeSearch: false }

export const sectionUrl = (id: string, section: Section): string =>
  `/selftest/collections/${id}${section === '' ? '' : `/${section}`}`

export function CollectionFrame({ section, actions, children }: FrameProps) {
  const { t, lang } = useLang()
  const id = useCollectionId()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const mayKeep = useMay(selftest.operations.reported.roles)
  const answer = useCollection(id)
  const go = (to: Search) => void navigate({ to: sectionUrl(id, section), search: to as never, replace: true })
  return (
    <Answer of={answer} height={400}>
      {(collection) => {
        const today = shanghaiDay(serverNow())
        const days = boardDays(collection, today)
        const on = boardDay(collection, today, search.on)
        const framed = { collection, on, search, go }
        const here = sections.find(([key]) => key === section)
        return (
          <DeskPage
            title={here && section !== '' ? `${collection.name} · ${t(here[1])}` : collection.name}
            lead={[collection.areaName, whomWords(collection, t, lang), oftenWords(collection, t)].join(' · ')}
            back={{ to: '/selftest', label: t(w.all) }}
            actions={actions?.(framed)}
          >
            <nav className="selftest-sections" aria-label={t(w.sections)}>
              {sections
                .filter(([key]) => mayKeep || key === '' || key === 'missing')
                .map(([key, word]) => (
                  <Link
                    key={key}
                    to={sectionUrl(id, key)}
                    search={(search.on ? { on: search.on } : {}) as never}
                    activeOptions={exactly}
                    className={key === section ? 'here' : ''}
                  >
                    {t(word)}
                  </Link>
                ))}
              {days.length > 1 && (
                <span className="selftest-day">
                  <Select
                    aria-label={t(w.day)}
                    value={on}
                    onChange={(day) => go({ ...search, on: day })}
                    options={days.map((value) => ({ value, label: value }))}
                  />
                </span>
              )}
            </nav>
            {collection.closedAt && (
              <p className="selftest-closed" role="status">
                {t(w.closed, { when: shanghaiMinute(collection.closedAt) })}
              </p>
            )}
            {children(framed)}
          </DeskPage>
        )
      }}
    </Answer>
  )
}
