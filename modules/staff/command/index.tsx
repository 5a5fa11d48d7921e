/** The desk pages of the roster. */
import { lazy } from 'react'
import { StaffIcon } from '../../../platform/web/desk/icons.tsx'
import type { RoomPage } from '../../../platform/web/desk/page.ts'
import { ownWords } from '../own-words.ts'
import { staffListWords, staffWords } from '../words.ts'

const keepers = ['officer', 'leader'] as const
const below = { icon: StaffIcon, group: 'staff', under: '/staff' } as const

export const pages: readonly RoomPage[] = [
  {
    path: '/staff',
    word: staffWords.title,
    icon: StaffIcon,
    roles: ['officer', 'leader', 'superior'],
    group: 'staff',
    component: lazy(() => import('./roster-page.tsx')),
  },
  {
    ...below,
    path: '/staff/imports',
    word: staffListWords.title,
    roles: keepers,
    component: lazy(() => import('./import/imports-page.tsx')),
  },
  {
    ...below,
    path: '/staff/imports/$importId',
    word: staffListWords.title,
    roles: keepers,
    component: lazy(() => import('./import/import-page.tsx')),
  },
  {
    ...below,
    path: '/staff/caps',
    word: staffWords.caps,
    roles: ['officer', 'leader', 'superior'],
    component: lazy(() => import('./caps-page.tsx')),
  },
  {
    ...{ path: '/me/record', word: ownWords.mineTitle, icon: StaffIcon, roles: 'signed-in', group: 'staff' },
    under: '/me',
    component: lazy(() => import('./own/own-record-page.tsx')),
  },
]
