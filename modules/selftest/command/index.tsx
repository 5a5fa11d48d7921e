/** The desk pages of self-tests, and the collections that stand on an operation's page. */
import { lazy } from 'react'
import { CheckIcon, MissingIcon, PlusIcon, ReportIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import type { RoomPanel } from '../../../platform/web/desk/panel.tsx'
import { selftestWords } from '../words.ts'
import { chainPageWords, deskWords } from './words.ts'

const watchers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const below = { group: 'testing', under: '/selftest' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/selftest',
    word: selftestWords.collections,
    icon: CheckIcon,
    roles: watchers,
    group: 'testing',
    component: lazy(() => import('./collections-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/new',
    word: deskWords.openTitle,
    icon: PlusIcon,
    roles: ['officer', 'leader'],
    component: lazy(() => import('./open-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/follow-ups',
    word: deskWords.followTitle,
    icon: ReportIcon,
    roles: keepers,
    component: lazy(() => import('./follow-ups-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/slips',
    word: deskWords.slipTitle,
    icon: ReportIcon,
    roles: keepers,
    component: lazy(() => import('./slips-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/collections/$collectionId',
    word: deskWords.board,
    icon: ReportIcon,
    roles: watchers,
    component: lazy(() => import('./board-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/collections/$collectionId/missing',
    word: deskWords.missing,
    icon: MissingIcon,
    roles: watchers,
    component: lazy(() => import('./missing-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/collections/$collectionId/reported',
    word: deskWords.reported,
    icon: ReportIcon,
    roles: keepers,
    component: lazy(() => import('./reported-page.tsx')),
  },
  {
    ...below,
    path: '/selftest/collections/$collectionId/chain',
    word: chainPageWords.title,
    icon: ReportIcon,
    roles: keepers,
    component: lazy(() => import('./chain/chain-page.tsx')),
  },
]

export const panels: readonly RoomPanel[] = [
  { on: 'operation', roles: watchers, component: lazy(() => import('./operation-collections.tsx')) },
]
