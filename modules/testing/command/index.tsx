/** The desk pages of testing, and the rounds that stand on an operation's page. */
import { lazy } from 'react'
import {
  BoardIcon,
  MissingIcon,
  PlusIcon,
  ReportIcon,
  TestingIcon,
  TubeIcon,
} from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import type { RoomPanel } from '../../../platform/web/desk/panel.tsx'
import { roundWords } from '../words.ts'

const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const leaders = ['officer', 'leader'] as const
const below = { roles: watchers, group: 'testing', under: '/testing' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/testing',
    word: roundWords.rounds,
    icon: TestingIcon,
    roles: watchers,
    group: 'testing',
    component: lazy(() => import('./rounds-page.tsx')),
  },
  {
    ...below,
    path: '/testing/new',
    word: roundWords.openRound,
    icon: PlusIcon,
    roles: leaders,
    component: lazy(() => import('./open/open-round-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId',
    word: roundWords.board,
    icon: BoardIcon,
    component: lazy(() => import('./board/board-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId/missing',
    word: roundWords.missing,
    icon: MissingIcon,
    component: lazy(() => import('./missing/missing-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId/exempt',
    word: roundWords.exempt,
    icon: MissingIcon,
    component: lazy(() => import('./exempt-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId/tubes',
    word: roundWords.tubes,
    icon: TubeIcon,
    component: lazy(() => import('./tubes-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId/sites',
    word: roundWords.sites,
    icon: TubeIcon,
    component: lazy(() => import('./sites-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId/report',
    word: roundWords.report,
    icon: ReportIcon,
    component: lazy(() => import('./report-page.tsx')),
  },
  {
    ...below,
    path: '/testing/rounds/$roundId/$section',
    word: roundWords.rounds,
    icon: TestingIcon,
    component: lazy(() => import('./section-page.tsx')),
  },
]

export const panels: readonly RoomPanel[] = [
  { on: 'operation', roles: watchers, component: lazy(() => import('./operation-rounds.tsx')) },
]
