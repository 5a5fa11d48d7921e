/** The desk pages of enterprises, and the enterprises that stand on an area's page. */
import { lazy } from 'react'
import { EnterpriseIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import type { RoomPanel } from '../../../platform/web/desk/panel.tsx'
import { enterpriseListWords, enterpriseWords, managerWords } from '../words.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const below = { icon: EnterpriseIcon, group: 'register', under: '/enterprises' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/enterprises',
    word: enterpriseWords.onTheLeft,
    icon: EnterpriseIcon,
    roles: readers,
    group: 'register',
    component: lazy(() => import('./list/enterprises-page.tsx')),
  },
  {
    ...below,
    path: '/enterprises/managers',
    word: managerWords.title,
    roles: readers,
    component: lazy(() => import('./managers/managers-page.tsx')),
  },
  {
    ...below,
    path: '/enterprises/imports',
    word: enterpriseListWords.title,
    roles: keepers,
    component: lazy(() => import('./import/imports-page.tsx')),
  },
  {
    ...below,
    path: '/enterprises/imports/$importId',
    word: enterpriseListWords.title,
    roles: keepers,
    component: lazy(() => import('./import/import-page.tsx')),
  },
  {
    ...below,
    path: '/enterprises/$enterpriseId',
    word: enterpriseWords.title,
    roles: readers,
    component: lazy(() => import('./one/enterprise-page.tsx')),
  },
]

export const panels: readonly RoomPanel[] = [
  { on: 'area', roles: readers, component: lazy(() => import('./area-enterprises.tsx')) },
]
