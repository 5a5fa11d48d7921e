/** The rooms on the left: only what the role may open, in the order of the work. Groups fold; the one that is open on the right never does. */
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { FoldIcon, TodayIcon } from '../../../platform/web/desk/icons.tsx'
import { type DeskGroup, deskGroups, type RoomPage } from '../../../platform/web/desk/page.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { useMe } from '../../../platform/web/session.tsx'
import { store, stored } from '../../../platform/web/stored.ts'
import { web } from '../../../platform/web/words.ts'
import { roomPages } from '../pages.ts'
import { command } from '../words.ts'

// The router would also light what merely begins like the address; which entry is lit is decided here.
const exactly = { exact: true }

/** `/testing/rounds/$roundId` matches `/testing/rounds/018f…` and what lies below it. */
const matches = (pattern: string, path: string): boolean => {
  const asked = path.split('/')
  return pattern.split('/').every((part, i) => part.startsWith('$') || part === asked[i])
}

/** The page whose pattern fits the address best. */
const pageAt = (path: string): RoomPage | undefined =>
  roomPages
    .filter((p) => matches(p.path, path))
    .sort((a, b) => b.path.split('/').length - a.path.split('/').length || (a.path.includes('$') ? 1 : -1))[0]

/** Gates are kept only under a decided measure, which most operations never have: out of the way until somebody opens them. */
const FOLDED: readonly DeskGroup[] = ['passes', 'gates']
const KEY = 'rooms.folded'

function useFolded(): [(group: DeskGroup) => boolean, (group: DeskGroup) => void] {
  const [folded, setFolded] = useState<readonly string[]>(() => stored(KEY)?.split(' ') ?? FOLDED)
  const toggle = (group: DeskGroup): void => {
    const next = folded.includes(group) ? folded.filter((each) => each !== group) : [...folded, group]
    setFolded(next)
    store(KEY, next.join(' '))
  }
  return [(group) => folded.includes(group), toggle]
}

export function RoomsNav({ path }: { path: string }) {
  const t = useT()
  const { grant } = useMe()
  const at = pageAt(path)
  const lit = at?.under ?? at?.path
  const mine = roomPages.filter((p) => !p.under && (p.roles === 'signed-in' || p.roles.includes(grant.role)))
  const groups = (Object.keys(deskGroups) as DeskGroup[])
    .map((group) => ({ group, pages: mine.filter((p) => p.group === group) }))
    .filter((g) => g.pages.length > 0)
  const [isFolded, toggle] = useFolded()
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // What it returns is no clean-up: newer browsers answer with a promise.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [lit])
  return (
    <nav ref={nav} className="rooms" aria-label={t(command.rooms)}>
      <Link className="brand" to="/" aria-label={`${t(web.appName)} · ${t(command.today)}`}>
        <img src="/mark.svg" alt="" width="26" height="26" />
        <span>{t(web.appName)}</span>
      </Link>
      <ul className="rooms-list">
        <li>
          <Link className="room" to="/" activeOptions={exactly} aria-current={path === '/' ? 'page' : undefined}>
            <TodayIcon />
            <span>{t(command.today)}</span>
          </Link>
        </li>
      </ul>
      {groups.map(({ group, pages }) => {
        const here = pages.some((page) => page.path === lit)
        const folds = pages.length > 1 && !here
        const folded = folds && isFolded(group)
        return (
          <div key={group} className={folded ? 'rooms-group rooms-folded' : 'rooms-group'}>
            <h2 id={`rooms-${group}`} className={pages.length > 1 ? '' : 'visually-hidden'}>
              {folds ? (
                <button type="button" aria-expanded={!folded} onClick={() => toggle(group)}>
                  {t(deskGroups[group])}
                  <FoldIcon />
                </button>
              ) : (
                t(deskGroups[group])
              )}
            </h2>
            <ul className="rooms-list" aria-labelledby={`rooms-${group}`}>
              {pages.map((page) => (
                <li key={page.path}>
                  <Link
                    className="room"
                    to={page.path}
                    activeOptions={exactly}
                    title={t(page.word)}
                    aria-current={lit === page.path ? 'page' : undefined}
                  >
                    <page.icon />
                    <span>{t(page.word)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
